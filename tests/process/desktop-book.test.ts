// The book process of the desktop app, as a real process without a window: what it says to main from start to end.
import { fork, type ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { bookIdIn } from '../../src/main/hosts/book-id.ts'
import { entryOf } from '../../src/main/hosts/entries.ts'
import { openTestBook, type TestBook } from '../support/open-test-book.ts'

const closers: (() => unknown)[] = []
afterEach(() => {
  for (const close of closers.splice(0).reverse()) close()
})

const startBook = async (): Promise<{ book: TestBook; child: ChildProcess; heard: unknown[] }> => {
  const book = await openTestBook()
  const configDir = mkdtempSync(path.join(tmpdir(), 'piaobu-config-'))
  closers.push(
    () => book.close(),
    () => rmSync(configDir, { recursive: true, force: true }),
  )
  return { book, ...startChild(book.folder, configDir) }
}

const startChild = (folder: string, configDir: string): { child: ChildProcess; heard: unknown[] } => {
  const child = fork(entryOf('electronBook'), [JSON.stringify({ folder, configDir })], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    execArgv: [],
    // As between utility processes: bytes stay bytes.
    serialization: 'advanced',
  })
  closers.push(() => child.kill('SIGKILL'))
  const heard: unknown[] = []
  child.on('message', (message) => heard.push(message))
  return { child, heard }
}

const until = async (what: () => boolean): Promise<void> => {
  const deadline = Date.now() + 20_000
  while (!what()) {
    if (Date.now() > deadline) throw new Error(`waited in vain for ${what.toString()}`)
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

test('it names its book, serves once it has its secrets, answers for files, and ends when told', async () => {
  const { book, child, heard } = await startBook()
  await until(() => heard.length === 1)
  child.send({ secrets: {} })
  await until(() => heard.length === 2)
  child.send({ file: { number: 1, sha256: 'a'.repeat(64) } })
  await until(() => heard.length === 3)
  child.send({ pause: true })
  child.send({ stop: true })
  const code = await new Promise((resolve) => child.once('exit', resolve))
  expect([heard, code]).toEqual([
    [{ opened: { bookId: bookIdIn(book.folder) } }, { serving: true }, { file: { number: 1 } }],
    0,
  ])
})

test('a book that another window has is refused with its reason', async () => {
  const { book, child, heard } = await startBook()
  await until(() => heard.length === 1)
  const second = startChild(book.folder, path.join(tmpdir(), 'piaobu-none'))
  await until(() => second.heard.length === 1)
  expect(second.heard).toEqual([{ failed: { code: 'book.open-elsewhere' } }])
  child.kill('SIGKILL')
})
