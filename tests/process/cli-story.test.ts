// The whole story through the command line alone: fifty sales while the tax system is down, fifty invoices afterwards.
import { readdirSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openCommandLine, type CommandLine, type Running } from '../support/command-line.ts'

const saleCount = 50

interface LedgerLine {
  readonly orderNo: string
  readonly invoiceNumber: string
  readonly buyerName: string
  readonly total: string
  readonly at: string
  readonly payloadDigest: string
}
interface OutboxLine {
  readonly ref: string
  readonly key: string
  readonly state: string
  readonly verified: boolean
}
interface InvoiceLine {
  readonly number: string
  readonly issueDate: string
  readonly buyerName: string
  readonly total: string
  readonly ref: string
  readonly key: string
}

let cli: CommandLine
let simulator: Running
const ledger = (): string => path.join(cli.folder, '台账', 'ledger.db')

const sale = (index: number): object => ({
  ref: `订单-${index}`,
  buyer: { name: `北京第${index}贸易有限公司`, taxId: '91110108MAEX00TH6K' },
  kind: index % 5 === 0 ? 'digital-special' : 'digital-ordinary',
  lines: [
    { name: '办公用品', quantity: '3', unitPrice: '113', amountInclTax: '339.00', rate: '0.13' },
    { name: '技术服务', amountInclTax: `${index}.06`, rate: '0.06' },
  ],
})

beforeAll(async () => {
  cli = openCommandLine()
  simulator = await cli.start(['simulator', 'run', '--port', '0', '--ledger', ledger()])
})
afterAll(() => cli.close())

test('fifty sales recorded while the tax system is down become fifty invoices, each once', async () => {
  const { url = '', tokenUrl = '', adminUrl = '', appKey = '', appSecret = '' } = simulator.first
  const book = path.join(cli.folder, '账 簿')
  const made = await cli.run(['book', 'create', '--practice', '--book', book, '--json'])
  expect(made.values).toEqual([{ book, id: expect.any(String) }])
  const channel = [
    '--base-url',
    url,
    '--token-url',
    tokenUrl,
    '--app-key',
    appKey,
    '--app-secret',
    '-',
    '--settle',
    '1',
  ]
  const set = await cli.run(['channel', 'set', 'nuonuo', ...channel, '--max-in-flight', '32', '--json'], {
    input: appSecret,
  })
  expect(set.code).toBe(0)

  await fetch(new URL('/faults', adminUrl), {
    method: 'PUT',
    body: JSON.stringify({ rules: [{ do: 'refuse' }] }),
  })
  const start = await cli.run(['outage', 'start', '--reason', '税务系统停机', '--json'])
  expect(start.values).toEqual([expect.objectContaining({ state: 'outage', held: 0 })])

  const indexes = Array.from({ length: saleCount }, (_, index) => index + 1)
  const many = await cli.run(['sale', 'add', '-', '--json'], {
    input: JSON.stringify(indexes.slice(0, 44).map(sale)),
  })
  const single: unknown[] = []
  for (const index of indexes.slice(44))
    single.push(...(await cli.run(['sale', 'add', JSON.stringify(sale(index)), '--json'])).values)
  expect([...many.values, ...single]).toEqual(
    indexes.map((index) => ({
      id: expect.any(String),
      ref: `订单-${index}`,
      slipNumber: expect.stringMatching(new RegExp(`^S\\d{4}-0*${index}$`)),
      state: 'held',
    })),
  )
  // While the outage lasts nothing is due and nothing is sent.
  const waiting = await cli.run(['sync', 'run', '--until', 'idle', '--deadline', '20', '--json'])
  expect([waiting.code, waiting.values.at(-1)]).toEqual([0, { settled: true, counts: { held: saleCount } }])

  await fetch(new URL('/faults', adminUrl), { method: 'DELETE' })
  const end = await cli.run(['outage', 'end', '--json'])
  expect(end.code).toBe(0)
  const synced = await cli.run(['sync', 'run', '--until', 'settled', '--deadline', '60', '--json'])
  expect([synced.code, synced.values.at(-1), synced.stderr]).toEqual([
    0,
    { settled: true, counts: { issued: saleCount } },
    '',
  ])

  const entries = (await cli.run(['simulator', 'ledger', ledger(), '--json'])).values as LedgerLine[]
  const rows = (await cli.run(['outbox', 'list', '--json'])).values as OutboxLine[]
  const invoices = (await cli.run(['invoice', 'list', '--direction', 'issued', '--json']))
    .values as InvoiceLine[]
  expect([entries.length, new Set(entries.map((entry) => entry.orderNo)).size]).toEqual([
    saleCount,
    saleCount,
  ])
  expect(rows.every((row) => row.state === 'issued' && row.verified)).toBe(true)
  expect(new Set(rows.map((row) => row.ref))).toEqual(new Set(indexes.map((index) => `订单-${index}`)))

  const digests = await payloadDigests()
  const byKey = (left: { key: string }, right: { key: string }): number => left.key.localeCompare(right.key)
  const inBook = invoices.map(({ key, number, issueDate, buyerName, total }) => ({
    key,
    number,
    date: issueDate,
    buyerName,
    total,
    digest: digests.get(key),
  }))
  const inLedger = entries.map((entry) => ({
    key: entry.orderNo,
    number: entry.invoiceNumber,
    date: entry.at.slice(0, 10),
    buyerName: entry.buyerName,
    total: entry.total,
    digest: entry.payloadDigest,
  }))
  expect(inBook.sort(byKey)).toEqual(inLedger.sort(byKey))

  const kept = readdirSync(path.join(book, 'originals'), { recursive: true, withFileTypes: true })
  expect(kept.filter((entry) => entry.isFile())).toHaveLength(saleCount)

  const audit = await cli.run(['audit', 'verify', '--json'])
  expect(audit.values).toEqual([
    { ok: true, entries: expect.any(Number), head: expect.stringMatching(/^[0-9a-f]{64}$/) },
  ])
})

/** The digest of the frozen payload of every submission, by channel key. */
const payloadDigests = async (): Promise<ReadonlyMap<string, string>> => {
  interface Reply<T> {
    readonly value: T
  }
  const [list] = (await cli.run(['call', 'outbox.list', '{"limit":200}', '--json'])).values as [
    Reply<{ rows: { id: string; channelKey: string }[] }>,
  ]
  const digests = new Map<string, string>()
  for (const { id, channelKey } of list.value.rows) {
    const [detail] = (await cli.run(['call', 'outbox.get', JSON.stringify({ id })])).values as [
      Reply<{ payloadDigest: string }>,
    ]
    digests.set(channelKey, detail.value.payloadDigest)
  }
  return digests
}
