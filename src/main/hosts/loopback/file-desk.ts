// Files over HTTP: up in pieces into the staging of the book, down from its originals.
import type { Ports } from '../../core/app/ports.ts'
import type { ReadDb } from '../../core/db/sql.ts'
import { originalForDownload } from '../../core/documents/original-download.ts'
import { openStaging } from '../../core/documents/staging.ts'

export interface FileDesk {
  /** Gives the id under which pieces are appended. */
  begin(fileName: string): string
  append(fileId: string, piece: Uint8Array): void
  finish(fileId: string): void
  get(sha256: string): { readonly fileName: string; readonly bytes: Uint8Array } | undefined
}

export const createFileDesk = (
  folder: string,
  db: ReadDb,
  ports: Pick<Ports, 'clock' | 'random'>,
): FileDesk => {
  const staging = openStaging(folder, ports)
  return {
    begin: staging.begin,
    append: staging.append,
    finish: staging.finish,
    get: (sha256) => originalForDownload(db, folder, sha256),
  }
}
