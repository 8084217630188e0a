// A refused order that is corrected is asked for once more before its correction goes out: on the platform's own site it can be
// issued after all, and one sale must not become two invoices. Until the answer is there the lane is closed (claim.ts).
import { pollMs } from './backoff.ts'
import { compareInvoice } from './compare.ts'
import type { KeyFinding } from './outcome.ts'
import type { Step, StepContext } from './step.ts'
import type { ExpectedInvoice, Submission } from './submission.ts'

/** True for a refused row that a correction waits for. */
export const isAskedOnceMore = (row: Submission): boolean =>
  row.state === 'rejected' && row.nextAt !== undefined

/** A correction has been put in the queue behind the refused row. */
export const onCorrected = (row: Submission, now: number): Step | undefined =>
  row.state === 'rejected' ? { change: { nextAt: now, lookups: 0 } } : undefined

/** The answer: refused or not there, the correction may go out; issued after all, a person decides; else it is asked again. */
export const onAskedOnceMore = (
  row: Submission,
  expected: ExpectedInvoice,
  finding: KeyFinding,
  { now, scale, random }: StepContext,
): Step | undefined => {
  if (!isAskedOnceMore(row)) return undefined
  const attempt = { action: 'lookup', outcome: finding.type } as const
  switch (finding.type) {
    case 'absent':
    case 'rejected':
      return { change: { nextAt: undefined }, attempt }
    case 'found': {
      const comparison = compareInvoice(expected, finding.invoice)
      return {
        change: {
          state: 'conflict',
          nextAt: undefined,
          problem: 'conflict.refused',
          problemText: undefined,
          evidence: { found: finding.invoice, comparison },
        },
        attempt: { ...attempt, outcome: 'different', detail: finding.invoice.number },
        audit: { event: 'submission.conflict', content: { number: finding.invoice.number, fields: 'state' } },
      }
    }
    default:
      return {
        change: {
          lookups: row.lookups + 1,
          nextAt: now + pollMs(scale.baseMs, scale.pollCapMs, row.lookups, random),
        },
        ...(row.lookups === 0 ? { attempt } : {}),
      }
  }
}
