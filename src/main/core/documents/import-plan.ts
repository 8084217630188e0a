// The first half of an import: files are read away from this thread and weighed against the book. Nothing is written.
// Bytes are let go as soon as a file is read; the second half loads them again and checks that they are the same.
import type { ImportLine, ImportedInvoice, RefusalReason } from '../../../shared/contract/documents.ts'
import { shanghaiDate } from '../../../shared/domain/dates.ts'
import type { Direction, ReadInvoice } from '../../../shared/domain/invoice.ts'
import { yuanText } from '../../../shared/domain/money.ts'
import { AppError } from '../../../shared/errors.ts'
import type { FileReading, Ports } from '../app/ports.ts'
import { ownCompany } from '../book/company.ts'
import { directionOf } from '../book/direction.ts'
import { warningsOf } from '../book/invoices.ts'
import type { OwnCompany } from '../book/own-company.ts'
import type { BookDb } from '../db/open.ts'
import { datedWarnings } from './cross-check.ts'
import { sha256Of, type OriginalFormat } from './originals.ts'
import { readQrText } from './qr.ts'
import { Refusal } from './refusal.ts'

export interface ImportDeps {
  readonly db: BookDb
  /** The book folder. */
  readonly folder: string
  readonly ports: Pick<Ports, 'reader' | 'clock' | 'random'>
}

/** One thing to import. `file` is how the user knows it; `load` gives the same bytes each time it is called. */
export type ImportSource =
  | { readonly file: string; readonly fileId?: string; readonly load: () => Promise<Uint8Array> | Uint8Array }
  | { readonly file: string; readonly fileId?: undefined; readonly qr: string }

export interface PlannedOriginal {
  readonly sha256: string
  readonly size: number
  readonly format: OriginalFormat
  load(): Promise<Uint8Array> | Uint8Array
}

export type Planned =
  | { readonly status: 'refused'; readonly source: ImportSource; readonly reason: RefusalReason }
  | {
      readonly status: 'read'
      readonly source: ImportSource
      readonly read: ReadInvoice
      readonly direction: Direction
      /** Absent for a QR text. */
      readonly original?: PlannedOriginal
    }

/** At most so many files are in memory at once. */
const readAhead = 2

/**
 * Reads the sources in their order and gives each as soon as it and all before it are read. Ends early when `signal` says
 * so. Throws AppError file.missing when a file cannot be loaded.
 */
export async function* planImport(
  deps: ImportDeps,
  sources: readonly ImportSource[],
  signal?: AbortSignal,
): AsyncGenerator<Planned> {
  const company = ownCompany(deps.db.read)
  const today = shanghaiDate(deps.ports.clock.now())
  const ahead: Promise<Planned>[] = []
  for (let next = 0, given = 0; given < sources.length && signal?.aborted !== true; given += 1) {
    for (; next < sources.length && next < given + readAhead; next += 1) {
      const source = sources[next]
      if (source === undefined) continue
      const planned = planOne(deps, source, { company, today })
      // Its turn to be awaited comes later; until then a failure is nobody's.
      planned.catch(() => undefined)
      ahead.push(planned)
    }
    const planned = ahead.shift()
    if (planned !== undefined) yield await planned
  }
}

const planOne = async (
  { ports }: ImportDeps,
  source: ImportSource,
  { company, today }: { readonly company: OwnCompany; readonly today: string },
): Promise<Planned> => {
  if ('qr' in source) {
    const reading = readQr(source.qr)
    if (!reading.ok) return { status: 'refused', source, reason: reading.reason }
    return { status: 'read', source, ...placed(reading.invoice, company, today) }
  }
  const bytes = await source.load()
  const sha256 = sha256Of(bytes)
  const size = bytes.length
  const reading = await ports.reader.read({ bytes, fileName: source.file })
  if (!reading.ok) return { status: 'refused', source, reason: reading.reason }
  const original = { sha256, size, format: reading.format, load: source.load }
  return { status: 'read', source, ...placed(reading.invoice, company, today), original }
}

const readQr = (
  text: string,
): Extract<FileReading, { ok: false }> | { readonly ok: true; readonly invoice: ReadInvoice } => {
  try {
    return { ok: true, invoice: readQrText(text) }
  } catch (error) {
    if (error instanceof Refusal) return { ok: false, reason: error.reason }
    throw error
  }
}

const placed = (
  read: ReadInvoice,
  company: OwnCompany,
  today: string,
): { readonly read: ReadInvoice; readonly direction: Direction } => {
  const direction = directionOf(company, read)
  const dated: ReadInvoice = {
    ...read,
    warnings: [...new Set([...read.warnings, ...datedWarnings(read, today)])],
  }
  return { read: { ...dated, warnings: warningsOf(dated, direction) }, direction }
}

/** Loads an original again. Throws AppError file.missing when the bytes are no longer those that were read. */
export const loadAgain = async (original: PlannedOriginal): Promise<Uint8Array> => {
  const bytes = await original.load()
  if (sha256Of(bytes) !== original.sha256) throw new AppError('file.missing', { params: { changed: true } })
  return bytes
}

/** An invoice as a line of the command line and the preview show it; what is not known is left out. */
export const importedInvoice = (
  read: ReadInvoice,
  direction: Direction,
  moreWarnings: readonly string[] = [],
): ImportedInvoice => ({
  kind: read.kind,
  ...(read.kindTitle === undefined ? {} : { kindTitle: read.kindTitle }),
  direction,
  ...(read.code === undefined ? {} : { code: read.code }),
  number: read.number,
  issueDate: read.issueDate,
  ...(read.seller.name === '' ? {} : { sellerName: read.seller.name }),
  ...(read.seller.taxId === undefined ? {} : { sellerTaxId: read.seller.taxId }),
  ...(read.buyer.name === '' ? {} : { buyerName: read.buyer.name }),
  ...(read.buyer.taxId === undefined ? {} : { buyerTaxId: read.buyer.taxId }),
  ...(read.amount === undefined ? {} : { amount: yuanText(read.amount) }),
  ...(read.tax === undefined ? {} : { tax: yuanText(read.tax) }),
  ...(read.total === undefined ? {} : { total: yuanText(read.total) }),
  ...(read.lines === undefined ? {} : { lineCount: read.lines.length }),
  red: read.red,
  ...(read.blueNumber === undefined ? {} : { blueNumber: read.blueNumber }),
  warnings: [...new Set([...read.warnings, ...moreWarnings])],
})

export const refusedLine = (planned: Extract<Planned, { status: 'refused' }>): ImportLine => ({
  file: planned.source.file,
  status: 'refused',
  reason: planned.reason,
})
