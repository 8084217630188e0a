// When everything is done: nothing on its way, nothing left to lift, every invoice looked up again.
import { patientTries } from '../../shared/sync/issued.ts'
import type { ReadDb } from '../core/db/sql.ts'
import { isSomethingToLift } from '../core/outbox/lift-holds.ts'

/**
 * No row in `queued sending unknown pending waiting`, nothing to lift, every `issued` one verified. What the user holds back
 * is settled; what waits for the channel to come back by itself is not, because this engine will send it.
 */
export const isSettled = (db: ReadDb): boolean =>
  !isSomethingToLift(db) && isNothingMoving(db) && !isWaitingForTheChannel(db)

const isWaitingForTheChannel = (db: ReadDb): boolean =>
  db
    .prepare<[], { one: number }>(
      `SELECT 1 AS one FROM outage_episode WHERE ended_at IS NULL AND entered_by = 'channel'
         AND EXISTS (SELECT 1 FROM submission WHERE state = 'held' AND hold = 'outage')`,
    )
    .get() !== undefined

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

/** An issued invoice whose data original is still being fetched; one that was tried often enough is not waited for. */
export const isDocumentOnItsWay = (db: ReadDb): boolean =>
  db
    .prepare<[number], { one: number }>(
      `SELECT 1 AS one FROM submission
       WHERE state = 'issued' AND (verified_at IS NULL OR document_at IS NULL) AND document_at IS NULL AND lookups < ? LIMIT 1`,
    )
    .get(patientTries) !== undefined
