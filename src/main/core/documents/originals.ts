// Originals as they came, byte for byte, under originals/ab/<SHA-256> in the book folder. A file is durable before any row
// speaks of it, is never written over, and is compared with its digest whenever it is read.
import { createHash, randomBytes } from 'node:crypto'
import {
  closeSync,
  existsSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { AppError } from '../../../shared/errors.ts'
import { appendAudit } from '../audit/append.ts'
import type { Act } from '../app/act.ts'
import type { ReadDb, WriteDb } from '../db/sql.ts'

export type OriginalFormat = 'xml' | 'ofd' | 'pdf' | 'image' | 'other'

/** A field in which an original differs from the invoice in the book; both values are kept. */
export interface Difference {
  readonly field: string
  readonly book: string
  readonly file: string
}

export const sha256Of = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

/**
 * Takes the book folder and the bytes of a file, gives its digest once the file is safe on disk. Keeping the same bytes
 * again does nothing. Throws AppError disk.full, book.damaged (other bytes under that digest).
 */
export const keepOriginal = (
  folder: string,
  bytes: Uint8Array,
): { readonly sha256: string; readonly size: number } => {
  const sha256 = sha256Of(bytes)
  const file = originalPath(folder, sha256)
  if (existsSync(file) && sha256Of(readFileSync(file)) === sha256) return { sha256, size: bytes.length }
  const shelf = dirname(file)
  if (!existsSync(shelf)) {
    mkdirSync(shelf, { recursive: true })
    syncFolder(dirname(shelf))
  }
  const unfinished = join(shelf, `.${sha256}.${randomBytes(6).toString('hex')}`)
  try {
    writeDurably(unfinished, bytes)
    moveInto(unfinished, file)
    syncFolder(shelf)
  } catch (error) {
    if (isNoSpace(error)) throw new AppError('disk.full', { cause: error })
    throw error
  } finally {
    rmSync(unfinished, { force: true })
  }
  return { sha256, size: bytes.length }
}

/** Gives the bytes of an original. Throws AppError file.missing, file.damaged (bytes are not those of the digest). */
export const readOriginal = (folder: string, sha256: string): Buffer => {
  const file = originalPath(folder, sha256)
  if (!existsSync(file)) throw new AppError('file.missing', { params: { sha256 } })
  const bytes = readFileSync(file)
  if (sha256Of(bytes) !== sha256) throw new AppError('file.damaged', { params: { sha256 } })
  return bytes
}

export interface OriginalToLink {
  readonly invoiceId: string
  readonly sha256: string
  readonly size: number
  readonly format: OriginalFormat
  readonly fileName: string
  readonly source: 'import' | 'platform'
  readonly differs?: readonly Difference[]
  readonly importJob?: string
}

/** Ties a kept file to an invoice, with the audit line. Gives false where it is tied already. */
export const linkOriginal = (tx: WriteDb, act: Act, original: OriginalToLink): boolean => {
  const { invoiceId, sha256, size, format, fileName, source } = original
  if (isLinked(tx, invoiceId, sha256)) return false
  const differs = original.differs ?? []
  tx.prepare<[string, number, string, number]>(
    'INSERT INTO original (sha256, size, format, stored_at) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING',
  ).run(sha256, size, format, act.now)
  tx.prepare<[string, string, string, string, string | null, string | null, string, number]>(
    `INSERT INTO invoice_original (invoice_id, sha256, file_name, source, differs, import_job, added_by, added_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
  ).run(
    invoiceId,
    sha256,
    fileName,
    source,
    differs.length === 0 ? null : JSON.stringify(differs),
    original.importJob ?? null,
    act.actor,
    act.now,
  )
  tx.prepare<[string]>('UPDATE invoice SET original_count = original_count + 1 WHERE id = ?').run(invoiceId)
  if (differs.length > 0) addWarning(tx, invoiceId)
  appendAudit(tx, act, {
    event: differs.length === 0 ? 'invoice.original-added' : 'invoice.differs',
    subject: `invoice:${invoiceId}`,
    content: { sha256, size, format, source, ...(differs.length === 0 ? {} : { fields: differs.length }) },
  })
  return true
}

export const isLinked = (db: ReadDb, invoiceId: string, sha256: string): boolean =>
  db
    .prepare<[string, string]>('SELECT 1 FROM invoice_original WHERE invoice_id = ? AND sha256 = ?')
    .get(invoiceId, sha256) !== undefined

const addWarning = (tx: WriteDb, invoiceId: string): void => {
  tx.prepare<[string]>(
    `UPDATE invoice SET warnings = json_insert(warnings, '$[#]', 'invoice.differs')
     WHERE id = ? AND NOT EXISTS (SELECT 1 FROM json_each(warnings) WHERE value = 'invoice.differs')`,
  ).run(invoiceId)
}

/** Where an original lies. Throws AppError file.missing for anything that is no digest, so no name leads elsewhere. */
export const originalPath = (folder: string, sha256: string): string => {
  if (!/^[0-9a-f]{64}$/.test(sha256)) throw new AppError('file.missing')
  return join(folder, 'originals', sha256.slice(0, 2), sha256)
}

/** A hard link fails where the name is taken, a rename writes over it; damaged bytes under the name give way. */
const moveInto = (from: string, to: string): void => {
  if (existsSync(to)) {
    renameSync(from, to)
    return
  }
  try {
    linkSync(from, to)
  } catch {
    // Some file systems have no hard links. The content is named by its digest, so the same name is the same bytes.
    renameSync(from, to)
  }
}

const writeDurably = (file: string, bytes: Uint8Array): void => {
  const descriptor = openSync(file, 'wx', 0o600)
  try {
    for (let at = 0; at < bytes.length;) at += writeSync(descriptor, bytes, at)
    fsyncSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
}

/** Makes a new name in a folder durable. Windows has no such call and needs none. */
const syncFolder = (folder: string): void => {
  if (process.platform === 'win32') return
  const descriptor = openSync(folder, 'r')
  try {
    fsyncSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
}

export const isNoSpace = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && (error.code === 'ENOSPC' || error.code === 'EDQUOT')
