import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { insertInvoice } from '../../../src/main/core/book/invoices.ts'
import { ownCompany } from '../../../src/main/core/book/company.ts'
import { directionOf } from '../../../src/main/core/book/direction.ts'
import { write } from '../../../src/main/core/db/transaction.ts'
import { invoiceStatuses } from '../../../src/shared/domain/invoice.ts'
import type { Output } from '../../../src/shared/contract/api.ts'
import { openTestBook, type TestBook } from '../../support/open-test-book.ts'
import { inventedInvoices } from '../../../src/main/core/practice/invented-invoices.ts'

const threeYears = { today: '2026-11-20', days: 1095, companies: 600 }

type Row = Output<'invoice.page'>['rows'][number]

let book: TestBook
let rows: readonly Row[] = []

beforeAll(async () => {
  book = await openTestBook()
  const invoices = inventedInvoices(ownCompany(book.db.read), { ...threeYears, seed: 4, companies: 40 })
  write(book.db, (tx) => {
    const company = ownCompany(tx)
    for (let count = 0; count < 400; count += 1) {
      const read = invoices.next().value
      insertInvoice(tx, book.act(), { read, direction: directionOf(company, read), source: 'import' })
    }
  })
  rows = await allRows({})
})
afterAll(() => book.close())

const allRows = async (filter: object): Promise<readonly Row[]> => {
  const found: Row[] = []
  for (;;) {
    const page = await book.call('invoice.page', { ...filter, skip: found.length, limit: 75 })
    if (page.rows.length === 0) return found
    found.push(...page.rows)
  }
}

const ids = (some: readonly Row[]): readonly string[] => some.map(({ id }) => id)

test('pages follow each other without gap or repeat, newest first', () => {
  const inOrder = rows.toSorted((left, right) =>
    left.issueDate === right.issueDate
      ? left.id < right.id
        ? 1
        : -1
      : left.issueDate < right.issueDate
        ? 1
        : -1,
  )
  expect(new Set(ids(rows)).size).toBe(400)
  expect(ids(rows)).toEqual(ids(inOrder))
})

test('filters give just the rows that fit', async () => {
  const received = await allRows({ direction: 'received' })
  const month = await allRows({ direction: 'issued', month: '2026-05' })
  const reds = await allRows({ red: true })
  const odd = await allRows({ warnings: true })
  expect(ids(received)).toEqual(ids(rows.filter((row) => row.direction === 'received')))
  expect(ids(month)).toEqual(
    ids(rows.filter((row) => row.direction === 'issued' && row.issueDate.startsWith('2026-05'))),
  )
  expect(ids(reds)).toEqual(ids(rows.filter(({ red }) => red)))
  expect(ids(odd)).toEqual(ids(rows.filter(({ warningCount }) => warningCount > 0)))
  expect([received, month, reds, odd].every(({ length }) => length > 0)).toBe(true)
})

test('digits find the start of a number or code, else any part of a number', async () => {
  const [some] = rows.filter(({ code }) => code !== undefined)
  const prefix = rows[10]?.number.slice(0, 19) ?? ''
  const part = rows[20]?.number.slice(-6) ?? ''
  const byNumber = (fits: (row: Row) => boolean): readonly string[] => ids(rows.filter(fits))
  expect(ids(await allRows({ text: prefix }))).toEqual(byNumber(({ number }) => number.startsWith(prefix)))
  expect(ids(await allRows({ text: ` ${prefix.slice(0, 4)} ${prefix.slice(4)}` }))).toEqual(
    byNumber(({ number }) => number.startsWith(prefix)),
  )
  expect(ids(await allRows({ text: some?.code ?? '' }))).toEqual(byNumber(({ code }) => code === some?.code))
  expect(ids(await allRows({ text: part }))).toEqual(byNumber(({ number }) => number.includes(part)))
})

test('text finds the other party by Chinese or pinyin, and the first item', async () => {
  const fits = (text: string) => (row: Row) =>
    row.partyName.includes(text) || (row.firstItem ?? '').includes(text)
  expect(ids(await allRows({ text: '启明' }))).toEqual(ids(rows.filter(fits('启明'))))
  expect(ids(await allRows({ text: 'qiming' }))).toEqual(ids(rows.filter(fits('启明'))))
  expect(ids(await allRows({ text: '复印纸' }))).toEqual(ids(rows.filter(fits('复印纸'))))
  expect(await allRows({ text: '100%' })).toEqual([])
})

