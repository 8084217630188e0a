// What the platform has issued becomes an invoice of the book, and the sale it was for is done.
// Number, date and sums are the platform's; lines are the sale's where they add up to the same.
import { shanghaiDate, shanghaiTime } from '../../../shared/domain/dates.ts'
import { invoiceKey } from '../../../shared/domain/invoice-number.ts'
import type { InvoiceKind, InvoiceLine, ReadInvoice } from '../../../shared/domain/invoice.ts'
import type { FoundInvoice } from '../../../shared/sync/submission.ts'
import { appendAudit } from '../audit/append.ts'
import type { Act } from '../app/act.ts'
import { withoutAbsent } from '../db/rows.ts'
import type { WriteDb } from '../db/sql.ts'
import { expectChanges } from '../db/transaction.ts'
import { ownCompany } from './company.ts'
import { findInvoiceByKey, insertInvoice } from './invoices.ts'
import type { SaleToIssue } from './sale-to-issue.ts'
import { saleToIssue } from './read-sale.ts'

export interface Issued {
  readonly saleId: string
  readonly submissionId: string
  readonly found: FoundInvoice
  readonly kind: InvoiceKind
}

/** Writes the invoice, or takes the one that is there by its key, and marks the sale issued. Gives the invoice's id. */
export const recordIssued = (tx: WriteDb, act: Act, issued: Issued): string => {
  const { saleId, submissionId, found, kind } = issued
  const known = findInvoiceByKey(tx, invoiceKey({ number: found.number, kind }))
  const invoiceId = known?.id ?? insertIssued(tx, act, issued)
  if (known !== undefined) {
    tx.prepare<[string, string]>('UPDATE invoice SET sale_id = coalesce(sale_id, ?) WHERE id = ?').run(
      saleId,
      known.id,
    )
  }
  const marked = tx
    .prepare<[string, string]>(`UPDATE sale SET state = 'issued', invoice_id = ? WHERE id = ?`)
    .run(invoiceId, saleId)
  expectChanges(marked, 1)
  appendAudit(tx, act, {
    event: 'sale.issued',
    subject: `sale:${saleId}`,
    content: { number: found.number, invoice: invoiceId, submission: submissionId },
  })
  return invoiceId
}

const insertIssued = (tx: WriteDb, act: Act, { saleId, found, kind }: Issued): string => {
  const sale = saleToIssue(tx, saleId)
  const company = ownCompany(tx)
  const lines = found.lines ?? linesOfSale(sale, found)
  const read: ReadInvoice = {
    kind,
    number: found.number,
    issueDate: shanghaiDate(found.issuedAt),
    issueTime: shanghaiTime(found.issuedAt),
    seller: {
      name: company.name,
      taxId: company.taxId,
      ...withoutAbsent({
        address: company.address,
        phone: company.phone,
        bank: company.bank,
        account: company.account,
      }),
    },
    buyer: buyerOf(sale, found),
    amount: found.amount,
    tax: found.tax,
    total: found.total,
    red: found.total < 0,
    ...withoutAbsent({ clerk: company.clerk, remark: sale.remark, qrText: found.qrText, lines }),
    warnings: [],
  }
  return insertInvoice(tx, act, { read, direction: 'issued', source: 'platform', saleId }).id
}

const buyerOf = (sale: SaleToIssue, found: FoundInvoice): ReadInvoice['buyer'] => ({
  name: found.buyerName === '' ? sale.buyer.name : found.buyerName,
  ...withoutAbsent({
    taxId: found.buyerTaxId ?? sale.buyer.taxId,
    address: sale.buyer.address,
    phone: sale.buyer.phone,
    bank: sale.buyer.bank,
    account: sale.buyer.account,
  }),
})

/** Undefined where the platform's sums are not the sale's: lines that do not add up would be made up. */
const linesOfSale = (sale: SaleToIssue, found: FoundInvoice): readonly InvoiceLine[] | undefined =>
  sale.amount !== found.amount || sale.tax !== found.tax
    ? undefined
    : sale.lines.map((line) => ({
        name: line.name,
        ...withoutAbsent({
          taxCode: line.taxCode,
          spec: line.spec,
          unit: line.unit,
          quantity: line.quantity,
          unitPrice: line.unitPriceExcl,
        }),
        amount: line.amount,
        rateText: line.rate,
        tax: line.tax,
      }))
