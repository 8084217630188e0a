// Outage mode and the state of the tax system, always in sight.
import { z } from 'zod'
import { instant, nothing } from './common.ts'

export const outageStatus = z.strictObject({
  /** `outage`: declared by the user; `down`: judged from repeated failure of the channel. */
  state: z.enum(['up', 'degraded', 'down', 'recovering', 'outage']),
  since: instant,
  until: instant.optional(),
  /** i18n key `cause.<code>`, or the user's own words in `reason`. */
  cause: z
    .enum(['user', 'unreachable', 'maintenance', 'slow', 'login', 'rights', 'credentials', 'credit'])
    .optional(),
  reason: z.string().optional(),
  held: z.int(),
})

export const health = z.strictObject({
  outage: outageStatus,
  practice: z.boolean(),
  sync: z.strictObject({
    running: z.boolean(),
    /** Why it is not running, key `sync.<code>`. */
    stopped: z.string().optional(),
    channel: z.enum(['ready', 'missing', 'incomplete']),
    lastSuccessAt: instant.optional(),
    lastLatencyMs: z.number().optional(),
    completeUntil: instant.optional(),
    nextTryAt: instant.optional(),
  }),
  queue: z.strictObject({
    open: z.int(),
    held: z.int(),
    needsYou: z.int(),
    unknown: z.int(),
    oldestAt: instant.optional(),
    paused: z.boolean(),
  }),
  replay: z.strictObject({ done: z.int(), all: z.int(), secondsLeft: z.number().optional() }).optional(),
  /** Raised by the watchdog, apart from the engine. Key `alarm.<code>`. */
  alarms: z.array(
    z.strictObject({ code: z.enum(['queue-old', 'sync-silent', 'verify-late']), since: instant }),
  ),
})

export const outageOperations = {
  'outage.status': { kind: 'query', input: nothing, output: outageStatus, topics: ['outage', 'outbox'] },
  'outage.start': {
    kind: 'command',
    input: z.strictObject({ reason: z.string().max(200).optional(), until: instant.optional() }),
    output: outageStatus,
    topics: ['outage', 'outbox'],
    roles: ['owner', 'accountant', 'clerk'],
  },
  'outage.end': {
    kind: 'command',
    input: nothing,
    output: outageStatus,
    topics: ['outage', 'outbox'],
    roles: ['owner', 'accountant', 'clerk'],
  },
  'health.get': {
    kind: 'query',
    input: nothing,
    output: health,
    topics: ['outage', 'outbox', 'sync', 'book'],
  },
} as const
