// Which sale an invoice belongs to. One invoice for two sales would be a sale lost, so whoever ties them together asks.
import type { ReadDb } from '../db/sql.ts'

/** Gives the sale's id; undefined where the invoice belongs to none. */
export const invoiceOwner = (db: ReadDb, invoiceId: string): string | undefined =>
  db.prepare<[string], { sale_id: string | null }>('SELECT sale_id FROM invoice WHERE id = ?').get(invoiceId)
    ?.sale_id ?? undefined
