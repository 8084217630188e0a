// A request that has ended and waits to be settled in the next transaction.
import type {
  DocumentOutcome,
  HealthOutcome,
  LookupOutcome,
  RetryOutcome,
  SubmitOutcome,
} from '../../shared/sync/outcome.ts'
import type { Submission } from '../../shared/sync/submission.ts'
import type { DueRow } from '../core/outbox/due.ts'

interface Ended {
  readonly startedAt: number
  readonly endedAt: number
  /** Which clock the times are of: it goes up whenever the clock was moved. */
  readonly epoch: number
}

export interface KeptDocument {
  readonly type: 'kept'
  readonly sha256: string
  readonly size: number
  readonly fileName: string
}

export type Finished =
  | (Ended & { readonly kind: 'submit'; readonly row: Submission; readonly outcome: SubmitOutcome })
  | (Ended & {
      readonly kind: 'lookup'
      readonly rows: readonly DueRow[]
      /** Asked for in the same request; absent while no key is known to be stored. */
      readonly canary?: string
      readonly outcome: LookupOutcome
    })
  | (Ended & { readonly kind: 'retry'; readonly due: DueRow; readonly outcome: RetryOutcome })
  | (Ended & {
      readonly kind: 'document'
      readonly row: Submission
      readonly invoiceId: string
      readonly outcome: KeptDocument | Exclude<DocumentOutcome, { type: 'fetched' }>
    })
  | (Ended & { readonly kind: 'probe'; readonly outcome: HealthOutcome })

/** How many rows settling it writes. */
export const weight = (finished: Finished): number => (finished.kind === 'lookup' ? finished.rows.length : 1)

/** What began before the clock was moved has no times: it ended now, and an "absent" in it says nothing. */
export const underClock = (finished: Finished, epoch: number, now: number): Finished =>
  finished.epoch === epoch ? finished : { ...finished, startedAt: now, endedAt: now }
