// A kept original as it is handed out again: its bytes and the name it came with.
import type { ReadDb } from '../db/sql.ts'
import { readOriginal } from './originals.ts'

/** Takes the digest of an original that an invoice in the book has. Throws AppError file.missing, file.damaged. */
export const originalForDownload = (
  db: ReadDb,
  folder: string,
  sha256: string,
): { readonly fileName: string; readonly bytes: Uint8Array } | undefined => {
  const row = db
    .prepare<[string], { file_name: string }>(
      'SELECT file_name FROM invoice_original WHERE sha256 = ? ORDER BY added_at LIMIT 1',
    )
    .get(sha256)
  return row === undefined ? undefined : { fileName: row.file_name, bytes: readOriginal(folder, sha256) }
}
