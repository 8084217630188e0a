// What a person may do with a row, and why not. Nothing a person does sends an order without lookups, and nothing that may
// have reached the platform can be cancelled.
import { assertNever } from '../result.ts'
import { issuedChange, isLookedUp } from './finding.ts'
import { noDoubt } from './machine.ts'
import type { TimeScale } from './scale.ts'
import type { Step } from './step.ts'
import {
  submissionActions,
  type Evidence,
  type FoundInvoice,
  type Submission,
  type SubmissionAction,
} from './submission.ts'

/** Keys `forbidden.<code>`. */
export type ForbiddenReason =
  | 'already-issued'
  | 'already-corrected'
  | 'already-cancelled'
  | 'may-have-arrived'
  | 'in-flight'
  | 'looked-up-anyway'
  | 'not-needed'
  | 'not-rejected'
  | 'no-conflict'
  | 'rejected-is-final'
  | 'exists-differently'

export interface Actions {
  readonly allowed: readonly SubmissionAction[]
  readonly forbidden: readonly { readonly action: SubmissionAction; readonly reason: ForbiddenReason }[]
}

/** `replaced`: a correction of this row exists already. */
export const actionsOf = (row: Submission, replaced: boolean): Actions => {
  const answers = submissionActions.map((action) => ({ action, reason: whyNot(row, action, replaced) }))
  return {
    allowed: answers.flatMap(({ action, reason }) => (reason === undefined ? [action] : [])),
    forbidden: answers.flatMap(({ action, reason }) => (reason === undefined ? [] : [{ action, reason }])),
  }
}

/** Gives undefined where the action is allowed. */
export const whyNot = (
  row: Submission,
  action: SubmissionAction,
  replaced: boolean,
): ForbiddenReason | undefined => {
  switch (action) {
    case 'retry':
      return whyNotRetry(row, replaced)
    case 'look-up':
      return whyNotLookUp(row)
    case 'cancel':
      return whyNotCancel(row)
    case 'adopt':
      if (row.state === 'issued') return 'already-issued'
      return row.state === 'conflict' && row.evidence?.found !== undefined ? undefined : 'no-conflict'
    case 'correct':
      if (row.state !== 'rejected') return row.state === 'issued' ? 'already-issued' : 'not-rejected'
      return replaced ? 'already-corrected' : undefined
    default:
      return assertNever(action)
  }
}

/** What happens on an action that is allowed. A correction changes nothing here: it is a new submission. */
export const onAction = (
  row: Submission,
  action: Exclude<SubmissionAction, 'correct' | 'adopt'>,
  now: number,
): Step | undefined => {
  if (whyNot(row, action, false) !== undefined) return undefined
  switch (action) {
    case 'retry':
      return row.state === 'parked'
        ? { ...lookAgain(askedRetry(row), now, row), audit: { event: 'submission.retried', content: {} } }
        : { change: { nextAt: now }, audit: { event: 'submission.retried', content: {} } }
    case 'look-up':
      return row.state === 'parked' || row.state === 'conflict'
        ? { ...lookAgain(memoryOf(row), now, row), audit: { event: 'submission.looked-up', content: {} } }
        : { change: { nextAt: now }, audit: { event: 'submission.looked-up', content: {} } }
    case 'cancel':
      return {
        change: {
          state: 'cancelled',
          hold: undefined,
          nextAt: undefined,
          problem: undefined,
          problemText: undefined,
        },
        audit: { event: 'submission.cancelled', content: { from: row.state } },
      }
    default:
      return assertNever(action)
  }
}

/** A person takes what the platform has as theirs. The evidence of the difference stays with the row. */
export const onAdopted = (
  row: Submission,
  now: number,
  scale: TimeScale,
): { readonly step: Step; readonly found: FoundInvoice } | undefined => {
  const found = row.state === 'conflict' ? row.evidence?.found : undefined
  if (found === undefined) return undefined
  const change = issuedChange(found, { now, scale })
  return {
    found,
    step: {
      change: { ...change, evidence: { ...change.evidence, comparison: row.evidence?.comparison ?? [] } },
      audit: { event: 'submission.adopted', content: { number: found.number } },
    },
  }
}

const lookAgain = (problem: string, now: number, { evidence }: Submission): Step => ({
  change: {
    ...noDoubt,
    state: 'unknown',
    mustLook: true,
    problem,
    problemText: undefined,
    lookups: 0,
    ...withoutCount(evidence),
    doubtFrom: now,
    nextAt: now,
  },
})

/** Where the witness itself is gone, a person who asks again has looked at the bureau: the lookups alone decide then. */
const askedRetry = (row: Submission): string =>
  row.problem === 'witness.missing' ? 'asked.unwitnessed' : 'asked.retry'

const withoutCount = (evidence: Evidence | undefined): Pick<Step['change'], 'evidence'> =>
  evidence?.unwitnessed === undefined ? {} : { evidence: { ...evidence, unwitnessed: undefined } }

/** What a look into a parked or conflicting row must remember, so that "absent" is not taken for "send it". */
const memoryOf = (row: Submission): string => {
  if (row.state === 'conflict' || row.problem === 'conflict.absent') return 'asked.conflict'
  return row.problem === 'duplicate.absent' ? 'duplicate.said' : 'asked.look-up'
}

/** What a correction stands for is not sent again itself. */
const whyNotRetry = (row: Submission, replaced: boolean): ForbiddenReason | undefined => {
  if (replaced && row.state === 'parked') return 'already-corrected'
  switch (row.state) {
    case 'parked':
    case 'waiting':
      return undefined
    case 'unknown':
    case 'pending':
      return 'looked-up-anyway'
    case 'sending':
      return 'in-flight'
    case 'issued':
      return 'already-issued'
    case 'rejected':
      return 'rejected-is-final'
    case 'conflict':
      return 'exists-differently'
    case 'cancelled':
      return 'already-cancelled'
    case 'held':
    case 'queued':
      return 'not-needed'
    default:
      return assertNever(row.state)
  }
}

const whyNotLookUp = (row: Submission): ForbiddenReason | undefined => {
  if (row.state === 'rejected') return 'rejected-is-final'
  if (isLookedUp(row) || row.state === 'parked' || row.state === 'conflict') return undefined
  if (row.state === 'sending') return 'in-flight'
  if (row.state === 'issued') return row.verifiedAt === undefined ? undefined : 'already-issued'
  return 'not-needed'
}

const whyNotCancel = (row: Submission): ForbiddenReason | undefined => {
  switch (row.state) {
    case 'held':
    case 'queued':
    case 'waiting':
    case 'parked':
      return row.mustLook ? 'may-have-arrived' : undefined
    case 'sending':
      return 'in-flight'
    case 'unknown':
    case 'pending':
      return 'may-have-arrived'
    case 'conflict':
      return 'exists-differently'
    case 'issued':
      return 'already-issued'
    case 'rejected':
      return 'rejected-is-final'
    case 'cancelled':
      return 'already-cancelled'
    default:
      return assertNever(row.state)
  }
}