test('sums by month are those of the rows, kept or counted anew', async () => {
  for (const filter of [
    {},
    { direction: 'issued' },
    { red: true },
    { text: '启明' },
    { direction: 'received', warnings: false },
  ]) {
    const { months, all } = await book.call('invoice.months', filter as object)
    const listed = await allRows(filter)
    const sum = (some: readonly Row[]): string =>
      (some.reduce((total, row) => total + Math.round(Number(row.total) * 100), 0) / 100).toFixed(2)
    expect(all).toMatchObject({ count: listed.length, total: sum(listed) })
    for (const { month, count, total } of months) {
      const inMonth = listed.filter(({ issueDate }) => issueDate.startsWith(month))
      expect({ month, count, total }).toEqual({ month, count: inMonth.length, total: sum(inMonth) })
    }
    expect(months.map(({ month }) => month)).toEqual(
      months
        .map(({ month }) => month)
        .toSorted()
        .reverse(),
    )
  }
})

test('counts are those of the rows', async () => {
  const of = (direction: string): number => rows.filter((row) => row.direction === direction).length
  expect(await book.call('invoice.counts', {})).toEqual({
    all: 400,
    issued: of('issued'),
    received: of('received'),
    other: of('other'),
    awaiting: 0,
    red: rows.filter(({ red }) => red).length,
    warnings: rows.filter(({ warningCount }) => warningCount > 0).length,
  })
})

test('an invoice knows its neighbours in the list', async () => {
  const detail = await book.call('invoice.get', { id: rows[7]?.id ?? '' })
  const first = await book.call('invoice.get', { id: rows[0]?.id ?? '' })
  expect([detail.previousId, detail.nextId]).toEqual([rows[6]?.id, rows[8]?.id])
  expect([first.previousId, first.nextId]).toEqual([undefined, rows[1]?.id])
})

test('rows of an import that is not finished are not there yet', async () => {
  const invoices = inventedInvoices(ownCompany(book.db.read), { ...threeYears, seed: 5 })
  write(book.db, (tx) => {
    tx.prepare(
      `INSERT INTO import_job (id, state, file_count, started_by, started_at) VALUES ('job', 'running', 1, 'x', 1)`,
    ).run()
    const read = { ...invoices.next().value, number: '26117999999999999999' }
    insertInvoice(tx, book.act(), { read, direction: 'issued', source: 'import', importJob: 'job' })
  })
  const during = await book.call('invoice.months', {})
  const listed = await allRows({})
  write(book.db, (tx) => tx.prepare(`UPDATE import_job SET state = 'done'`).run())
  expect([during.all.count, listed.length]).toEqual([400, 400])
  expect((await book.call('invoice.months', {})).all.count).toBe(401)
})

test('kept month totals equal the plain sums, whatever is written and however states change', () => {
  const invoices = inventedInvoices(ownCompany(book.db.read), { ...threeYears, seed: 6 })
  let number = 0
  const step = fc.oneof(
    fc.constant({ is: 'insert' } as const),
    fc.record({
      is: fc.constant('status' as const),
      at: fc.nat(),
      status: fc.constantFrom(...invoiceStatuses),
    }),
  )
  fc.assert(
    fc.property(fc.array(step, { minLength: 1, maxLength: 30 }), (steps) => {
      write(book.db, (tx) => {
        const company = ownCompany(tx)
        for (const change of steps) {
          if (change.is === 'insert') {
            number += 1
            const read = { ...invoices.next().value, number: `2511888888${String(number).padStart(10, '0')}` }
            insertInvoice(tx, book.act(), { read, direction: directionOf(company, read), source: 'import' })
          } else {
            tx.prepare(
              `UPDATE invoice SET status = ? WHERE rowid = (SELECT rowid FROM invoice ORDER BY id LIMIT 1
                 OFFSET (? % (SELECT count(*) FROM invoice)))`,
            ).run(change.status, change.at)
          }
        }
      })
      const kept = book.db.read
        .prepare('SELECT * FROM month_total WHERE count + voided_count > 0 ORDER BY direction, month')
        .all()
      const plain = book.db.read
        .prepare(
          `SELECT direction, month, sum(status <> 'voided') AS count, sum(iif(status = 'voided', 0, amount)) AS amount,
             sum(iif(status = 'voided', 0, tax)) AS tax, sum(iif(status = 'voided', 0, total)) AS total,
             sum(red = 1 AND status <> 'voided') AS red_count,
             sum(iif(red = 1 AND status <> 'voided', total, 0)) AS red_total, sum(status = 'voided') AS voided_count
           FROM invoice GROUP BY direction, month ORDER BY direction, month`,
        )
        .all()
      expect(kept).toEqual(plain)
    }),
    { numRuns: 25 },
  )
})
