// Fills a new practice book with a year of invented invoices, so that lists, sums and charts have something to show.
// They are imports of companies that do not exist; nothing of it is sent anywhere.
import { AppError } from '../../../shared/errors.ts'
import { ownCompany } from '../book/company.ts'
import { directionOf } from '../book/direction.ts'
import { insertInvoice } from '../book/invoices.ts'
import type { Act } from '../app/act.ts'
import type { BookDb } from '../db/open.ts'
import { write } from '../db/transaction.ts'
import { inventedInvoices } from './invented-invoices.ts'

const pieceSize = 100

/** Takes an empty practice book, the day it is made (YYYY-MM-DD) and how many. Throws practice.only for any other book. */
export const fillPracticeBook = (db: BookDb, act: Act, today: string, count: number): void => {
  const company = ownCompany(db.read)
  if (!company.practice) throw new AppError('practice.only')
  const source = inventedInvoices(company, { seed: 20_261_121, today, days: 400, companies: 60 })
  const invoices = Array.from({ length: count }, () => source.next().value).sort((a, b) =>
    a.issueDate < b.issueDate ? -1 : a.issueDate > b.issueDate ? 1 : 0,
  )
  for (let start = 0; start < invoices.length; start += pieceSize) {
    write(db, (tx) => {
      for (const read of invoices.slice(start, start + pieceSize)) {
        insertInvoice(tx, act, { read, direction: directionOf(company, read), source: 'import' })
      }
    })
  }
}
