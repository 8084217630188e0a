// What is asked all day stays on indexes: no scan of the table, no sorting of what an index has in order.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { invoiceWhere } from '../../../src/main/core/book/invoice-filter.ts'
import { oneMonthSql, pageSql } from '../../../src/main/core/book/invoice-list.ts'
import { openTestBook, type TestBook } from '../../support/open-test-book.ts'

let book: TestBook
beforeAll(async () => {
  book = await openTestBook()
})
afterAll(() => book.close())

const planOf = (sql: string): readonly string[] => {
  const names = [...sql.matchAll(/@(\w+)/g)].map(([, name]) => name ?? '')
  const positions = [...sql.matchAll(/\?/g)].map(() => 1)
  const params = names.length > 0 ? [Object.fromEntries(names.map((name) => [name, 1]))] : positions
  return book.db.read
    .prepare<(number | Record<string, number>)[] & [], { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`)
    .all(...(params as []))
    .map(({ detail }) => detail)
}

/** Steps that read whole tables. Walking a covering index in its order until a page is full is what pages do. */
const scans = (plan: readonly string[]): readonly string[] =>
  plan.filter((step) => /^SCAN (?!\(|CONSTANT)/.test(step) && !/USING COVERING INDEX invoice_/.test(step))

test.each([
  ['the whole list', {}, 'SCAN invoice USING COVERING INDEX invoice_by_date'],
  [
    'one direction',
    { direction: 'issued' },
    'SEARCH invoice USING COVERING INDEX invoice_by_direction (direction=?)',
  ],
  [
    'one month',
    { month: '2026-05' },
    'SEARCH invoice USING COVERING INDEX invoice_by_date (issue_date>? AND issue_date<?)',
  ],
  [
    'one month of one direction',
    { direction: 'received', month: '2026-05' },
    'SEARCH invoice USING COVERING INDEX invoice_by_direction (direction=? AND issue_date>? AND issue_date<?)',
  ],
  ['red ones', { red: true }, 'SCAN invoice USING COVERING INDEX invoice_red'],
  ['those with warnings', { warnings: true }, 'SCAN invoice USING INDEX invoice_with_warnings'],
] as const)('a page of %s is picked from an index in its order', (_what, filter, pick) => {
  const plan = planOf(pageSql(invoiceWhere(book.db.read, filter).sql))
  expect(plan.slice(1, 4)).toEqual([
    pick,
    'SCAN (subquery-2)',
    'SEARCH i USING INTEGER PRIMARY KEY (rowid=?)',
  ])
})

test('a search by the start of a number gathers few hits by the number’s index', () => {
  const gather = 'SELECT rowid FROM invoice WHERE number >= @prefix AND number < @prefixEnd'
  expect(planOf(gather)).toEqual([
    'SEARCH invoice USING COVERING INDEX invoice_by_number (number>? AND number<?)',
  ])
  expect(planOf(gather.replaceAll('number', 'code'))).toEqual([
    'SEARCH invoice USING COVERING INDEX invoice_by_code (code>? AND code<?)',
  ])
})

test('a search by the start of a number with many hits walks the list’s own index and reads no row it does not show', () => {
  const where = '(+number >= @prefix AND +number < @prefixEnd OR +code >= @prefix AND +code < @prefixEnd)'
  expect(planOf(pageSql(where)).slice(1, 3)).toEqual([
    'SCAN invoice USING COVERING INDEX invoice_by_date',
    'SCAN (subquery-2)',
  ])
})

test('the sums by month of many hits read one range of an index a month and no row', () => {
  const where = 'direction = @direction AND red = 0 AND number >= @prefix AND number < @prefixEnd'
  expect(planOf(oneMonthSql(where))).toEqual([
    'SEARCH invoice USING COVERING INDEX invoice_by_month (<expr>=? AND number>? AND number<?)',
  ])
  const alsoCodes = '(number >= @prefix AND number < @prefixEnd OR code >= @prefix AND code < @prefixEnd)'
  expect(planOf(oneMonthSql(alsoCodes))).toEqual([
    'SEARCH invoice USING COVERING INDEX invoice_by_month (<expr>=?)',
  ])
})

test.each([
  ['an invoice by its key', 'SELECT id FROM invoice WHERE key = ?'],
  [
    'the next older invoice',
    'SELECT id FROM invoice WHERE (issue_date, id) < (?, ?) ORDER BY issue_date DESC, id DESC LIMIT 1',
  ],
  [
    'the red ones of a blue one',
    `SELECT id FROM invoice WHERE blue_number = ? AND +red = 1 AND +direction = ?`,
  ],
  ['the audit lines of a subject', 'SELECT seq FROM audit WHERE subject = ? ORDER BY seq'],
  ['the end of the audit trail', 'SELECT seq, hash FROM audit ORDER BY seq DESC LIMIT 1'],
  ['a sale by its reference', 'SELECT 1 FROM sale WHERE ref = ?'],
  [
    'the newest submission of a sale',
    'SELECT id FROM submission WHERE sale_id = ? ORDER BY seq DESC LIMIT 1',
  ],
  ['the attempts of a submission', 'SELECT id FROM attempt WHERE submission_id = ? ORDER BY id'],
  [
    'sums of a party',
    `SELECT sum(total) FROM invoice WHERE party_id = ? AND direction = 'issued' AND status <> 'voided'`,
  ],
  ['a party by name and tax id', 'SELECT id FROM party WHERE name_key = ? AND tax_id = ?'],
])('%s is found without reading a table through', (_what, sql) => {
  expect(scans(planOf(sql)).filter((step) => step !== 'SCAN audit')).toEqual([])
})
