// The invoice list: counts, sums by month, and pages of rows in the order of the list, newest first.
import type { Output, ParsedInput } from '../../../shared/contract/api.ts'
import { fen, yuanText } from '../../../shared/domain/money.ts'
import { withoutAbsent } from '../db/rows.ts'
import type { ReadDb, SqlValue } from '../db/sql.ts'
import { invoiceWhere, isImportRunning, type InvoiceFilter } from './invoice-filter.ts'

type NamedParams = [Readonly<Record<string, SqlValue>>]

/** Sums of the book's months tell all counts but the warnings'. */
export const invoiceCounts = (db: ReadDb): Output<'invoice.counts'> => {
  const sums = db
    .prepare<[], { direction: string; count: number; red: number }>(
      `SELECT direction, sum(count + voided_count) AS count, sum(red_count) AS red FROM month_total GROUP BY direction`,
    )
    .all()
  const of = (direction: string): number => sums.find((row) => row.direction === direction)?.count ?? 0
  return {
    all: sums.reduce((all, row) => all + row.count, 0),
    issued: of('issued'),
    received: of('received'),
    other: of('other'),
    awaiting: single(db, `SELECT count(*) AS count FROM sale WHERE state = 'awaiting'`),
    red: single(db, `SELECT count(*) AS count FROM invoice WHERE red = 1`),
    warnings: single(db, `SELECT count(*) AS count FROM invoice WHERE warnings <> '[]'`),
  }
}

interface MonthRow {
  month: string
  count: number
  amount: number
  tax: number
  total: number
  red_count: number
  red_total: number
  voided_count: number
}

/** Sums by month, newest first; from the kept totals where no filter but the direction asks. */
export const invoiceMonths = (db: ReadDb, filter: InvoiceFilter): Output<'invoice.months'> => {
  const isPlain =
    filter.red === undefined &&
    filter.warnings === undefined &&
    (filter.text ?? '').trim() === '' &&
    !isImportRunning(db)
  const rows = isPlain ? keptMonths(db, filter.direction) : summedMonths(db, filter)
  const sum = (pick: (row: MonthRow) => number): number => rows.reduce((all, row) => all + pick(row), 0)
  return {
    months: rows.map((row) => ({
      month: row.month,
      count: row.count,
      amount: yuanText(fen(row.amount)),
      tax: yuanText(fen(row.tax)),
      total: yuanText(fen(row.total)),
      redCount: row.red_count,
      redTotal: yuanText(fen(row.red_total)),
      voidedCount: row.voided_count,
    })),
    all: {
      count: sum((row) => row.count),
      amount: yuanText(fen(sum((row) => row.amount))),
      tax: yuanText(fen(sum((row) => row.tax))),
      total: yuanText(fen(sum((row) => row.total))),
    },
  }
}

const keptMonths = (db: ReadDb, direction: string | undefined): readonly MonthRow[] =>
  db
    .prepare<NamedParams, MonthRow>(
      `SELECT month, sum(count) AS count, sum(amount) AS amount, sum(tax) AS tax, sum(total) AS total,
         sum(red_count) AS red_count, sum(red_total) AS red_total, sum(voided_count) AS voided_count
       FROM month_total WHERE @direction IS NULL OR direction = @direction
       GROUP BY month HAVING sum(count + voided_count) > 0 ORDER BY month DESC`,
    )
    .all({ direction: direction ?? null })

const summedMonths = (db: ReadDb, filter: InvoiceFilter): readonly MonthRow[] => {
  const { sql, params, monthly } = invoiceWhere(db, filter)
  if (monthly === undefined) return db.prepare<NamedParams, MonthRow>(monthsSql(sql)).all(params)
  const ofMonth = db.prepare<NamedParams, MonthRow>(oneMonthSql(monthly))
  return monthsThere(db).flatMap((month) => ofMonth.all({ ...params, month }))
}

/** Newest first. */
const monthsThere = (db: ReadDb): readonly string[] =>
  db
    .prepare<[], { month: string }>('SELECT DISTINCT month FROM month_total ORDER BY month DESC')
    .all()
    .map(({ month }) => month)

const ifCounted = (column: string): string => `coalesce(sum(iif(status = 'voided', 0, ${column})), 0)`

