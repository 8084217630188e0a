// The whole way of an import in one call: what the command line does, and what a preview does in two steps.
import type { ImportLine } from '../../../shared/contract/documents.ts'
import { writeImport, knownLine, type ImportRun } from './import-job.ts'
import {
  importedInvoice,
  planImport,
  refusedLine,
  type ImportDeps,
  type ImportSource,
  type Planned,
} from './import-plan.ts'
import { weigh, type Seen } from './import-verdict.ts'
import type { ReadDb } from '../db/sql.ts'

/**
 * Reads the sources and writes them into the book, or with `dryRun` says what would be written. Gives a line for each in
 * order. Throws AppError book.busy, file.missing, disk.full; the book is then as it was.
 */
export const importFiles = async (
  deps: ImportDeps,
  sources: readonly ImportSource[],
  run: ImportRun & { readonly dryRun?: boolean },
): Promise<readonly ImportLine[]> => {
  const plan: Planned[] = []
  for await (const planned of planImport(deps, sources, run.signal)) plan.push(planned)
  run.signal?.throwIfAborted()
  return run.dryRun === true ? linesAsIf(deps.db.read, plan) : writeImport(deps, plan, run)
}

/** The lines an import of these would give, without writing. */
export const linesAsIf = (
  db: ReadDb,
  plan: readonly Planned[],
  seen: Seen = new Map(),
): readonly ImportLine[] =>
  plan.map((planned) => {
    if (planned.status === 'refused') return refusedLine(planned)
    const verdict = weigh(db, planned, seen)
    if (verdict.is === 'known') return knownLine(planned, verdict)
    const invoice = importedInvoice(planned.read, planned.direction)
    return { file: planned.source.file, status: 'imported', invoice }
  })
