// The state of the tax system as it stands at the top of every screen, from the database only.
import type { Output } from '../../../shared/contract/api.ts'
import type { ChannelMemory } from '../../../shared/sync/channel-memory.ts'
import type { PersonProblem } from '../../../shared/sync/outcome.ts'
import { shanghaiIso } from '../../../shared/domain/dates.ts'
import type { ReadDb } from '../db/sql.ts'
import { loadChannelMemory } from '../outbox/channel-state.ts'

export type OutageStatus = Output<'outage.status'>

interface EpisodeRow {
  readonly entered_by: 'user' | 'channel'
  readonly reason: string | null
  readonly cause: string | null
  readonly started_at: number
  readonly until: number | null
  readonly ended_at: number | null
}

/** Trouble older than this, with nothing tried since, no longer says anything about now. */
const staleMs = 15 * 60_000

export const outageStatus = (db: ReadDb, now: number, channel = 'nuonuo'): OutageStatus => {
  const held = heldRows(db)
  const last = db
    .prepare<[], EpisodeRow>(
      `SELECT entered_by, reason, cause, started_at, until, ended_at FROM outage_episode
       ORDER BY ended_at IS NULL DESC, started_at DESC LIMIT 1`,
    )
    .get()
  if (last !== undefined && last.ended_at === null) {
    return {
      state: last.entered_by === 'user' ? 'outage' : 'down',
      since: shanghaiIso(last.started_at),
      ...(last.until === null ? {} : { until: shanghaiIso(last.until) }),
      cause: last.entered_by === 'user' ? 'user' : causeOf(last.cause),
      ...(last.reason === null ? {} : { reason: last.reason }),
      held,
    }
  }
  const endedAt = last?.ended_at ?? undefined
  if (endedAt !== undefined && isReplaying(db, endedAt)) {
    return { state: 'recovering', since: shanghaiIso(endedAt), held }
  }
  const memory = loadChannelMemory(db, channel)
  const trouble = troubleOf(memory, now)
  if (trouble !== undefined) {
    return { state: 'degraded', since: shanghaiIso(trouble.since), cause: trouble.cause, held }
  }
  return {
    state: 'up',
    since: shanghaiIso(Math.max(endedAt ?? 0, memory.goodSince ?? 0) || createdAt(db)),
    held,
  }
}

/** True while rows recorded before `endedAt` are on their way or not yet looked up again. Rows that need a person are not. */
export const isReplaying = (db: ReadDb, endedAt: number): boolean =>
  db
    .prepare<[number, number], { one: number }>(
      `SELECT 1 AS one WHERE EXISTS (SELECT 1 FROM submission
           WHERE state IN ('queued', 'sending', 'unknown', 'pending', 'waiting') AND created_at <= ?)
         OR EXISTS (SELECT 1 FROM submission WHERE state = 'held' AND hold = 'outage')
         OR EXISTS (SELECT 1 FROM submission
           WHERE state = 'issued' AND (verified_at IS NULL OR document_at IS NULL) AND verified_at IS NULL
             AND problem IS NOT 'verify.differs' AND created_at <= ?)`,
    )
    .get(endedAt, endedAt) !== undefined

const heldRows = (db: ReadDb): number =>
  db.prepare<[], { count: number }>(`SELECT count(*) AS count FROM submission WHERE state = 'held'`).get()
    ?.count ?? 0

const createdAt = (db: ReadDb): number =>
  db.prepare<[], { created_at: number }>('SELECT created_at FROM book WHERE id = 1').get()?.created_at ?? 0

const causeOfProblem: Readonly<Record<PersonProblem, NonNullable<OutageStatus['cause']>>> = {
  'login.expired': 'login',
  'rights.missing': 'rights',
  'credentials.refused': 'credentials',
  'credit.exhausted': 'credit',
  'token.limit': 'credentials',
}

const troubleOf = (
  memory: ChannelMemory,
  now: number,
): { readonly since: number; readonly cause: NonNullable<OutageStatus['cause']> } | undefined => {
  if (memory.gate !== undefined)
    return { since: memory.gate.since, cause: causeOfProblem[memory.gate.problem] }
  const { breaker, troubleSince } = memory
  if (troubleSince === undefined || (breaker.state === 'closed' && breaker.failures === 0)) return undefined
  const lastSign = memory.nextProbeAt ?? troubleSince
  if (now - lastSign > staleMs) return undefined
  return { since: troubleSince, cause: memory.away > 0 ? causeOf(memory.awayCause ?? null) : 'slow' }
}

const causeOf = (cause: string | null): NonNullable<OutageStatus['cause']> =>
  cause === 'maintenance' || cause === 'slow' ? cause : 'unreachable'
