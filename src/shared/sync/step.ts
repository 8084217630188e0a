// One step of the machine as data: what changes in the row, what is noted as an attempt, what goes into the audit trail.
import type { TimeScale } from './scale.ts'
import type { Submission } from './submission.ts'

/** What a step may change; the key, the payload and the place in the queue are not among it. `undefined` clears. */
export type RowChange = {
  readonly [K in Exclude<keyof Submission, FrozenField>]?: Submission[K] | undefined
}
type FrozenField = 'id' | 'channel' | 'channelKey' | 'saleId' | 'lane' | 'seq'

export type AttemptAction = 'submit' | 'lookup' | 'retry-signature' | 'document' | 'verify'

export interface StepAttempt {
  readonly action: AttemptAction
  readonly outcome: string
  readonly detail?: string
}

export type StepEvent =
  | 'submission.absent'
  | 'submission.unknown'
  | 'submission.rejected'
  | 'submission.conflict'
  | 'submission.parked'
  | 'submission.retried'
  | 'submission.looked-up'
  | 'submission.cancelled'
  | 'submission.adopted'
  | 'submission.verified'
  | 'invoice.differs'

export interface StepAudit {
  readonly event: StepEvent
  readonly content: Readonly<Record<string, string | number | boolean | null>>
}

export interface Step {
  readonly change: RowChange
  readonly attempt?: StepAttempt
  readonly audit?: StepAudit
}

/** What the machine needs to know of the world. */
export interface StepContext {
  /** Now, ms. */
  readonly now: number
  /** When the request left, ms. */
  readonly startedAt: number
  readonly scale: TimeScale
  /** The settle time that holds now (configured or learned), ms. */
  readonly settleMs: number
  /** In [0, 1). */
  readonly random: number
}

/** The row after a step. */
export const changed = (row: Submission, change: RowChange): Submission => {
  const next: Record<string, unknown> = { ...row, ...change }
  for (const [field, value] of Object.entries(next)) if (value === undefined) delete next[field]
  return next as unknown as Submission
}

/** Longest text of a platform that is kept with a row. */
const longestText = 500

export const shortText = (text: string): string => text.slice(0, longestText)
