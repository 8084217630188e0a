// dist/cli.js starts under any Node from 20.19 and goes on under one that can load the database; parent and child share
// exit codes, signals and their end.
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { afterEach, beforeEach, expect, test, type TestContext } from 'vitest'
import { builtEntry, openCommandLine, type CommandLine } from '../support/command-line.ts'

/** A Node of this system that is too old for the database, first on the path without the project's own. */
const olderNode = (): string | undefined =>
  (process.env['PATH'] ?? '')
    .split(path.delimiter)
    .filter((folder) => !folder.includes('node_modules'))
    .map((folder) => path.join(folder, process.platform === 'win32' ? 'node.exe' : 'node'))
    .filter((file) => existsSync(file))
    .find(
      (file) => Number(spawnSync(file, ['-p', 'process.versions.napi'], { encoding: 'utf8' }).stdout) < 10,
    )

const older = olderNode()
let cli: CommandLine
beforeEach((context: TestContext) => {
  if (!existsSync(builtEntry)) context.skip('dist/ is not built')
  if (older === undefined) context.skip('no older Node is installed here')
  cli = openCommandLine({ node: older ?? '', entry: builtEntry })
})
afterEach(() => cli.close())

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

const until = async (holds: () => boolean, withinMs: number): Promise<boolean> => {
  for (const end = Date.now() + withinMs; Date.now() < end;) {
    if (holds()) return true
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  return holds()
}

/** Processes started by this one, as the system knows them (Linux). */
const childrenOf = (pid: number): readonly number[] =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((candidate) => {
      const asked = spawnSync('ps', ['-o', 'ppid=', '-p', String(candidate)], { encoding: 'utf8' })
      return Number(asked.stdout) === pid
    })

test('an older Node goes on under the newer one, with stdin, output and exit code', async () => {
  const made = await cli.run(['book', 'create', '--practice', '--json'])
  const sales = [
    {
      ref: 'A',
      buyer: { name: '北京测试有限公司' },
      kind: 'digital-ordinary',
      lines: [{ name: '茶', amountInclTax: '1.13', rate: '0.13' }],
    },
  ]
  const added = await cli.run(['sale', 'add', '-', '--json'], { input: JSON.stringify(sales) })
  const again = await cli.run(['sale', 'add', '-', '--json'], { input: JSON.stringify(sales) })
  const wrong = await cli.run(['sale', 'add', '--json'])
  expect([made.code, added.code, again.code, wrong.code]).toEqual([0, 0, 1, 2])
  expect(added.values).toEqual([expect.objectContaining({ ref: 'A' })])
})

test('a polite end of the parent ends the child', async () => {
  const running = await cli.start([
    'simulator',
    'run',
    '--port',
    '0',
    '--ledger',
    path.join(cli.folder, 'l.db'),
  ])
  await running.stop()
  const answer = await fetch(running.first['adminUrl'] ?? '').catch(() => 'nobody')
  expect(answer).toBe('nobody')
})

test('killing the parent ends the child', async (context) => {
  if (process.platform !== 'linux') return context.skip('looks the child up in /proc')
  const running = await cli.start([
    'simulator',
    'run',
    '--port',
    '0',
    '--ledger',
    path.join(cli.folder, 'l.db'),
  ])
  const [child] = childrenOf(running.child.pid ?? 0)
  running.child.kill('SIGKILL')
  expect(child).toBeTypeOf('number')
  expect(await until(() => !isAlive(child ?? 0), 10_000)).toBe(true)
  return undefined
})

test('without any newer Node one sentence says what to install', async () => {
  const words = [builtEntry, 'contract']
  // A copy of the program elsewhere, where no node_modules is above it, and a path without any Node.
  const { mkdtempSync, copyFileSync, writeFileSync, rmSync } = await import('node:fs')
  const folder = mkdtempSync(path.join(cli.folder, 'alone-'))
  copyFileSync(builtEntry, path.join(folder, 'cli.js'))
  writeFileSync(path.join(folder, 'package.json'), '{"type":"module"}')
  const ended = await new Promise<{ code: number | null; stderr: string }>((resolve) => {
    const child = spawn(older ?? '', [path.join(folder, 'cli.js'), ...words.slice(1)], {
      env: { PATH: folder },
    })
    let stderr = ''
    child.stderr.setEncoding('utf8').on('data', (piece: string) => (stderr += piece))
    child.on('close', (code) => resolve({ code, stderr }))
  })
  rmSync(folder, { recursive: true })
  expect([ended.code, ended.stderr.includes('npm ci'), ended.stderr.trim().split('\n').length]).toEqual([
    1,
    true,
    1,
  ])
})
