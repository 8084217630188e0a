// The queue as people see it: each row with what it waits for and what may be done with it.
import type { Output, ParsedInput } from '../../../shared/contract/api.ts'
import { shanghaiIso } from '../../../shared/domain/dates.ts'
import { fen, yuanText } from '../../../shared/domain/money.ts'
import { AppError } from '../../../shared/errors.ts'
import { actionsOf } from '../../../shared/sync/actions.ts'
import { settleTime } from '../../../shared/sync/settle.ts'
import { waitsFor, type WaitContext } from '../../../shared/sync/waits-for.ts'
import type { ReadDb } from '../db/sql.ts'
import { isOutageOpen } from '../outage/outage-open.ts'
import { configuredSettleMs } from './channel-setting.ts'
import { loadChannelMemory } from './channel-state.ts'
import { isQueuePaused } from './pause.ts'
import { submissionColumns, submissionFrom, type SubmissionSqlRow } from './submission-row.ts'

export type QueueRow = Output<'outbox.act'>
export type QueueDetail = Output<'outbox.get'>
type Group = NonNullable<ParsedInput<'outbox.list'>['group']>

interface QueueSqlRow extends SubmissionSqlRow {
  readonly invoice_id: string | null
  readonly payload_digest: string
  readonly due_on: string
  readonly created_at: number
  readonly changed_at: number
  readonly ref: string
  readonly slip_number: string
  readonly sale_date: string
  readonly buyer_name: string
  readonly total: number
  readonly replaced: number
}

const isReplaced = `EXISTS (SELECT 1 FROM submission AS n WHERE n.lane = s.lane AND n.seq > s.seq AND n.replaces = s.id)`

const select = `SELECT ${submissionColumns}, s.invoice_id, s.payload_digest, s.due_on, s.created_at, s.changed_at, sale.ref,
    sale.slip_number, sale.sale_date, sale.buyer_name, sale.total, ${isReplaced} AS replaced
  FROM submission AS s JOIN sale ON sale.id = s.sale_id`

/** Rows of each group, and the order people expect: what is next first, what is done newest first. */
const groups: Readonly<Record<Group, { readonly where: string; readonly order: string }>> = {
  'needs-you': {
    where: `(s.state IN ('conflict', 'parked') OR (s.state = 'rejected' AND NOT ${isReplaced}))`,
    order: 's.seq',
  },
  'looking-up': { where: `s.state = 'unknown'`, order: 's.seq' },
  'in-flight': { where: `s.state IN ('sending', 'pending', 'waiting')`, order: 's.seq' },
  queued: { where: `s.state = 'queued'`, order: 's.due_on, s.seq' },
  held: { where: `s.state = 'held'`, order: 's.seq' },
  done: {
    where: `(s.state IN ('issued', 'cancelled') OR (s.state = 'rejected' AND ${isReplaced}))`,
    order: 's.seq DESC',
  },
}

export const queueList = (
  db: ReadDb,
  { group, skip, limit }: ParsedInput<'outbox.list'>,
): Output<'outbox.list'> => {
  const { where, order } = group === undefined ? { where: '1', order: 's.seq' } : groups[group]
  const rows = db
    .prepare<[number, number], QueueSqlRow>(`${select} WHERE ${where} ORDER BY ${order} LIMIT ? OFFSET ?`)
    .all(limit, skip)
  const count =
    db.prepare<[], { count: number }>(`SELECT count(*) AS count FROM submission AS s WHERE ${where}`).get()
      ?.count ?? 0
  const context = waitContext(db)
  return { rows: rows.map((row) => queueRow(db, row, context)), count }
}

/** Throws AppError submission.missing. */
export const queueRowOf = (db: ReadDb, id: string): QueueRow => queueRow(db, sqlRow(db, id), waitContext(db))

/** Throws AppError submission.missing. */
export const queueDetail = (db: ReadDb, id: string): QueueDetail => {
  const row = sqlRow(db, id)
  const submission = submissionFrom(row)
  const comparison = submission.evidence?.comparison
  return {
    ...queueRow(db, row, waitContext(db)),
    saleDate: row.sale_date,
    attemptsMade: attempts(db, id),
    ...(comparison === undefined || comparison.length === 0 ? {} : { comparison: [...comparison] }),
    forbidden: actionsOf(submission, row.replaced === 1).forbidden.map((entry) => ({ ...entry })),
  }
}

