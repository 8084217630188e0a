// Invoices as the command line lists them: the fields others script against, with the sale and the key they came from.
import type { Direction } from '../../../shared/domain/invoice.ts'
import { withoutAbsent } from '../db/rows.ts'
import type { ReadDb } from '../db/sql.ts'
import { yuanOrAbsent } from './invoice-list.ts'

export interface InvoiceLineOut {
  readonly code?: string
  readonly number: string
  readonly kind: string
  readonly issueDate: string
  readonly sellerName: string
  readonly buyerName: string
  readonly buyerTaxId?: string
  readonly amount?: string
  readonly tax?: string
  readonly total?: string
  readonly red: boolean
  /** Of the sale it was issued for. */
  readonly ref?: string
  /** The channel key it was issued under. */
  readonly key?: string
}

interface Row {
  code: string | null
  number: string
  kind: string
  issue_date: string
  seller_name: string
  buyer_name: string
  buyer_tax_id: string | null
  amount: number | null
  tax: number | null
  total: number | null
  red: number
  ref: string | null
  channel_key: string | null
}

/** All invoices, newest first, read as they are asked for. */
export function* invoiceLinesOut(db: ReadDb, direction?: Direction): Generator<InvoiceLineOut> {
  const rows = db
    .prepare<[{ direction: string | null }], Row>(
      `SELECT i.code, i.number, i.kind, i.issue_date, i.seller_name, i.buyer_name, i.buyer_tax_id, i.amount, i.tax, i.total,
         i.red, sale.ref, (SELECT s.channel_key FROM submission s WHERE s.sale_id = i.sale_id AND s.invoice_id = i.id) AS channel_key
       FROM invoice i LEFT JOIN sale ON sale.id = i.sale_id
       WHERE @direction IS NULL OR i.direction = @direction
       ORDER BY i.issue_date DESC, i.id DESC`,
    )
    .iterate({ direction: direction ?? null })
  for (const row of rows) yield lineOut(row)
}

const lineOut = (row: Row): InvoiceLineOut => ({
  ...withoutAbsent({ code: row.code }),
  number: row.number,
  kind: row.kind,
  issueDate: row.issue_date,
  sellerName: row.seller_name,
  buyerName: row.buyer_name,
  ...withoutAbsent({
    buyerTaxId: row.buyer_tax_id,
    amount: yuanOrAbsent(row.amount),
    tax: yuanOrAbsent(row.tax),
    total: yuanOrAbsent(row.total),
  }),
  red: row.red === 1,
  ...withoutAbsent({ ref: row.ref, key: row.channel_key }),
})
