// The second half of an import: what was read is written, whole or not at all. Up to a piece of files goes in with one
// transaction. More go in pieces under a job row that stays `running` until the last; a stop, an error or the next start
// after a crash takes the rows of a running job back. One import writes at a time (import.lock).
import { setImmediate as pause } from 'node:timers/promises'
import type { ImportLine } from '../../../shared/contract/documents.ts'
import { AppError } from '../../../shared/errors.ts'
import { appendAudit } from '../audit/append.ts'
import type { Act } from '../app/act.ts'
import { completeInvoice, insertInvoice } from '../book/invoices.ts'
import { takeLock, type Lock } from '../db/locks.ts'
import type { WriteDb } from '../db/sql.ts'
import { writeSoon } from '../db/transaction.ts'
import { importedInvoice, loadAgain, refusedLine, type ImportDeps, type Planned } from './import-plan.ts'
import { importLockFile, takeBackJob, takeBackUnfinished } from './import-take-back.ts'
import { weigh, type Verdict } from './import-verdict.ts'
import { keepOriginal, linkOriginal } from './originals.ts'
import { baseName } from './staging.ts'

/** Files of one transaction: a few milliseconds of writing, so that the other process is never kept waiting. */
const pieceSize = 50
const patienceMs = 30_000

/** Runs the last transaction of an import. A command's handler gives its own, which also keeps the reply in the ledger. */
export type Finish = (
  fn: (tx: WriteDb, act: Act) => readonly ImportLine[],
) => Promise<readonly ImportLine[]> | readonly ImportLine[]

export interface ImportRun {
  readonly act: Act
  readonly finish?: Finish
  readonly signal?: AbortSignal
  /** Told after each piece. */
  readonly onWritten?: (written: number) => void
}

/**
 * Writes what was planned and gives a line for each file in order. Throws AppError book.busy (another import goes on),
 * file.missing, disk.full, and the signal's reason when it is stopped; the book is then as it was.
 */
export const writeImport = async (
  deps: ImportDeps,
  plan: readonly Planned[],
  run: ImportRun,
): Promise<readonly ImportLine[]> => {
  const finish = run.finish ?? ((fn) => writeSoon(deps.db, (tx) => fn(tx, run.act)))
  if (plan.every(({ status }) => status === 'refused')) {
    return finish(() =>
      plan.flatMap((planned) => (planned.status === 'refused' ? [refusedLine(planned)] : [])),
    )
  }
  const lock = await patientLock(deps)
  const job = deps.ports.random.uuid(deps.ports.clock.now())
  const lines: ImportLine[] = []
  let begun = false
  try {
    await takeBackUnfinished(deps.db, run.act)
    const pieces = piecesOf(plan)
    const last = pieces.pop() ?? []
    for (const piece of pieces) {
      await keepAll(deps, piece, run.signal)
      lines.push(
        ...(await writeSoon(deps.db, (tx) => {
          if (!begun) beginJob(tx, run.act, job, plan.length)
          return piece.map((planned) => writeOne({ tx, act: run.act, job }, planned))
        })),
      )
      begun = true
      run.onWritten?.(lines.length)
      await pause()
    }
    await keepAll(deps, last, run.signal)
    return await finish((tx, act) => {
      if (!begun) beginJob(tx, act, job, plan.length)
      const all = [...lines, ...last.map((planned) => writeOne({ tx, act, job }, planned))]
      return endJob(tx, act, job, complete(tx, act, job, plan, all))
    })
  } catch (error) {
    if (begun) await takeBackJob(deps.db, run.act, job)
    throw error
  } finally {
    lock.release()
  }
}

const piecesOf = (plan: readonly Planned[]): (readonly Planned[])[] => {
  const pieces: (readonly Planned[])[] = []
  for (let at = 0; at < plan.length; at += pieceSize) pieces.push(plan.slice(at, at + pieceSize))
  return pieces
}

/** Originals are safe on disk before a row speaks of them. */
const keepAll = async (
  deps: ImportDeps,
  piece: readonly Planned[],
  signal: AbortSignal | undefined,
): Promise<void> => {
  for (const planned of piece) {
    signal?.throwIfAborted()
    if (planned.status === 'read' && planned.original !== undefined) {
      keepOriginal(deps.folder, await loadAgain(planned.original))
    }
  }
}

