// Fills a book with realistic invented invoices, for benches, demo books and tests of many rows: 数电 and 税控 kinds, both
// directions, red ones with their blue, long names. The same seed gives the same book.
import { existsSync } from 'node:fs'
import { bookFile, createBook, openBook } from '../../src/main/core/book/book-folder.ts'
import { findInvoiceByKey, insertInvoice } from '../../src/main/core/book/invoices.ts'
import { ownCompany } from '../../src/main/core/book/company.ts'
import type { OwnCompany } from '../../src/main/core/book/own-company.ts'
import { directionOf } from '../../src/main/core/book/direction.ts'
import type { BookDb } from '../../src/main/core/db/open.ts'
import { write } from '../../src/main/core/db/transaction.ts'
import { invoiceKey } from '../../src/shared/domain/invoice-number.ts'
import { inventedInvoices } from '../../src/main/core/practice/invented-invoices.ts'
import { testCompany } from './open-test-book.ts'
import { testPorts, testStart } from './test-ports.ts'

export interface SeedOptions {
  readonly count: number
  readonly seed?: number
  /** The newest day, YYYY-MM-DD; invoices go back three years from it. */
  readonly today?: string
  readonly companies?: number
}

const pieceSize = 2000
/** Takes a folder (a book is made there if there is none) and writes `count` invoices. Gives how many were written. */
export const seedBook = (dir: string, options: SeedOptions): { readonly written: number } => {
  const ports = testPorts({ seed: options.seed ?? 1 })
  if (!existsSync(bookFile(dir))) createBook({ dir, company: testCompany, practice: true, ports })
  const { db } = openBook(dir)
  // Made for the moment: a book that is lost half way is simply made again, so the disk need not be waited for.
  db.writer.connection.pragma('synchronous = OFF')
  try {
    const company = ownCompany(db.read)
    return { written: withoutListIndexes(db.writer.connection, () => writeAll(db, company, options)) }
  } finally {
    db.close()
  }
}

const writeAll = (db: BookDb, company: OwnCompany, { count, ...rest }: SeedOptions): number => {
  const invoices = inventedInvoices(company, {
    seed: rest.seed ?? 1,
    today: rest.today ?? '2026-11-20',
    days: 1095,
    companies: rest.companies ?? 600,
  })
  let written = 0
  while (written < count) {
    const before = written
    write(db, (tx) => {
      const act = { now: testStart + before, actor: '林会计', correlationId: 'seed' }
      while (written < count && written < before + pieceSize) {
        const read = invoices.next().value
        if (findInvoiceByKey(tx, invoiceKey(read)) !== undefined) continue
        insertInvoice(tx, act, { read, direction: directionOf(company, read), source: 'import' })
        written += 1
      }
    })
  }
  return written
}

/** Indexes that only the list needs are built once at the end, which is several times faster than row by row. */
const withoutListIndexes = <T>(connection: BookDb['writer']['connection'], work: () => T): T => {
  const indexes = connection
    .prepare<[], { name: string; sql: string }>(
      `SELECT name, sql FROM sqlite_schema WHERE type = 'index' AND tbl_name = 'invoice' AND sql IS NOT NULL
         AND name NOT IN ('invoice_by_number', 'invoice_by_blue')`,
    )
    .all()
  for (const { name } of indexes) connection.exec(`DROP INDEX ${name}`)
  try {
    return work()
  } finally {
    for (const { sql } of indexes) connection.exec(sql)
  }
}
