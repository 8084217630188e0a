// What a person does with a row of the queue. The machine says what is allowed; here it is carried out with its audit line.
import { AppError } from '../../../shared/errors.ts'
import { onAction, onAdopted, whyNot } from '../../../shared/sync/actions.ts'
import { onCorrected } from '../../../shared/sync/correction.ts'
import { timeScale } from '../../../shared/sync/scale.ts'
import type { Submission, SubmissionAction } from '../../../shared/sync/submission.ts'
import type { Act } from '../app/act.ts'
import type { Ports } from '../app/ports.ts'
import { appendAudit } from '../audit/append.ts'
import { ownCompany } from '../book/company.ts'
import { recordIssued } from '../book/issue.ts'
import { invoiceOwner } from './invoice-owner.ts'
import type { SaleToIssue } from '../book/sale-to-issue.ts'
import type { WriteDb } from '../db/sql.ts'
import { applyStep } from './apply-step.ts'
import { configuredSettleMs } from './channel-setting.ts'
import { enqueueSale, type Enqueued } from './enqueue.ts'
import { submissionColumns, submissionFrom, type SubmissionSqlRow } from './submission-row.ts'

/**
 * Retry, cancel, adopt or look up. Throws AppError submission.missing, submission.action-not-allowed (param `reason`),
 * invoice.duplicate where the invoice to adopt belongs to another sale.
 */
export const actOn = (
  tx: WriteDb,
  act: Act,
  { id, action }: { readonly id: string; readonly action: Exclude<SubmissionAction, 'correct'> },
): void => {
  const row = allowedRow(tx, id, action)
  if (action === 'adopt') return adopt(tx, act, row)
  const step = onAction(row, action, act.now)
  if (step === undefined || !applyStep(tx, act, row, step)) throw notAllowed(action, 'in-flight')
  if (action === 'cancel') cancelSale(tx, act, row.saleId)
}

/**
 * A refused sale, corrected, goes into the queue as a new submission with a key of its own; the first is kept. The sale
 * given is the corrected one, its row written. Throws like `actOn`.
 */
export const correctRejected = (
  tx: WriteDb,
  act: Act,
  ports: Pick<Ports, 'orders' | 'random'>,
  { id, sale }: { readonly id: string; readonly sale: SaleToIssue },
): Enqueued => {
  const row = allowedRow(tx, id, 'correct')
  const corrected = enqueueSale(tx, act, ports, {
    sale,
    seller: ownCompany(tx),
    channel: row.channel,
    replaces: row.id,
  })
  const step = onCorrected(row, act.now)
  if (step === undefined || !applyStep(tx, act, row, step)) throw notAllowed('correct', 'in-flight')
  appendAudit(tx, act, {
    event: 'submission.corrected',
    subject: `submission:${row.id}`,
    content: { by: corrected.id, key: corrected.channelKey },
  })
  return corrected
}

const allowedRow = (tx: WriteDb, id: string, action: SubmissionAction): Submission => {
  const found = tx
    .prepare<[string], SubmissionSqlRow>(`SELECT ${submissionColumns} FROM submission AS s WHERE s.id = ?`)
    .get(id)
  if (found === undefined) throw new AppError('submission.missing')
  const row = submissionFrom(found)
  const replaced =
    tx
      .prepare<[string, number, string], { one: number }>(
        'SELECT 1 AS one FROM submission WHERE lane = ? AND seq > ? AND replaces = ?',
      )
      .get(row.lane, row.seq, row.id) !== undefined
  const reason = whyNot(row, action, replaced)
  if (reason !== undefined) throw notAllowed(action, reason)
  return row
}

const adopt = (tx: WriteDb, act: Act, row: Submission): void => {
  const adopted = onAdopted(row, act.now, timeScale(configuredSettleMs(tx, row.channel)))
  if (adopted === undefined) throw notAllowed('adopt', 'no-conflict')
  const { found, step } = adopted
  const invoiceId = recordIssued(tx, act, {
    saleId: row.saleId,
    submissionId: row.id,
    found,
    kind: found.kind,
  })
  if (invoiceOwner(tx, invoiceId) !== row.saleId) throw new AppError('invoice.duplicate')
  if (!applyStep(tx, act, row, step, { invoiceId })) throw notAllowed('adopt', 'in-flight')
  cancelCorrection(tx, act, row)
}

/** The refused sale was issued after all and is taken: what was to stand for it must never go out. */
const cancelCorrection = (tx: WriteDb, act: Act, row: Submission): void => {
  const found = tx
    .prepare<[string, number, string], SubmissionSqlRow>(
      `SELECT ${submissionColumns} FROM submission AS s WHERE s.lane = ? AND s.seq > ? AND s.replaces = ?`,
    )
    .get(row.lane, row.seq, row.id)
  if (found === undefined || found.state === 'cancelled') return
  const correction = submissionFrom(found)
  const step = onAction(correction, 'cancel', act.now)
  if (step === undefined || !applyStep(tx, act, correction, step))
    throw notAllowed('adopt', 'already-corrected')
}

const cancelSale = (tx: WriteDb, act: Act, saleId: string): void => {
  tx.prepare<[string]>(`UPDATE sale SET state = 'cancelled' WHERE id = ? AND state = 'awaiting'`).run(saleId)
  appendAudit(tx, act, { event: 'sale.cancelled', subject: `sale:${saleId}`, content: {} })
}

const notAllowed = (action: SubmissionAction, reason: string): AppError =>
  new AppError('submission.action-not-allowed', { params: { action, reason } })
