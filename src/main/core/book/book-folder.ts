// A book is a folder: book.db, originals/, staging/, log/ and the locks. It is there whole or not at all: a new book is
// built beside its place and moved there once its first page is written.
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { companyNameKey } from '../../../shared/domain/company-name.ts'
import { checkTaxId, normaliseTaxId } from '../../../shared/domain/taxpayer-id.ts'
import { AppError, type FieldIssue } from '../../../shared/errors.ts'
import { appendAudit } from '../audit/append.ts'
import { verifyAuditTail, type AuditCheck } from '../audit/verify.ts'
import type { Ports } from '../app/ports.ts'
import { openBookDb, type BookDb } from '../db/open.ts'
import { write } from '../db/transaction.ts'
import { base32FromBytes } from './base32.ts'
import type { OwnCompany } from './own-company.ts'
import { unsafePlace } from './unsafe-place.ts'

export const bookFile = (folder: string): string => join(folder, 'book.db')
export const originalsFolder = (folder: string): string => join(folder, 'originals')
export const stagingFolder = (folder: string): string => join(folder, 'staging')
export const logFolder = (folder: string): string => join(folder, 'log')
/** Held by the one window host of a book. */
export const appLockFile = (folder: string): string => join(folder, 'app.lock')
/** Held by the one engine of a book. */
export const syncLockFile = (folder: string): string => join(folder, 'sync.lock')

export type NewCompany = Omit<OwnCompany, 'bookId' | 'practice'>

/** Audit rows looked at whenever a book is opened. */
const rowsCheckedAtOpen = 100

/**
 * Makes a new book in `dir` (made where missing). Throws AppError book.exists, book.unsafe-place, input.invalid.
 */
export const createBook = (input: {
  readonly dir: string
  readonly company: NewCompany
  readonly practice: boolean
  readonly ports: Pick<Ports, 'clock' | 'random'>
}): { readonly book: string; readonly id: string } => {
  const dir = resolve(input.dir)
  refuseUnsafe(dir)
  checkCompany(input.company)
  if (existsSync(bookFile(dir))) throw new AppError('book.exists')
  for (const folder of [dir, originalsFolder(dir), stagingFolder(dir), logFolder(dir)]) {
    mkdirSync(folder, { recursive: true })
  }
  const unfinished = `${bookFile(dir)}.new`
  for (const suffix of ['', '-wal', '-shm']) rmSync(`${unfinished}${suffix}`, { force: true })
  const db = openBookDb(unfinished, { create: true })
  const id = writeFirstPage(db, input)
  db.close()
  renameSync(unfinished, bookFile(dir))
  return { book: dir, id }
}

export interface OpenedBook {
  readonly folder: string
  readonly db: BookDb
  /** The last rows of the audit trail. A broken chain is shown, it does not lock anybody out of the book. */
  readonly auditTail: AuditCheck
}

/** Throws AppError book.missing, book.unsafe-place and those of openBookDb. */
export const openBook = (dir: string): OpenedBook => {
  const folder = resolve(dir)
  if (!existsSync(bookFile(folder))) throw new AppError('book.missing')
  refuseUnsafe(folder)
  for (const part of [originalsFolder(folder), stagingFolder(folder), logFolder(folder)]) {
    mkdirSync(part, { recursive: true })
  }
  const db = openBookDb(bookFile(folder))
  return { folder, db, auditTail: verifyAuditTail(db.read, rowsCheckedAtOpen) }
}

/** Throws AppError input.invalid with the fields that cannot be right; a wrong check character refuses nothing. */
export const checkCompany = (company: { readonly name?: string; readonly taxId?: string }): void => {
  const issues: FieldIssue[] = []
  if (company.name !== undefined && companyNameKey(company.name) === '') {
    issues.push({ path: 'name', code: 'text.required' })
  }
  const check = company.taxId === undefined ? undefined : checkTaxId(company.taxId)
  for (const code of check?.issues ?? []) {
    const wrongLength = code === 'tax-id.length' && check?.kind === 'other'
    if (code === 'tax-id.characters' || wrongLength) issues.push({ path: 'taxId', code })
  }
  if (issues.length > 0) throw new AppError('input.invalid', { issues })
}

const refuseUnsafe = (folder: string): void => {
  const unsafe = unsafePlace(folder)
  if (unsafe !== undefined) {
    throw new AppError('book.unsafe-place', { params: { reason: unsafe.reason, name: unsafe.name } })
  }
}

const writeFirstPage = (
  db: BookDb,
  {
    company,
    practice,
    ports,
  }: { company: NewCompany; practice: boolean; ports: Pick<Ports, 'clock' | 'random'> },
): string => {
  const now = ports.clock.now()
  const id = ports.random.uuid(now)
  write(db, (tx) => {
    tx.prepare(
      `INSERT INTO book (id, book_id, tag, incarnation, next_key_counter, practice, name, tax_id, address, phone, bank,
         account, clerk, taxpayer, created_at)
       VALUES (1, ?, ?, 0, 1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    ).run(
      id,
      base32FromBytes(ports.random.bytes(5)),
      practice ? 1 : 0,
      company.name.trim(),
      normaliseTaxId(company.taxId),
      company.address?.trim() || null,
      company.phone?.trim() || null,
      company.bank?.trim() || null,
      company.account?.trim() || null,
      company.clerk?.trim() || null,
      company.taxpayer,
      now,
    )
    const act = { now, actor: 'system', correlationId: id }
    appendAudit(tx, act, { event: 'book.created', subject: 'book', content: { book: id, practice } })
  })
  return id
}
