// The lines of a file as lines of an invoice. A line without goods or amount is no line.
import { parseDecimal } from '../../../shared/domain/decimal-text.ts'
import type { InvoiceLine } from '../../../shared/domain/invoice.ts'
import { zeroFen } from '../../../shared/domain/money.ts'
import { lineTaxWithinTolerance, parseRate } from '../../../shared/domain/tax.ts'
import type { LineTexts } from './fields-on-file.ts'
import { cleanText, decimalOnFile, moneyOnFile } from './text-on-file.ts'

/** Takes lines as text, gives lines as printed. Throws Refusal hostile for texts beyond any length. */
export const invoiceLines = (lines: readonly Readonly<LineTexts>[]): readonly InvoiceLine[] =>
  lines.flatMap((texts) => {
    const line = invoiceLine(texts)
    return line === undefined ? [] : [line]
  })

const invoiceLine = (texts: Readonly<LineTexts>): InvoiceLine | undefined => {
  const text = (field: keyof LineTexts): string | undefined => {
    const cleaned = cleanText(texts[field] ?? '')
    return cleaned === '' ? undefined : cleaned
  }
  const amount = moneyOnFile(text('amount'))?.amount
  const name = text('name')
  if (name === undefined || amount === undefined) return undefined
  const tax = moneyOnFile(text('tax'))
  const { quantity, rate } = quantityAndRate({
    quantity: text('quantity'),
    rate: text('rate'),
    either: text('quantityOrRate'),
    isRate: (either) => {
      const parsed = parseRate(either)
      return (
        parsed !== undefined && lineTaxWithinTolerance({ amount, tax: tax?.amount ?? zeroFen, rate: parsed })
      )
    },
  })
  const taxCode = text('taxCode')
  const spec = text('spec')
  const unit = text('unit')
  const unitPrice = decimalOnFile(text('unitPrice'))
  return {
    name,
    ...(taxCode === undefined ? {} : { taxCode }),
    ...(spec === undefined ? {} : { spec }),
    ...(unit === undefined ? {} : { unit }),
    ...(quantity === undefined ? {} : { quantity }),
    ...(unitPrice === undefined ? {} : { unitPrice }),
    amount,
    ...(rate === undefined ? {} : { rateText: rate }),
    tax: tax?.amount ?? zeroFen,
    ...(tax?.masked === true ? { taxMasked: true } : {}),
  }
}

/** SL beside a quantity is the rate, beside a rate the quantity; alone it is the rate where the tax agrees with it. */
const quantityAndRate = (line: {
  readonly quantity: string | undefined
  readonly rate: string | undefined
  readonly either: string | undefined
  isRate(text: string): boolean
}): { readonly quantity: string | undefined; readonly rate: string | undefined } => {
  const quantity = decimalOnFile(line.quantity)
  const { rate, either } = line
  if (either === undefined || (quantity !== undefined && rate !== undefined)) return { quantity, rate }
  if (quantity !== undefined) return { quantity, rate: either }
  if (rate !== undefined) return { quantity: decimalOnFile(either), rate }
  return parseDecimal(either) === undefined || line.isRate(either)
    ? { quantity, rate: either }
    : { quantity: decimalOnFile(either), rate }
}
