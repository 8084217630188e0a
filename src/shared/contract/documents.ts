// Files into the book: first a preview that writes nothing, then the confirmed import.
import { z } from 'zod'
import { civilDate, direction, id, invoiceKind, nothing, yuan } from './common.ts'

export const refusalReasons = [
  'file.not-invoice',
  'file.unsupported',
  'file.damaged',
  'file.hostile',
  'file.too-large',
  'accounting.instance',
] as const
export type RefusalReason = (typeof refusalReasons)[number]

export const importedInvoice = z.strictObject({
  kind: invoiceKind,
  kindTitle: z.string().optional(),
  direction,
  code: z.string().optional(),
  number: z.string(),
  issueDate: civilDate,
  /** Names and sums are left out where the source does not have them: a QR code holds no parties and one sum. */
  sellerName: z.string().optional(),
  sellerTaxId: z.string().optional(),
  buyerName: z.string().optional(),
  buyerTaxId: z.string().optional(),
  amount: yuan.optional(),
  tax: yuan.optional(),
  total: yuan.optional(),
  lineCount: z.int().optional(),
  red: z.boolean(),
  blueNumber: z.string().optional(),
  warnings: z.array(z.string()),
})

export type ImportedInvoice = z.output<typeof importedInvoice>

export const importLine = z.strictObject({
  file: z.string(),
  status: z.enum(['imported', 'duplicate', 'refused']),
  reason: z.enum(refusalReasons).optional(),
  /** A new original of an invoice already there was kept with it. */
  attached: z.boolean().optional(),
  invoiceId: id.optional(),
  invoice: importedInvoice.optional(),
})

export type ImportLine = z.output<typeof importLine>

export const previewLine = z.strictObject({
  fileId: id.optional(),
  file: z.string(),
  /** `new`, already in the book, doubtful (new, with warnings), or refused with a reason. */
  status: z.enum(['new', 'known', 'doubtful', 'refused']),
  reason: z.enum(refusalReasons).optional(),
  invoice: importedInvoice.optional(),
  knownId: id.optional(),
})

export type PreviewLine = z.output<typeof previewLine>

export const documentOperations = {
  /** Reads staged files (or one QR text) and writes nothing. Answers at once; ask `import.preview` for progress and rows. */
  'import.start': {
    kind: 'query',
    input: z.strictObject({
      fileIds: z.array(id).max(5000).default([]),
      qr: z.string().max(2000).optional(),
    }),
    output: z.strictObject({ previewId: id }),
    topics: [],
    roles: ['owner', 'accountant', 'clerk'],
  },
  'import.preview': {
    kind: 'query',
    input: z.strictObject({
      previewId: id,
      skip: z.int().min(0).default(0),
      limit: z.int().min(1).max(200).default(200),
    }),
    output: z.strictObject({
      state: z.enum(['reading', 'ready', 'writing', 'done', 'stopped']),
      read: z.int(),
      all: z.int(),
      written: z.int(),
      counts: z.strictObject({ new: z.int(), known: z.int(), doubtful: z.int(), refused: z.int() }),
      rows: z.array(previewLine),
    }),
    topics: ['imports'],
    roles: ['owner', 'accountant', 'clerk'],
  },
  'import.stop': {
    kind: 'query',
    input: z.strictObject({ previewId: id }),
    output: nothing,
    topics: ['imports'],
    roles: ['owner', 'accountant', 'clerk'],
  },
  /** Writes what the preview showed: whole, or taken back. */
  'import.confirm': {
    kind: 'command',
    input: z.strictObject({ previewId: id, without: z.array(id).max(5000).default([]) }),
    output: z.strictObject({ lines: z.array(importLine) }),
    topics: ['invoices', 'parties', 'imports'],
    roles: ['owner', 'accountant', 'clerk'],
  },
} as const
