// The book itself: whose it is, how it looks, what it holds at a glance.
import { z } from 'zod'
import { civilDate, instant, nothing, submissionState, sums, yuan } from './common.ts'

const company = {
  name: z.string().min(1).max(100),
  taxId: z.string().min(15).max(20),
  address: z.string().max(80).optional(),
  phone: z.string().max(30).optional(),
  bank: z.string().max(80).optional(),
  account: z.string().max(40).optional(),
  clerk: z.string().max(20).optional(),
  taxpayer: z.enum(['general', 'small']),
}

export const bookInfo = z.strictObject({
  id: z.uuid(),
  practice: z.boolean(),
  ...company,
  /** Fields the channel requires and the book lacks. */
  missingForIssue: z.array(z.string()),
  folder: z.string(),
  createdAt: instant,
})

export const settings = z.strictObject({
  locale: z.enum(['zh-CN', 'en']),
  theme: z.enum(['system', 'light', 'dark']),
  largeText: z.boolean(),
  negativeStyle: z.enum(['minus', 'parentheses']),
})

/** One thing that waits for a person. `kind` is an i18n key `needs.<kind>`. */
export const needsYou = z.strictObject({
  kind: z.enum([
    'conflict',
    'rejected',
    'parked',
    'seller.incomplete',
    'channel.missing',
    'login',
    'outage-over',
  ]),
  submissionId: z.string().optional(),
  saleId: z.string().optional(),
  slipNumber: z.string().optional(),
  buyerName: z.string().optional(),
  total: yuan.optional(),
  problem: z.string().optional(),
  problemText: z.string().optional(),
  count: z.int().optional(),
})

export const overview = z.strictObject({
  today: civilDate,
  lastDayOfMonth: z.boolean(),
  needsYou: z.array(needsYou),
  unknownCount: z.int(),
  thisMonth: z.strictObject({ month: z.string(), issued: sums, received: sums, awaiting: sums }),
  months: z.array(
    z.strictObject({ month: z.string(), issued: yuan, received: yuan, issuedTax: yuan, receivedTax: yuan }),
  ),
  latest: z.array(
    z.strictObject({
      saleId: z.string(),
      slipNumber: z.string(),
      buyerName: z.string(),
      firstItem: z.string(),
      total: yuan,
      state: submissionState,
      at: instant,
    }),
  ),
  audit: z.strictObject({ entries: z.int(), checkedAt: instant.optional(), ok: z.boolean().optional() }),
})

export const bookOperations = {
  'book.get': { kind: 'query', input: nothing, output: bookInfo, topics: ['book'] },
  'book.update': {
    kind: 'command',
    input: z.strictObject(company).partial(),
    output: bookInfo,
    topics: ['book', 'outbox'],
    roles: ['owner', 'accountant'],
  },
  'settings.get': { kind: 'query', input: nothing, output: settings, topics: ['settings'] },
  'settings.set': {
    kind: 'command',
    input: settings.partial(),
    output: settings,
    topics: ['settings'],
    roles: ['owner', 'accountant', 'reviewer', 'clerk', 'viewer'],
  },
  'overview.get': {
    kind: 'query',
    input: nothing,
    output: overview,
    topics: ['invoices', 'sales', 'outbox', 'outage', 'audit'],
  },
} as const
