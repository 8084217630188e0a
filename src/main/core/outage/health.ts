// The answer to "is everything well?": state of the tax system, of the engine, of the queue, and the watchdog's alarms.
import type { Output } from '../../../shared/contract/api.ts'
import { shanghaiIso } from '../../../shared/domain/dates.ts'
import type { ReadDb } from '../db/sql.ts'
import { isChannelConfigured } from '../outbox/channel-setting.ts'
import { loadChannelMemory } from '../outbox/channel-state.ts'
import { isQueuePaused } from '../outbox/pause.ts'
import { openStates, replayProgress, stateCounts, unverifiedCount } from '../outbox/summary.ts'
import { outageStatus } from './outage-status.ts'
import { silentAfterMs, watchdog } from './watchdog.ts'

export type Health = Output<'health.get'>

/** What only the host knows of the sync process; without it, the engine's own sign of life is believed. */
export interface SyncProcess {
  readonly running: boolean
  /** Key `sync.<code>`. */
  readonly stopped?: string
  /** False where the channel is set up but its secret is not there. */
  readonly channelComplete?: boolean
}

export const health = (db: ReadDb, now: number, process?: SyncProcess, channel = 'nuonuo'): Health => {
  const memory = loadChannelMemory(db, channel)
  const counts = stateCounts(db)
  const open = openStates.reduce((sum, state) => sum + counts[state], 0)
  const oldest = oldestOpenAt(db)
  const replay = replayProgress(db, now, channel)
  const unverified = unverifiedCount(db)
  return {
    outage: outageStatus(db, now, channel),
    practice: isPractice(db),
    sync: {
      running: process?.running ?? isAlive(memory, now),
      ...(process?.stopped === undefined ? {} : { stopped: process.stopped }),
      channel: !isChannelConfigured(db, channel)
        ? 'missing'
        : process?.channelComplete === false
          ? 'incomplete'
          : 'ready',
      ...(memory.lastSuccessAt === undefined ? {} : { lastSuccessAt: shanghaiIso(memory.lastSuccessAt) }),
      ...(memory.lastLatencyMs === undefined ? {} : { lastLatencyMs: memory.lastLatencyMs }),
      ...completeUntil(db, memory.lastSuccessAt),
      ...(memory.nextTryAt === undefined || memory.nextTryAt < now
        ? {}
        : { nextTryAt: shanghaiIso(Math.round(memory.nextTryAt)) }),
    },
    queue: {
      open,
      held: counts.held,
      needsYou: counts.rejected + counts.conflict + counts.parked - correctedCount(db),
      unknown: counts.unknown,
      ...(oldest === undefined ? {} : { oldestAt: shanghaiIso(oldest) }),
      paused: isQueuePaused(db),
    },
    ...(open + unverified > 0
      ? {
          replay: {
            done: replay.done,
            all: replay.all,
            ...(replay.secondsLeft === undefined ? {} : { secondsLeft: replay.secondsLeft }),
          },
        }
      : {}),
    alarms: watchdog(db, now, channel).map(({ code, since }) => ({
      code,
      since: shanghaiIso(Math.round(since)),
    })),
  }
}

/** Rejected rows whose correction is under way need nobody any more. */
const correctedCount = (db: ReadDb): number =>
  db
    .prepare<[], { count: number }>(
      `SELECT count(*) AS count FROM submission AS s WHERE s.state = 'rejected'
       AND EXISTS (SELECT 1 FROM submission AS n WHERE n.lane = s.lane AND n.replaces = s.id)`,
    )
    .get()?.count ?? 0

const isAlive = (
  memory: { readonly heartbeatAt?: number; readonly stoppedAt?: number },
  now: number,
): boolean =>
  memory.heartbeatAt !== undefined &&
  now - memory.heartbeatAt < silentAfterMs &&
  (memory.stoppedAt ?? 0) < memory.heartbeatAt

const oldestOpenAt = (db: ReadDb): number | undefined =>
  db
    .prepare<[], { at: number | null }>(
      `SELECT min(created_at) AS at FROM submission
       WHERE state IN (${openStates.map((state) => `'${state}'`).join(', ')})`,
    )
    .get()?.at ?? undefined

/** Everything recorded up to this moment is issued and looked up again. */
const completeUntil = (db: ReadDb, lastSuccessAt: number | undefined): { completeUntil?: string } => {
  if (lastSuccessAt === undefined) return {}
  const row = db
    .prepare<[], { at: number | null }>(
      `SELECT min(created_at) AS at FROM (
         SELECT min(created_at) AS created_at FROM submission
           WHERE state IN (${openStates.map((state) => `'${state}'`).join(', ')})
         UNION ALL SELECT min(created_at) FROM submission
           WHERE state = 'issued' AND (verified_at IS NULL OR document_at IS NULL) AND verified_at IS NULL)`,
    )
    .get()
  return { completeUntil: shanghaiIso(Math.min(row?.at ?? lastSuccessAt, lastSuccessAt)) }
}

const isPractice = (db: ReadDb): boolean =>
  db.prepare<[], { practice: number }>('SELECT practice FROM book WHERE id = 1').get()?.practice === 1
