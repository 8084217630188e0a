// How a sale became an invoice, in one line of time: audit entries of both and of every submission, with the attempts.
import type { Output } from '../../../shared/contract/api.ts'
import type { TimelineEvent } from '../../../shared/contract/timeline.ts'
import { shanghaiIso } from '../../../shared/domain/dates.ts'
import { fen, yuanText } from '../../../shared/domain/money.ts'
import { AppError } from '../../../shared/errors.ts'
import type { ReadDb } from '../db/sql.ts'

export type TimelineEntry = Output<'invoice.timeline'>['entries'][number]

/** The moments a person looks for first. */
const keyMoments: ReadonlySet<string> = new Set<TimelineEvent>([
  'sale.recorded',
  'sale.issued',
  'sale.cancelled',
  'invoice.imported',
  'invoice.issued',
  'invoice.credited',
  'invoice.credited-in-part',
  'invoice.voided',
  'submission.unknown',
  'submission.rejected',
  'submission.conflict',
  'submission.parked',
  'submission.issued',
  'submission.verified',
])

/** Content fields that are 分 in the trail and yuan text outside. */
const sums: ReadonlySet<string> = new Set(['amount', 'tax', 'total', 'left'])

/** Time line of an invoice and the sale behind it, oldest first. Throws AppError invoice.missing. */
export const invoiceTimeline = (db: ReadDb, invoiceId: string): readonly TimelineEntry[] => {
  const invoice = db
    .prepare<[string], { sale_id: string | null }>('SELECT sale_id FROM invoice WHERE id = ?')
    .get(invoiceId)
  if (invoice === undefined) throw new AppError('invoice.missing')
  const entries = auditEntries(db, `invoice:${invoiceId}`)
  return inOrder(invoice.sale_id === null ? entries : [...entries, ...saleEntries(db, invoice.sale_id)])
}

/** Time line of a sale, its submissions and the invoice it became, oldest first. */
export const saleTimeline = (db: ReadDb, saleId: string): readonly TimelineEntry[] => {
  const sale = db
    .prepare<[string], { invoice_id: string | null }>('SELECT invoice_id FROM sale WHERE id = ?')
    .get(saleId)
  if (sale === undefined) throw new AppError('sale.missing')
  const entries = saleEntries(db, saleId)
  return inOrder(
    sale.invoice_id === null ? entries : [...entries, ...auditEntries(db, `invoice:${sale.invoice_id}`)],
  )
}

const saleEntries = (db: ReadDb, saleId: string): readonly TimelineEntry[] => {
  const submissions = db
    .prepare<[string], { id: string }>('SELECT id FROM submission WHERE sale_id = ? ORDER BY seq')
    .all(saleId)
  return [
    ...auditEntries(db, `sale:${saleId}`),
    ...submissions.flatMap(({ id }) => [...auditEntries(db, `submission:${id}`), ...attemptEntries(db, id)]),
  ]
}

const inOrder = (entries: readonly TimelineEntry[]): readonly TimelineEntry[] =>
  entries.toSorted((left, right) => {
    const byTime = Date.parse(left.at) - Date.parse(right.at)
    return byTime !== 0 ? byTime : (left.auditSeq ?? 0) - (right.auditSeq ?? 0)
  })

const auditEntries = (db: ReadDb, subject: string): readonly TimelineEntry[] =>
  db
    .prepare<[string], { seq: number; at: number; actor: string; event: string; content: string }>(
      'SELECT seq, at, actor, event, content FROM audit WHERE subject = ? ORDER BY seq',
    )
    .all(subject)
    .map((row) => ({
      at: shanghaiIso(row.at),
      actor: row.actor,
      event: row.event,
      detail: detailOf(JSON.parse(row.content)),
      key: keyMoments.has(row.event),
      auditSeq: row.seq,
    }))

const detailOf = (
  content: Readonly<Record<string, string | number | boolean | null>>,
): TimelineEntry['detail'] => {
  const detail: TimelineEntry['detail'] = {}
  for (const [name, value] of Object.entries(content)) {
    if (value !== null)
      detail[name] = sums.has(name) && typeof value === 'number' ? yuanText(fen(value)) : value
  }
  return detail
}

const attemptEntries = (db: ReadDb, submissionId: string): readonly TimelineEntry[] =>
  db
    .prepare<
      [string],
      { action: string; outcome: string; detail: string | null; started_at: number; ended_at: number }
    >('SELECT action, outcome, detail, started_at, ended_at FROM attempt WHERE submission_id = ? ORDER BY id')
    .all(submissionId)
    .map((row) => ({
      at: shanghaiIso(row.started_at),
      actor: 'system',
      event: `attempt.${row.action}`,
      detail: {
        outcome: row.outcome,
        durationMs: row.ended_at - row.started_at,
        ...(row.detail === null ? {} : { text: row.detail }),
      },
      key: false,
    }))
