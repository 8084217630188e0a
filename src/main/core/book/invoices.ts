// Invoices come into the book here and nowhere else. An invoice is known by its key (fapiao.md §2.6) and is there once.
import { invoiceKey } from '../../../shared/domain/invoice-number.ts'
import type { Direction, InvoiceLine, ReadInvoice } from '../../../shared/domain/invoice.ts'
import { AppError } from '../../../shared/errors.ts'
import type { AuditEvent } from '../../../shared/contract/timeline.ts'
import { appendAudit } from '../audit/append.ts'
import type { Act } from '../app/act.ts'
import type { ReadDb, WriteDb } from '../db/sql.ts'
import { linkCredits } from './credit-links.ts'
import { derivedId } from './derived-id.ts'
import { otherSide } from './direction.ts'
import { rememberParty } from './remember-party.ts'

export type InvoiceSource = 'import' | 'qr' | 'platform'

export interface NewInvoice {
  readonly read: ReadInvoice
  readonly direction: Direction
  readonly source: InvoiceSource
  readonly importJob?: string
  /** The sale it was issued for. */
  readonly saleId?: string
}

/** The id of the invoice with that key, if the book has it. */
export const findInvoiceByKey = (db: ReadDb, key: string): { readonly id: string } | undefined =>
  db.prepare<[string], { id: string }>('SELECT id FROM invoice WHERE key = ?').get(key)

/**
 * Writes an invoice with its lines, remembers the other party, ties red to blue, adds the audit line.
 * Throws AppError invoice.duplicate when the key is there already.
 */
export const insertInvoice = (tx: WriteDb, act: Act, invoice: NewInvoice): { readonly id: string } => {
  const { read, direction, source } = invoice
  const key = invoiceKey(read)
  const known = findInvoiceByKey(tx, key)
  if (known !== undefined) throw new AppError('invoice.duplicate', { params: { id: known.id } })
  const id = derivedId(act.now, `invoice:${key}`)
  const party = otherSide(direction, read)
  const partyId = party.name === '' ? null : rememberParty(tx, act, party)
  tx.prepare(insertSql).run({
    ...invoiceColumns(read, direction),
    id,
    key,
    party_id: partyId,
    source,
    sale_id: invoice.saleId ?? null,
    import_job: invoice.importJob ?? null,
    created_by: act.actor,
    created_at: act.now,
  })
  insertLines(tx, id, read.lines ?? [])
  appendAudit(tx, act, {
    event: arrivalEvent(source),
    subject: `invoice:${id}`,
    content: {
      number: read.number,
      total: read.total ?? null,
      source,
      ...(invoice.saleId === undefined ? {} : { sale: invoice.saleId }),
      ...(invoice.importJob === undefined ? {} : { job: invoice.importJob }),
    },
  })
  linkCredits(tx, act, id)
  return { id }
}

/**
 * Completes an invoice that was known from its QR code alone with the file that has arrived; what it is called by stays.
 * Throws AppError invoice.missing when there is no such QR invoice.
 */
export const completeInvoice = (
  tx: WriteDb,
  act: Act,
  completed: { readonly id: string; readonly read: ReadInvoice; readonly direction: Direction },
): void => {
  const { id, read, direction } = completed
  const party = otherSide(direction, read)
  const partyId = party.name === '' ? null : rememberParty(tx, act, party)
  const { changes } = tx
    .prepare(completeSql)
    .run({ ...invoiceColumns(read, direction), id, party_id: partyId })
  if (changes !== 1) throw new AppError('invoice.missing')
  insertLines(tx, id, read.lines ?? [])
  appendAudit(tx, act, {
    event: 'invoice.completed',
    subject: `invoice:${id}`,
    content: { number: read.number, total: read.total ?? null },
  })
  linkCredits(tx, act, id)
}

const arrivalEvent = (source: InvoiceSource): AuditEvent =>
  source === 'platform' ? 'invoice.issued' : 'invoice.imported'

