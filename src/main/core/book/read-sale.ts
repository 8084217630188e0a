// A recorded sale read back exactly as it was computed at recording.
import { fen } from '../../../shared/domain/money.ts'
import { AppError } from '../../../shared/errors.ts'
import { withoutAbsent } from '../db/rows.ts'
import type { ReadDb } from '../db/sql.ts'
import type { SaleToIssue } from './sale-to-issue.ts'

interface SaleRow {
  id: string
  ref: string
  kind: SaleToIssue['kind']
  price_side: SaleToIssue['priceSide']
  buyer_name: string
  buyer_tax_id: string | null
  buyer_address: string | null
  buyer_phone: string | null
  buyer_bank: string | null
  buyer_account: string | null
  buyer_email: string | null
  amount: number
  tax: number
  total: number
  remark: string | null
}

export interface SaleLineRow {
  name: string
  tax_code: string | null
  spec: string | null
  unit: string | null
  quantity: string | null
  unit_price: string | null
  unit_price_excl: string | null
  amount: number
  tax: number
  total: number
  rate: string
  is_discount: number
}

/** A recorded sale as it is to be issued. Throws AppError sale.missing. */
export const saleToIssue = (db: ReadDb, saleId: string): SaleToIssue => {
  const row = db.prepare<[string], SaleRow>('SELECT * FROM sale WHERE id = ?').get(saleId)
  if (row === undefined) throw new AppError('sale.missing')
  return {
    id: row.id,
    ref: row.ref,
    kind: row.kind,
    priceSide: row.price_side,
    buyer: {
      name: row.buyer_name,
      ...withoutAbsent({
        taxId: row.buyer_tax_id,
        address: row.buyer_address,
        phone: row.buyer_phone,
        bank: row.buyer_bank,
        account: row.buyer_account,
        email: row.buyer_email,
      }),
    },
    amount: fen(row.amount),
    tax: fen(row.tax),
    total: fen(row.total),
    ...withoutAbsent({ remark: row.remark }),
    lines: saleLines(db, saleId).map((line) => ({
      name: line.name,
      ...withoutAbsent({
        taxCode: line.tax_code,
        spec: line.spec,
        unit: line.unit,
        quantity: line.quantity,
        unitPrice: line.unit_price,
        unitPriceExcl: line.unit_price_excl,
      }),
      amount: fen(line.amount),
      tax: fen(line.tax),
      total: fen(line.total),
      rate: line.rate,
      isDiscount: line.is_discount === 1,
    })),
  }
}

/** Lines of a sale as they were computed at recording, in order. */
export const saleLines = (db: ReadDb, saleId: string): readonly SaleLineRow[] =>
  db
    .prepare<[string], SaleLineRow>(`SELECT * FROM sale_line WHERE sale_id = ? || '' ORDER BY position`)
    .all(saleId)
