// The company of a book as the window shows it, with what it still lacks to issue invoices.
import type { Output } from '../../../shared/contract/api.ts'
import { shanghaiIso } from '../../../shared/domain/dates.ts'
import { zeroFen } from '../../../shared/domain/money.ts'
import { ownCompany } from '../book/company.ts'
import type { OwnCompany } from '../book/own-company.ts'
import { saleChannel } from '../book/sales.ts'
import type { ReadDb } from '../db/sql.ts'
import type { OrderWriter } from './ports.ts'

/** Takes the book's connection (or a transaction on it) and its folder. */
export const bookInfo = (
  db: ReadDb,
  around: { readonly folder: string; readonly orders: OrderWriter },
): Output<'book.get'> => {
  const { bookId, ...company } = ownCompany(db)
  const created = db.prepare<[], { created_at: number }>('SELECT created_at FROM book WHERE id = 1').get()
  return {
    id: bookId,
    ...company,
    missingForIssue: [...missingForIssue({ bookId, ...company }, around.orders)],
    folder: around.folder,
    createdAt: shanghaiIso(created?.created_at ?? 0),
  }
}

/** Asks the one who writes orders, with a sale that lacks nothing itself, so that the rule is in one place. */
const missingForIssue = (seller: OwnCompany, orders: OrderWriter): readonly string[] => {
  const written = orders.write({
    channel: saleChannel,
    key: '',
    recordedAt: 0,
    seller,
    sale: {
      id: '',
      ref: '',
      kind: 'digital-ordinary',
      priceSide: 'incl',
      buyer: { name: '' },
      amount: zeroFen,
      tax: zeroFen,
      total: zeroFen,
      lines: [],
    },
  })
  return 'missing' in written ? written.missing : []
}
