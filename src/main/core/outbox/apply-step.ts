// Carries out a step of the machine in the caller's transaction: the row (only if nobody changed it meanwhile), its attempt
// and its audit line, all or nothing.
import { appendAudit } from '../audit/append.ts'
import type { Act } from '../app/act.ts'
import type { SqlValue, WriteDb } from '../db/sql.ts'
import type { RowChange, Step, StepAttempt } from '../../../shared/sync/step.ts'
import type { Submission } from '../../../shared/sync/submission.ts'

/**
 * What must still hold of the row for the step to count. `seen`: nothing happened to it since it was read.
 * `issued`: document and verification are independent of each other.
 */
export type Guard = 'seen' | 'issued'

export interface StepTimes {
  readonly startedAt: number
  readonly endedAt: number
}

/** Gives false where the row had moved on, and then writes nothing. `invoiceId` is set together with `issued`. */
export const applyStep = (
  tx: WriteDb,
  act: Act,
  row: Submission,
  step: Step,
  options: { readonly times?: StepTimes; readonly guard?: Guard; readonly invoiceId?: string } = {},
): boolean => {
  const { guard = 'seen', times, invoiceId } = options
  const columns: string[] = []
  const values: SqlValue[] = []
  for (const [field, value] of Object.entries(step.change)) {
    columns.push(columnOf[field as keyof RowChange])
    values.push(sqlValue(value))
  }
  if (invoiceId !== undefined) {
    columns.push('invoice_id')
    values.push(invoiceId)
  }
  const guarded: SqlValue[] =
    guard === 'issued'
      ? [row.id]
      : [row.id, row.state, row.attempts, row.lookups, row.leaseUntil ?? null, row.doubtFrom ?? null]
  const { changes } = tx
    .prepare<SqlValue[]>(
      `UPDATE submission SET ${columns.map((column) => `${column} = ?, `).join('')}changed_at = ? WHERE ${guards[guard]}`,
    )
    .run(...values, act.now, ...guarded)
  if (changes === 0) return false
  if (step.attempt !== undefined && !isSaidAlready(tx, row.id, step.attempt)) {
    const { action, outcome, detail } = step.attempt
    tx.prepare<[string, string, string, string | null, number, number]>(
      `INSERT INTO attempt (submission_id, action, outcome, detail, started_at, ended_at) VALUES (?, ?, ?, ?, ?, ?)`,
    ).run(row.id, action, outcome, detail ?? null, times?.startedAt ?? act.now, times?.endedAt ?? act.now)
  }
  if (step.audit !== undefined) {
    appendAudit(tx, act, {
      event: step.audit.event,
      subject: `submission:${row.id}`,
      content: step.audit.content,
    })
  }
  return true
}

/** No connection, again: a platform that is away for weeks fills no table. Whatever may have been sent is always noted. */
const isSaidAlready = (tx: WriteDb, id: string, { action, outcome }: StepAttempt): boolean => {
  if (outcome !== 'unreachable') return false
  const last = tx
    .prepare<[string], StepAttempt>(
      'SELECT action, outcome FROM attempt WHERE submission_id = ? ORDER BY id DESC LIMIT 1',
    )
    .get(id)
  return last?.action === action && last.outcome === outcome
}

const guards: Readonly<Record<Guard, string>> = {
  seen: 'id = ? AND state = ? AND attempts = ? AND lookups = ? AND lease_until IS ? AND doubt_from IS ?',
  issued: `id = ? AND state = 'issued'`,
}

const columnOf: Readonly<Record<keyof RowChange, string>> = {
  state: 'state',
  hold: 'hold',
  attempts: 'attempts',
  lookups: 'lookups',
  mustLook: 'must_look',
  nextAt: 'next_at',
  leaseUntil: 'lease_until',
  doubtFrom: 'doubt_from',
  firstAbsentAt: 'first_absent_at',
  lastAbsentAt: 'last_absent_at',
  problem: 'problem',
  problemText: 'problem_text',
  remoteRef: 'remote_ref',
  invoiceNumber: 'invoice_number',
  documentAt: 'document_at',
  verifiedAt: 'verified_at',
  evidence: 'evidence',
}

const sqlValue = (value: RowChange[keyof RowChange]): SqlValue => {
  if (value === undefined) return null
  if (typeof value === 'boolean') return value ? 1 : 0
  // Instants are whole ms in the book; what a platform asks for, or a scale gives, may not be.
  if (typeof value === 'number') return Math.ceil(value)
  return typeof value === 'object' ? JSON.stringify(value) : value
}
