// A sale the platform refused, put right by a person. It stays the same sale with the same slip number; what was refused is
// kept, word for word, as the payload of its first submission.
import { appendAudit } from '../audit/append.ts'
import type { Act } from '../app/act.ts'
import { AppError } from '../../../shared/errors.ts'
import type { WriteDb } from '../db/sql.ts'
import { ownCompany } from './company.ts'
import { computeDrafts, type SaleInput } from './compute-draft.ts'
import { insertSaleLines, whatIsSold } from './insert-sale.ts'
import { saleToIssue } from './read-sale.ts'
import { rememberParty } from './remember-party.ts'
import type { SaleToIssue } from './sale-to-issue.ts'

/**
 * Takes the sale as it should be; its own reference stays. Gives it as it is to be issued. Throws AppError sale.missing,
 * sale.not-editable (it has been issued or cancelled), sale.invalid (issue paths begin with `sale.`).
 */
export const correctSale = (
  tx: WriteDb,
  act: Act,
  { saleId, draft }: { readonly saleId: string; readonly draft: SaleInput },
): SaleToIssue => {
  const before = tx
    .prepare<[string], { state: string; total: number; sale_date: string }>(
      'SELECT state, total, sale_date FROM sale WHERE id = ?',
    )
    .get(saleId)
  if (before === undefined) throw new AppError('sale.missing')
  if (before.state !== 'awaiting')
    throw new AppError('sale.not-editable', { params: { state: before.state } })
  const [sale] = computeDrafts([{ ...draft, saleDate: draft.saleDate ?? before.sale_date }], {
    seller: ownCompany(tx),
    now: act.now,
    pathOf: () => 'sale',
  })
  if (sale === undefined) throw new AppError('sale.invalid')
  tx.prepare(
    `UPDATE sale SET sale_date = @saleDate, kind = @kind, price_side = @priceSide, party_id = @partyId,
       buyer_name = @name, buyer_tax_id = @taxId, buyer_address = @address, buyer_phone = @phone, buyer_bank = @bank,
       buyer_account = @account, buyer_email = @email, amount = @amount, tax = @tax, total = @total, remark = @remark,
       first_item = @firstItem, line_count = @lineCount
     WHERE id = @id`,
  ).run({
    id: saleId,
    ...whatIsSold(sale),
    partyId: rememberParty(tx, act, sale.buyer, sale.kind),
  })
  tx.prepare<[string]>('DELETE FROM sale_line WHERE sale_id = ?').run(saleId)
  insertSaleLines(tx, saleId, sale.lines)
  appendAudit(tx, act, {
    event: 'sale.corrected',
    subject: `sale:${saleId}`,
    content: { totalBefore: before.total, total: sale.total, buyer: sale.buyer.name },
  })
  return saleToIssue(tx, saleId)
}
