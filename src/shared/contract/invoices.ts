// Invoices in the book: the list by months, one invoice whole, how it got there.
import { z } from 'zod'
import {
  civilDate,
  digest,
  direction,
  id,
  instant,
  invoiceKind,
  invoiceStatus,
  month,
  nothing,
  party,
  submissionState,
  sums,
  yuan,
} from './common.ts'

export const invoiceFilter = z.strictObject({
  direction: direction.optional(),
  /** Any of: start of the number, a part of the party's name, a part of the first item. */
  text: z.string().max(100).optional(),
  red: z.boolean().optional(),
  warnings: z.boolean().optional(),
})

export const invoiceRow = z.strictObject({
  id,
  direction,
  kind: invoiceKind,
  code: z.string().optional(),
  number: z.string(),
  issueDate: civilDate,
  sellerName: z.string(),
  buyerName: z.string(),
  /** The other side, seen from the book's company. */
  partyName: z.string(),
  firstItem: z.string().optional(),
  lineCount: z.int().optional(),
  /** A sum is left out where the book does not know it yet: an invoice read from a QR code. */
  amount: yuan.optional(),
  tax: yuan.optional(),
  total: yuan.optional(),
  red: z.boolean(),
  status: invoiceStatus,
  originalCount: z.int(),
  warningCount: z.int(),
  verified: z.boolean().optional(),
})

export const invoiceOriginal = z.strictObject({
  sha256: digest,
  fileName: z.string(),
  format: z.enum(['xml', 'ofd', 'pdf', 'image', 'other']),
  size: z.int(),
  source: z.enum(['import', 'platform']),
  addedAt: instant,
  addedBy: z.string(),
  /** Fields in which this original differs from the invoice: both values are kept. */
  differs: z.array(z.strictObject({ field: z.string(), book: z.string(), file: z.string() })).optional(),
})

export const invoiceLine = z.strictObject({
  name: z.string(),
  taxCode: z.string().optional(),
  spec: z.string().optional(),
  unit: z.string().optional(),
  quantity: z.string().optional(),
  unitPrice: z.string().optional(),
  amount: yuan,
  rateText: z.string().optional(),
  tax: yuan,
  taxMasked: z.boolean(),
})

export const invoiceDetail = z.strictObject({
  id,
  key: z.string(),
  direction,
  kind: invoiceKind,
  kindTitle: z.string().optional(),
  code: z.string().optional(),
  number: z.string(),
  issueDate: civilDate,
  issueTime: z.string().optional(),
  seller: party,
  buyer: party,
  amount: yuan.optional(),
  tax: yuan.optional(),
  total: yuan.optional(),
  totalInWords: z.string().optional(),
  red: z.boolean(),
  blueNumber: z.string().optional(),
  redConfirmationNumber: z.string().optional(),
  checkCode: z.string().optional(),
  machineNumber: z.string().optional(),
  clerk: z.string().optional(),
  payee: z.string().optional(),
  reviewer: z.string().optional(),
  remark: z.string().optional(),
  status: invoiceStatus,
  source: z.enum(['import', 'qr', 'platform']),
  warnings: z.array(z.string()),
  lines: z.array(invoiceLine).optional(),
  originals: z.array(invoiceOriginal),
  sale: z
    .strictObject({
      id,
      ref: z.string(),
      slipNumber: z.string(),
      submissionId: id,
      state: submissionState,
      verifiedAt: instant.optional(),
    })
    .optional(),
  linked: z.array(
    z.strictObject({
      id,
      relation: z.enum(['red-of', 'blue-of']),
      number: z.string(),
      issueDate: civilDate,
      total: yuan.optional(),
    }),
  ),
  /** Neighbours in the list by date, newest first. */
  previousId: id.optional(),
  nextId: id.optional(),
})

/** One line of a time line: from the audit trail or an attempt. `event` is an i18n key `timeline.<event>`. */
export const timelineEntry = z.strictObject({
  at: instant,
  actor: z.string(),
  event: z.string(),
  detail: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
  key: z.boolean().describe('one of the key moments'),
  auditSeq: z.int().optional(),
})

export const invoiceOperations = {
  'invoice.counts': {
    kind: 'query',
    input: nothing,
    output: z.strictObject({
      all: z.int(),
      issued: z.int(),
      received: z.int(),
      other: z.int(),
      awaiting: z.int(),
      red: z.int(),
      warnings: z.int(),
    }),
    topics: ['invoices', 'sales'],
  },
  'invoice.months': {
    kind: 'query',
    input: invoiceFilter,
    output: z.strictObject({
      months: z.array(sums.extend({ month, redCount: z.int(), redTotal: yuan, voidedCount: z.int() })),
      all: sums,
    }),
    topics: ['invoices'],
  },
  'invoice.page': {
    kind: 'query',
    input: invoiceFilter.extend({
      month: month.optional(),
      skip: z.int().min(0).default(0),
      limit: z.int().min(1).max(200).default(100),
    }),
    output: z.strictObject({ rows: z.array(invoiceRow) }),
    topics: ['invoices'],
  },
  'invoice.get': {
    kind: 'query',
    input: z.strictObject({ id }),
    output: invoiceDetail,
    topics: ['invoices', 'outbox'],
  },
  'invoice.timeline': {
    kind: 'query',
    input: z.strictObject({ id }),
    output: z.strictObject({ entries: z.array(timelineEntry) }),
    topics: ['invoices', 'outbox'],
  },
} as const
