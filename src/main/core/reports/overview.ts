// The first page: what waits for a person, this month, the last twelve, and what was recorded last.
import type { Output } from '../../../shared/contract/api.ts'
import { addDays, shanghaiDate, shanghaiIso } from '../../../shared/domain/dates.ts'
import { fen, yuanText } from '../../../shared/domain/money.ts'
import type { SubmissionState } from '../../../shared/sync/submission.ts'
import { auditLength } from '../audit/verify.ts'
import type { ReadDb } from '../db/sql.ts'
import { monthSums, sumsOf } from './month-sums.ts'
import { needsYou } from './needs-you.ts'

type Overview = Output<'overview.get'>

const monthsShown = 12
const latestShown = 8

/** Takes the instant (ms) and what is known of the audit trail since the book was opened. */
export const bookOverview = (
  db: ReadDb,
  around: { readonly now: number; readonly audit: { readonly ok: boolean; readonly checkedAt?: number } },
): Overview => {
  const today = shanghaiDate(around.now)
  const months = lastMonths(today.slice(0, 7))
  const table = monthSums(db, months[0] ?? today.slice(0, 7))
  const month = today.slice(0, 7)
  return {
    today,
    lastDayOfMonth: addDays(today, 1).slice(0, 7) !== month,
    needsYou: [...needsYou(db, around.now)],
    unknownCount:
      db
        .prepare<[], { count: number }>(`SELECT count(*) AS count FROM submission WHERE state = 'unknown'`)
        .get()?.count ?? 0,
    thisMonth: {
      month,
      issued: table.of(month, 'issued'),
      received: table.of(month, 'received'),
      awaiting: awaiting(db),
    },
    months: months.map((name) => {
      const [issued, received] = [table.of(name, 'issued'), table.of(name, 'received')]
      return {
        month: name,
        issued: issued.total,
        received: received.total,
        issuedTax: issued.tax,
        receivedTax: received.tax,
      }
    }),
    latest: [...latestSales(db)],
    audit: {
      entries: auditLength(db),
      ok: around.audit.ok,
      ...(around.audit.checkedAt === undefined ? {} : { checkedAt: shanghaiIso(around.audit.checkedAt) }),
    },
  }
}

/** The months up to `last` (YYYY-MM), oldest first. */
const lastMonths = (last: string): readonly string[] => {
  const count = Number(last.slice(0, 4)) * 12 + Number(last.slice(5)) - 1
  return Array.from({ length: monthsShown }, (_, position) => {
    const month = count - monthsShown + 1 + position
    return `${Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}`
  })
}

const awaiting = (db: ReadDb): Overview['thisMonth']['awaiting'] =>
  sumsOf(
    db
      .prepare<[], { count: number; amount: number; tax: number; total: number }>(
        `SELECT count(*) AS count, coalesce(sum(amount), 0) AS amount, coalesce(sum(tax), 0) AS tax,
           coalesce(sum(total), 0) AS total FROM sale WHERE state = 'awaiting'`,
      )
      .get(),
  )

const latestSales = (db: ReadDb): Overview['latest'] =>
  db
    .prepare<
      [number],
      {
        id: string
        slip_number: string
        buyer_name: string
        first_item: string
        total: number
        state: SubmissionState
        created_at: number
      }
    >(
      `SELECT sale.id, slip_number, buyer_name, first_item, total, s.state, sale.created_at
       FROM sale JOIN submission s ON s.id = (SELECT id FROM submission WHERE sale_id = sale.id ORDER BY seq DESC LIMIT 1)
       ORDER BY sale.created_at DESC, slip_number DESC LIMIT ?`,
    )
    .all(latestShown)
    .map((row) => ({
      saleId: row.id,
      slipNumber: row.slip_number,
      buyerName: row.buyer_name,
      firstItem: row.first_item,
      total: yuanText(fen(row.total)),
      state: row.state,
      at: shanghaiIso(row.created_at),
    }))
