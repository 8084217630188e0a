// Apart from the engine, from the database only: says when rows grow old, when nobody works on the queue, and when
// verification does not come. An engine that is dead cannot be the one to report it.
import type { ReadDb } from '../db/sql.ts'
import { configuredSettleMs } from '../outbox/channel-setting.ts'
import { loadChannelMemory } from '../outbox/channel-state.ts'
import { isQueuePaused } from '../outbox/pause.ts'
import { isOutageOpen } from './outage-open.ts'

export interface Alarm {
  readonly code: 'queue-old' | 'sync-silent' | 'verify-late'
  /** ms. */
  readonly since: number
}

/** 30 minutes at the usual settle time of 6 minutes; never under a minute. */
export const oldAfterMs = (settleMs: number): number => Math.max(60_000, settleMs * 5)
/** The engine speaks every 30 s at least while it runs. */
export const silentAfterMs = 120_000

export const watchdog = (db: ReadDb, now: number, channel = 'nuonuo'): readonly Alarm[] => {
  const late = oldAfterMs(configuredSettleMs(db, channel))
  const held = isOutageOpen(db) || isQueuePaused(db)
  const oldest = oldestOpen(db, held)
  const alarms: Alarm[] = []
  if (oldest !== undefined && now - oldest > late) alarms.push({ code: 'queue-old', since: oldest + late })
  if (oldest !== undefined) {
    const { heartbeatAt, stoppedAt } = loadChannelMemory(db, channel)
    const lastSign = Math.max(heartbeatAt ?? 0, stoppedAt ?? 0, heartbeatAt === undefined ? oldest : 0)
    if (now - lastSign > silentAfterMs) alarms.push({ code: 'sync-silent', since: lastSign + silentAfterMs })
  }
  const unverified = oldestUnverified(db)
  if (unverified !== undefined && now - unverified > late) {
    alarms.push({ code: 'verify-late', since: unverified + late })
  }
  return alarms
}

/** When the oldest row was put in that ought to be moving. During an outage or a pause, queued rows rest on purpose. */
const oldestOpen = (db: ReadDb, resting: boolean): number | undefined =>
  db
    .prepare<[], { at: number | null }>(
      `SELECT min(created_at) AS at FROM submission
       WHERE state IN (${resting ? '' : `'queued', `}'sending', 'unknown', 'pending', 'waiting')`,
    )
    .get()?.at ?? undefined

const oldestUnverified = (db: ReadDb): number | undefined =>
  db
    .prepare<[], { at: number | null }>(
      `SELECT min(changed_at) AS at FROM submission
       WHERE state = 'issued' AND (verified_at IS NULL OR document_at IS NULL) AND verified_at IS NULL`,
    )
    .get()?.at ?? undefined
