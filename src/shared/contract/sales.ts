// Sales awaiting issue: recorded by hand, numbered as slips, never invoices until the bureau has issued them.
import { z } from 'zod'
import {
  civilDate,
  decimal,
  id,
  instant,
  nothing,
  party,
  priceSide,
  saleKind,
  submissionHold,
  submissionState,
  sums,
  yuan,
} from './common.ts'
import { timelineEntry } from './invoices.ts'

export const saleRate = z.union([z.enum(['exempt', 'not-taxed', 'zero']), decimal])

export const saleLine = z.strictObject({
  name: z.string().max(90),
  taxCode: z.string().max(19).optional(),
  spec: z.string().max(40).optional(),
  unit: z.string().max(20).optional(),
  quantity: decimal.optional(),
  unitPrice: decimal.optional(),
  amountInclTax: z.string().optional(),
  amountExclTax: z.string().optional(),
  rate: saleRate,
  /** A discount on the line before it: negative amount, no quantity. */
  discountOfPrevious: z.boolean().optional(),
})

export const saleDraft = z.strictObject({
  ref: z.string().min(1).max(64).optional(),
  buyer: party.extend({ email: z.string().max(100).optional() }),
  kind: saleKind,
  saleDate: civilDate.optional(),
  priceSide: priceSide.optional(),
  lines: z.array(saleLine).max(2000),
  remark: z.string().max(200).optional(),
  /** Warnings the person has seen and confirmed, by issue code (e.g. `tax-id.checksum`). */
  confirmed: z.array(z.string()).optional(),
})

export const fieldIssue = z.strictObject({
  path: z.string(),
  code: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).optional(),
})

export const recordedSale = z.strictObject({
  id,
  ref: z.string(),
  slipNumber: z.string(),
  state: submissionState,
})

export const saleRow = z.strictObject({
  id,
  ref: z.string(),
  slipNumber: z.string(),
  saleDate: civilDate,
  kind: saleKind,
  buyerName: z.string(),
  firstItem: z.string(),
  lineCount: z.int(),
  amount: yuan,
  tax: yuan,
  total: yuan,
  state: submissionState,
  hold: submissionHold.optional(),
  submissionId: id,
  recordedAt: instant,
})

export const saleDetail = saleRow.extend({
  priceSide,
  buyer: party.extend({ email: z.string().optional() }),
  remark: z.string().optional(),
  totalInWords: z.string(),
  recordedBy: z.string(),
  recordedInOutage: z.boolean(),
  invoiceId: id.optional(),
  lines: z.array(
    z.strictObject({
      name: z.string(),
      taxCode: z.string().optional(),
      spec: z.string().optional(),
      unit: z.string().optional(),
      quantity: z.string().optional(),
      unitPrice: z.string().optional(),
      unitPriceExcl: z.string().optional(),
      amount: yuan,
      tax: yuan,
      total: yuan,
      rate: z.string(),
      isDiscount: z.boolean(),
    }),
  ),
  timeline: z.array(timelineEntry),
})

export const saleOperations = {
  'sale.record': {
    kind: 'command',
    input: z.strictObject({ sales: z.array(saleDraft).min(1).max(20_000), draftId: id.optional() }),
    output: z.strictObject({ sales: z.array(recordedSale) }),
    topics: ['sales', 'outbox', 'parties'],
    roles: ['owner', 'accountant', 'clerk'],
  },
  /** What only the book can know about a draft: near duplicates, the next slip number, what is known of the customer. */
  'sale.check': {
    kind: 'query',
    input: z.strictObject({
      buyerName: z.string().optional(),
      buyerTaxId: z.string().optional(),
      total: yuan.optional(),
    }),
    output: z.strictObject({
      nextSlipNumber: z.string(),
      duplicates: z.array(
        z.strictObject({
          id,
          slipNumber: z.string(),
          saleDate: civilDate,
          total: yuan,
          invoiceNumber: z.string().optional(),
        }),
      ),
      customer: z
        .strictObject({
          invoices: z.int(),
          total: yuan,
          lastDate: civilDate.optional(),
          lastTotal: yuan.optional(),
          lastKind: z.string().optional(),
          usualItems: z.array(z.string()),
        })
        .optional(),
      queuePosition: z.int(),
    }),
    topics: ['sales', 'outbox', 'parties'],
  },
  'sale.page': {
    kind: 'query',
    input: z.strictObject({
      skip: z.int().min(0).default(0),
      limit: z.int().min(1).max(200).default(100),
      text: z.string().max(100).optional(),
    }),
    output: z.strictObject({ rows: z.array(saleRow), all: sums }),
    topics: ['sales', 'outbox'],
  },
  'sale.get': {
    kind: 'query',
    input: z.strictObject({ id }),
    output: saleDetail,
    topics: ['sales', 'outbox'],
  },
  'sale.last': {
    kind: 'query',
    input: nothing,
    output: z.strictObject({ sale: saleDetail.optional() }),
    topics: ['sales'],
  },
  'draft.get': {
    kind: 'query',
    input: nothing,
    output: z.strictObject({
      draft: z.strictObject({ id, content: z.unknown(), savedAt: instant }).optional(),
    }),
    topics: ['drafts'],
  },
  'draft.save': {
    kind: 'command',
    input: z.strictObject({ id, content: z.unknown() }),
    output: z.strictObject({ savedAt: instant }),
    topics: ['drafts'],
    roles: ['owner', 'accountant', 'clerk'],
  },
  'draft.discard': {
    kind: 'command',
    input: z.strictObject({ id }),
    output: nothing,
    topics: ['drafts'],
    roles: ['owner', 'accountant', 'clerk'],
  },
} as const
