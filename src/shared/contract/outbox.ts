// The queue: what each submission waits for, in words, and what a person may do with it.
import { z } from 'zod'
import {
  civilDate,
  digest,
  id,
  instant,
  nothing,
  submissionAction,
  submissionHold,
  submissionState,
  yuan,
} from './common.ts'

export const submissionRow = z.strictObject({
  id,
  saleId: id,
  ref: z.string(),
  slipNumber: z.string(),
  channelKey: z.string(),
  /** SHA-256 of the bytes that are sent, frozen with the key. */
  payloadDigest: digest,
  state: submissionState,
  hold: submissionHold.optional(),
  verified: z.boolean(),
  attempts: z.int(),
  lookups: z.int(),
  buyerName: z.string(),
  total: yuan,
  invoiceNumber: z.string().optional(),
  invoiceId: id.optional(),
  problem: z.string().optional(),
  problemText: z.string().optional(),
  nextAt: instant.optional(),
  recordedAt: instant,
  changedAt: instant,
  /** What it waits for; i18n key `waits.<code>`. */
  waitsFor: z.strictObject({
    code: z.enum([
      'outage',
      'seller',
      'channel',
      'paused',
      'turn',
      'answer',
      'settle',
      'lookup',
      'issue',
      'retry',
      'person',
      'verify',
      'document',
      'nothing',
    ]),
    position: z.int().optional(),
    at: instant.optional(),
  }),
  actions: z.array(submissionAction),
})

export const submissionDetail = submissionRow.extend({
  saleDate: civilDate,
  attemptsMade: z.array(
    z.strictObject({
      at: instant,
      endedAt: instant,
      action: z.string(),
      outcome: z.string(),
      detail: z.string().optional(),
    }),
  ),
  /** For a conflict: ours beside what the platform has. */
  comparison: z
    .array(
      z.strictObject({
        field: z.enum(['kind', 'buyer', 'buyerTaxId', 'seller', 'amount', 'tax', 'total', 'number']),
        book: z.string(),
        platform: z.string(),
        same: z.boolean(),
      }),
    )
    .optional(),
  /** Forbidden actions with the reason, key `forbidden.<code>`. */
  forbidden: z.array(z.strictObject({ action: submissionAction, reason: z.string() })),
})

export const outboxSummary = z.strictObject({
  counts: z.record(submissionState, z.int()),
  unverified: z.int(),
  open: z.int(),
  openTotal: yuan,
  oldestOpenAt: instant.optional(),
  paused: z.boolean(),
  /** The replay under way, if any: since the last outage ended, or since the queue was last empty. */
  replay: z.strictObject({
    done: z.int(),
    all: z.int(),
    perMinute: z.number().optional(),
    secondsLeft: z.number().optional(),
    total: yuan,
  }),
})

const listGroup = z.enum(['needs-you', 'looking-up', 'in-flight', 'queued', 'held', 'done'])

export const outboxOperations = {
  'outbox.summary': { kind: 'query', input: nothing, output: outboxSummary, topics: ['outbox', 'outage'] },
  'outbox.list': {
    kind: 'query',
    input: z.strictObject({
      group: listGroup.optional(),
      skip: z.int().min(0).default(0),
      limit: z.int().min(1).max(200).default(100),
    }),
    output: z.strictObject({ rows: z.array(submissionRow), count: z.int() }),
    topics: ['outbox', 'outage'],
  },
  'outbox.get': {
    kind: 'query',
    input: z.strictObject({ id }),
    output: submissionDetail,
    topics: ['outbox', 'outage'],
  },
  'outbox.act': {
    kind: 'command',
    input: z.strictObject({ id, action: submissionAction, sale: z.unknown().optional() }),
    output: submissionRow,
    topics: ['outbox', 'sales'],
    roles: ['owner', 'accountant'],
  },
  'outbox.pause': {
    kind: 'command',
    input: nothing,
    output: outboxSummary,
    topics: ['outbox'],
    roles: ['owner', 'accountant', 'clerk'],
  },
  'outbox.resume': {
    kind: 'command',
    input: nothing,
    output: outboxSummary,
    topics: ['outbox'],
    roles: ['owner', 'accountant', 'clerk'],
  },
} as const
