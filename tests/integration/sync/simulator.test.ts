// The engine, the real channel and the pretend platform over real HTTP, in real time.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { ownCompany } from '../../../src/main/core/book/company.ts'
import { createSystemRandom, systemClock } from '../../../src/main/hosts/ports.ts'
import { startSimulator } from '../../../src/main/simulator/server.ts'
import { createNuonuoChannel } from '../../../src/main/sync/channels/nuonuo/channel.ts'
import { runEngine } from '../../../src/main/sync/run.ts'
import { openTestBook } from '../../support/open-test-book.ts'

const closers: (() => unknown)[] = []
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close()
})

interface LedgerLine {
  readonly orderNo: string
  readonly invoiceNumber: string
  readonly payloadDigest: string
}

const replay = async (rules: readonly object[], count: number) => {
  const book = await openTestBook({ channel: true, at: Date.now() })
  closers.push(() => book.close())
  const dir = mkdtempSync(path.join(tmpdir(), 'piaobu-ledger-'))
  closers.push(() => rmSync(dir, { recursive: true, force: true }))
  const simulator = await startSimulator({ port: 0, ledgerFile: path.join(dir, 'ledger.db'), seed: 5 })
  closers.push(() => simulator.close())
  book.ports.secrets.set('channel.nuonuo.appSecret', simulator.appSecret)
  await fetch(`${simulator.adminUrl}/faults`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ seed: 7, rules }),
  })
  const sales = Array.from({ length: count }, (_, index) => ({
    ref: `s-${index}`,
    buyer: { name: `样例买方${index}有限公司` },
    kind: 'digital-ordinary' as const,
    lines: [
      {
        name: '*信息技术服务*技术服务费',
        taxCode: '3040201030000000000',
        amountInclTax: `${200 + index}.00`,
        rate: '0.06',
      },
    ],
  }))
  await book.call('sale.record', { sales })
  const random = createSystemRandom()
  const channel = createNuonuoChannel({
    config: {
      baseUrl: simulator.url,
      tokenUrl: simulator.tokenUrl,
      appKey: simulator.appKey,
      settleSeconds: 0.5,
      maxInFlight: 8,
      taxId: ownCompany(book.db.read).taxId,
    },
    secrets: book.ports.secrets,
    clock: systemClock,
    random,
  })
  closers.push(() => channel.close())
  const result = await runEngine({
    db: book.db,
    folder: book.folder,
    ports: { ...book.ports, clock: systemClock, random },
    channel,
    until: 'settled',
    deadlineMs: 50_000,
    signal: new AbortController().signal,
  })
  const ledger = (await (await fetch(`${simulator.adminUrl}/ledger`)).json()) as LedgerLine[]
  const rows = (await book.call('outbox.list', { limit: 200 })).rows
  const details = await Promise.all(rows.map(({ id }) => book.call('outbox.get', { id })))
  return { result, ledger, details }
}

const same = ({ ledger, details }: Awaited<ReturnType<typeof replay>>) => {
  const stored = ledger.map((line) => [line.orderNo, line.invoiceNumber, line.payloadDigest].join(' ')).sort()
  const book = details.map((row) => [row.channelKey, row.invoiceNumber, row.payloadDigest].join(' ')).sort()
  expect(book).toEqual(stored)
}

test('sales become invoices over the wire, book and ledger equal on key, number and payload digest', async () => {
  const run = await replay([], 60)
  expect(run.result).toMatchObject({ settled: true, counts: { issued: 60 } })
  same(run)
})

test('a platform that refuses, drops answers after storing, drops orders before, hides, fails signatures and talks garbage', async () => {
  const run = await replay(
    [
      { do: 'drop-after-store', method: 'requestBillingNew', probability: 0.15 },
      { do: 'drop-before-store', method: 'requestBillingNew', probability: 0.1 },
      { do: 'garbage', method: 'requestBillingNew', probability: 0.05 },
      { do: 'invisible', probability: 0.1, ms: 200 },
      { do: 'sign-failed', probability: 0.05 },
      { do: 'reset', probability: 0.05, count: 20 },
      { do: 'refuse', fromMs: 200, toMs: 900 },
    ],
    60,
  )
  expect(run.result).toMatchObject({ settled: true, counts: { issued: 60 } })
  same(run)
})
