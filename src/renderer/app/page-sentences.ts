// Sentences of the pages that keep a catalogue of their own: one file a page and language, a section of the same name.
import enImport from '../../../resources/locales/en/import.json'
import enInvoice from '../../../resources/locales/en/invoice.json'
import enInvoices from '../../../resources/locales/en/invoices.json'
import enParties from '../../../resources/locales/en/parties.json'
import enRecord from '../../../resources/locales/en/record.json'
import enSale from '../../../resources/locales/en/sale.json'
import zhImport from '../../../resources/locales/zh-CN/import.json'
import zhInvoice from '../../../resources/locales/zh-CN/invoice.json'
import zhInvoices from '../../../resources/locales/zh-CN/invoices.json'
import zhParties from '../../../resources/locales/zh-CN/parties.json'
import zhRecord from '../../../resources/locales/zh-CN/record.json'
import zhSale from '../../../resources/locales/zh-CN/sale.json'

export const chinesePages = {
  record: zhRecord,
  invoices: zhInvoices,
  invoice: zhInvoice,
  sale: zhSale,
  import: zhImport,
  parties: zhParties,
}

export const englishPages = {
  record: enRecord,
  invoices: enInvoices,
  invoice: enInvoice,
  sale: enSale,
  import: enImport,
  parties: enParties,
}
