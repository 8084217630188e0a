// A book with a broken page sends nothing; a sound one is looked through when due, and not again before that.
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, expect, test } from 'vitest'
import { bookFile, openBook } from '../../../src/main/core/book/book-folder.ts'
import { readSetting, writeSetting } from '../../../src/main/core/book/settings.ts'
import { write } from '../../../src/main/core/db/transaction.ts'
import { checkBook } from '../../../src/main/sync/check-book.ts'
import { openTestBook, type TestBook } from '../../support/open-test-book.ts'
import { testStart } from '../../support/test-ports.ts'

const dayMs = 86_400_000
let book: TestBook | undefined
afterEach(() => {
  book?.close()
  book = undefined
})

/** Overwrites the first page of an index with nonsense, as a failing disk would. */
const breakIndex = (file: string, index: string): void => {
  const raw = new Database(file)
  const size = Number(raw.pragma('page_size', { simple: true }))
  const page = raw
    .prepare<[string], { rootpage: number }>('SELECT rootpage FROM sqlite_schema WHERE name = ?')
    .get(index)
  raw.close()
  const handle = openSync(file, 'r+')
  writeSync(handle, Buffer.alloc(size, 0x5a), 0, size, ((page?.rootpage ?? 1) - 1) * size)
  closeSync(handle)
}

test('a sound book is looked through once a day', async () => {
  book = await openTestBook()
  await checkBook(book.db, 'nuonuo', testStart)
  await checkBook(book.db, 'nuonuo', testStart + dayMs - 1)
  expect(readSetting(book.db.read, 'book.checked-at')).toBe(testStart)
  await checkBook(book.db, 'nuonuo', testStart + dayMs)
  expect(readSetting(book.db.read, 'book.checked-at')).toBe(testStart + dayMs)
})

test('a damaged book is found before anything is sent, also right after a clock was set back', async () => {
  book = await openTestBook()
  write(book.db, (tx) => writeSetting(tx, 'book.checked-at', testStart + dayMs))
  const copy = mkdtempSync(path.join(os.tmpdir(), 'piaobu-damaged-'))
  book.db.writer.connection.exec(`VACUUM INTO '${bookFile(copy)}'`)
  breakIndex(bookFile(copy), 'party_recent')
  const { db } = openBook(copy)
  try {
    await expect(checkBook(db, 'nuonuo', testStart)).rejects.toMatchObject({ code: 'book.damaged' })
  } finally {
    db.close()
    rmSync(copy, { recursive: true })
  }
})
