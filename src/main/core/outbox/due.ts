// Which rows are due for what. Each question is one walk of an index (tests look at the plans).
import { fen } from '../../../shared/domain/money.ts'
import type { InvoiceKind } from '../../../shared/domain/invoice.ts'
import type { ExpectedInvoice, Submission } from '../../../shared/sync/submission.ts'
import type { ReadDb } from '../db/sql.ts'
import { submissionColumns, submissionFrom, type SubmissionSqlRow } from './submission-row.ts'

export interface DueRow {
  readonly row: Submission
  readonly expected: ExpectedInvoice
  readonly invoiceId?: string
}

interface DueSqlRow extends SubmissionSqlRow {
  readonly invoice_id: string | null
  readonly kind: InvoiceKind
  readonly buyer_name: string
  readonly buyer_tax_id: string | null
  readonly amount: number
  readonly tax: number
  readonly total: number
}

// `LIMIT @limit + 0` and `id = ? || ''`: why, says core/db/sql.ts.
type DueParams = Readonly<Record<'now' | 'limit', number>>

const withSale = `SELECT ${submissionColumns}, s.invoice_id, sale.kind, sale.buyer_name, sale.buyer_tax_id, sale.amount,
    sale.tax, sale.total
  FROM submission AS s JOIN sale ON sale.id = s.sale_id`

const askedAgain = `s.problem IN ('sign-failed', 'bureau-down')`

/** What is due is found by its id; the whole row is read when its turn comes, and is then as fresh as can be. */
const idAndTime = 'SELECT s.id, s.next_at AS at FROM submission AS s'

/** One branch a state, so that each is a range of the index (state, next_at, seq). */
export const dueLookups = [
  `s.state = 'unknown'`,
  `s.state = 'pending'`,
  `s.state = 'rejected'`,
  `s.state = 'waiting' AND s.must_look = 1 AND NOT coalesce(${askedAgain}, 0)`,
]
  .map(
    (which) =>
      `SELECT * FROM (${idAndTime} WHERE ${which} AND s.next_at <= @now ORDER BY s.next_at LIMIT @limit + 0)`,
  )
  .join(' UNION ALL ')

export const dueAskedAgain = `${withSale} WHERE s.state = 'waiting' AND s.next_at <= @now AND ${askedAgain}
  ORDER BY s.next_at LIMIT @limit + 0`

const unfinished = `s.state = 'issued' AND (s.verified_at IS NULL OR s.document_at IS NULL) AND s.next_at <= @now`

export const dueVerifications = `${idAndTime} INDEXED BY submission_to_verify
  WHERE s.state = 'issued' AND s.verified_at IS NULL AND s.next_at <= @now ORDER BY s.next_at LIMIT @limit + 0`

export const dueDocuments = `${idAndTime} WHERE ${unfinished} AND s.document_at IS NULL
  ORDER BY s.next_at LIMIT @limit + 0`

export interface DueId {
  readonly id: string
  /** Due since, ms. */
  readonly at: number
}

/** Rows whose outcome must be looked up now. */
export const readDueLookups = (db: ReadDb, now: number, limit: number): readonly DueId[] =>
  db.prepare<[DueParams], DueId>(dueLookups).all({ now, limit })

/** Issued rows that still want their verification now. */
export const readDueVerifications = (db: ReadDb, now: number, limit: number): readonly DueId[] =>
  db.prepare<[DueParams], DueId>(dueVerifications).all({ now, limit })

/** Issued rows whose document is still to be fetched now. */
export const readDueDocuments = (db: ReadDb, now: number, limit: number): readonly DueId[] =>
  db.prepare<[DueParams], DueId>(dueDocuments).all({ now, limit })

/** Rows that are stored at the platform but failed there, whose time to be asked again has come. */
export const readDueAskedAgain = (
  db: ReadDb,
  now: number,
  limit: number,
  sellerTaxId: string,
): readonly DueRow[] =>
  db
    .prepare<[DueParams], DueSqlRow>(dueAskedAgain)
    .all({ now, limit })
    .map((row) => dueRow(row, sellerTaxId))

/** One row with everything the machine needs. */
export const readDueRow = (db: ReadDb, id: string, sellerTaxId: string): DueRow | undefined => {
  const row = db.prepare<[string], DueSqlRow>(`${withSale} WHERE s.id = ? || ''`).get(id)
  return row === undefined ? undefined : dueRow(row, sellerTaxId)
}

/** `waiting` rows that surely never arrived and whose time has come go back to the queue, 500 at most. */
export const dueTimers = `SELECT id FROM submission WHERE state = 'waiting' AND next_at <= ? AND must_look = 0
  ORDER BY next_at LIMIT 500`

export const sendingRows = `SELECT ${submissionColumns} FROM submission AS s WHERE s.state = 'sending'`

export const readSending = (db: ReadDb): readonly Submission[] =>
  db.prepare<[], SubmissionSqlRow>(sendingRows).all().map(submissionFrom)

/** Rows in doubt, for when the clock was moved. */
export const readDoubted = (db: ReadDb): readonly Submission[] =>
  db
    .prepare<[], SubmissionSqlRow>(
      `SELECT ${submissionColumns} FROM submission AS s WHERE s.state = 'unknown' AND s.doubt_from IS NOT NULL`,
    )
    .all()
    .map(submissionFrom)

/** The earliest instant at which a row becomes due, ms. */
export const nextDueAt = (db: ReadDb): number | undefined => {
  const row = db
    .prepare<[], { at: number | null }>(
      `SELECT min(at) AS at FROM (
         SELECT min(next_at) AS at FROM submission WHERE state = 'unknown'
         UNION ALL SELECT min(next_at) FROM submission WHERE state = 'pending'
         UNION ALL SELECT min(next_at) FROM submission WHERE state = 'waiting'
         UNION ALL SELECT min(next_at) FROM submission WHERE state = 'rejected'
         UNION ALL SELECT min(next_at) FROM submission
           WHERE state = 'issued' AND (verified_at IS NULL OR document_at IS NULL))`,
    )
    .get()
  return row?.at ?? undefined
}

/** True when a row could be claimed, were nothing in the way. */
export const isAnyQueued = (db: ReadDb): boolean =>
  db.prepare<[], { one: number }>(`SELECT 1 AS one FROM submission WHERE state = 'queued' LIMIT 1`).get() !==
  undefined

const dueRow = (row: DueSqlRow, sellerTaxId: string): DueRow => ({
  row: submissionFrom(row),
  expected: {
    kind: row.kind,
    buyerName: row.buyer_name,
    ...(row.buyer_tax_id === null ? {} : { buyerTaxId: row.buyer_tax_id }),
    sellerTaxId,
    amount: fen(row.amount),
    tax: fen(row.tax),
    total: fen(row.total),
  },
  ...(row.invoice_id === null ? {} : { invoiceId: row.invoice_id }),
})
