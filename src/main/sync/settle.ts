// What ended requests mean for the rows, written in the caller's transaction: many requests, one commit. A row that somebody
// changed meanwhile is left alone; a row the book refuses is parked and never holds up the others.
import type { Witness } from '../../shared/sync/absence.ts'
import type { ChannelMemory, Observed } from '../../shared/sync/channel-memory.ts'
import { observe } from '../../shared/sync/channel-memory.ts'
import { onAskedAgain, onFinding, onLookupTrouble } from '../../shared/sync/finding.ts'
import { onDocument, onVerified, wantedDocument } from '../../shared/sync/issued.ts'
import { onSubmitOutcome } from '../../shared/sync/machine.ts'
import type { KeyFinding } from '../../shared/sync/outcome.ts'
import type { TimeScale } from '../../shared/sync/scale.ts'
import { learnDelay, settleTime } from '../../shared/sync/settle.ts'
import { changed, type Step, type StepContext } from '../../shared/sync/step.ts'
import type { Submission } from '../../shared/sync/submission.ts'
import { AppError } from '../../shared/errors.ts'
import type { Act } from '../core/app/act.ts'
import type { Log } from '../core/app/ports.ts'
import { recordIssued } from '../core/book/issue.ts'
import type { WriteDb } from '../core/db/sql.ts'
import { toAppError } from '../core/db/sqlite-errors.ts'
import { linkOriginal } from '../core/documents/originals.ts'
import { applyStep, type StepTimes } from '../core/outbox/apply-step.ts'
import type { DueRow } from '../core/outbox/due.ts'
import { invoiceOwner } from '../core/outbox/invoice-owner.ts'
import type { Finished } from './finished.ts'
import type { DocumentToFetch } from './requests.ts'

export interface SettleContext {
  readonly scale: TimeScale
  readonly maxInFlight: number
  readonly random: () => number
  readonly log: Log
  /** False where the clock was moved since the request began. */
  readonly timely: boolean
}

export interface Settled {
  readonly memory: ChannelMemory
  readonly documents: readonly DocumentToFetch[]
}

/** Settles one ended request. */
export const settle = (
  tx: WriteDb,
  act: Act,
  memory: ChannelMemory,
  item: Finished,
  context: SettleContext,
): Settled => {
  const seen = observedOf(item)
  const after = seen === undefined ? memory : observe(memory, seen, context.scale, context.maxInFlight)
  const step: StepContext = {
    now: item.endedAt,
    startedAt: item.startedAt,
    scale: context.scale,
    settleMs: settleTime(context.scale.settleMs, after.settle, item.endedAt),
    random: context.random(),
  }
  const options = { times: { startedAt: item.startedAt, endedAt: item.endedAt } }
  switch (item.kind) {
    case 'submit': {
      const made = onSubmitOutcome(item.row, item.outcome, step)
      if (made !== undefined) applyStep(tx, act, item.row, made, options)
      return { memory: after, documents: [] }
    }
    case 'retry': {
      const made = onAskedAgain(item.due.row, item.outcome, step)
      if (made !== undefined) applyStep(tx, act, item.due.row, made, options)
      return { memory: after, documents: [] }
    }
    case 'document':
      guarded(tx, context.log, () => settleDocument(tx, act, item, step))
      return { memory: after, documents: [] }
    case 'lookup':
      return settleLookup(tx, act, after, item, step, context)
    case 'probe':
      return { memory: after, documents: [] }
  }
}

type Ended<K extends Finished['kind']> = Extract<Finished, { readonly kind: K }>

const settleLookup = (
  tx: WriteDb,
  act: Act,
  memory: ChannelMemory,
  item: Ended<'lookup'>,
  base: StepContext,
  context: SettleContext,
): Settled => {
  const times = { startedAt: item.startedAt, endedAt: item.endedAt }
  const { outcome, canary } = item
  if (outcome.type !== 'answered') {
    const retryAfterMs = outcome.type === 'busy' ? outcome.retryAfterMs : undefined
    for (const { row } of item.rows) {
      askLater(tx, act, row, { ...base, random: context.random() }, times, retryAfterMs)
    }
    return { memory, documents: [] }
  }
  const witness = {
    canaryKnown: canary !== undefined,
    canaryFound: canary !== undefined && outcome.findings.get(canary)?.type === 'found',
  }
  const documents: DocumentToFetch[] = []
  let after = memory
  for (const due of item.rows) {
    const finding = outcome.findings.get(due.row.channelKey) ?? noAnswer
    const step = { ...base, random: context.random() }
    if (finding.type === 'absent' && !context.timely) {
      askLater(tx, act, due.row, step, times)
      continue
    }
    const settled = guarded(tx, context.log, () => settleFound(tx, act, due, finding, witness, step, times))
    if (settled === undefined) applyStep(tx, act, due.row, refusedByBook(due.row, step), { times })
    if (settled === undefined || settled === 'moved-on') continue
    documents.push(...settled)
    if (due.row.state !== 'issued') after = { ...after, ...learned(after, due, finding, step) }
  }
  return { memory: after, documents }
}

/** Nothing usable was said of the row, or the clock was moved meanwhile: when it was absent nobody knows. */
const askLater = (
  tx: WriteDb,
  act: Act,
  row: Submission,
  step: StepContext,
  times: StepTimes,
  retryAfterMs?: number,
): void => {
  const made = onLookupTrouble(row, step, retryAfterMs)
  if (made !== undefined) applyStep(tx, act, row, made, { times })
}

