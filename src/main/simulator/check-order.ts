// Everything the platform checks about an order before it takes it (fapiao.md §9.1 — 诺诺 requestBillingNew): blue 数电
// invoices only. What passes here will become an invoice unless a fault says otherwise.
import { isCivilDate } from '../../shared/domain/dates.ts'
import { sumLines, type LineAmounts } from '../../shared/domain/tax.ts'
import { refusal, type Answer } from './answer.ts'
import type { BillingOrder, Fields } from './billing-order.ts'
import { checkFields, type FieldRule } from './check-field.ts'
import { checkLines } from './check-lines.ts'

const mostLines = 2000

const orderRules: readonly FieldRule[] = [
  { field: 'orderNo', title: '订单号', code: 'E9105', required: true, longest: 20, form: /^[\w-]+$/ },
  {
    field: 'salerTaxNum',
    title: '销方税号',
    code: 'E9104',
    required: true,
    longest: 20,
    form: /^[0-9A-Z]{15,20}$/,
    formText: '只能为15至20位数字或大写字母',
  },
  {
    field: 'buyerName',
    title: '购方名称',
    code: 'E9107',
    required: true,
    longest: 100,
    form: /^[^<>]*$/,
    formText: '不能包含尖括号',
  },
  {
    field: 'buyerTaxNum',
    title: '购方税号',
    code: 'E9108',
    longest: 20,
    form: /^[0-9A-Z]{15,20}$/,
    formText: '只能为15至20位数字或大写字母',
  },
  { field: 'salerTel', title: '销方电话', code: 'E9109', required: true, longest: 20 },
  { field: 'salerAddress', title: '销方地址', code: 'E9110', required: true, longest: 80 },
  {
    field: 'invoiceDate',
    title: '订单时间',
    code: 'E9111',
    required: true,
    form: /^\d{4}-\d\d-\d\d ([01]\d|2[0-3]):[0-5]\d:[0-5]\d$/,
    formText: '格式应为yyyy-MM-dd HH:mm:ss',
  },
  { field: 'clerk', title: '开票员', code: 'E9112', required: true, longest: 20 },
  {
    field: 'pushMode',
    title: '推送方式',
    code: 'E9113',
    required: true,
    form: /^(-1|0|1|2)$/,
    formText: '只能为-1、0、1、2',
  },
  { field: 'buyerPhone', title: '购方手机', code: 'E9114', longest: 20, form: /^[0-9+-]+$/ },
  { field: 'email', title: '推送邮箱', code: 'E9115', longest: 50, form: /^[^@\s]+@[^@\s]+$/ },
  {
    field: 'invoiceType',
    title: '开票类型',
    code: 'E9116',
    required: true,
    form: /^1$/,
    formText: '只能为1（蓝票），数电票冲红请对接数电快捷冲红接口',
  },
  {
    field: 'invoiceLine',
    title: '发票种类',
    code: 'E9117',
    required: true,
    form: /^(pc|bs)$/,
    formText: '未开通，只能为pc或bs',
  },
  { field: 'remark', title: '备注', code: 'E9127', longest: 200 },
  { field: 'buyerTel', title: '购方电话', code: 'E9128', longest: 50 },
  { field: 'buyerAddress', title: '购方地址', code: 'E9128', longest: 80 },
  { field: 'buyerAccount', title: '购方银行开户行及账号', code: 'E9128', longest: 100 },
  { field: 'salerAccount', title: '销方银行开户行及账号', code: 'E9128', longest: 100 },
  { field: 'checker', title: '复核人', code: 'E9128', longest: 20 },
  { field: 'payee', title: '收款人', code: 'E9128', longest: 20 },
  { field: 'extensionNumber', title: '分机号', code: 'E9128', longest: 5, form: /^\d+$/ },
  { field: 'specificFactor', title: '特定要素', code: 'E9128', form: /^0$/, formText: '未开通，只能为0' },
  { field: 'naturalPersonFlag', title: '购买方自然人标志', code: 'E9128', form: /^[01]$/ },
  { field: 'showBankAccountType', title: '开户行及账号显示', code: 'E9128', form: /^[0-3]$/ },
  { field: 'taxNumVerifyFlag', title: '购方税号校验', code: 'E9128', form: /^[01]$/ },
]

const required = (fields: Fields, field: string, title: string, code: string): Answer | undefined =>
  (fields[field] ?? '').trim() === '' ? refusal(code, `${title}(${field})不能为空`) : undefined

/** Rules that tie two fields together. */
const checkTogether = (fields: Fields): Answer | undefined => {
  const pushMode = fields['pushMode']
  if (!isCivilDate((fields['invoiceDate'] ?? '').slice(0, 10)))
    return refusal('E9111', '订单时间(invoiceDate)不是有效日期')
  if (pushMode === '1' || pushMode === '2') {
    const missing = required(fields, 'buyerPhone', '购方手机', 'E9114')
    if (missing !== undefined) return missing
  }
  if (pushMode === '0' || pushMode === '2') {
    const missing = required(fields, 'email', '推送邮箱', 'E9115')
    if (missing !== undefined) return missing
  }
  if (fields['invoiceLine'] === 'bs') {
    const missing = required(fields, 'buyerTaxNum', '购方税号', 'E9108')
    if (missing !== undefined) return refusal('E9108', '数电专票购方税号(buyerTaxNum)不能为空')
    if (fields['naturalPersonFlag'] === '1')
      return refusal('E9128', '购买方自然人标志(naturalPersonFlag)仅用于数电普票')
  }
  if ((fields['buyerAddress'] ?? '').length + (fields['buyerTel'] ?? '').length > 100)
    return refusal('E9128', '购方地址(buyerAddress)与购方电话(buyerTel)总长度不能超过100')
  return undefined
}

export interface CheckedOrder {
  readonly order: BillingOrder
  readonly lines: readonly LineAmounts[]
  readonly sums: LineAmounts
}

/** The order with its sums, or the refusal it gets. */
export const checkOrder = (order: BillingOrder): CheckedOrder | Answer => {
  const wrong = checkFields(order.fields, orderRules) ?? checkTogether(order.fields)
  if (wrong !== undefined) return wrong
  if (order.lines.length === 0) return refusal('E9118', '发票明细(invoiceDetail)不能为空')
  if (order.lines.length > mostLines) return refusal('E9118', `发票明细(invoiceDetail)不能超过${mostLines}行`)
  const lines = checkLines(order.lines, order.fields['invoiceLine'] === 'bs')
  if ('code' in lines) return lines
  const sums = sumLines(lines.amounts)
  if (sums.total <= 0) return refusal('E9125', '价税合计必须大于0')
  return { order, lines: lines.amounts, sums }
}
