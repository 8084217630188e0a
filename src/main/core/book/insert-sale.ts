// The rows of a recorded sale.
import type { Act } from '../app/act.ts'
import type { WriteDb } from '../db/sql.ts'
import type { SaleToIssue } from './sale-to-issue.ts'

/** Writes a sale that awaits issue, with its lines. */
export const insertSale = (
  tx: WriteDb,
  act: Act,
  sale: SaleToIssue & { readonly saleDate: string },
  around: { readonly slipNumber: string; readonly partyId: string; readonly outageId: string | null },
): void => {
  tx.prepare(
    `INSERT INTO sale (id, ref, slip_number, sale_date, kind, price_side, party_id, buyer_name, buyer_tax_id,
       buyer_address, buyer_phone, buyer_bank, buyer_account, buyer_email, amount, tax, total, remark, first_item,
       line_count, state, recorded_by, recorded_in_outage, created_at)
     VALUES (@id, @ref, @slipNumber, @saleDate, @kind, @priceSide, @partyId, @name, @taxId, @address, @phone,
       @bank, @account, @email, @amount, @tax, @total, @remark, @firstItem, @lineCount, 'awaiting', @actor, @outageId,
       @now)`,
  ).run({
    id: sale.id,
    ref: sale.ref,
    slipNumber: around.slipNumber,
    ...whatIsSold(sale),
    partyId: around.partyId,
    actor: act.actor,
    outageId: around.outageId,
    now: act.now,
  })
  insertSaleLines(tx, sale.id, sale.lines)
}

/** The columns that say what is sold to whom: those a correction replaces. */
export const whatIsSold = (
  sale: Omit<SaleToIssue, 'id' | 'ref'> & { readonly saleDate: string },
): Readonly<Record<string, string | number | null>> => ({
  saleDate: sale.saleDate,
  kind: sale.kind,
  priceSide: sale.priceSide,
  name: sale.buyer.name,
  taxId: sale.buyer.taxId ?? null,
  address: sale.buyer.address ?? null,
  phone: sale.buyer.phone ?? null,
  bank: sale.buyer.bank ?? null,
  account: sale.buyer.account ?? null,
  email: sale.buyer.email ?? null,
  amount: sale.amount,
  tax: sale.tax,
  total: sale.total,
  remark: sale.remark ?? null,
  firstItem: sale.lines[0]?.name ?? '',
  lineCount: sale.lines.length,
})

/** Writes the lines of a sale in their order. */
export const insertSaleLines = (tx: WriteDb, saleId: string, lines: SaleToIssue['lines']): void => {
  for (const [position, line] of lines.entries()) {
    tx.prepare(
      `INSERT INTO sale_line (sale_id, position, name, tax_code, spec, unit, quantity, unit_price, unit_price_excl,
         amount, tax, total, rate, is_discount)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    ).run(
      saleId,
      position,
      line.name,
      line.taxCode ?? null,
      line.spec ?? null,
      line.unit ?? null,
      line.quantity ?? null,
      line.unitPrice ?? null,
      line.unitPriceExcl ?? null,
      line.amount,
      line.tax,
      line.total,
      line.rate,
      line.isDiscount ? 1 : 0,
    )
  }
}
