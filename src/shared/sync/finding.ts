// What a lookup said of one key, and what the row makes of it. See machine.ts for the states and invariants.
import { shanghaiDate } from '../domain/dates.ts'
import { assertNever } from '../result.ts'
import { weighAbsence, type Witness } from './absence.ts'
import { backoffMs, pollMs } from './backoff.ts'
import { allSame, compareInvoice } from './compare.ts'
import { isAskedOnceMore, onAskedOnceMore } from './correction.ts'
import { noDoubt, toQueue } from './machine.ts'
import type { KeyFinding, RetryOutcome } from './outcome.ts'
import { parked } from './parked.ts'
import { shortText, type Step, type StepContext } from './step.ts'
import type { ExpectedInvoice, FoundInvoice, Submission } from './submission.ts'

/** Problems that never use up a row: a person asked for it, or the platform itself was away or busy. */
const neverGivenUp: ReadonlySet<string> = new Set(['asked.retry', 'asked.unwitnessed', 'down', 'busy'])
/** Submits after which a row is parked instead of sent once more. */
export const attemptCap = 100
/** Asking again under the same key: the platform's own limit a day (E9613, fapiao.md §9.1). */
export const retriesPerDay = 20
/** Lookups after which an answer outside the table is given to a person. */
export const unclearCap = 60
/** Looks without a witness after which a row is given to a person, who can look at the bureau itself. */
export const unwitnessedCap = 60

/** True for rows that wait for a lookup when they are due. */
export const isLookedUp = (row: Submission): boolean =>
  isAskedOnceMore(row) ||
  row.state === 'unknown' ||
  row.state === 'pending' ||
  (row.state === 'waiting' && row.mustLook)

/** True for rows that are stored at the platform but failed there, and are asked again under the same key. */
export const isAskedAgain = (row: Submission): boolean =>
  row.state === 'waiting' && (row.problem === 'sign-failed' || row.problem === 'bureau-down')

/** Takes what was found under the row's key. Gives undefined where the row no longer waits for that. */
export const onFinding = (
  row: Submission,
  expected: ExpectedInvoice,
  finding: KeyFinding,
  witness: Witness,
  context: StepContext,
): Step | undefined => {
  if (!isLookedUp(row)) return undefined
  if (row.state === 'rejected') return onAskedOnceMore(row, expected, finding, context)
  switch (finding.type) {
    case 'absent':
      return onAbsent(row, witness, context)
    case 'pending':
      return {
        change: {
          state: 'pending',
          ...again(row, context),
          ...noDoubt,
          problem: undefined,
          problemText: undefined,
        },
        ...(row.state === 'pending' ? {} : { attempt: { action: 'lookup', outcome: 'pending' } }),
      }
    case 'found':
      return onFound(expected, finding.invoice, finding.remoteRef, context)
    case 'sign-failed':
      return storedButFailed(row, 'sign-failed', undefined, finding.remoteRef, context)
    case 'bureau-down':
      return storedButFailed(row, 'bureau-down', finding.text, finding.remoteRef, context)
    case 'rejected':
      return {
        change: {
          state: 'rejected',
          nextAt: undefined,
          problem: 'rejected',
          problemText: shortText(finding.text),
          ...noDoubt,
        },
        attempt: { action: 'lookup', outcome: 'rejected', detail: shortText(finding.text) },
        audit: { event: 'submission.rejected', content: { code: 'lookup' } },
      }
    case 'unclear':
      return row.lookups >= unclearCap
        ? parked('lookup.unclear', finding.text, { attempt: { action: 'lookup', outcome: 'unclear' } })
        : {
            // Something is said of the key, so the looks that said "absent" before it no longer count.
            change: {
              ...again(row, context),
              firstAbsentAt: undefined,
              problemText: shortText(finding.text),
            },
            attempt: { action: 'lookup', outcome: 'unclear', detail: shortText(finding.text) },
          }
    default:
      return assertNever(finding)
  }
}