/** What was found of one row. Gives the documents to fetch. */
const settleFound = (
  tx: WriteDb,
  act: Act,
  due: DueRow,
  finding: KeyFinding,
  witness: Witness,
  step: StepContext,
  times: StepTimes,
): readonly DocumentToFetch[] | 'moved-on' => {
  const { row } = due
  if (row.state === 'issued') {
    const made = onVerified(row, finding, step)
    if (made !== undefined) applyStep(tx, act, row, made, { times, guard: 'issued' })
    return []
  }
  const made = onFinding(row, due.expected, finding, witness, step)
  if (made === undefined) return 'moved-on'
  if (made.change.state === 'issued') return issue(tx, act, due, finding, made, times)
  return applyStep(tx, act, row, made, { times }) ? [] : 'moved-on'
}

const issue = (
  tx: WriteDb,
  act: Act,
  { row }: DueRow,
  finding: KeyFinding,
  made: NonNullable<ReturnType<typeof onFinding>>,
  times: StepTimes,
): readonly DocumentToFetch[] | 'moved-on' => {
  if (finding.type !== 'found') return 'moved-on'
  const { invoice: found } = finding
  const invoiceId = recordIssued(tx, act, {
    saleId: row.saleId,
    submissionId: row.id,
    found,
    kind: found.kind,
  })
  if (invoiceOwner(tx, invoiceId) !== row.saleId) throw new AppError('invoice.duplicate')
  if (!applyStep(tx, act, row, made, { times, invoiceId })) throw new MovedOn()
  const next = changed(row, made.change)
  const url = wantedDocument(next)
  return url === undefined ? [] : [{ row: next, invoiceId, url }]
}

const settleDocument = (tx: WriteDb, act: Act, item: Ended<'document'>, step: StepContext): void => {
  const { row, invoiceId, outcome } = item
  const made = onDocument(row, outcome, step)
  if (made === undefined) return
  if (outcome.type === 'kept') {
    const { sha256, size, fileName } = outcome
    linkOriginal(tx, act, {
      invoiceId,
      sha256,
      size,
      format: formatOf(fileName),
      fileName,
      source: 'platform',
    })
  }
  applyStep(tx, act, row, made, {
    times: { startedAt: item.startedAt, endedAt: item.endedAt },
    guard: 'issued',
  })
}

/** Somebody else settled the row between the lookup and now: everything this one wrote is taken back. */
class MovedOn extends Error {}

/** Runs one row's writes whole or not at all. Gives undefined where the book refused them. */
export const guarded = <T>(tx: WriteDb, log: Log, work: () => T): T | 'moved-on' | undefined => {
  tx.prepare('SAVEPOINT one_row').run()
  try {
    const value = work()
    tx.prepare('RELEASE one_row').run()
    return value
  } catch (error) {
    tx.prepare('ROLLBACK TO one_row').run()
    tx.prepare('RELEASE one_row').run()
    if (error instanceof MovedOn) return 'moved-on'
    const known = toAppError(error)
    if (known instanceof AppError && (known.code === 'book.busy' || known.code === 'disk.full')) throw error
    log.error('sync.row-refused', error)
    return undefined
  }
}

/** The book refuses what was found: a person must see it. An issued row is only looked up again later. */
const refusedByBook = (row: Submission, step: StepContext): Step =>
  (row.state === 'issued' ? onLookupTrouble(row, step) : undefined) ?? {
    change: { state: 'parked', problem: 'book.refused', nextAt: undefined },
    audit: { event: 'submission.parked', content: { problem: 'book.refused' } },
  }

const noAnswer: KeyFinding = { type: 'unclear', text: 'the answer does not speak of this key' }

/** A key that is shown is the newest one known to be stored; one that was hidden before teaches how long that may last. */
const learned = (
  memory: ChannelMemory,
  { row }: DueRow,
  finding: KeyFinding,
  { now, scale }: StepContext,
): Partial<ChannelMemory> => {
  if (finding.type !== 'found' && finding.type !== 'pending') return {}
  const { doubtFrom, lastAbsentAt } = row
  const delay = doubtFrom === undefined || lastAbsentAt === undefined ? 0 : lastAbsentAt - doubtFrom
  const settled = delay > 0 ? learnDelay(scale.settleMs, memory.settle, delay, now) : memory.settle
  return {
    ...(finding.type === 'found' ? { canary: row.channelKey } : {}),
    ...(settled === undefined ? {} : { settle: settled }),
  }
}

const observedOf = (item: Finished): Observed | undefined => {
  // Documents come from another server: they say nothing about the platform.
  if (item.kind === 'document') return undefined
  const { kind: request, startedAt, endedAt, outcome } = item
  const base = { request, startedAt, endedAt }
  switch (outcome.type) {
    case 'busy':
      return {
        ...base,
        type: 'busy',
        ...(outcome.retryAfterMs === undefined ? {} : { retryAfterMs: outcome.retryAfterMs }),
      }
    case 'needs-person':
      return { ...base, type: 'needs-person', problem: outcome.problem, text: outcome.text }
    case 'unreachable':
    case 'uncertain':
    case 'down':
      return { ...base, type: outcome.type }
    default:
      return { ...base, type: 'answered' }
  }
}

const formatOf = (fileName: string): 'xml' | 'ofd' | 'pdf' | 'other' => {
  const ending = fileName.split('.').at(-1)?.toLowerCase()
  return ending === 'xml' || ending === 'ofd' || ending === 'pdf' ? ending : 'other'
}
