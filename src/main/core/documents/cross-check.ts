// What an invoice says twice must agree (fapiao.md §2.7, §3, §6.3, §6.8). Disagreement is a warning, never a refusal.
// The 0.06 rule belongs to a line; sums of lines are compared to the 分.
import { parseCapitalAmount } from '../../../shared/domain/capital-amount.ts'
import type { InvoiceLine, ReadInvoice } from '../../../shared/domain/invoice.ts'
import { checkInvoiceNumber } from '../../../shared/domain/invoice-number.ts'
import { parseQrText } from '../../../shared/domain/qr-text.ts'
import {
  lineTaxWithinTolerance,
  parseRate,
  priceTimesQuantityWithinTolerance,
} from '../../../shared/domain/tax.ts'
import { checkTaxId } from '../../../shared/domain/taxpayer-id.ts'
import { readWarningCodes, type WarningCode } from './warning-codes.ts'

type Checked = Omit<ReadInvoice, 'warnings'>

/** Takes an invoice as read and the colour the file names, gives what is odd. Knows no clock: see `datedWarnings`. */
export const crossCheck = (invoice: Checked, colour: string | undefined): readonly WarningCode[] => [
  ...numberWarnings(invoice, undefined),
  ...(invoice.kind === 'unknown' ? (['kind.unknown'] as const) : []),
  ...[invoice.seller.taxId, invoice.buyer.taxId].flatMap(taxIdWarnings),
  ...sumWarnings(invoice),
  ...lineWarnings(invoice),
  ...(colour !== undefined && (colour === 'red') !== isNegative(invoice) ? (['red.sign'] as const) : []),
  ...qrWarnings(invoice),
]

/** What depends on the day it is: dates in the future, and older than the bureau verifies. */
export const datedWarnings = (invoice: Checked, today: string): readonly WarningCode[] =>
  numberWarnings(invoice, today).filter((code) => code.startsWith('date.'))

const isNegative = (invoice: Checked): boolean => (invoice.total ?? invoice.amount ?? 0) < 0

const known = (codes: readonly string[]): readonly WarningCode[] =>
  codes.flatMap((code) => readWarningCodes.filter((listed) => listed === code))

const numberWarnings = (invoice: Checked, today: string | undefined): readonly WarningCode[] => {
  const { code, number, kind, issueDate } = invoice
  const { errors, warnings } = checkInvoiceNumber({ code, number, kind, issueDate, today, source: 'import' })
  return known([...errors.map((error) => error.code), ...warnings])
}

const taxIdWarnings = (taxId: string | undefined): readonly WarningCode[] =>
  taxId === undefined ? [] : known(checkTaxId(taxId).issues)

const sumWarnings = ({ amount, tax, total, totalInWords }: Checked): readonly WarningCode[] => {
  const warnings: WarningCode[] = []
  if (amount === undefined || tax === undefined || total === undefined) warnings.push('sums.incomplete')
  else if (amount + tax !== total) warnings.push('sums.differ')
  const words = totalInWords === undefined ? undefined : parseCapitalAmount(totalInWords)
  // Some issuers write the words of a red invoice without （负数）, so only the size is compared.
  if (words !== undefined && total !== undefined && Math.abs(words) !== Math.abs(total)) {
    warnings.push('words.differ')
  }
  return warnings
}

const lineWarnings = ({ lines, amount, tax }: Checked): readonly WarningCode[] => {
  if (lines === undefined) return []
  const warnings: WarningCode[] = []
  const sum = (of: (line: InvoiceLine) => number): number => lines.reduce((all, line) => all + of(line), 0)
  if (amount !== undefined && sum((line) => line.amount) !== amount) warnings.push('lines.amount-differs')
  const hidden = lines.some((line) => line.taxMasked === true)
  if (tax !== undefined && !hidden && sum((line) => line.tax) !== tax) warnings.push('lines.tax-differs')
  if (!lines.every(taxAgrees)) warnings.push('line.tax-off')
  if (!lines.every(priceAgrees)) warnings.push('line.price-off')
  return warnings
}

const taxAgrees = ({ amount, tax, rateText, taxMasked }: InvoiceLine): boolean => {
  const rate = parseRate(rateText ?? '')
  return rate === undefined || taxMasked === true || lineTaxWithinTolerance({ amount, tax, rate })
}

const priceAgrees = ({ amount, quantity, unitPrice }: InvoiceLine): boolean =>
  quantity === undefined ||
  unitPrice === undefined ||
  priceTimesQuantityWithinTolerance({ quantity, unitPrice, amount })

const qrWarnings = (invoice: Checked): readonly WarningCode[] => {
  const read = invoice.qrText === undefined ? undefined : parseQrText(invoice.qrText)
  if (read === undefined || !read.ok) return []
  const { number, date, amount, amountSide, crc } = read.value
  const printed = amountSide === 'incl' ? invoice.total : amountSide === 'excl' ? invoice.amount : undefined
  const agrees =
    number === invoice.number &&
    date === invoice.issueDate &&
    (printed === undefined || Math.abs(printed) === Math.abs(amount))
  return [
    ...(agrees ? [] : (['qr.differs'] as const)),
    ...(crc === 'mismatch' ? (['qr.check-digits'] as const) : []),
  ]
}
