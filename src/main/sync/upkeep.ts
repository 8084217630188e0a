// What the engine does to rows without asking the platform: recovers what was interrupted, lets time pass, moves holds, and
// opens and closes the episodes that the channel itself calls for. Each piece is small enough for one short transaction.
import { afterOutage, type ChannelMemory } from '../../shared/sync/channel-memory.ts'
import { onClockMoved, onInterrupted } from '../../shared/sync/machine.ts'
import type { Act } from '../core/app/act.ts'
import type { Ports } from '../core/app/ports.ts'
import type { ReadDb, WriteDb } from '../core/db/sql.ts'
import { applyStep } from '../core/outbox/apply-step.ts'
import { dueTimers, isAnyQueued, readDoubted, readSending } from '../core/outbox/due.ts'
import { anyHeld, holdQueued, isSomethingToLift, liftHolds } from '../core/outbox/lift-holds.ts'
import { endOutage, openEpisode, startOutage } from '../core/outage/episodes.ts'
import { isOutageOpen } from '../core/outage/outage-open.ts'

/** Rows that were being sent when the process before this one ended, or whose lease is over: nobody knows. */
export const recoverInterrupted = (
  tx: WriteDb,
  act: Act,
  times: { readonly leaseMs: number; readonly requestTimeoutMs: number },
  which: { readonly all: boolean; readonly inHand: ReadonlySet<string> },
): number => {
  let recovered = 0
  for (const row of readSending(tx)) {
    if (which.inHand.has(row.id)) continue
    const leaseLeft = (row.leaseUntil ?? 0) - act.now
    // A lease further away than a lease lasts comes from a clock that was set back since.
    if (!which.all && leaseLeft > 0 && leaseLeft <= times.leaseMs) continue
    const step = onInterrupted(row, act.now, times.requestTimeoutMs)
    if (step !== undefined && applyStep(tx, act, row, step)) recovered += 1
  }
  return recovered
}

/** `waiting` rows that surely never arrived go back to the queue (machine.ts `onTimer`), many at once. */
export const passTime = (tx: WriteDb, act: Act): number =>
  tx
    .prepare<[number, number]>(
      `UPDATE submission SET state = 'queued', next_at = NULL, lookups = 0, changed_at = ? WHERE id IN (${dueTimers})`,
    )
    .run(act.now, act.now).changes

/** The clock was moved, or the computer slept: what was counted by it is counted anew. */
export const clockMoved = (
  tx: WriteDb,
  act: Act,
  times: { readonly requestTimeoutMs: number; readonly farthestMs: number },
): number => {
  let changed = 0
  for (const row of readDoubted(tx)) {
    const step = onClockMoved(row, act.now, times.requestTimeoutMs)
    if (step !== undefined && applyStep(tx, act, row, step)) changed += 1
  }
  const { changes } = tx
    .prepare<[number, number]>(
      `UPDATE submission SET next_at = ? WHERE next_at > ? AND (state IN ('unknown', 'pending', 'waiting', 'rejected')
         OR (state = 'issued' AND (verified_at IS NULL OR document_at IS NULL)))`,
    )
    .run(act.now, act.now + times.farthestMs)
  return changed + changes
}

/** Instants of the memory that a clock set back would put far away. */
export const memoryAfterClockMoved = (memory: ChannelMemory, now: number): ChannelMemory => {
  const { pausedUntil: _paused, ...breaker } = memory.breaker
  const { awayLastAt: _away, ...rest } = memory
  return { ...rest, breaker, nextProbeAt: now }
}

export interface Upkeep {
  readonly needed: boolean
  /** Holds may be lifted or set. */
  readonly holds: boolean
}

/** Whether there is anything to do, asked without a write lock. `thorough` also tries what needs orders written. */
export const upkeepNeeded = (
  db: ReadDb,
  now: number,
  leaseMs: number,
  inHand: ReadonlySet<string>,
  thorough: boolean,
): Upkeep => {
  const holds = isOutageOpen(db)
    ? isAnyQueued(db)
    : isSomethingToLift(db) || (thorough && anyHeld(db, 'seller.incomplete'))
  const timers = db.prepare<[number], { id: string }>(dueTimers).get(now) !== undefined
  const interrupted = readSending(db).some(
    ({ id, leaseUntil = 0 }) => !inHand.has(id) && (leaseUntil <= now || leaseUntil > now + leaseMs),
  )
  return { needed: holds || timers || interrupted, holds }
}

/** Sets or lifts one piece of holds. True when there may be more. */
export const moveHolds = (
  tx: WriteDb,
  act: Act,
  ports: Pick<Ports, 'orders'>,
): { changed: number; more: boolean } => (isOutageOpen(tx) ? holdQueued(tx, act) : liftHolds(tx, act, ports))

/** Probes answered in a row after which the channel's own episode is over. */
export const probesToReturn = 3

/** Opens an episode after `outageAfter` failures in a row, and closes one that the channel opened. */
export const judgeOutage = (
  tx: WriteDb,
  act: Act,
  ports: Pick<Ports, 'orders' | 'random'>,
  memory: ChannelMemory,
  outageAfter: number,
): ChannelMemory => {
  const open = openEpisode(tx)
  if (open === undefined) {
    if (memory.away < outageAfter) return memory
    startOutage(tx, act, ports, { by: 'channel', cause: memory.awayCause ?? 'unreachable' })
    return { ...memory, goodProbes: 0 }
  }
  if (open.enteredBy === 'channel' && memory.goodProbes >= probesToReturn) {
    endOutage(tx, act, ports, { by: 'channel' })
    return afterOutage(memory)
  }
  return memory
}
