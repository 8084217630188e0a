// The exact body of a 诺诺 requestBillingNew, written once and frozen with its key: the same input always gives the same
// bytes. The three amounts of a line are the book's own; price and quantity are sent only where they fit and agree.
import type { OrderInput, OrderWriter } from '../../../core/app/ports.ts'
import type { OwnCompany } from '../../../core/book/own-company.ts'
import type { SaleLineToIssue } from '../../../core/book/sale-to-issue.ts'
import { shanghaiDate, shanghaiTime } from '../../../../shared/domain/dates.ts'
import { decimalText, parseDecimal } from '../../../../shared/domain/decimal-text.ts'
import { nuonuoInvoiceLine } from '../../../../shared/domain/kind.ts'
import { yuanText } from '../../../../shared/domain/money.ts'
import { priceTimesQuantityWithinTolerance } from '../../../../shared/domain/tax.ts'

/** 单价 and 数量: at most so many decimals and characters (fapiao.md §6.4 — 诺诺). */
const mostDecimals = 8
const mostCharacters = 16

/** Writes the body of fapiao.md §9.1 — 诺诺 requestBillingNew, or names what the seller's company data lack. */
export const nuonuoOrders: OrderWriter = {
  write(input) {
    const missing = missingSellerFields(input.seller)
    return missing.length > 0 ? { missing } : { payload: JSON.stringify({ order: orderOf(input) }) }
  },
}

const missingSellerFields = (seller: OwnCompany): readonly string[] =>
  (['phone', 'address', 'clerk'] as const).filter((field) => isEmpty(seller[field]))

const isEmpty = (text: string | undefined): boolean => text === undefined || text.trim() === ''

const orderOf = ({ key, recordedAt, seller, sale }: OrderInput): object => ({
  orderNo: key,
  invoiceDate: `${shanghaiDate(recordedAt)} ${shanghaiTime(recordedAt)}`,
  invoiceType: '1',
  invoiceLine: nuonuoInvoiceLine(sale.kind),
  salerTaxNum: seller.taxId,
  salerTel: seller.phone,
  salerAddress: seller.address,
  ...optional('salerAccount', accountText(seller.bank, seller.account)),
  buyerName: sale.buyer.name,
  buyerTaxNum: sale.buyer.taxId ?? '',
  ...optional('buyerTel', sale.buyer.phone),
  ...optional('buyerAddress', sale.buyer.address),
  ...optional('buyerAccount', accountText(sale.buyer.bank, sale.buyer.account)),
  clerk: seller.clerk,
  pushMode: '-1',
  buyerPhone: '',
  email: '',
  remark: sale.remark ?? '',
  invoiceDetail: sale.lines.map((line, index) =>
    detailOf(line, sale.priceSide, sale.lines[index + 1]?.isDiscount === true),
  ),
})

const optional = (field: string, text: string | undefined): Readonly<Record<string, string>> =>
  text === undefined || text.trim() === '' ? {} : { [field]: text }

const accountText = (bank: string | undefined, account: string | undefined): string =>
  [bank, account].filter((part) => !isEmpty(part)).join(' ')

const detailOf = (line: SaleLineToIssue, side: 'incl' | 'excl', isDiscounted: boolean): object => ({
  goodsName: line.name,
  ...optional('goodsCode', line.taxCode),
  ...optional('specType', line.spec),
  ...optional('unit', line.unit),
  withTaxFlag: side === 'incl' ? '1' : '0',
  ...priceAndQuantity(line, side),
  taxRate: isRateWord(line.rate) ? '0' : line.rate,
  taxIncludedAmount: yuanText(line.total),
  taxExcludedAmount: yuanText(line.amount),
  tax: yuanText(line.tax),
  // Nature of the line (fapiao.md §6.5): 1 discount, 2 the line it belongs to, 0 any other.
  invoiceLineProperty: line.isDiscount ? '1' : isDiscounted ? '2' : '0',
  // 数电 invoices say exempt and not taxed here and leave zeroRateFlag empty (fapiao.md §6.6 — 诺诺).
  favouredPolicyFlag: line.rate === 'exempt' ? '03' : line.rate === 'not-taxed' ? '04' : '0',
})

const isRateWord = (rate: string): boolean => rate === 'exempt' || rate === 'not-taxed' || rate === 'zero'

interface PriceAndQuantity {
  readonly price?: string
  readonly num?: string
}

/**
 * Both or neither (fapiao.md §6.4 — 诺诺). A price that does not fit is derived from amount ÷ quantity; where even that
 * does not give the amount back, both are left out and the amounts stand alone.
 */
const priceAndQuantity = (line: SaleLineToIssue, side: 'incl' | 'excl'): PriceAndQuantity => {
  if (line.isDiscount || line.quantity === undefined || line.unitPrice === undefined) return {}
  const amount = side === 'incl' ? line.total : line.amount
  const num = fitting(line.quantity)
  const quantity = num === undefined ? undefined : parseDecimal(num)
  if (num === undefined || quantity === undefined || quantity.isZero()) return {}
  const derived = parseDecimal(yuanText(amount))?.div(quantity)
  const candidates = [
    fitting(line.unitPrice),
    derived === undefined ? undefined : fitting(decimalText(derived, mostDecimals)),
  ]
  const price = candidates.find(
    (candidate) =>
      candidate !== undefined &&
      priceTimesQuantityWithinTolerance({ quantity: num, unitPrice: candidate, amount }),
  )
  return price === undefined ? {} : { price, num }
}

const fitting = (text: string): string | undefined => {
  const value = parseDecimal(text)
  if (value === undefined || value.decimalPlaces() > mostDecimals) return undefined
  const plain = decimalText(value)
  return plain.length > mostCharacters ? undefined : plain
}
