// Reading the ledger from outside: one entry for each stored order that became an invoice, oldest first. Works beside a
// running simulator and after it was killed, because the file is the only memory the simulator has.
import Database from 'better-sqlite3'
import { shanghaiIso } from '../../shared/domain/dates.ts'
import { yuanText, type Fen } from '../../shared/domain/money.ts'
import type { LedgerDb } from './ledger-file.ts'

export interface LedgerEntry {
  readonly orderNo: string
  readonly invoiceNumber: string
  readonly buyerName: string
  /** Price with tax, decimal yuan with two places. */
  readonly total: string
  /** When it was issued, ISO 8601 with +08:00, whole seconds. */
  readonly at: string
  /** SHA-256 (hex) of the exact request body. */
  readonly payloadDigest: string
}

interface EntryRow {
  order_no: string
  invoice_number: string
  buyer_name: string
  total_fen: Fen
  issued_at: number
  payload_digest: string
}

/** The entries of an open ledger as of `now` (milliseconds): an order still in issuing is not an invoice yet. */
export function* entriesOf(db: LedgerDb, now: number): Generator<LedgerEntry> {
  const rows = db
    .prepare<[number], EntryRow>(
      `SELECT order_no, invoice_number, buyer_name, total_fen, issued_at, payload_digest
       FROM orders WHERE outcome = 'invoice' AND settles_at <= ? ORDER BY id`,
    )
    .iterate(now)
  for (const row of rows)
    yield {
      orderNo: row.order_no,
      invoiceNumber: row.invoice_number,
      buyerName: row.buyer_name,
      total: yuanText(row.total_fen),
      at: shanghaiIso(row.issued_at),
      payloadDigest: row.payload_digest,
    }
}

/** The entries of a ledger file, read without changing it. `now` only matters when the simulator ran on another clock. */
export function* readLedger(ledgerFile: string, now: number = Date.now()): Generator<LedgerEntry> {
  const db = new Database(ledgerFile, { readonly: true, fileMustExist: true })
  try {
    db.pragma('busy_timeout = 5000')
    yield* entriesOf(db, now)
  } finally {
    db.close()
  }
}
