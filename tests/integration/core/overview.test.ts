import { afterEach, beforeEach, expect, test } from 'vitest'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openBook } from '../../../src/main/core/book/book-folder.ts'
import { invoiceMonths } from '../../../src/main/core/book/invoice-list.ts'
import { write } from '../../../src/main/core/db/transaction.ts'
import { openTestBook, type TestBook } from '../../support/open-test-book.ts'
import { sampleSale } from '../../support/sample-sale.ts'
import { seedBook } from '../../support/seed-book.ts'

let book: TestBook
beforeEach(async () => {
  book = await openTestBook({ channel: true })
})
afterEach(() => book.close())

test('the first page of a book shows what waits, this month and the last twelve', async () => {
  await book.call('sale.record', { sales: [sampleSale(), sampleSale({ buyer: { name: '样例二号公司' } })] })
  const overview = await book.call('overview.get', {})
  expect(overview).toMatchObject({
    today: '2026-11-20',
    lastDayOfMonth: false,
    needsYou: [],
    unknownCount: 0,
    thisMonth: {
      month: '2026-11',
      issued: { count: 0, amount: '0.00', tax: '0.00', total: '0.00' },
      awaiting: { count: 2, amount: '200.00', tax: '12.00', total: '212.00' },
    },
    latest: [
      { slipNumber: 'S2026-0002', buyerName: '样例二号公司', state: 'queued' },
      { slipNumber: 'S2026-0001' },
    ],
    audit: { ok: true },
  })
  expect(overview.months.map(({ month }) => month)).toEqual([
    ...['2025-12', '2026-01', '2026-02', '2026-03', '2026-04', '2026-05'],
    ...['2026-06', '2026-07', '2026-08', '2026-09', '2026-10', '2026-11'],
  ])
})

test('what waits for a person is named: what stops everything first, then each submission that went wrong', async () => {
  await book.call('sale.record', { sales: [sampleSale(), sampleSale(), sampleSale()] })
  const rows = (await book.call('outbox.list', {})).rows
  write(book.db, (tx) => {
    const set = tx.prepare<[string, string, string]>(
      'UPDATE submission SET state = ?, problem = ? WHERE id = ?',
    )
    set.run('rejected', 'platform.rejected', rows[0]?.id ?? '')
    set.run('conflict', 'found.differs', rows[1]?.id ?? '')
    set.run('waiting', 'login.expired', rows[2]?.id ?? '')
  })
  await book.call('outage.start', { until: '2026-11-20T11:00:00+08:00' })
  book.ports.clock.advance(3_600_000)
  const { needsYou } = await book.call('overview.get', {})
  expect(needsYou.map(({ kind }) => kind)).toEqual([
    'outage-over',
    'login',
    expect.any(String),
    expect.any(String),
  ])
  expect(
    needsYou
      .slice(2)
      .map(({ kind, problem, slipNumber }) => [kind, problem, slipNumber])
      .toSorted(),
  ).toEqual([
    ['conflict', 'found.differs', 'S2026-0002'],
    ['rejected', 'platform.rejected', 'S2026-0001'],
  ])
})

test('the last day of the month is told in Beijing time', async () => {
  book.ports.clock.at = Date.parse('2026-11-29T16:30:00Z')
  expect(await book.call('overview.get', {})).toMatchObject({ today: '2026-11-30', lastDayOfMonth: true })
})

test('a seeded book is the same for the same seed and holds what it says', () => {
  const folders = [1, 2].map(() => mkdtempSync(join(tmpdir(), 'piaobu-seed-')))
  const sums = folders.map((folder) => {
    const { written } = seedBook(folder, { count: 1500, seed: 3 })
    const { db, auditTail } = openBook(folder)
    const { all } = invoiceMonths(db.read, {})
    db.close()
    rmSync(folder, { recursive: true })
    return { written, all, ok: auditTail.ok }
  })
  expect(sums[0]).toEqual(sums[1])
  expect(sums[0]).toMatchObject({ written: 1500, ok: true, all: { count: 1500 } })
})
