// Red invoices and the blue one they take back (fapiao.md §10.4.3): Σ(blue + reds) = 0 is credited whole, a remainder is
// credited in part. Whichever comes first, the tie is made when the other arrives.
import type { InvoiceStatus } from '../../../shared/domain/invoice.ts'
import { appendAudit } from '../audit/append.ts'
import type { Act } from '../app/act.ts'
import type { WriteDb } from '../db/sql.ts'

interface BlueRow {
  id: string
  number: string
  direction: string
  seller_tax_id: string | null
  total: number | null
  status: InvoiceStatus
}

/** Takes an invoice just written and sets the status of the blue invoice concerned: itself, or the one it takes back. */
export const linkCredits = (tx: WriteDb, act: Act, invoiceId: string): void => {
  const row = tx
    .prepare<[string], { red: number; number: string; blue_number: string | null; direction: string }>(
      'SELECT red, number, blue_number, direction FROM invoice WHERE id = ?',
    )
    .get(invoiceId)
  if (row === undefined || (row.red === 1 && row.blue_number === null)) return
  const blueNumber = row.red === 1 ? row.blue_number : row.number
  if (blueNumber === null) return
  const blues = tx
    .prepare<[string, string], BlueRow>(
      `SELECT id, number, direction, seller_tax_id, total, status FROM invoice
       WHERE number = ? AND +direction = ? AND +red = 0`,
    )
    .all(blueNumber, row.direction)
  // Eight-digit numbers repeat under other codes: which one is meant can then not be told from the number.
  const blue =
    row.red === 1 ? (blues.length === 1 ? blues[0] : undefined) : blues.find(({ id }) => id === invoiceId)
  if (blue !== undefined && blues.length === 1) settle(tx, act, blue)
}

const settle = (tx: WriteDb, act: Act, blue: BlueRow): void => {
  if (blue.status === 'voided' || blue.total === null) return
  const reds = tx
    .prepare<[string, string, string | null], { count: number; total: number | null }>(
      `SELECT count(*) AS count, sum(total) AS total FROM invoice
       WHERE blue_number = ? AND +direction = ? AND +red = 1 AND status <> 'voided' AND seller_tax_id IS ?`,
    )
    .get(blue.number, blue.direction, blue.seller_tax_id)
  if (reds === undefined || reds.count === 0) return
  const left = blue.total + (reds.total ?? 0)
  const status = left <= 0 ? 'credited' : 'credited-in-part'
  if (status === blue.status) return
  tx.prepare<[string, string]>('UPDATE invoice SET status = ? WHERE id = ?').run(status, blue.id)
  appendAudit(tx, act, {
    event: status === 'credited' ? 'invoice.credited' : 'invoice.credited-in-part',
    subject: `invoice:${blue.id}`,
    content: { number: blue.number, left },
  })
}