export const queuePosition = (db: ReadDb, due: string, seq: number): number =>
  db
    .prepare<[string, string, number], { count: number }>(
      `SELECT count(*) AS count FROM submission WHERE state = 'queued' AND (due_on < ? OR (due_on = ? AND seq <= ?))`,
    )
    .get(due, due, seq)?.count ?? 0

/** The place a sale due on that day would get if it were recorded now, from 1. */
export const nextQueuePosition = (db: ReadDb, due: string): number =>
  queuePosition(db, due, Number.MAX_SAFE_INTEGER) + 1

interface View extends WaitContext {
  readonly queuedBefore: Map<string, number>
}

const waitContext = (db: ReadDb, channel = 'nuonuo'): View => {
  const memory = loadChannelMemory(db, channel)
  return {
    outageOpen: isOutageOpen(db),
    paused: isQueuePaused(db),
    gateClosed: memory.gate !== undefined,
    settleMs: settleTime(configuredSettleMs(db, channel), memory.settle, memory.settle?.seenAt ?? 0),
    queuedBefore: new Map(),
  }
}

const sqlRow = (db: ReadDb, id: string): QueueSqlRow => {
  const row = db.prepare<[string], QueueSqlRow>(`${select} WHERE s.id = ?`).get(id)
  if (row === undefined) throw new AppError('submission.missing')
  return row
}

const queueRow = (db: ReadDb, row: QueueSqlRow, view: View): QueueRow => {
  const submission = submissionFrom(row)
  const waits = waitsFor(submission, {
    ...view,
    ...(row.state === 'queued' ? { position: positionOf(db, row, view) } : {}),
  })
  return {
    id: row.id,
    saleId: row.sale_id,
    ref: row.ref,
    slipNumber: row.slip_number,
    channelKey: row.channel_key,
    payloadDigest: row.payload_digest,
    state: row.state,
    ...(row.hold === null ? {} : { hold: row.hold }),
    verified: row.verified_at !== null,
    attempts: row.attempts,
    lookups: row.lookups,
    buyerName: row.buyer_name,
    total: yuanText(fen(row.total)),
    ...(row.invoice_number === null ? {} : { invoiceNumber: row.invoice_number }),
    ...(row.invoice_id === null ? {} : { invoiceId: row.invoice_id }),
    ...problemOf(row),
    // Nothing comes after verification; what the row still carries is the time of its last lookup.
    ...(row.next_at === null || row.verified_at !== null ? {} : { nextAt: shanghaiIso(row.next_at) }),
    recordedAt: shanghaiIso(row.created_at),
    changedAt: shanghaiIso(row.changed_at),
    waitsFor: {
      code: waits.code,
      ...(waits.position === undefined ? {} : { position: waits.position }),
      ...(waits.at === undefined ? {} : { at: shanghaiIso(Math.ceil(waits.at)) }),
    },
    actions: [...actionsOf(submission, row.replaced === 1).allowed],
  }
}

/** A hold is a problem too, where a person can do something about it. */
const problemOf = (row: QueueSqlRow): { problem?: string; problemText?: string } => {
  const problem = row.problem ?? (row.hold !== null && row.hold !== 'outage' ? row.hold : undefined)
  return {
    ...(problem === undefined ? {} : { problem }),
    ...(row.problem_text === null ? {} : { problemText: row.problem_text }),
  }
}

/** Counts once for the first row of a deadline; those after it in the same list follow from it. */
const positionOf = (db: ReadDb, row: QueueSqlRow, { queuedBefore }: View): number => {
  const known = queuedBefore.get(row.due_on)
  const position = known === undefined ? queuePosition(db, row.due_on, row.seq) : known + 1
  queuedBefore.set(row.due_on, position)
  return position
}

const attempts = (db: ReadDb, id: string): QueueDetail['attemptsMade'] =>
  db
    .prepare<
      [string],
      { action: string; outcome: string; detail: string | null; started_at: number; ended_at: number }
    >('SELECT action, outcome, detail, started_at, ended_at FROM attempt WHERE submission_id = ? ORDER BY id')
    .all(id)
    .map((attempt) => ({
      at: shanghaiIso(attempt.started_at),
      endedAt: shanghaiIso(attempt.ended_at),
      action: attempt.action,
      outcome: attempt.outcome,
      ...(attempt.detail === null ? {} : { detail: attempt.detail }),
    }))
