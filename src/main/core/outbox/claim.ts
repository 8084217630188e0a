// Takes queued rows for sending. One statement decides and marks: what is claimed is `sending` with must_look set before
// anything leaves, an open outage or a pause stops it in the same transaction, and no lane is overtaken.
import { inOrder } from '../../../shared/sync/schedule.ts'
import type { ReadDb, WriteDb } from '../db/sql.ts'
import { submissionColumns, submissionFrom, type SubmissionSqlRow } from './submission-row.ts'
import type { Submission } from '../../../shared/sync/submission.ts'

export interface Claimed {
  readonly row: Submission
  readonly payload: string
}

/**
 * A lane is free for a row when nothing recorded before it in the lane is still open. A refused row that is being looked up
 * once more, because a correction waits behind it, is open (correction.ts).
 */
const laneIsFree = `NOT EXISTS (SELECT 1 FROM submission AS e WHERE e.lane = s.lane AND e.seq < s.seq
  AND (e.state NOT IN ('issued', 'rejected', 'cancelled') OR (e.state = 'rejected' AND e.next_at IS NOT NULL)))`

/** Walks the queue in its order and stops at the limit; any other index would read and sort the whole queue for each claim. */
export const claimable = `SELECT s.id FROM submission AS s INDEXED BY submission_queued
  WHERE s.state = 'queued' AND s.must_look = 0 AND s.channel = ? || '' AND ${laneIsFree}
    AND NOT EXISTS (SELECT 1 FROM outage_episode WHERE ended_at IS NULL)
    AND NOT EXISTS (SELECT 1 FROM setting WHERE key = 'queue.paused' AND value = 'true')
  ORDER BY s.due_on, s.seq LIMIT ? + 0`

/** The plus keeps the state out of the choice of index: the rows are found by their ids. */
export const claimSql = `UPDATE submission AS s SET state = 'sending', must_look = 1, attempts = attempts + 1, lookups = 0,
    lease_until = ?, next_at = NULL, problem = NULL, problem_text = NULL, doubt_from = NULL, first_absent_at = NULL,
    last_absent_at = NULL, changed_at = ?
  WHERE +s.state = 'queued' AND s.id IN (${claimable})
  RETURNING ${submissionColumns.replaceAll('s.', '')}, due_on, payload`

/** Claims at most `limit` rows, earliest deadline first. The machine's `claim` says the same of one row (machine.ts). */
export const claimDue = (
  tx: WriteDb,
  channel: string,
  now: number,
  leaseMs: number,
  limit: number,
): readonly Claimed[] => {
  if (limit <= 0) return []
  const rows = tx
    .prepare<[number, number, string, number], SubmissionSqlRow & { due_on: string; payload: string }>(
      claimSql,
    )
    .all(now + leaseMs, now, channel, limit)
  return rows
    .sort((left, right) =>
      inOrder({ dueOn: left.due_on, seq: left.seq }, { dueOn: right.due_on, seq: right.seq }),
    )
    .map((row) => ({ row: submissionFrom(row), payload: row.payload }))
}

/** Asked without a write lock: is there a row that `claimDue` would take? */
export const isAnyClaimable = (db: ReadDb, channel: string): boolean =>
  db.prepare<[string, number], { id: string }>(claimable).get(channel, 1) !== undefined
