// Handlers of contract/invoices.ts.
import { invoiceDetail } from '../../book/invoice-detail.ts'
import { invoiceCounts, invoiceMonths, invoicePage } from '../../book/invoice-list.ts'
import { invoiceTimeline } from '../../book/timeline.ts'
import type { Handlers } from '../handler.ts'

export const invoiceHandlers: Handlers<
  'invoice.counts' | 'invoice.months' | 'invoice.page' | 'invoice.get' | 'invoice.timeline'
> = {
  'invoice.counts': ({ db }) => invoiceCounts(db.read),
  'invoice.months': ({ db }, input) => invoiceMonths(db.read, input),
  'invoice.page': ({ db }, input) => invoicePage(db.read, input),
  'invoice.get': ({ db }, { id }) => invoiceDetail(db.read, id),
  'invoice.timeline': ({ db }, { id }) => ({ entries: [...invoiceTimeline(db.read, id)] }),
}
