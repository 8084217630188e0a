// Customers, suppliers and goods the book remembers.
import { z } from 'zod'
import { id, instant, party, priceSide, yuan } from './common.ts'

export const partyRow = party.extend({
  id,
  email: z.string().optional(),
  useCount: z.int(),
  lastUsedAt: instant,
  lastKind: z.string().optional(),
})

export const goodsRow = z.strictObject({
  id,
  name: z.string(),
  taxCode: z.string().optional(),
  spec: z.string().optional(),
  unit: z.string().optional(),
  unitPrice: z.string().optional(),
  priceSide,
  rate: z.string(),
  useCount: z.int(),
  lastUsedAt: instant,
})

/** Matches by Chinese characters, full pinyin or initials; empty text gives the most recent. */
const suggest = z.strictObject({ text: z.string().max(100), limit: z.int().min(1).max(50).default(8) })
const list = z.strictObject({
  text: z.string().max(100).optional(),
  skip: z.int().min(0).default(0),
  limit: z.int().min(1).max(200).default(100),
})

export const partyOperations = {
  'party.suggest': {
    kind: 'query',
    input: suggest,
    output: z.strictObject({ rows: z.array(partyRow) }),
    topics: ['parties'],
  },
  'party.list': {
    kind: 'query',
    input: list,
    output: z.strictObject({
      rows: z.array(
        partyRow.extend({
          issuedCount: z.int(),
          issuedTotal: yuan,
          receivedCount: z.int(),
          receivedTotal: yuan,
        }),
      ),
      count: z.int(),
    }),
    topics: ['parties', 'invoices'],
  },
  'goods.suggest': {
    kind: 'query',
    input: suggest,
    output: z.strictObject({ rows: z.array(goodsRow) }),
    topics: ['parties'],
  },
  'goods.list': {
    kind: 'query',
    input: list,
    output: z.strictObject({ rows: z.array(goodsRow), count: z.int() }),
    topics: ['parties'],
  },
} as const
