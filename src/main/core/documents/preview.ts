// Imports of the window: a preview reads in the background and writes nothing; what it showed is written when confirmed.
// Previews live in memory and are forgotten after an hour, or when many newer ones came.
import type { z } from 'zod'
import type { ImportLine, documentOperations, PreviewLine } from '../../../shared/contract/documents.ts'
import { AppError } from '../../../shared/errors.ts'
import type { Log } from '../app/ports.ts'
import { linesAsIf } from './import-files.ts'
import { writeImport, type ImportRun } from './import-job.ts'
import { planImport, type ImportDeps, type ImportSource, type Planned } from './import-plan.ts'
import type { Seen } from './import-verdict.ts'

export type PreviewState = z.output<(typeof documentOperations)['import.preview']['output']>

export interface Previews {
  /** Answers at once; reading goes on in the background. */
  start(sources: readonly ImportSource[]): string
  /** Throws AppError import.preview-missing. */
  get(id: string, page: { readonly skip: number; readonly limit: number }): PreviewState
  /** Ends the reading, or takes back what is being written. Throws AppError import.preview-missing. */
  stop(id: string): void
  /** Writes what the preview shows, but for the staged files in `without`. Throws AppError import.preview-missing. */
  confirm(
    id: string,
    choice: { readonly without: readonly string[] },
    run: ImportRun,
  ): Promise<readonly ImportLine[]>
  close(): void
}

interface Preview {
  readonly startedAt: number
  readonly sources: readonly ImportSource[]
  readonly plan: Planned[]
  readonly rows: PreviewLine[]
  readonly seen: Seen
  stopper: AbortController
  state: PreviewState['state']
  written: number
}

const keptForMs = 3_600_000
const mostKept = 20
const tellEvery = 20

/** Takes what an import needs; `changed` is told when rows or progress of any preview changed. */
export const createPreviews = (
  deps: ImportDeps & { readonly log: Log; readonly changed: () => void },
): Previews => {
  const previews = new Map<string, Preview>()

  const find = (id: string): Preview => {
    const preview = previews.get(id)
    if (preview === undefined) throw new AppError('import.preview-missing')
    return preview
  }
  const forgetOld = (now: number): void => {
    for (const [id, preview] of previews) {
      const isMany = previews.size >= mostKept
      if (preview.state === 'writing' || (!isMany && now - preview.startedAt <= keptForMs)) continue
      preview.stopper.abort()
      previews.delete(id)
    }
  }

  const read = async (preview: Preview): Promise<void> => {
    for await (const planned of planImport(deps, preview.sources, preview.stopper.signal)) {
      preview.plan.push(planned)
      preview.rows.push(
        ...linesAsIf(deps.db.read, [planned], preview.seen).map((line) => rowOf(line, planned)),
      )
      if (preview.plan.length % tellEvery === 0) deps.changed()
    }
  }

  const start: Previews['start'] = (sources) => {
    const now = deps.ports.clock.now()
    forgetOld(now)
    const id = deps.ports.random.uuid(now)
    const preview: Preview = {
      startedAt: now,
      sources,
      plan: [],
      rows: [],
      seen: new Map(),
      stopper: new AbortController(),
      state: 'reading',
      written: 0,
    }
    previews.set(id, preview)
    void read(preview)
      .then(() => {
        if (preview.state === 'reading') preview.state = 'ready'
      })
      .catch((error: unknown) => {
        preview.state = 'stopped'
        deps.log.error('import.preview', error)
      })
      .finally(deps.changed)
    return id
  }

  const get: Previews['get'] = (id, { skip, limit }) => {
    const { state, plan, rows, sources, written } = find(id)
    const count = (status: PreviewLine['status']): number =>
      rows.filter((row) => row.status === status).length
    const counts = {
      new: count('new'),
      known: count('known'),
      doubtful: count('doubtful'),
      refused: count('refused'),
    }
    return {
      state,
      read: plan.length,
      all: sources.length,
      written,
      counts,
      rows: rows.slice(skip, skip + limit),
    }
  }

  const stop: Previews['stop'] = (id) => {
    const preview = find(id)
    preview.stopper.abort()
    if (preview.state === 'reading' || preview.state === 'ready') preview.state = 'stopped'
    deps.changed()
  }

  const confirm: Previews['confirm'] = async (id, { without }, run) => {
    const preview = find(id)
    if (preview.state !== 'ready')
      throw new AppError('import.preview-missing', { params: { state: preview.state } })
    preview.state = 'writing'
    preview.stopper = new AbortController()
    const left = new Set(without)
    const plan = preview.plan.filter(({ source }) => source.fileId === undefined || !left.has(source.fileId))
    const onWritten = (written: number): void => {
      preview.written = written
      deps.changed()
    }
    try {
      const lines = await writeImport(deps, plan, { ...run, signal: preview.stopper.signal, onWritten })
      preview.state = 'done'
      preview.written = lines.length
      return lines
    } catch (error) {
      // What failed for a passing reason may be confirmed again; what the user stopped may not.
      preview.state = preview.stopper.signal.aborted ? 'stopped' : 'ready'
      preview.written = 0
      throw error
    } finally {
      deps.changed()
    }
  }

  const close = (): void => {
    for (const { stopper } of previews.values()) stopper.abort()
    previews.clear()
  }
  return { start, get, stop, confirm, close }
}

const rowOf = (line: ImportLine, { source }: Planned): PreviewLine => ({
  ...(source.fileId === undefined ? {} : { fileId: source.fileId }),
  file: line.file,
  status:
    line.status === 'refused'
      ? 'refused'
      : line.status === 'duplicate'
        ? 'known'
        : (line.invoice?.warnings.length ?? 0) > 0
          ? 'doubtful'
          : 'new',
  ...(line.reason === undefined ? {} : { reason: line.reason }),
  ...(line.invoice === undefined ? {} : { invoice: line.invoice }),
  ...(line.invoiceId === undefined ? {} : { knownId: line.invoiceId }),
})
