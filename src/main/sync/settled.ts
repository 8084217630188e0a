// When everything is done: nothing on its way, nothing left to lift, every invoice looked up again.
import type { ReadDb } from '../core/db/sql.ts'
import { isSomethingToLift } from '../core/outbox/lift-holds.ts'

/** No row in `queued sending unknown pending waiting`, nothing to lift, every `issued` one verified. */
export const isSettled = (db: ReadDb): boolean => !isSomethingToLift(db) && isNothingMoving(db)

/** The same, and nothing held either: the queue is empty. */
export const isAtRest = (db: ReadDb): boolean =>
  isNothingMoving(db) &&
  db.prepare<[], { one: number }>(`SELECT 1 AS one FROM submission WHERE state = 'held' LIMIT 1`).get() ===
    undefined

const isNothingMoving = (db: ReadDb): boolean =>
  db
    .prepare<[], { one: number }>(
      `SELECT 1 AS one WHERE EXISTS
           (SELECT 1 FROM submission WHERE state IN ('queued', 'sending', 'unknown', 'pending', 'waiting'))
         OR EXISTS (SELECT 1 FROM submission
           WHERE state = 'issued' AND (verified_at IS NULL OR document_at IS NULL) AND verified_at IS NULL)`,
    )
    .get() === undefined
