// Sums of invoices by month and direction, from the totals kept with each write.
import { fen, yuanText } from '../../../shared/domain/money.ts'
import type { ReadDb } from '../db/sql.ts'

export interface MonthSums {
  readonly count: number
  readonly amount: string
  readonly tax: string
  readonly total: string
}

interface Row {
  month: string
  direction: string
  count: number
  amount: number
  tax: number
  total: number
}

export interface MonthTable {
  of(month: string, direction: 'issued' | 'received'): MonthSums
}

/** Takes the first month (YYYY-MM) that will be asked for. */
export const monthSums = (db: ReadDb, from: string): MonthTable => {
  const rows = db
    .prepare<[string], Row>(
      'SELECT month, direction, count, amount, tax, total FROM month_total WHERE month >= ?',
    )
    .all(from)
  const byKey = new Map(rows.map((row) => [`${row.direction} ${row.month}`, row]))
  return { of: (month, direction) => sumsOf(byKey.get(`${direction} ${month}`)) }
}

/** Any row with sums in 分; zero where there is none. */
export const sumsOf = (row: Omit<Row, 'month' | 'direction'> | undefined): MonthSums => ({
  count: row?.count ?? 0,
  amount: yuanText(fen(row?.amount ?? 0)),
  tax: yuanText(fen(row?.tax ?? 0)),
  total: yuanText(fen(row?.total ?? 0)),
})
