// A submission as the table keeps it, and as the machine sees it. The only place that knows the columns.
import type { Evidence, Hold, Submission, SubmissionState } from '../../../shared/sync/submission.ts'

export interface SubmissionSqlRow {
  readonly id: string
  readonly channel: string
  readonly channel_key: string
  readonly sale_id: string
  readonly lane: string
  readonly seq: number
  readonly state: SubmissionState
  readonly hold: Hold | null
  readonly attempts: number
  readonly lookups: number
  readonly must_look: number
  readonly next_at: number | null
  readonly lease_until: number | null
  readonly doubt_from: number | null
  readonly first_absent_at: number | null
  readonly last_absent_at: number | null
  readonly problem: string | null
  readonly problem_text: string | null
  readonly remote_ref: string | null
  readonly invoice_number: string | null
  readonly evidence: string | null
  readonly document_at: number | null
  readonly verified_at: number | null
}

/** Columns of a SubmissionSqlRow; the table must be called `s`. */
export const submissionColumns = `s.id, s.channel, s.channel_key, s.sale_id, s.lane, s.seq, s.state, s.hold, s.attempts,
  s.lookups, s.must_look, s.next_at, s.lease_until, s.doubt_from, s.first_absent_at, s.last_absent_at, s.problem,
  s.problem_text, s.remote_ref, s.invoice_number, s.evidence, s.document_at, s.verified_at`

/** The machine's view of a row. */
export const submissionFrom = (row: SubmissionSqlRow): Submission => {
  const submission: { -readonly [K in keyof Submission]: Submission[K] } = {
    id: row.id,
    channel: row.channel,
    channelKey: row.channel_key,
    saleId: row.sale_id,
    lane: row.lane,
    seq: row.seq,
    state: row.state,
    attempts: row.attempts,
    lookups: row.lookups,
    mustLook: row.must_look === 1,
  }
  if (row.hold !== null) submission.hold = row.hold
  if (row.next_at !== null) submission.nextAt = row.next_at
  if (row.lease_until !== null) submission.leaseUntil = row.lease_until
  if (row.doubt_from !== null) submission.doubtFrom = row.doubt_from
  if (row.first_absent_at !== null) submission.firstAbsentAt = row.first_absent_at
  if (row.last_absent_at !== null) submission.lastAbsentAt = row.last_absent_at
  if (row.problem !== null) submission.problem = row.problem
  if (row.problem_text !== null) submission.problemText = row.problem_text
  if (row.remote_ref !== null) submission.remoteRef = row.remote_ref
  if (row.invoice_number !== null) submission.invoiceNumber = row.invoice_number
  if (row.document_at !== null) submission.documentAt = row.document_at
  if (row.verified_at !== null) submission.verifiedAt = row.verified_at
  // Written by this file only, from an Evidence.
  if (row.evidence !== null) submission.evidence = JSON.parse(row.evidence) as Evidence
  return submission
}
