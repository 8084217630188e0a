// Episodes: from when to when nothing was submitted, who said so and why. At most one is open.
import { AppError } from '../../../shared/errors.ts'
import type { Act } from '../app/act.ts'
import type { Ports } from '../app/ports.ts'
import { appendAudit } from '../audit/append.ts'
import type { ReadDb, WriteDb } from '../db/sql.ts'
import { holdQueued, liftHolds } from '../outbox/lift-holds.ts'
export { outageStatus } from './outage-status.ts'

export interface Episode {
  readonly id: string
  readonly enteredBy: 'user' | 'channel'
  readonly reason?: string
  readonly cause?: string
  readonly startedAt: number
  readonly until?: number
  readonly endedAt?: number
}

interface EpisodeSqlRow {
  readonly id: string
  readonly entered_by: 'user' | 'channel'
  readonly reason: string | null
  readonly cause: string | null
  readonly started_at: number
  readonly until: number | null
  readonly ended_at: number | null
}

const columns = 'id, entered_by, reason, cause, started_at, until, ended_at'

export const openEpisode = (db: ReadDb): Episode | undefined => {
  const row = db
    .prepare<[], EpisodeSqlRow>(`SELECT ${columns} FROM outage_episode WHERE ended_at IS NULL`)
    .get()
  return row === undefined ? undefined : episodeFrom(row)
}

export interface OutageStart {
  readonly by: 'user' | 'channel'
  /** The user's own words. */
  readonly reason?: string
  /** Key `cause.<code>`. */
  readonly cause?: string
  /** Expected end, ms. */
  readonly until?: number
}

/**
 * Opens an episode and holds the first rows of the queue; the engine holds the rest. A user takes over an episode that the
 * channel opened. Throws AppError outage.already-started.
 */
export const startOutage = (
  tx: WriteDb,
  act: Act,
  ports: Pick<Ports, 'random'>,
  { by, reason, cause, until }: OutageStart,
): Episode => {
  const open = openEpisode(tx)
  if (open !== undefined) {
    if (by === 'channel' || open.enteredBy === 'user') throw new AppError('outage.already-started')
    close(tx, act, open, 'user')
  }
  const id = ports.random.uuid(act.now)
  tx.prepare<[string, string, string | null, string | null, number, number | null]>(
    'INSERT INTO outage_episode (id, entered_by, reason, cause, started_at, until) VALUES (?, ?, ?, ?, ?, ?)',
  ).run(id, by, reason ?? null, cause ?? (by === 'user' ? 'user' : null), act.now, until ?? null)
  appendAudit(tx, act, {
    event: 'outage.started',
    subject: 'book',
    content: { episode: id, by, cause: cause ?? null, reason: reason ?? null, until: until ?? null },
  })
  holdQueued(tx, act)
  return {
    id,
    enteredBy: by,
    startedAt: act.now,
    ...(reason === undefined ? {} : { reason }),
    ...(cause === undefined ? {} : { cause }),
    ...(until === undefined ? {} : { until }),
  }
}

/** Closes the open episode and lifts the first holds; the engine lifts the rest. Throws AppError outage.not-started. */
export const endOutage = (
  tx: WriteDb,
  act: Act,
  ports: Pick<Ports, 'orders'>,
  { by }: { readonly by: 'user' | 'channel' },
): Episode => {
  const open = openEpisode(tx)
  if (open === undefined) throw new AppError('outage.not-started')
  close(tx, act, open, by)
  liftHolds(tx, act, ports)
  return { ...open, endedAt: act.now }
}

const close = (tx: WriteDb, act: Act, episode: Episode, by: 'user' | 'channel'): void => {
  tx.prepare<[number, string, string]>(
    'UPDATE outage_episode SET ended_at = ?, ended_by = ? WHERE id = ?',
  ).run(act.now, by, episode.id)
  appendAudit(tx, act, { event: 'outage.ended', subject: 'book', content: { episode: episode.id, by } })
}

const episodeFrom = (row: EpisodeSqlRow): Episode => ({
  id: row.id,
  enteredBy: row.entered_by,
  startedAt: row.started_at,
  ...(row.reason === null ? {} : { reason: row.reason }),
  ...(row.cause === null ? {} : { cause: row.cause }),
  ...(row.until === null ? {} : { until: row.until }),
  ...(row.ended_at === null ? {} : { endedAt: row.ended_at }),
})
