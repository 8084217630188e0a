// The official 数电 XML of an issued order (fapiao.md §5.1): root EInvoice, no namespace, lines as repeated
// IssuItemInformation. Everything that came from the order is escaped.
import { capitalAmount } from '../../shared/domain/capital-amount.ts'
import { shanghaiDate, shanghaiTime } from '../../shared/domain/dates.ts'
import { parseYuan, yuanText, zeroFen } from '../../shared/domain/money.ts'
import { unitPriceExcludingTax } from '../../shared/domain/tax.ts'
import { billingOrderFrom, type Fields } from './billing-order.ts'
import { checkOrder } from './check-order.ts'
import { printedName } from './goods-abbreviation.ts'
import type { OrderRow } from './order-row.ts'

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
}

/** Text for an element: entities, and no characters XML 1.0 forbids. */
const escaped = (text: string): string =>
  text
    .replace(/[&<>"']/g, (character) => entities[character] ?? character)
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')

const element = (name: string, text: string): string =>
  text === '' ? `<${name}/>` : `<${name}>${escaped(text)}</${name}>`

const branch = (name: string, children: readonly string[]): string =>
  `<${name}>${children.join('')}</${name}>`

const label = (name: string, code: string, title: string): string =>
  branch(name, [element('LabelCode', code), element('LabelName', title)])

/** "开户行 账号" split at its last space, as the order sends both in one field. */
const bankAndAccount = (text: string): readonly [string, string] => {
  const cut = text.trim().lastIndexOf(' ')
  return cut < 0 ? [text.trim(), ''] : [text.trim().slice(0, cut).trim(), text.trim().slice(cut + 1)]
}

const rateText = (line: Fields): string => {
  if (line['favouredPolicyFlag'] === '03') return '免税'
  if (line['favouredPolicyFlag'] === '04') return '不征税'
  return line['taxRate'] ?? ''
}

interface LineText {
  readonly amount: string
  readonly tax: string
  readonly total: string
}

const unitPrice = (line: Fields, amount: string): string => {
  const { price = '', num = '' } = line
  if (price === '' || num === '') return ''
  if (line['withTaxFlag'] !== '1') return price
  return unitPriceExcludingTax(parseYuan(amount) ?? zeroFen, num) ?? price
}

const lineElement = (line: Fields, amounts: LineText): string =>
  branch('IssuItemInformation', [
    element('ItemName', printedName(line['goodsName'] ?? '', line['goodsCode'] ?? '')),
    element('SpecMod', line['specType'] ?? ''),
    element('MeaUnits', line['unit'] ?? ''),
    element('Quantity', line['num'] ?? ''),
    element('UnPrice', unitPrice(line, amounts.amount)),
    element('Amount', amounts.amount),
    element('TaxRate', rateText(line)),
    element('ComTaxAm', amounts.tax),
    element('TotaltaxIncludedAmount', amounts.total),
    element('TaxClassificationCode', line['goodsCode'] ?? ''),
  ])

const header = (number: string, isSpecial: boolean): string =>
  branch('Header', [
    element('EIid', number),
    element('EInvoiceTag', 'SWEI1100'),
    element('Version', '0.33'),
    branch('InherentLabel', [
      label('InIssuType', 'Y', '是否蓝字发票标志'),
      label('EInvoiceType', '01', '电子发票'),
      label('GeneralOrSpecialVAT', isSpecial ? '01' : '02', isSpecial ? '增值税专用发票' : '普通发票'),
      label('TaxpayerType', '1', '一般纳税人'),
    ]),
    '<UndefinedLabel/>',
  ])

/** The XML of an issued order; `sellerName` as registered with the platform. Throws for an order without a number. */
export const invoiceXml = (row: OrderRow, sellerName: string): string => {
  const order = billingOrderFrom(JSON.parse(row.body))
  const checked = typeof order === 'string' ? undefined : checkOrder(order)
  if (checked === undefined || 'code' in checked || row.invoice_number === null || row.issued_at === null)
    throw new Error(`Order ${row.order_no} has no invoice to print.`)
  const { fields, lines } = checked.order
  const field = (name: string): string => fields[name] ?? ''
  const number = row.invoice_number
  const issued = `${shanghaiDate(row.issued_at)} ${shanghaiTime(row.issued_at)}`
  const [sellerBank, sellerAccount] = bankAndAccount(field('salerAccount'))
  const [buyerBank, buyerAccount] = bankAndAccount(field('buyerAccount'))
  const seller = branch('SellerInformation', [
    element('SellerIdNum', row.seller_tax_no),
    element('SellerName', sellerName),
    element('SellerAddr', field('salerAddress')),
    element('SellerTelNum', field('salerTel')),
    element('SellerBankName', sellerBank),
    element('SellerBankAccNum', sellerAccount),
  ])
  const buyer = branch('BuyerInformation', [
    element('BuyerIdNum', field('buyerTaxNum')),
    element('BuyerName', row.buyer_name),
    element('BuyerAddr', field('buyerAddress')),
    element('BuyerTelNum', field('buyerTel')),
    element('BuyerBankName', buyerBank),
    element('BuyerBankAccNum', buyerAccount),
    element('BuyerHandlingName', field('buyerManagerName')),
  ])
  const basic = branch('BasicInformation', [
    element('TotalAmWithoutTax', yuanText(row.amount_fen)),
    element('TotalTaxAm', yuanText(row.tax_fen)),
    element('TotalTax-includedAmount', yuanText(row.total_fen)),
    element('TotalTax-includedAmountInChinese', capitalAmount(row.total_fen)),
    element('Drawer', field('clerk')),
    element('RequestTime', issued),
  ])
  const items = lines.map((line, index) => {
    const amounts = checked.lines[index]
    return amounts === undefined
      ? ''
      : lineElement(line, {
          amount: yuanText(amounts.amount),
          tax: yuanText(amounts.tax),
          total: yuanText(amounts.total),
        })
  })
  const supervision = branch('TaxSupervisionInfo', [
    element('InvoiceNumber', number),
    element('IssueTime', issued),
    element('TaxBureauCode', '11100000000'),
    element('TaxBureauName', '国家税务总局北京市税务局'),
  ])
  const root = branch('EInvoice', [
    header(number, field('invoiceLine') === 'bs'),
    branch('EInvoiceData', [
      seller,
      buyer,
      basic,
      ...items,
      '<SpecificInformation/>',
      branch('AdditionalInformation', [element('Remark', field('remark'))]),
    ]),
    branch('SellerAuthentication', [element('AuthenticationMethods', '02')]),
    supervision,
  ])
  return `<?xml version="1.0" encoding="utf-8" standalone="yes"?>\n${root}\n`
}
