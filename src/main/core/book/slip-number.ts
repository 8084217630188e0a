// Slip numbers: S<year>-<at least four digits>, one series a year, without gaps. The counter moves in the transaction
// that records the sale, so a sale that is not recorded takes no number.
import type { ReadDb, WriteDb } from '../db/sql.ts'

/** Takes the next number of the year. */
export const takeSlipNumber = (tx: WriteDb, year: number): string => {
  const row = tx
    .prepare<[number], { last: number }>(
      `INSERT INTO slip_counter (year, last) VALUES (?, 1)
       ON CONFLICT (year) DO UPDATE SET last = last + 1 RETURNING last`,
    )
    .get(year)
  if (row === undefined) throw new Error('the slip counter gave no number')
  return slipNumber(year, row.last)
}

/** The number the next sale would get, if nobody is quicker. */
export const peekSlipNumber = (db: ReadDb, year: number): string => {
  const row = db.prepare<[number], { last: number }>('SELECT last FROM slip_counter WHERE year = ?').get(year)
  return slipNumber(year, (row?.last ?? 0) + 1)
}

const slipNumber = (year: number, count: number): string => `S${year}-${String(count).padStart(4, '0')}`
