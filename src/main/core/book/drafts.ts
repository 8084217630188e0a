// The sale being written, saved as it is typed, so that nothing is lost when the window or the computer goes away.
import type { Output } from '../../../shared/contract/api.ts'
import { shanghaiIso } from '../../../shared/domain/dates.ts'
import { AppError } from '../../../shared/errors.ts'
import type { ReadDb, WriteDb } from '../db/sql.ts'

/** The draft saved last. */
export const latestDraft = (db: ReadDb): Output<'draft.get'> => {
  const row = db
    .prepare<[], { id: string; content: string; saved_at: number }>(
      'SELECT id, content, saved_at FROM draft ORDER BY saved_at DESC, id LIMIT 1',
    )
    .get()
  if (row === undefined) return {}
  return { draft: { id: row.id, content: JSON.parse(row.content), savedAt: shanghaiIso(row.saved_at) } }
}

/** Takes whatever the form holds. */
export const saveDraft = (
  tx: WriteDb,
  draft: { readonly id: string; readonly content: unknown; readonly now: number },
): void => {
  tx.prepare<[string, string, number]>(
    `INSERT INTO draft (id, kind, content, saved_at) VALUES (?, 'sale', ?, ?)
     ON CONFLICT (id) DO UPDATE SET content = excluded.content, saved_at = excluded.saved_at`,
  ).run(draft.id, JSON.stringify(draft.content ?? null), draft.now)
}

/** Throws AppError draft.missing. */
export const discardDraft = (tx: WriteDb, id: string): void => {
  if (tx.prepare<[string]>('DELETE FROM draft WHERE id = ?').run(id).changes === 0) {
    throw new AppError('draft.missing')
  }
}

/** Removes the draft a sale was recorded from; it may never have been saved. */
export const dropDraft = (tx: WriteDb, id: string): void => {
  tx.prepare<[string]>('DELETE FROM draft WHERE id = ?').run(id)
}
