// Starts the house's programs as real processes, as a script outside would: from source, under the Node that runs the test.
import { spawn, type ChildProcess } from 'node:child_process'
import path from 'node:path'
import { createInterface } from 'node:readline'

export const root = path.resolve(import.meta.dirname, '../..')
export const cliEntry = path.join(root, 'src/main/hosts/cli/main.ts')

export interface Finished {
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
  readonly out: string
  readonly err: string
}

/** Where a test keeps its user folders, so that it never meets those of the person running it. */
export interface Home {
  readonly configDir: string
  readonly dataDir: string
}

export const homeIn = (folder: string): Home => ({
  configDir: path.join(folder, 'config'),
  dataDir: path.join(folder, 'data'),
})

const environment = (home: Home): NodeJS.ProcessEnv => ({
  ...process.env,
  PIAOBU_CONFIG_DIR: home.configDir,
  PIAOBU_DATA_DIR: home.dataDir,
})

/** Runs a Node program; the caller owns the process. */
export const start = (home: Home, entry: string, args: readonly string[], ipc = false): ChildProcess =>
  spawn(process.execPath, [entry, ...args], {
    env: environment(home),
    stdio: ['pipe', 'pipe', 'pipe', ...(ipc ? (['ipc'] as const) : [])],
  })

export const finished = async (child: ChildProcess): Promise<Finished> => {
  const out: Buffer[] = []
  const err: Buffer[] = []
  child.stdout?.on('data', (piece: Buffer) => out.push(piece))
  child.stderr?.on('data', (piece: Buffer) => err.push(piece))
  const { code, signal } = await new Promise<Pick<Finished, 'code' | 'signal'>>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code, signal) => resolve({ code, signal }))
  })
  return { code, signal, out: Buffer.concat(out).toString(), err: Buffer.concat(err).toString() }
}

/** One command of the command line with --json; gives its values, throws with its sentence when it fails. */
export const cli = async (
  home: Home,
  args: readonly string[],
  input?: string,
): Promise<readonly unknown[]> => {
  const child = start(home, cliEntry, [...args, '--json'])
  child.stdin?.end(input ?? '')
  const done = await finished(child)
  if (done.code !== 0)
    throw new Error(`piaobu ${args.join(' ')} ended with ${done.code}: ${done.err}${done.out}`)
  return done.out
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as unknown)
}

/** The first line a program prints, parsed. */
export const firstLine = async (child: ChildProcess): Promise<unknown> => {
  const { stdout, stderr } = child
  if (stdout === null) throw new Error('the program has no standard output')
  let complaint = ''
  stderr?.on('data', (piece: Buffer) => (complaint += piece.toString()))
  const lines = createInterface({ input: stdout })
  return new Promise((resolve, reject) => {
    lines.once('line', (line) => resolve(JSON.parse(line)))
    child.once('exit', (code) =>
      reject(new Error(`the program ended with ${code} before its first line: ${complaint}`)),
    )
  })
}
