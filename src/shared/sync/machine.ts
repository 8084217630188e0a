// The life of a submission. Pure: a row and what happened go in, the changes to the row come out; the engine carries out.
//
//   state     means                                  leaves by
//   held      outage, or data incomplete             the hold is lifted → queued
//   queued    ready; must_look is 0                  claim → sending (must_look 1, in the same transaction)
//   sending   leased; a request may be out           an outcome; lease over or found at start → unknown
//   unknown   nobody knows whether it arrived        lookups: found equal → issued, different → conflict, absent believed → queued
//   pending   taken; the answer comes by lookup      poll → result; suddenly absent → unknown
//   waiting   passing failure                        time: must_look 0 → queued; stored but failed → asked again under the
//                                                    same key → pending; else looked up like unknown
//   issued    final: number known                    – (document fetched, verified by a later lookup)
//   rejected  refused with reasons                   – (a correction is a new submission; this one is kept, and looked up
//                                                    once more before that goes out: issued after all → conflict)
//   conflict  the platform has something else        a person: adopt, look up
//   parked    we gave up by ourselves                a person: retry (lookups first), look up, cancel if surely not there
//   cancelled final: never arrived, given up         –
//
// Invariants, each a test:
//  1. `sending` is entered from `queued` only, and only while must_look is 0. Claiming sets must_look; nothing clears it but
//     `unreachable` (surely not sent) and believed absence (absence.ts). So nothing is ever sent again without lookups.
//  2. doubt_from is set exactly where nobody knows whether the order arrived. Where the platform said that it did not take
//     it (busy, down, needs-person), doubt_from is absent and one trusted absent answer is enough.
//  3. Whatever is sent again goes under the same key. `issued`, `cancelled` never change state again, `rejected`
//     only by what the platform shows when a correction waits for it (correction.ts).
//  4. Nothing is deleted. What has failed too often is parked with its problem, only after absence is believed.
import { assertNever } from '../result.ts'
import { backoffMs, pollMs } from './backoff.ts'
import type { SubmitOutcome } from './outcome.ts'
import { shortText, type RowChange, type Step, type StepContext } from './step.ts'
import type { Submission } from './submission.ts'

/** Takes a queued row and how long the lease runs (ms); gives undefined where it must not be sent. */
export const claim = (row: Submission, now: number, leaseMs: number): Step | undefined => {
  if (row.state !== 'queued' || row.mustLook) return undefined
  return {
    change: {
      state: 'sending',
      mustLook: true,
      attempts: row.attempts + 1,
      lookups: 0,
      leaseUntil: now + leaseMs,
      nextAt: undefined,
      problem: undefined,
      problemText: undefined,
      ...noDoubt,
    },
  }
}

/** The answer to sending. Gives undefined where the row is no longer being sent. */
export const onSubmitOutcome = (
  row: Submission,
  outcome: SubmitOutcome,
  context: StepContext,
): Step | undefined => {
  if (row.state !== 'sending') return undefined
  const { now } = context
  switch (outcome.type) {
    case 'accepted':
      return submitted('accepted', outcome.remoteRef, {
        state: 'pending',
        remoteRef: outcome.remoteRef,
        nextAt: now + firstPoll(context),
      })
    case 'rejected':
      return {
        ...submitted('rejected', `${outcome.code} ${outcome.text}`, {
          state: 'rejected',
          problem: 'rejected',
          problemText: shortText(outcome.text),
        }),
        audit: { event: 'submission.rejected', content: { code: outcome.code } },
      }
    case 'duplicate':
      return submitted('duplicate', undefined, {
        state: 'unknown',
        problem: 'duplicate.said',
        doubtFrom: now,
        nextAt: now,
      })
    case 'uncertain':
      return submitted('uncertain', outcome.text, {
        state: 'unknown',
        problem: 'uncertain',
        problemText: shortText(outcome.text),
        doubtFrom: now,
        nextAt: now + firstPoll(context),
      })
    case 'busy':
      return submitted('busy', undefined, {
        ...refused('busy', row, context, outcome.retryAfterMs),
        problemText: undefined,
      })
    case 'down':
      return submitted('down', outcome.text, {
        ...refused('down', row, context),
        problemText: shortText(outcome.text),
      })
    case 'needs-person':
      return submitted('needs-person', `${outcome.problem} ${outcome.text}`, {
        ...refused(outcome.problem, row, context),
        problemText: shortText(outcome.text),
      })
    case 'unreachable':
      return submitted('unreachable', outcome.text, {
        ...refused('unreachable', row, context),
        mustLook: false,
        attempts: row.attempts - 1,
        problemText: shortText(outcome.text),
      })
    default:
      return assertNever(outcome)
  }
}

/**
 * A row found `sending` at start, or whose lease is over: its request may be out, or may have arrived. Whenever it left, it
 * left before now, so after one more deadline (ms) it can no longer be on its way; no clock of the past is asked.
 */
export const onInterrupted = (row: Submission, now: number, requestTimeoutMs: number): Step | undefined => {
  if (row.state !== 'sending') return undefined
  return {
    change: {
      state: 'unknown',
      problem: 'interrupted',
      leaseUntil: undefined,
      doubtFrom: now + requestTimeoutMs,
      nextAt: now,
    },
    attempt: { action: 'submit', outcome: 'interrupted' },
    audit: { event: 'submission.unknown', content: { problem: 'interrupted' } },
  }
}

/** Time is over for a `waiting` row that surely never arrived. Gives undefined where it must be looked up instead. */
export const onTimer = (row: Submission, now: number): Step | undefined =>
  row.state === 'waiting' && !row.mustLook && (row.nextAt ?? 0) <= now ? { change: toQueue } : undefined

/**
 * The clock was moved or the computer slept: how long something has been absent is no longer known, and what a lookup that
 * is still out says of it comes too late (it counts as a look, so the row has moved on). What was interrupted may still be
 * on its way for as long as one deadline (ms).
 */
export const onClockMoved = (row: Submission, now: number, requestTimeoutMs: number): Step | undefined =>
  row.doubtFrom === undefined
    ? undefined
    : {
        change: {
          doubtFrom: now + requestTimeoutMs,
          firstAbsentAt: undefined,
          lastAbsentAt: undefined,
          lookups: row.lookups + 1,
          nextAt: now,
        },
      }

/** What clears every trace of doubt. */
export const noDoubt = {
  doubtFrom: undefined,
  firstAbsentAt: undefined,
  lastAbsentAt: undefined,
} as const satisfies RowChange

/** Ready to be sent: only for rows that surely are not at the platform. */
export const toQueue = {
  state: 'queued',
  mustLook: false,
  nextAt: undefined,
  leaseUntil: undefined,
  lookups: 0,
  ...noDoubt,
} as const satisfies RowChange

const submitted = (outcome: string, detail: string | undefined, change: RowChange): Step => ({
  change: { leaseUntil: undefined, ...change },
  attempt: { action: 'submit', outcome, ...(detail === undefined ? {} : { detail: shortText(detail) }) },
})

const refused = (
  problem: string,
  row: Submission,
  { now, scale, random }: StepContext,
  retryAfterMs?: number,
): RowChange => ({
  state: 'waiting',
  problem,
  nextAt:
    now +
    backoffMs({
      baseMs: scale.baseMs,
      capMs: scale.backoffCapMs,
      failures: row.attempts,
      random,
      ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
    }),
})

const firstPoll = ({ scale, random }: StepContext): number => pollMs(scale.baseMs, scale.pollCapMs, 0, random)
