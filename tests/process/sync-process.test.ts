// The sync process as a host runs it: started, told, killed, stopped, abandoned.
import { fork, type ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { bookIdIn } from '../../src/main/hosts/book-id.ts'
import { entryOf } from '../../src/main/hosts/entries.ts'
import { secretsFile, secretsPath } from '../../src/main/hosts/secrets-file.ts'
import type { SyncOptions } from '../../src/main/hosts/sync-messages.ts'
import {
  forkSync,
  superviseSync,
  type SuperviseOptions,
  type SyncChild,
  type SyncStatus,
} from '../../src/main/hosts/sync/supervise.ts'
import { startSimulator, type RunningSimulator } from '../../src/main/simulator/server.ts'
import { openTestBook, type TestBook } from '../support/open-test-book.ts'

const closers: (() => unknown)[] = []
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close()
})

interface Setting {
  readonly book: TestBook
  readonly simulator: RunningSimulator
  readonly options: SyncOptions
}

/** A book wired to a pretend platform. */
const wiredBook = async (secrets: SyncOptions['secrets'] = 'file'): Promise<Setting> => {
  const book = await openTestBook({ at: Date.now() })
  closers.push(() => book.close())
  const configDir = mkdtempSync(path.join(tmpdir(), 'piaobu-config-'))
  closers.push(() => rmSync(configDir, { recursive: true, force: true }))
  const simulator = await startSimulator({ port: 0, ledgerFile: path.join(configDir, 'ledger.db') })
  closers.push(() => simulator.close())
  await setChannel(book, simulator)
  if (secrets === 'file')
    secretsFile(secretsPath(configDir, bookIdIn(book.folder))).set(
      'channel.nuonuo.appSecret',
      simulator.appSecret,
    )
  return { book, simulator, options: { folder: book.folder, configDir, secrets } }
}

const setChannel = (book: TestBook, simulator: RunningSimulator): Promise<unknown> =>
  book.call('channel.set', {
    name: 'nuonuo',
    baseUrl: simulator.url,
    tokenUrl: simulator.tokenUrl,
    appKey: simulator.appKey,
    appSecret: simulator.appSecret,
    settleSeconds: 0.5,
  })

const recordSale = (book: TestBook): Promise<unknown> =>
  book.call('sale.record', {
    sales: [
      {
        buyer: { name: '个人' },
        kind: 'digital-ordinary',
        lines: [{ name: '技术服务费', amountInclTax: '200.00', rate: '0.06' }],
      },
    ],
  })

const supervised = (
  start: () => SyncChild,
  more: Partial<SuperviseOptions> = {},
): { supervisor: ReturnType<typeof superviseSync>; statuses: SyncStatus[]; topics: Set<string> } => {
  const statuses: SyncStatus[] = []
  const topics = new Set<string>()
  const supervisor = superviseSync({
    start,
    onTopics: (heard) => heard.forEach((topic) => topics.add(topic)),
    onStatus: (status) => statuses.push(status),
    ...more,
  })
  closers.push(() => supervisor.stop())
  return { supervisor, statuses, topics }
}

