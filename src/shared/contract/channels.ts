// Channels to the tax system, the practice platform, and the audit trail.
import { z } from 'zod'
import { digest, instant, nothing } from './common.ts'

export const channelInfo = z.strictObject({
  name: z.literal('nuonuo'),
  state: z.enum(['ready', 'missing', 'incomplete']),
  baseUrl: z.string().optional(),
  tokenUrl: z.string().optional(),
  appKey: z.string().optional(),
  hasSecret: z.boolean(),
  settleSeconds: z.number(),
  maxInFlight: z.int(),
})

export const practiceState = z.strictObject({
  running: z.boolean(),
  url: z.string().optional(),
  accepted: z.int(),
  issued: z.int(),
  faults: z.unknown(),
})

export const channelOperations = {
  'channel.get': { kind: 'query', input: nothing, output: channelInfo, topics: ['channels'] },
  'channel.set': {
    kind: 'command',
    input: z.strictObject({
      name: z.literal('nuonuo'),
      baseUrl: z.url(),
      tokenUrl: z.url(),
      appKey: z.string().min(1).max(100),
      appSecret: z.string().min(1).max(200),
      settleSeconds: z.number().min(0.05).max(86_400).optional(),
      maxInFlight: z.int().min(1).max(64).optional(),
    }),
    output: channelInfo,
    topics: ['channels', 'sync', 'outbox'],
    roles: ['owner'],
  },
  'practice.state': { kind: 'query', input: nothing, output: practiceState, topics: ['practice', 'outbox'] },
  'practice.set-faults': {
    kind: 'command',
    input: z.strictObject({ script: z.unknown() }),
    output: practiceState,
    topics: ['practice'],
    roles: ['owner', 'accountant', 'reviewer', 'clerk'],
  },
  'practice.clear-faults': {
    kind: 'command',
    input: nothing,
    output: practiceState,
    topics: ['practice'],
    roles: ['owner', 'accountant', 'reviewer', 'clerk'],
  },
  'audit.verify': {
    kind: 'query',
    input: nothing,
    output: z.strictObject({
      ok: z.boolean(),
      entries: z.int(),
      head: digest,
      brokenAt: z.int().optional(),
      checkedAt: instant,
    }),
    topics: [],
  },
} as const
