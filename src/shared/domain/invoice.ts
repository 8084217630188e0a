// What an invoice is, whichever file or system it came from: its kinds, its parts, its states.
// Kinds are ours (fapiao.md §1.2): other systems use the same numbers for different things, so each keeps a mapping.
import type { Fen } from './money.ts'

export const invoiceKinds = [
  'digital-special',
  'digital-ordinary',
  'digital-paper-special',
  'digital-paper-ordinary',
  'digital-rail',
  'digital-air',
  'digital-vehicle',
  'digital-used-vehicle',
  'special-paper',
  'special-electronic',
  'ordinary-paper',
  'ordinary-electronic',
  'ordinary-roll',
  'toll-electronic',
  'vehicle',
  'used-vehicle',
  'blockchain',
  'unknown',
] as const
export type InvoiceKind = (typeof invoiceKinds)[number]

/** Kinds a sale can be issued as through the platform. */
export const saleKinds = ['digital-ordinary', 'digital-special'] as const
export type SaleKind = (typeof saleKinds)[number]

/** Seen from the book's own company; `other` is an invoice between strangers. */
export const directions = ['issued', 'received', 'other'] as const
export type Direction = (typeof directions)[number]

/** Where an invoice stands at the bureau (fapiao.md §7.4). */
export const invoiceStatuses = ['normal', 'voided', 'credited', 'credited-in-part'] as const
export type InvoiceStatus = (typeof invoiceStatuses)[number]

/** A party as it is printed on an invoice. */
export interface PartyOnInvoice {
  readonly name: string
  readonly taxId?: string
  readonly address?: string
  readonly phone?: string
  readonly bank?: string
  readonly account?: string
}

/** One line as printed. Quantity and price are decimal text, because they carry more digits than a float can. */
export interface InvoiceLine {
  readonly name: string
  readonly taxCode?: string
  readonly spec?: string
  readonly unit?: string
  readonly quantity?: string
  readonly unitPrice?: string
  readonly amount: Fen
  /** As written on the file: `0.06`, `6%`, `免税`, `***`. */
  readonly rateText?: string
  readonly tax: Fen
  /** `***` was printed in place of the tax; it counts as zero. */
  readonly taxMasked?: boolean
}

/** What a reader gets out of one file or QR code, before anyone decides anything about it. */
export interface ReadInvoice {
  readonly kind: InvoiceKind
  /** The title as printed, e.g. 电子发票（增值税专用发票）. */
  readonly kindTitle?: string
  readonly code?: string
  readonly number: string
  /** YYYY-MM-DD, Asia/Shanghai. */
  readonly issueDate: string
  /** HH:MM:SS, where the file has it. */
  readonly issueTime?: string
  readonly seller: PartyOnInvoice
  readonly buyer: PartyOnInvoice
  /** Without tax. Absent where the source does not say (a 数电 QR code holds the total only). */
  readonly amount?: Fen
  /** Absent where the source does not say (no QR code holds it). */
  readonly tax?: Fen
  /** With tax. Absent where the source does not say (a 税控 QR code holds the amount only). */
  readonly total?: Fen
  readonly totalInWords?: string
  readonly red: boolean
  readonly blueNumber?: string
  readonly redConfirmationNumber?: string
  readonly checkCode?: string
  readonly machineNumber?: string
  readonly remark?: string
  readonly clerk?: string
  readonly payee?: string
  readonly reviewer?: string
  readonly qrText?: string
  /** Absent where the source has no lines (a QR code). */
  readonly lines?: readonly InvoiceLine[]
  /** Codes of what is odd but no reason to refuse, keys `warning.<code>`. */
  readonly warnings: readonly string[]
}
