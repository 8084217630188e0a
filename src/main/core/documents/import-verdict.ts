// What becomes of one read file: a new invoice, or one already there, to which its original may be new and whose fields may
// differ. Decided from the book as it is at that moment, and from what came earlier in the same import.
import { companyNameKey } from '../../../shared/domain/company-name.ts'
import type { ReadInvoice } from '../../../shared/domain/invoice.ts'
import { invoiceKey } from '../../../shared/domain/invoice-number.ts'
import { fen, yuanText } from '../../../shared/domain/money.ts'
import { normaliseTaxId } from '../../../shared/domain/taxpayer-id.ts'
import type { ReadDb } from '../db/sql.ts'
import type { Planned } from './import-plan.ts'
import { isLinked, type Difference } from './originals.ts'

export type Verdict =
  | { readonly is: 'new'; readonly key: string }
  | {
      readonly is: 'known'
      readonly key: string
      /** Absent for one that came earlier in an import which writes nothing. */
      readonly id?: string
      /** Its original is not yet kept with the invoice. */
      readonly attaches: boolean
      readonly differs: readonly Difference[]
      /** The invoice is known from its QR code alone; the file brings the rest. */
      readonly completes: boolean
    }

/** What an import that writes nothing has seen so far, by key. */
export type Seen = Map<string, { fields: ComparedFields; qrOnly: boolean; readonly originals: Set<string> }>

type ReadFile = Extract<Planned, { status: 'read' }>
type ComparedFields = Readonly<Record<string, string>>

/** Weighs one file. With `seen` the file is entered there, so that the next of the same invoice is found known. */
export const weigh = (db: ReadDb, file: ReadFile, seen?: Seen): Verdict => {
  const key = invoiceKey(file.read)
  const fields = comparedFields(file.read)
  const sha256 = file.original?.sha256
  const row = bookRow(db, key)
  const before = seen?.get(key)
  if (row === undefined && before === undefined) {
    const originals = new Set(sha256 === undefined ? [] : [sha256])
    seen?.set(key, { fields, qrOnly: sha256 === undefined, originals })
    return { is: 'new', key }
  }
  const known = before?.fields ?? (row === undefined ? {} : fieldsOfRow(row))
  const qrOnly = before?.qrOnly ?? row?.source === 'qr'
  const isNew =
    sha256 !== undefined &&
    before?.originals.has(sha256) !== true &&
    !(row !== undefined && isLinked(db, row.id, sha256))
  const completes = qrOnly && sha256 !== undefined
  if (seen !== undefined) {
    const originals = new Set([...(before?.originals ?? []), ...(sha256 === undefined ? [] : [sha256])])
    seen.set(key, {
      fields: { ...known, ...(completes ? fields : {}) },
      qrOnly: qrOnly && !completes,
      originals,
    })
  }
  return {
    is: 'known',
    key,
    ...(row === undefined ? {} : { id: row.id }),
    attaches: isNew,
    differs: differences(known, fields),
    completes,
  }
}

const differences = (book: ComparedFields, file: ComparedFields): readonly Difference[] =>
  Object.keys(file).flatMap((field) => {
    const [inBook, inFile] = [book[field], file[field]]
    // What one of them does not say is no difference.
    if (inBook === undefined || inFile === undefined || sameMeaning(field, inBook, inFile)) return []
    return [{ field, book: inBook, file: inFile }]
  })

const sameMeaning = (field: string, one: string, other: string): boolean => {
  if (field.endsWith('Name')) return companyNameKey(one) === companyNameKey(other)
  if (field.endsWith('TaxId')) return normaliseTaxId(one) === normaliseTaxId(other)
  return one === other
}

const comparedFields = (read: ReadInvoice): ComparedFields =>
  present({
    kind: read.kind === 'unknown' ? undefined : read.kind,
    issueDate: read.issueDate,
    sellerName: read.seller.name,
    sellerTaxId: read.seller.taxId,
    buyerName: read.buyer.name,
    buyerTaxId: read.buyer.taxId,
    amount: read.amount === undefined ? undefined : yuanText(read.amount),
    tax: read.tax === undefined ? undefined : yuanText(read.tax),
    total: read.total === undefined ? undefined : yuanText(read.total),
    red: read.red ? 'red' : 'blue',
    blueNumber: read.blueNumber,
    checkCode: read.checkCode,
    lineCount: read.lines === undefined ? undefined : String(read.lines.length),
  })

interface InvoiceRow {
  readonly id: string
  readonly source: string
  readonly kind: string
  readonly issue_date: string
  readonly seller_name: string
  readonly seller_tax_id: string | null
  readonly buyer_name: string
  readonly buyer_tax_id: string | null
  readonly amount: number | null
  readonly tax: number | null
  readonly total: number | null
  readonly red: number
  readonly blue_number: string | null
  readonly check_code: string | null
  readonly line_count: number | null
}

const bookRow = (db: ReadDb, key: string): InvoiceRow | undefined =>
  db
    .prepare<[string], InvoiceRow>(
      `SELECT id, source, kind, issue_date, seller_name, seller_tax_id, buyer_name, buyer_tax_id, amount, tax, total, red,
         blue_number, check_code, line_count FROM invoice WHERE key = ?`,
    )
    .get(key)

const fieldsOfRow = (row: InvoiceRow): ComparedFields =>
  present({
    kind: row.kind === 'unknown' ? undefined : row.kind,
    issueDate: row.issue_date,
    sellerName: row.seller_name,
    sellerTaxId: row.seller_tax_id ?? undefined,
    buyerName: row.buyer_name,
    buyerTaxId: row.buyer_tax_id ?? undefined,
    amount: row.amount === null ? undefined : yuanText(fen(row.amount)),
    tax: row.tax === null ? undefined : yuanText(fen(row.tax)),
    total: row.total === null ? undefined : yuanText(fen(row.total)),
    red: row.red === 1 ? 'red' : 'blue',
    blueNumber: row.blue_number ?? undefined,
    checkCode: row.check_code ?? undefined,
    lineCount: row.line_count === null ? undefined : String(row.line_count),
  })

const present = (fields: Readonly<Record<string, string | undefined>>): ComparedFields =>
  Object.fromEntries(
    Object.entries(fields).flatMap(([name, value]) =>
      value === undefined || value === '' ? [] : [[name, value] as const],
    ),
  )