const described = [
  'direction',
  'kind',
  'kind_title',
  'code',
  'number',
  'issue_date',
  'issue_time',
  'seller_name',
  'seller_tax_id',
  'seller_address',
  'seller_phone',
  'seller_bank',
  'seller_account',
  'buyer_name',
  'buyer_tax_id',
  'buyer_address',
  'buyer_phone',
  'buyer_bank',
  'buyer_account',
  'party_id',
  'amount',
  'tax',
  'total',
  'red',
  'blue_number',
  'red_confirmation_number',
  'check_code',
  'machine_number',
  'clerk',
  'payee',
  'reviewer',
  'remark',
  'qr_text',
  'first_item',
  'line_count',
  'warnings',
] as const
const arrived = ['id', 'key', 'source', 'sale_id', 'import_job', 'created_by', 'created_at'] as const

const allColumns = [...arrived, ...described]
const insertSql = `INSERT INTO invoice (${allColumns.join(', ')}) VALUES (${allColumns.map((name) => `@${name}`).join(', ')})`
/** A field the file leaves out keeps what the QR code said; `source` moves on, and with it the sums are frozen. */
const completeSql = `UPDATE invoice SET source = 'import', ${described
  .map((name) => `${name} = coalesce(@${name}, ${name})`)
  .join(', ')} WHERE id = @id AND source = 'qr'`

const invoiceColumns = (
  read: ReadInvoice,
  direction: Direction,
): Readonly<Record<Exclude<(typeof described)[number], 'party_id'>, string | number | null>> => ({
  direction,
  kind: read.kind,
  kind_title: read.kindTitle ?? null,
  code: read.code ?? null,
  number: read.number,
  issue_date: read.issueDate,
  issue_time: read.issueTime ?? null,
  seller_name: read.seller.name,
  seller_tax_id: read.seller.taxId ?? null,
  seller_address: read.seller.address ?? null,
  seller_phone: read.seller.phone ?? null,
  seller_bank: read.seller.bank ?? null,
  seller_account: read.seller.account ?? null,
  buyer_name: read.buyer.name,
  buyer_tax_id: read.buyer.taxId ?? null,
  buyer_address: read.buyer.address ?? null,
  buyer_phone: read.buyer.phone ?? null,
  buyer_bank: read.buyer.bank ?? null,
  buyer_account: read.buyer.account ?? null,
  amount: read.amount ?? null,
  tax: read.tax ?? null,
  total: read.total ?? null,
  red: read.red ? 1 : 0,
  blue_number: read.blueNumber ?? null,
  red_confirmation_number: read.redConfirmationNumber ?? null,
  check_code: read.checkCode ?? null,
  machine_number: read.machineNumber ?? null,
  clerk: read.clerk ?? null,
  payee: read.payee ?? null,
  reviewer: read.reviewer ?? null,
  remark: read.remark ?? null,
  qr_text: read.qrText ?? null,
  first_item: read.lines?.[0]?.name ?? null,
  line_count: read.lines?.length ?? null,
  warnings: JSON.stringify(warningsOf(read, direction)),
})

/** What is odd about an invoice, with `party.not-own` where the book's company is on neither side. A QR code names no side. */
export const warningsOf = (read: ReadInvoice, direction: Direction): readonly string[] =>
  direction === 'other' && !read.warnings.includes('qr.only') && !read.warnings.includes('party.not-own')
    ? [...read.warnings, 'party.not-own']
    : read.warnings

const insertLines = (tx: WriteDb, invoiceId: string, lines: readonly InvoiceLine[]): void => {
  for (const [position, line] of lines.entries()) {
    tx.prepare(
      `INSERT INTO invoice_line (invoice_id, position, name, tax_code, spec, unit, quantity, unit_price, amount,
         rate_text, tax, tax_masked)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    ).run(
      invoiceId,
      position,
      line.name,
      line.taxCode ?? null,
      line.spec ?? null,
      line.unit ?? null,
      line.quantity ?? null,
      line.unitPrice ?? null,
      line.amount,
      line.rateText ?? null,
      line.tax,
      line.taxMasked === true ? 1 : 0,
    )
  }
}
