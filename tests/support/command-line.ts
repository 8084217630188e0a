// Runs the command line as its users do: a program of its own with folders of its own, judged by exit code and what it prints.
import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'

const root = path.resolve(import.meta.dirname, '..', '..')
export const sourceEntry = path.join(root, 'src', 'main', 'hosts', 'cli', 'main.ts')
export const builtEntry = path.join(root, 'dist', 'cli.js')

export interface Ended {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
  /** Each line of stdout as JSON. */
  readonly values: readonly unknown[]
}

export interface Running {
  readonly child: ChildProcess
  /** The first line of stdout as JSON. */
  readonly first: Readonly<Record<string, string>>
  stop(): Promise<void>
}

export interface CommandLine {
  /** A folder for this test alone; its name has spaces and Chinese characters. */
  readonly folder: string
  readonly env: NodeJS.ProcessEnv
  run(words: readonly string[], options?: { readonly input?: string }): Promise<Ended>
  /** Starts a program that stays; resolves with its first line. */
  start(words: readonly string[]): Promise<Running>
  /** Ends what still runs and removes the folder. */
  close(): Promise<void>
}

/** `node` and `entry` say which Node runs which program; the tests' own Node and the sources where left out. */
export const openCommandLine = (
  program: { readonly node?: string; readonly entry?: string } = {},
): CommandLine => {
  const folder = mkdtempSync(path.join(tmpdir(), 'piaobu 命令行 '))
  const node = program.node ?? process.execPath
  const entry = program.entry ?? sourceEntry
  const env: NodeJS.ProcessEnv = {
    ...process.env,
    PIAOBU_CONFIG_DIR: path.join(folder, 'config'),
    PIAOBU_DATA_DIR: path.join(folder, 'data'),
    PIAOBU_LOCALE: 'en',
  }
  const running = new Set<Running>()

  const run: CommandLine['run'] = (words, options = {}) =>
    new Promise((resolve, reject) => {
      const child = spawn(node, [entry, ...words], { env, cwd: folder })
      let stdout = ''
      let stderr = ''
      child.stdout.setEncoding('utf8').on('data', (piece: string) => (stdout += piece))
      child.stderr.setEncoding('utf8').on('data', (piece: string) => (stderr += piece))
      child.on('error', reject)
      child.on('close', (code) => resolve({ code, stdout, stderr, values: valuesIn(stdout) }))
      child.stdin.end(options.input ?? '')
    })

  const start: CommandLine['start'] = (words) =>
    new Promise((resolve, reject) => {
      const child = spawn(node, [entry, ...words], { env, cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] })
      let stderr = ''
      child.stderr.setEncoding('utf8').on('data', (piece: string) => (stderr += piece))
      const exited = new Promise<void>((done) => child.once('exit', () => done()))
      const early = (): void => reject(new Error(`ended before its first line: ${stderr}`))
      child.once('error', reject)
      child.once('exit', early)
      createInterface({ input: child.stdout }).once('line', (line) => {
        child.off('exit', early)
        const started: Running = {
          child,
          first: JSON.parse(line) as Record<string, string>,
          stop: () => {
            running.delete(started)
            child.kill('SIGTERM')
            return exited
          },
        }
        running.add(started)
        resolve(started)
      })
    })

  const close = async (): Promise<void> => {
    await Promise.all([...running].map((started) => started.stop()))
    rmSync(folder, { recursive: true, force: true })
  }
  return { folder, env, run, start, close }
}

const valuesIn = (stdout: string): readonly unknown[] => {
  try {
    return stdout
      .split('\n')
      .filter((line) => line !== '')
      .map((line): unknown => JSON.parse(line))
  } catch {
    return []
  }
}