const sumsOfMonth = `sum(status <> 'voided') AS count, ${ifCounted('amount')} AS amount,
  ${ifCounted('tax')} AS tax, ${ifCounted('total')} AS total, sum(red = 1 AND status <> 'voided') AS red_count,
  coalesce(sum(iif(red = 1 AND status <> 'voided', total, 0)), 0) AS red_total, sum(status = 'voided') AS voided_count`

const monthsSql = (where: string): string =>
  `SELECT substr(issue_date, 1, 7) AS month, ${sumsOfMonth} FROM invoice WHERE ${where} GROUP BY substr(issue_date, 1, 7) ORDER BY 1 DESC`

/**
 * The SQL of the sums of one month, no row where there are none. It names the month as the index has it: by the generated
 * column SQLite would read every row from the table. Exported for the test of its query plan.
 */
export const oneMonthSql = (where: string): string =>
  `SELECT @month AS month, ${sumsOfMonth} FROM invoice INDEXED BY invoice_by_month
   WHERE substr(issue_date, 1, 7) = @month AND ${where} HAVING count(*) > 0`

interface InvoiceRow {
  id: string
  direction: Output<'invoice.page'>['rows'][number]['direction']
  kind: Output<'invoice.page'>['rows'][number]['kind']
  code: string | null
  number: string
  issue_date: string
  seller_name: string
  buyer_name: string
  first_item: string | null
  line_count: number | null
  amount: number | null
  tax: number | null
  total: number | null
  red: number
  status: Output<'invoice.page'>['rows'][number]['status']
  original_count: number
  warning_count: number
  verified: number | null
}

/** The SQL of a page: the rows are picked by index alone, then read; CROSS JOIN keeps SQLite from turning that round. Exported for the test of its query plan. */
export const pageSql = (where: string): string =>
  `SELECT i.id, i.direction, i.kind, i.code, i.number, i.issue_date, i.seller_name, i.buyer_name, i.first_item,
     i.line_count, i.amount, i.tax, i.total, i.red, i.status, i.original_count,
     json_array_length(i.warnings) AS warning_count,
     (SELECT s.verified_at IS NOT NULL FROM submission s WHERE s.sale_id = i.sale_id AND s.invoice_id = i.id) AS verified
   FROM (SELECT rowid AS picked FROM invoice WHERE ${where} ORDER BY issue_date DESC, id DESC LIMIT @limit OFFSET @skip)
   CROSS JOIN invoice i ON i.rowid = picked
   ORDER BY i.issue_date DESC, i.id DESC`

/** One page, newest first. */
export const invoicePage = (
  db: ReadDb,
  input: Pick<ParsedInput<'invoice.page'>, 'skip' | 'limit' | 'month'> & InvoiceFilter,
): Output<'invoice.page'> => {
  const where = invoiceWhere(db, input)
  const rows = db
    .prepare<NamedParams, InvoiceRow>(pageSql(where.sql))
    .all({ ...where.params, skip: input.skip, limit: input.limit })
  return { rows: rows.map(invoiceRow) }
}

const invoiceRow = (row: InvoiceRow): Output<'invoice.page'>['rows'][number] => ({
  id: row.id,
  direction: row.direction,
  kind: row.kind,
  number: row.number,
  issueDate: row.issue_date,
  sellerName: row.seller_name,
  buyerName: row.buyer_name,
  partyName: row.direction === 'issued' ? row.buyer_name : row.seller_name,
  ...withoutAbsent({
    code: row.code,
    firstItem: row.first_item,
    lineCount: row.line_count,
    amount: yuanOrAbsent(row.amount),
    tax: yuanOrAbsent(row.tax),
    total: yuanOrAbsent(row.total),
    verified: row.verified === null ? undefined : row.verified === 1,
  }),
  red: row.red === 1,
  status: row.status,
  originalCount: row.original_count,
  warningCount: row.warning_count,
})

/** Yuan text of a sum in a row; undefined where the row has none. */
export const yuanOrAbsent = (amount: number | null): string | undefined =>
  amount === null ? undefined : yuanText(fen(amount))

const single = (db: ReadDb, sql: string): number => db.prepare<[], { count: number }>(sql).get()?.count ?? 0
