// Handlers of contract/sales.ts.
import { shanghaiIso } from '../../../../shared/domain/dates.ts'
import { discardDraft, dropDraft, latestDraft, saveDraft } from '../../book/drafts.ts'
import { checkAgainstBook } from '../../book/sale-check.ts'
import { lastSale, saleDetail, salePage } from '../../book/sale-view.ts'
import { recordSales } from '../../book/sales.ts'
import type { Handlers } from '../handler.ts'

export const saleHandlers: Handlers<
  | 'sale.record'
  | 'sale.check'
  | 'sale.page'
  | 'sale.get'
  | 'sale.last'
  | 'draft.get'
  | 'draft.save'
  | 'draft.discard'
> = {
  'sale.record': ({ ports }, { sales, draftId }, commit) =>
    commit((tx, act) => {
      if (draftId !== undefined) dropDraft(tx, draftId)
      return { sales: [...recordSales(tx, act, ports, sales)] }
    }),
  'sale.check': ({ db }, input, { now }) => checkAgainstBook(db.read, input, now),
  'sale.page': ({ db }, input) => salePage(db.read, input),
  'sale.get': ({ db }, { id }) => saleDetail(db.read, id),
  'sale.last': ({ db }) => {
    const sale = lastSale(db.read)
    return sale === undefined ? {} : { sale }
  },
  'draft.get': ({ db }) => latestDraft(db.read),
  'draft.save': (_core, { id, content }, commit) =>
    commit((tx, { now }) => {
      saveDraft(tx, { id, content, now })
      return { savedAt: shanghaiIso(now) }
    }),
  'draft.discard': (_core, { id }, commit) =>
    commit((tx) => {
      discardDraft(tx, id)
      return {}
    }),
}