/** A lookup got no usable answer: nothing is known, it is asked again later. */
export const onLookupTrouble = (
  row: Submission,
  context: StepContext,
  retryAfterMs?: number,
): Step | undefined =>
  isLookedUp(row) || row.state === 'issued'
    ? {
        change: {
          lookups: row.lookups + 1,
          nextAt:
            context.now +
            Math.max(
              pollMs(context.scale.baseMs, context.scale.pollCapMs, row.lookups, context.random),
              Math.ceil(retryAfterMs ?? 0),
            ),
        },
      }
    : undefined

/** Counts one more request under the same key before it is made, so that a crash cannot ask without limit. */
export const beforeAskingAgain = (row: Submission, now: number, leaseMs: number): Step | undefined => {
  if (!isAskedAgain(row) || (row.nextAt ?? 0) > now) return undefined
  const count = retriesToday(row, now)
  if (count >= retriesPerDay) return parked('retry.limit', row.problemText)
  return {
    change: {
      evidence: { ...row.evidence, retries: { day: shanghaiDate(now), count: count + 1 } },
      lookups: row.lookups + 1,
      nextAt: now + leaseMs,
    },
  }
}

/** The answer to asking again. Whatever it was, the next thing is to look. */
export const onAskedAgain = (
  row: Submission,
  outcome: RetryOutcome,
  context: StepContext,
): Step | undefined => {
  if (!isAskedAgain(row)) return undefined
  const detail = 'text' in outcome ? { detail: shortText(outcome.text) } : {}
  const wait =
    outcome.type === 'busy' && outcome.retryAfterMs !== undefined
      ? Math.ceil(outcome.retryAfterMs)
      : pollMs(context.scale.baseMs, context.scale.pollCapMs, 0, context.random)
  return {
    change: { state: 'pending', lookups: 0, nextAt: context.now + wait },
    attempt: { action: 'retry-signature', outcome: outcome.type, ...detail },
  }
}

/** What a row that the platform spoke of, and then does not have, is called: nobody sends it by himself. */
const parkedAs: Readonly<Record<string, string>> = {
  'duplicate.said': 'duplicate.absent',
  'asked.conflict': 'conflict.absent',
}

/** A person has looked at the bureau where no witness could be found: the lookups alone decide. */
const noWitness: Witness = { canaryKnown: false, canaryFound: false }

const onAbsent = (row: Submission, witness: Witness, context: StepContext): Step => {
  // It was accepted and is gone: as doubtful as a lost answer, and the full rule begins here.
  const wasTaken = row.state === 'pending' || isAskedAgain(row)
  const doubted = wasTaken
    ? { ...row, doubtFrom: context.startedAt, firstAbsentAt: undefined, lastAbsentAt: undefined }
    : row
  const view = weighAbsence(
    doubted as Submission,
    context.startedAt,
    context.settleMs,
    row.problem === 'asked.unwitnessed' ? noWitness : witness,
  )
  const seen = { firstAbsentAt: view.firstAbsentAt, lastAbsentAt: view.lastAbsentAt }
  const unwitnessed =
    witness.canaryKnown && !witness.canaryFound ? (row.evidence?.unwitnessed ?? 0) + 1 : undefined
  if (!view.believed && unwitnessed !== undefined && unwitnessed >= unwitnessedCap) {
    const own = row.problem === undefined ? undefined : parkedAs[row.problem]
    return parked(own ?? 'witness.missing', undefined, { attempt: { action: 'lookup', outcome: 'absent' } })
  }
  if (!view.believed) {
    const { nextAt, lookups } = again(row, context)
    // The look that decides comes as soon as it can decide, not a whole pause later.
    const decides = view.believableAt
    const sooner = decides !== undefined && decides > context.now && decides < nextAt ? decides : nextAt
    return {
      change: {
        lookups,
        nextAt: sooner,
        ...seen,
        ...(unwitnessed === row.evidence?.unwitnessed ? {} : { evidence: { ...row.evidence, unwitnessed } }),
        ...(wasTaken ? { state: 'unknown', doubtFrom: context.startedAt, problem: 'accepted.absent' } : {}),
      },
      ...(row.firstAbsentAt === undefined && (view.firstAbsentAt !== undefined || unwitnessed === 1)
        ? { attempt: { action: 'lookup', outcome: 'absent' } }
        : {}),
    }
  }
  const attempt = { action: 'lookup', outcome: 'absent' } as const
  const own = row.problem === undefined ? undefined : parkedAs[row.problem]
  if (own !== undefined) return parked(own, undefined, { attempt })
  if (row.problem === 'asked.look-up') return parked('absent', undefined, { attempt }, true)
  if (row.attempts >= attemptCap && !neverGivenUp.has(row.problem ?? '')) {
    return parked('attempts.limit', row.problemText, { attempt }, true)
  }
  return {
    change: { ...toQueue },
    attempt,
    audit: { event: 'submission.absent', content: { attempts: row.attempts, lookups: row.lookups + 1 } },
  }
}

