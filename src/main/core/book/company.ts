// The company a book belongs to, and the keys its submissions are known by on a platform.
// A key is never used twice: the counter has no gaps, and the incarnation goes up whenever a book is restored or copied.
import { AppError } from '../../../shared/errors.ts'
import type { ReadDb, WriteDb } from '../db/sql.ts'
import { base32 } from './base32.ts'
import type { OwnCompany } from './own-company.ts'

interface BookRow {
  book_id: string
  practice: number
  name: string
  tax_id: string
  address: string | null
  phone: string | null
  bank: string | null
  account: string | null
  clerk: string | null
  taxpayer: 'general' | 'small'
}

/** Throws AppError book.damaged when the book has no company. */
export const ownCompany = (db: ReadDb): OwnCompany => {
  const row = db
    .prepare<[], BookRow>(
      'SELECT book_id, practice, name, tax_id, address, phone, bank, account, clerk, taxpayer FROM book WHERE id = 1',
    )
    .get()
  if (row === undefined) throw new AppError('book.damaged', { params: { table: 'book' } })
  return {
    bookId: row.book_id,
    practice: row.practice === 1,
    name: row.name,
    taxId: row.tax_id,
    ...(row.address === null ? {} : { address: row.address }),
    ...(row.phone === null ? {} : { phone: row.phone }),
    ...(row.bank === null ? {} : { bank: row.bank }),
    ...(row.account === null ? {} : { account: row.account }),
    ...(row.clerk === null ? {} : { clerk: row.clerk }),
    taxpayer: row.taxpayer,
  }
}

/** The next key, 18 characters: `P`, book tag (5), incarnation (2, base32), counter (10 digits). Counts it as used. */
export const nextChannelKey = (tx: WriteDb): string => {
  const row = tx
    .prepare<[], { tag: string; incarnation: number; counter: number }>(
      `UPDATE book SET next_key_counter = next_key_counter + 1 WHERE id = 1
       RETURNING tag, incarnation, next_key_counter - 1 AS counter`,
    )
    .get()
  if (row === undefined) throw new AppError('book.damaged', { params: { table: 'book' } })
  return `P${row.tag}${base32(row.incarnation, 2)}${String(row.counter).padStart(10, '0')}`
}
