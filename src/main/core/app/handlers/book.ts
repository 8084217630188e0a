// Handlers of contract/book.ts.
import { appendAudit } from '../../audit/append.ts'
import { changeSettings, readSettings } from '../../book/settings.ts'
import { updateCompany } from '../../book/update-company.ts'
import { liftHolds } from '../../outbox/lift-holds.ts'
import { bookOverview } from '../../reports/overview.ts'
import { bookInfo } from '../book-info.ts'
import type { Handlers } from '../handler.ts'

export const bookHandlers: Handlers<
  'book.get' | 'book.update' | 'settings.get' | 'settings.set' | 'overview.get'
> = {
  'book.get': ({ db, folder, ports }) => bookInfo(db.read, { folder, orders: ports.orders }),
  'book.update': ({ folder, ports }, input, commit) =>
    commit((tx, act) => {
      updateCompany(tx, act, input)
      liftHolds(tx, act, ports)
      return bookInfo(tx, { folder, orders: ports.orders })
    }),
  'settings.get': ({ db }) => readSettings(db.read),
  'settings.set': (_core, input, commit) =>
    commit((tx, act) => {
      const settings = changeSettings(tx, input)
      appendAudit(tx, act, { event: 'settings.changed', subject: 'book', content: { ...input } })
      return settings
    }),
  'overview.get': ({ db, auditKnowledge }, _input, { now }) =>
    bookOverview(db.read, { now, audit: auditKnowledge() }),
}
