// queryInvoiceResult: up to 50 order numbers or serial numbers, an entry for each that is found. E9500 only when none is
// found, so a caller can tell "this one is not here" from "nothing could be asked" (fapiao.md §9.1 — Query, Codes).
import { yuanText } from '../../shared/domain/money.ts'
import { shanghaiDate } from '../../shared/domain/dates.ts'
import { qrText } from '../../shared/domain/qr-text.ts'
import { codes, refusal, success, type Answer } from './answer.ts'
import { billingOrderFrom, type Fields } from './billing-order.ts'
import { goodsAbbreviation } from './goods-abbreviation.ts'
import { statusAt, statusText, type OrderRow } from './order-row.ts'
import type { MethodCall, Platform } from './platform.ts'

const mostKeys = 50

const kindTitle = (invoiceLine: string | undefined): string =>
  invoiceLine === 'bs' ? '电子发票(增值税专用发票)' : '电子发票(普通发票)'

const qrTextOf = (row: OrderRow, fields: Fields): string =>
  qrText({
    kind: fields['invoiceLine'] === 'bs' ? 'digital-special' : 'digital-ordinary',
    number: row.invoice_number ?? '',
    total: row.total_fen,
    issueDate: shanghaiDate(row.issued_at ?? 0),
  })

const itemOf = (line: Fields): object => {
  const isIncluded = line['withTaxFlag'] === '1'
  return {
    itemName: line['goodsName'] ?? '',
    itemCodeAbb: goodsAbbreviation(line['goodsCode'] ?? ''),
    itemUnit: line['unit'] ?? '',
    itemPrice: line['price'] ?? '',
    itemTaxRate: line['taxRate'] ?? '',
    itemNum: line['num'] ?? '',
    itemAmount: (isIncluded ? line['taxIncludedAmount'] : line['taxExcludedAmount']) ?? '',
    itemTaxAmount: line['tax'] ?? '',
    itemSpec: line['specType'] ?? '',
    itemCode: line['goodsCode'] ?? '',
    itemSelfCode: line['selfCode'] ?? '',
    isIncludeTax: String(isIncluded),
    invoiceLineProperty: line['invoiceLineProperty'] ?? '0',
    zeroRateFlag: '',
    favouredPolicyName: '',
    favouredPolicyFlag: line['favouredPolicyFlag'] ?? '0',
    deduction: '',
  }
}

const resultOf = (platform: Platform, row: OrderRow, now: number, withItems: boolean): object => {
  const order = billingOrderFrom(JSON.parse(row.body))
  if (typeof order === 'string') throw new Error(`The stored order ${row.order_no} is not readable: ${order}`)
  const { fields, lines } = order
  const status = statusAt(row, now)
  const isIssued = status === '2'
  const number = isIssued ? (row.invoice_number ?? '') : ''
  return {
    serialNo: row.serial_no,
    orderNo: row.order_no,
    status,
    statusMsg: statusText[status],
    failCause: status === '22' || status === '24' ? row.fail_cause : '',
    pdfUrl: '',
    ofdUrl: '',
    xmlUrl: isIssued ? `${platform.origin()}/files/${row.serial_no}.xml` : '',
    invoiceTime: isIssued ? row.issued_at : null,
    invoiceCode: '',
    invoiceNo: number,
    allElectronicInvoiceNumber: number,
    exTaxAmount: yuanText(row.amount_fen),
    taxAmount: yuanText(row.tax_fen),
    orderAmount: yuanText(row.total_fen),
    payerName: row.buyer_name,
    payerTaxNo: fields['buyerTaxNum'] ?? '',
    address: fields['buyerAddress'] ?? '',
    telephone: fields['buyerTel'] ?? '',
    bankAccount: fields['buyerAccount'] ?? '',
    invoiceKind: kindTitle(fields['invoiceLine']),
    checkCode: '',
    qrCode: isIssued ? qrTextOf(row, fields) : '',
    machineCode: '',
    cipherText: '',
    clerk: fields['clerk'] ?? '',
    payee: fields['payee'] ?? '',
    checker: fields['checker'] ?? '',
    salerAccount: fields['salerAccount'] ?? '',
    salerTel: fields['salerTel'] ?? '',
    salerAddress: fields['salerAddress'] ?? '',
    salerTaxNum: row.seller_tax_no,
    saleName: platform.sellers.nameOf(row.seller_tax_no),
    remark: fields['remark'] ?? '',
    extensionNumber: fields['extensionNumber'] ?? '',
    phone: fields['buyerPhone'] ?? '',
    notifyEmail: fields['email'] ?? '',
    invoiceType: '1',
    oldInvoiceCode: '',
    oldInvoiceNo: '',
    oldEleInvoiceNumber: '',
    ...(withItems ? { invoiceItems: lines.map(itemOf) } : {}),
  }
}

const keysOf = (json: unknown): readonly string[] =>
  Array.isArray(json) ? json.filter((key): key is string => typeof key === 'string' && key !== '') : []

interface LookupBody {
  readonly serialNos?: unknown
  readonly orderNos?: unknown
  readonly isOfferInvoiceDetail?: unknown
}

const lookupBodyOf = (text: string): LookupBody | undefined => {
  try {
    const json: unknown = JSON.parse(text)
    return typeof json === 'object' && json !== null ? json : undefined
  } catch {
    return undefined
  }
}

/** Takes a verified call, gives the found orders; serial numbers win where both lists are sent. */
export const lookupOrders = (platform: Platform, call: MethodCall): Answer => {
  const body = lookupBodyOf(call.body.toString('utf8'))
  if (body === undefined) return refusal(codes.queryFailed, '查询异常：请求体不是有效的JSON')
  const serialNos = keysOf(body.serialNos)
  const orderNos = keysOf(body.orderNos)
  const keys = serialNos.length > 0 ? serialNos : orderNos
  if (keys.length === 0) return refusal(codes.keysMissing, '流水号和订单号不能全部为空')
  if (keys.length > mostKeys) return refusal(codes.queryFailed, `查询异常：每次最多查询${mostKeys}张发票`)
  const now = platform.now()
  const found = keys
    .flatMap((key) => {
      if (serialNos.length === 0) return platform.orders.byOrderNo(key, call.userTax)
      const row = platform.orders.bySerialNo(key)
      return row === undefined ? [] : [row]
    })
    .filter((row) => row.visible_from <= now)
    .filter((row) => call.userTax === undefined || row.seller_tax_no === call.userTax)
  if (found.length === 0) return refusal(codes.notFound, '发票不存在')
  const withItems = body.isOfferInvoiceDetail === '1'
  return success(
    found.map((row) => resultOf(platform, row, now, withItems)),
    '获取发票成功',
  )
}
