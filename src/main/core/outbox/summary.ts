// The queue in figures: how many rows in which state, and how a replay gets on.
import type { Output } from '../../../shared/contract/api.ts'
import { shanghaiIso } from '../../../shared/domain/dates.ts'
import { fen, yuanText } from '../../../shared/domain/money.ts'
import { submissionStates, type SubmissionState } from '../../../shared/sync/submission.ts'
import type { ReadDb } from '../db/sql.ts'
import { loadChannelMemory } from './channel-state.ts'
import { isQueuePaused } from './pause.ts'

export type OutboxSummary = Output<'outbox.summary'>
export type Replay = OutboxSummary['replay']

/** States in which a row is still to become an invoice. */
export const openStates = ['held', 'queued', 'sending', 'unknown', 'pending', 'waiting'] as const
const openList = openStates.map((state) => `'${state}'`).join(', ')
/** How far back the rate is measured, ms. */
const rateWindowMs = 3 * 60_000

export const outboxSummary = (db: ReadDb, now: number, channel = 'nuonuo'): OutboxSummary => {
  const counts = stateCounts(db)
  const open = db
    .prepare<[], { total: number | null; oldest: number | null }>(
      `SELECT sum(sale.total) AS total, min(s.created_at) AS oldest
       FROM submission AS s JOIN sale ON sale.id = s.sale_id WHERE s.state IN (${openList})`,
    )
    .get()
  return {
    counts,
    unverified: unverifiedCount(db),
    open: openStates.reduce((sum, state) => sum + counts[state], 0),
    openTotal: yuanText(fen(open?.total ?? 0)),
    ...(open === undefined || open.oldest === null ? {} : { oldestOpenAt: shanghaiIso(open.oldest) }),
    paused: isQueuePaused(db),
    replay: replayProgress(db, now, channel),
  }
}

export const stateCounts = (db: ReadDb): Record<SubmissionState, number> => {
  const found = new Map(
    db
      .prepare<[], { state: SubmissionState; count: number }>(
        'SELECT state, count(*) AS count FROM submission GROUP BY state',
      )
      .all()
      .map(({ state, count }) => [state, count]),
  )
  return Object.fromEntries(submissionStates.map((state) => [state, found.get(state) ?? 0])) as Record<
    SubmissionState,
    number
  >
}

export const unverifiedCount = (db: ReadDb): number =>
  db
    .prepare<[], { count: number }>(
      `SELECT count(*) AS count FROM submission
       WHERE state = 'issued' AND (verified_at IS NULL OR document_at IS NULL) AND verified_at IS NULL`,
    )
    .get()?.count ?? 0

/**
 * Since the last outage ended, or since the queue was last empty, whichever is later: what is verified of what was to be
 * done. What came to need a person meanwhile counts in the whole, but not in the time left. Rate and time left come from
 * the verifications of the last minutes.
 */
export const replayProgress = (db: ReadDb, now: number, channel = 'nuonuo'): Replay => {
  const since = Math.max(lastOutageEnd(db), loadChannelMemory(db, channel).emptyAt ?? 0)
  const done = verifiedSince(db, since)
  const left = db
    .prepare<[], { count: number; total: number | null }>(
      `SELECT count(*) AS count, sum(sale.total) AS total FROM submission AS s JOIN sale ON sale.id = s.sale_id
       WHERE s.state IN (${openList})
         OR (s.state = 'issued' AND (s.verified_at IS NULL OR s.document_at IS NULL) AND s.verified_at IS NULL)`,
    )
    .get() ?? { count: 0, total: 0 }
  const stuck = needingPersonSince(db, since)
  const from = Math.max(since, now - rateWindowMs)
  const recent = from === since ? done.count : verifiedSince(db, from).count
  const perMinute = recent > 0 && now > from ? recent / ((now - from) / 60_000) : undefined
  return {
    done: done.count,
    all: done.count + left.count + stuck.count,
    ...(perMinute === undefined ? {} : { perMinute }),
    ...(perMinute === undefined || left.count === 0
      ? {}
      : { secondsLeft: Math.ceil((left.count / perMinute) * 60) }),
    total: yuanText(fen(done.total + (left.total ?? 0) + stuck.total)),
  }
}

const needingPersonSince = (
  db: ReadDb,
  since: number,
): { readonly count: number; readonly total: number } => {
  const row = db
    .prepare<[number], { count: number; total: number | null }>(
      `SELECT count(*) AS count, sum(sale.total) AS total FROM submission AS s JOIN sale ON sale.id = s.sale_id
       WHERE s.state IN ('conflict', 'parked', 'rejected') AND s.changed_at > ?
         AND NOT EXISTS (SELECT 1 FROM submission AS n WHERE n.lane = s.lane AND n.seq > s.seq AND n.replaces = s.id)`,
    )
    .get(since)
  return { count: row?.count ?? 0, total: row?.total ?? 0 }
}

const lastOutageEnd = (db: ReadDb): number =>
  db.prepare<[], { at: number | null }>('SELECT max(ended_at) AS at FROM outage_episode').get()?.at ?? 0

const verifiedSince = (db: ReadDb, since: number): { readonly count: number; readonly total: number } => {
  const row = db
    .prepare<[number], { count: number; total: number | null }>(
      `SELECT count(*) AS count, sum(sale.total) AS total FROM submission AS s JOIN sale ON sale.id = s.sale_id
       WHERE s.verified_at IS NOT NULL AND s.verified_at > ?`,
    )
    .get(since)
  return { count: row?.count ?? 0, total: row?.total ?? 0 }
}