const onFound = (
  expected: ExpectedInvoice,
  found: FoundInvoice,
  remoteRef: string | undefined,
  context: StepContext,
): Step => {
  const fields = compareInvoice(expected, found)
  const known = { ...noDoubt, ...(remoteRef === undefined ? {} : { remoteRef }) }
  if (!allSame(fields)) {
    return {
      change: {
        ...known,
        state: 'conflict',
        nextAt: undefined,
        problem: 'conflict.differs',
        problemText: undefined,
        evidence: { found, comparison: fields },
      },
      attempt: { action: 'lookup', outcome: 'different', detail: found.number },
      audit: {
        event: 'submission.conflict',
        content: {
          number: found.number,
          fields: fields.flatMap(({ field, same }) => (same ? [] : [field])).join(' '),
        },
      },
    }
  }
  return {
    change: { ...known, ...issuedChange(found, context) },
    attempt: { action: 'lookup', outcome: 'found', detail: found.number },
  }
}

/** The row of an invoice that is issued; the lookup that verifies it is a later one. */
export const issuedChange = (
  found: FoundInvoice,
  { now, scale }: Pick<StepContext, 'now' | 'scale'>,
): NonNullable<Step['change']> => {
  const { lines: _lines, ...kept } = found
  return {
    state: 'issued',
    invoiceNumber: found.number,
    lookups: 0,
    nextAt: Math.ceil(now + scale.baseMs),
    leaseUntil: undefined,
    problem: undefined,
    problemText: undefined,
    evidence: { found: kept },
  }
}

const storedButFailed = (
  row: Submission,
  problem: 'sign-failed' | 'bureau-down',
  text: string | undefined,
  remoteRef: string | undefined,
  { now, scale, random }: StepContext,
): Step => {
  const failures = retriesToday(row, now)
  if (failures >= retriesPerDay) return parked('retry.limit', text)
  return {
    change: {
      state: 'waiting',
      problem,
      problemText: text === undefined ? undefined : shortText(text),
      lookups: row.lookups + 1,
      nextAt: now + backoffMs({ baseMs: scale.baseMs * 4, capMs: scale.backoffCapMs, failures, random }),
      ...noDoubt,
      ...(remoteRef === undefined ? {} : { remoteRef }),
    },
    attempt: {
      action: 'lookup',
      outcome: problem,
      ...(text === undefined ? {} : { detail: shortText(text) }),
    },
  }
}

const retriesToday = (row: Submission, now: number): number => {
  const { retries } = row.evidence ?? {}
  return retries?.day === shanghaiDate(now) ? retries.count : 0
}

const again = (
  row: Submission,
  { now, scale, random }: StepContext,
): { lookups: number; nextAt: number } => ({
  lookups: row.lookups + 1,
  nextAt: now + pollMs(scale.baseMs, scale.pollCapMs, row.lookups, random),
})