interface Writing {
  readonly tx: WriteDb
  readonly act: Act
  readonly job: string
}

const writeOne = ({ tx, act, job }: Writing, planned: Planned): ImportLine => {
  if (planned.status === 'refused') return refusedLine(planned)
  const { source, read, direction, original } = planned
  const verdict = weigh(tx, planned)
  if (verdict.is === 'new') {
    const kind = original === undefined ? 'qr' : 'import'
    const { id } = insertInvoice(tx, act, { read, direction, source: kind, importJob: job })
    attach({ tx, act, job }, planned, {
      ...verdict,
      is: 'known',
      id,
      attaches: true,
      differs: [],
      completes: false,
    })
    return { file: source.file, status: 'imported', invoiceId: id, invoice: importedInvoice(read, direction) }
  }
  // What completes an invoice cannot be taken back, so it waits for the transaction that ends the job.
  if (!verdict.completes) attach({ tx, act, job }, planned, verdict)
  return knownLine(planned, verdict)
}

type ReadFile = Extract<Planned, { status: 'read' }>
type Known = Extract<Verdict, { is: 'known' }>

/** The line of a file whose invoice is there already. */
export const knownLine = ({ source, read, direction }: ReadFile, verdict: Known): ImportLine => ({
  file: source.file,
  status: 'duplicate',
  ...(verdict.attaches ? { attached: true } : {}),
  ...(verdict.id === undefined ? {} : { invoiceId: verdict.id }),
  invoice: importedInvoice(read, direction, verdict.differs.length > 0 ? ['invoice.differs'] : []),
})

const attach = ({ tx, act, job }: Writing, { original, source }: ReadFile, verdict: Known): void => {
  if (!verdict.attaches || original === undefined || verdict.id === undefined) return
  linkOriginal(tx, act, {
    invoiceId: verdict.id,
    sha256: original.sha256,
    size: original.size,
    format: original.format,
    fileName: baseName(source.file),
    source: 'import',
    differs: verdict.differs,
    importJob: job,
  })
}

/** Files that bring what a QR code did not say, one after another: after the first the invoice is an ordinary one. */
const complete = (
  tx: WriteDb,
  act: Act,
  job: string,
  plan: readonly Planned[],
  lines: readonly ImportLine[],
): readonly ImportLine[] =>
  lines.map((line, position) => {
    const planned = plan[position]
    if (planned?.status !== 'read' || line.status !== 'duplicate' || planned.original === undefined)
      return line
    const verdict = weigh(tx, planned)
    if (verdict.is !== 'known' || verdict.id === undefined) return line
    if (verdict.completes) {
      const { read, direction } = planned
      completeInvoice(tx, act, { id: verdict.id, read, direction })
    } else if (line.attached !== true || !verdict.attaches) return line
    attach({ tx, act, job }, planned, verdict)
    return knownLine(planned, verdict)
  })

const beginJob = (tx: WriteDb, act: Act, job: string, files: number): void => {
  tx.prepare<[string, number, string, number]>(
    "INSERT INTO import_job (id, state, file_count, started_by, started_at) VALUES (?, 'running', ?, ?, ?)",
  ).run(job, files, act.actor, act.now)
}

const endJob = (tx: WriteDb, act: Act, job: string, lines: readonly ImportLine[]): readonly ImportLine[] => {
  tx.prepare<[number, string]>("UPDATE import_job SET state = 'done', ended_at = ? WHERE id = ?").run(
    act.now,
    job,
  )
  const count = (status: ImportLine['status']): number =>
    lines.filter((line) => line.status === status).length
  appendAudit(tx, act, {
    event: 'import.done',
    subject: 'book',
    content: { job, imported: count('imported'), duplicate: count('duplicate'), refused: count('refused') },
  })
  return lines
}

const patientLock = async ({ folder }: ImportDeps): Promise<Lock> => {
  const deadline = performance.now() + patienceMs
  for (;;) {
    const lock = takeLock(importLockFile(folder), { role: 'import' })
    if (lock !== undefined) return lock
    if (performance.now() > deadline) throw new AppError('book.busy')
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}
