// What only the book can know about a sale being written: its number to be, likely duplicates, the customer's history.
import type { Output, ParsedInput } from '../../../shared/contract/api.ts'
import { companyNameKey } from '../../../shared/domain/company-name.ts'
import { addDays, shanghaiDate } from '../../../shared/domain/dates.ts'
import { fen, parseYuan, yuanText } from '../../../shared/domain/money.ts'
import { normaliseTaxId } from '../../../shared/domain/taxpayer-id.ts'
import { dueOn } from '../../../shared/sync/schedule.ts'
import { withoutAbsent } from '../db/rows.ts'
import type { ReadDb } from '../db/sql.ts'
import { nextQueuePosition } from '../outbox/queue-view.ts'
import { peekSlipNumber } from './slip-number.ts'

type Check = Output<'sale.check'>

/** The same customer and total within so many days is shown as a likely duplicate. */
const duplicateDays = 30

/** Takes what is typed so far. */
export const checkAgainstBook = (db: ReadDb, input: ParsedInput<'sale.check'>, now: number): Check => {
  const today = shanghaiDate(now)
  const parties = partiesNamed(db, input)
  const total = input.total === undefined ? undefined : parseYuan(input.total)
  return {
    nextSlipNumber: peekSlipNumber(db, Number(today.slice(0, 4))),
    duplicates: total === undefined ? [] : parties.flatMap((id) => duplicatesOf(db, { id, total, today })),
    ...withoutAbsent({ customer: customerOf(db, parties) }),
    queuePosition: nextQueuePosition(db, dueOn(today)),
  }
}

const partiesNamed = (db: ReadDb, input: ParsedInput<'sale.check'>): readonly string[] => {
  const nameKey = companyNameKey(input.buyerName ?? '')
  const taxId = normaliseTaxId(input.buyerTaxId ?? '')
  const rows =
    taxId !== ''
      ? db
          .prepare<[string], { id: string }>(`SELECT id FROM party WHERE tax_id = ? AND tax_id <> ''`)
          .all(taxId)
      : nameKey === ''
        ? []
        : db.prepare<[string], { id: string }>('SELECT id FROM party WHERE name_key = ?').all(nameKey)
  return rows.map(({ id }) => id)
}

const duplicatesOf = (
  db: ReadDb,
  sale: { readonly id: string; readonly total: number; readonly today: string },
): Check['duplicates'] =>
  db
    .prepare<
      [string, number, string],
      { id: string; slip_number: string; sale_date: string; total: number; number: string | null }
    >(
      `SELECT sale.id, sale.slip_number, sale.sale_date, sale.total, invoice.number
       FROM sale LEFT JOIN invoice ON invoice.id = sale.invoice_id
       WHERE sale.party_id = ? AND sale.total = ? AND sale.sale_date >= ? AND sale.state <> 'cancelled'
       ORDER BY sale.sale_date DESC, sale.slip_number DESC LIMIT 5`,
    )
    .all(sale.id, sale.total, addDays(sale.today, -duplicateDays))
    .map((row) => ({
      id: row.id,
      slipNumber: row.slip_number,
      saleDate: row.sale_date,
      total: yuanText(fen(row.total)),
      ...withoutAbsent({ invoiceNumber: row.number }),
    }))

/** Sums over the parties of that name or tax id: a company that moved is two parties and one customer. */
const customerOf = (db: ReadDb, parties: readonly string[]): Check['customer'] => {
  const ids = JSON.stringify(parties)
  const sums = db
    .prepare<[string], { count: number; total: number }>(
      `SELECT count(*) AS count, coalesce(sum(total), 0) AS total FROM invoice
       WHERE party_id IN (SELECT value FROM json_each(?)) AND direction = 'issued' AND status <> 'voided'`,
    )
    .get(ids)
  const last = db
    .prepare<[string], { sale_date: string; total: number; kind: string }>(
      `SELECT sale_date, total, kind FROM sale WHERE party_id IN (SELECT value FROM json_each(?))
       ORDER BY sale_date DESC, slip_number DESC LIMIT 1`,
    )
    .get(ids)
  if (sums === undefined || (sums.count === 0 && last === undefined)) return undefined
  const usual = db
    .prepare<[string], { first_item: string }>(
      `SELECT first_item FROM sale WHERE party_id IN (SELECT value FROM json_each(?))
       GROUP BY first_item ORDER BY count(*) DESC, max(sale_date) DESC LIMIT 3`,
    )
    .all(ids)
  return {
    invoices: sums.count,
    total: yuanText(fen(sums.total)),
    ...(last === undefined
      ? {}
      : { lastDate: last.sale_date, lastTotal: yuanText(fen(last.total)), lastKind: last.kind }),
    usualItems: usual.map(({ first_item }) => first_item),
  }
}