const until = async (what: () => boolean | Promise<boolean>): Promise<void> => {
  const deadline = Date.now() + 20_000
  while (!(await what())) {
    if (Date.now() > deadline) throw new Error(`waited in vain for ${what.toString()}`)
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}
const issued = async (book: TestBook): Promise<number> =>
  (await book.call('outbox.summary', {})).counts.issued ?? 0

const exitOf = (child: ChildProcess): Promise<{ code: number | null; ms: number }> => {
  const startedAt = Date.now()
  return new Promise((resolve) => child.once('exit', (code) => resolve({ code, ms: Date.now() - startedAt })))
}

test('a sale recorded while it runs becomes an invoice, the host hears of it, and stopping takes less than five seconds', async () => {
  const { book, options } = await wiredBook()
  const { supervisor, statuses, topics } = supervised(() => forkSync(options))
  await until(() => supervisor.status().running)
  await recordSale(book)
  supervisor.wake()
  await until(async () => (await issued(book)) === 1)
  const startedAt = Date.now()
  await supervisor.stop()
  expect(Date.now() - startedAt).toBeLessThan(5_000)
  expect([statuses.map(({ running }) => running), topics.has('outbox'), supervisor.status()]).toEqual([
    [true, false],
    true,
    { running: false, stopped: 'stopped', crashes: 0 },
  ])
})

test('killed, it is started again; after the last try it stays down and says so', async () => {
  const { options } = await wiredBook()
  const children: SyncChild[] = []
  const { supervisor } = supervised(
    () => {
      const child = forkSync(options)
      children.push(child)
      return child
    },
    { restartDelaysMs: [10, 20] },
  )
  for (const count of [1, 2, 3]) {
    await until(() => children.length === count && supervisor.status().running)
    children.at(-1)?.end()
    await until(() => !supervisor.status().running)
  }
  expect([children.length, supervisor.status()]).toEqual([
    3,
    { running: false, stopped: 'crashed', crashes: 3 },
  ])
  supervisor.restart()
  await until(() => supervisor.status().running)
})

test('a second engine for the same book ends with code 3 and says who has it', async () => {
  const { options } = await wiredBook()
  const first = supervised(() => forkSync(options))
  await until(() => first.supervisor.status().running)
  const second = supervised(() => forkSync(options), { elsewhereEveryMs: 50 })
  await until(() => second.supervisor.status().stopped === 'running-elsewhere')
  expect(second.supervisor.status().holder).toMatch(/^sync \(.*pid \d+\)$/)
  await first.supervisor.stop()
  await until(() => second.supervisor.status().running)
})

test('secrets handed over by the host are enough, and the token comes back to be kept', async () => {
  const { book, simulator, options } = await wiredBook('parent')
  const kept: string[] = []
  await recordSale(book)
  supervised(
    () => {
      const child = forkSync(options)
      child.send({ secrets: { 'channel.nuonuo.appSecret': simulator.appSecret } })
      return child
    },
    { onKeepSecret: ({ name }) => kept.push(name) },
  )
  await until(async () => (await issued(book)) === 1)
  expect(kept).toEqual(['channel.nuonuo.token'])
})

test('without a channel it waits, and starts as soon as there is one', async () => {
  const book = await openTestBook({ at: Date.now() })
  closers.push(() => book.close())
  const { simulator, options } = await wiredBook()
  secretsFile(secretsPath(options.configDir, bookIdIn(book.folder))).set(
    'channel.nuonuo.appSecret',
    simulator.appSecret,
  )
  const heard: unknown[] = []
  const { supervisor } = supervised(() => {
    const child = forkSync({ ...options, folder: book.folder })
    child.onMessage((message) => heard.push(message))
    return child
  })
  await until(() => supervisor.status().running)
  await recordSale(book)
  await setChannel(book, simulator)
  await until(async () => (await issued(book)) === 1)
  expect(heard.slice(0, 2)).toEqual([{ status: { state: 'no-channel' } }, { status: { state: 'started' } }])
})

test('when the channel to the host closes it ends by itself', async () => {
  const { options } = await wiredBook()
  const child = fork(entryOf('sync'), [JSON.stringify(options)], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    execArgv: [],
  })
  await new Promise((resolve) => child.once('message', resolve))
  child.disconnect()
  const { code, ms } = await exitOf(child)
  expect([code, ms < 5_000]).toEqual([0, true])
})

test('without options it says how it is used', async () => {
  const child = fork(entryOf('sync'), ['nonsense'], {
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    execArgv: [],
  })
  expect((await exitOf(child)).code).toBe(2)
})

test('a program that cannot be started counts as a crash', async () => {
  const { supervisor } = supervised(
    () => forkSync({ folder: '/none', configDir: '/none', secrets: 'file' }, { entry: '/none/sync.js' }),
    { restartDelaysMs: [] },
  )
  await until(() => supervisor.status().stopped === 'crashed')
})
