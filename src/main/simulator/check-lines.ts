// The lines of an order: fields, the sum and tax tolerances the platform states (fapiao.md §6.3: E9130 exact, E9131 within
// 0.06), and discount lines (§6.5: right behind their line, negative, same name, code and rate, not larger).
import { parseYuan } from '../../shared/domain/money.ts'
import {
  lineAmounts,
  lineTaxWithinTolerance,
  parseRate,
  totalsAddUp,
  type LineAmounts,
  type RateText,
} from '../../shared/domain/tax.ts'
import { codes, refusal, type Answer } from './answer.ts'
import type { Fields } from './billing-order.ts'
import { checkFields, type FieldRule } from './check-field.ts'

/** Largest amount of a line: ten thousand million yuan, so that no sum of lines leaves the safe integers. */
const largestFen = 1_000_000_000_000

const money = /^-?\d{1,13}(\.\d{1,2})?$/
const moneyText = '应为数字，最多两位小数'
const decimal = /^\d{1,15}(\.\d{1,8})?$/
const decimalText = '应为数字，最多八位小数'

const lineRules: readonly FieldRule[] = [
  { field: 'goodsName', title: '商品名称', code: 'E9119', required: true, longest: 90 },
  {
    field: 'withTaxFlag',
    title: '单价含税标志',
    code: 'E9120',
    required: true,
    form: /^[01]$/,
    formText: '只能为0或1',
  },
  {
    field: 'taxRate',
    title: '税率',
    code: 'E9121',
    required: true,
    longest: 10,
    form: /^0(\.\d{1,4})?$/,
    formText: '应为小数，如0.13',
  },
  {
    field: 'goodsCode',
    title: '商品编码',
    code: 'E9122',
    longest: 19,
    form: /^\d{19}$/,
    formText: '应为19位数字',
  },
  { field: 'price', title: '单价', code: 'E9123', longest: 16, form: decimal, formText: decimalText },
  { field: 'num', title: '数量', code: 'E9123', longest: 16, form: decimal, formText: decimalText },
  { field: 'unit', title: '单位', code: 'E9124', longest: 20 },
  { field: 'specType', title: '规格型号', code: 'E9124', longest: 40 },
  { field: 'tax', title: '税额', code: 'E9125', longest: 16, form: money, formText: moneyText },
  {
    field: 'taxExcludedAmount',
    title: '不含税金额',
    code: 'E9125',
    longest: 16,
    form: money,
    formText: moneyText,
  },
  {
    field: 'taxIncludedAmount',
    title: '含税金额',
    code: 'E9125',
    longest: 16,
    form: money,
    formText: moneyText,
  },
  {
    field: 'invoiceLineProperty',
    title: '发票行性质',
    code: 'E9126',
    form: /^[012]$/,
    formText: '只能为0、1、2',
  },
  {
    field: 'favouredPolicyFlag',
    title: '优惠政策标识',
    code: codes.policyField,
    form: /^(0|0[1-9]|1[0-8])$/,
    formText: '不在取值范围内',
  },
  {
    field: 'zeroRateFlag',
    title: '零税率标识',
    code: codes.policyField,
    form: /^[123]$/,
    formText: '只能为空、1、2、3',
  },
]

/** The rate as the domain knows it; 免税 and 不征税 lines carry the rate 0 and a policy flag. */
const rateOf = (line: Fields): RateText | undefined => {
  const policy = line['favouredPolicyFlag']
  if (policy === '03') return 'exempt'
  if (policy === '04') return 'not-taxed'
  return parseRate(line['taxRate'] ?? '')
}

const isGiven = (text: string | undefined): text is string => text !== undefined && text !== ''

const amountsOf = (line: Fields, place: string): LineAmounts | Answer => {
  const { price, num, tax, taxExcludedAmount, taxIncludedAmount } = line
  const rate = rateOf(line)
  if (rate === undefined) return refusal('E9121', `${place}税率(taxRate)不正确`)
  if (isGiven(price) !== isGiven(num))
    return refusal('E9123', `${place}单价(price)与数量(num)必须同时填写或同时为空`)
  if (isGiven(tax) && isGiven(taxExcludedAmount) && isGiven(taxIncludedAmount)) {
    const amounts = {
      amount: parseYuan(taxExcludedAmount),
      tax: parseYuan(tax),
      total: parseYuan(taxIncludedAmount),
    }
    if (amounts.amount === undefined || amounts.tax === undefined || amounts.total === undefined)
      return refusal('E9125', `${place}金额${moneyText}`)
    return { amount: amounts.amount, tax: amounts.tax, total: amounts.total }
  }
  if (!isGiven(price) || !isGiven(num))
    return refusal(
      'E9125',
      `${place}单价为空时，含税金额(taxIncludedAmount)、不含税金额(taxExcludedAmount)、税额(tax)都不能为空`,
    )
  const computed = lineAmounts({
    quantity: num,
    unitPrice: price,
    rate,
    side: line['withTaxFlag'] === '1' ? 'incl' : 'excl',
  })
  return computed.ok ? computed.value : refusal('E9125', `${place}单价(price)×数量(num)无法计算金额`)
}

const checkOne = (line: Fields, place: string, isSpecial: boolean): LineAmounts | Answer => {
  const wrong = checkFields(line, lineRules, place)
  if (wrong !== undefined) return wrong
  const rate = rateOf(line)
  const isFree = rate === 'exempt' || rate === 'not-taxed'
  if (isFree && Number(line['taxRate']) !== 0)
    return refusal(codes.policyField, `${place}免税、不征税时税率(taxRate)必须为0`)
  if (isFree && isSpecial) return refusal(codes.policyField, `${place}免税、不征税项目不得开具专用发票`)
  const amounts = amountsOf(line, place)
  if ('code' in amounts) return amounts
  if (Math.max(Math.abs(amounts.total), Math.abs(amounts.amount), Math.abs(amounts.tax)) > largestFen)
    return refusal('E9125', `${place}金额超出允许的最大值`)
  if (!totalsAddUp(amounts))
    return refusal(codes.amountsDoNotAdd, `${place}不含税金额+税额不等于含税金额(taxIncludedAmount)`)
  if (!lineTaxWithinTolerance({ ...amounts, rate: rate ?? 'zero' }))
    return refusal(codes.taxOutOfTolerance, `${place}税额(tax)误差不能超过0.06`)
  return amounts
}

const checkDiscount = (
  line: Fields,
  amounts: LineAmounts,
  before: Fields | undefined,
  discounted: LineAmounts | undefined,
  place: string,
): Answer | undefined => {
  if (before?.['invoiceLineProperty'] !== '2' || discounted === undefined)
    return refusal('E9126', `${place}折扣行必须紧邻被折扣行`)
  if (['goodsName', 'goodsCode', 'taxRate'].some((field) => (line[field] ?? '') !== (before[field] ?? '')))
    return refusal('E9126', `${place}折扣行的商品名称、编码、税率必须与被折扣行一致`)
  if (isGiven(line['price']) || isGiven(line['num']))
    return refusal('E9126', `${place}折扣行不能有单价(price)和数量(num)`)
  if (amounts.total >= 0 || amounts.amount > 0 || amounts.tax > 0)
    return refusal('E9126', `${place}折扣行金额必须为负数`)
  if (-amounts.total > discounted.total) return refusal('E9126', `${place}折扣金额不能大于被折扣行金额`)
  return undefined
}

/** The amounts of every line in order, or the refusal of the first bad line. */
export const checkLines = (
  lines: readonly Fields[],
  isSpecial: boolean,
): { readonly amounts: readonly LineAmounts[] } | Answer => {
  const all: LineAmounts[] = []
  for (const [index, line] of lines.entries()) {
    const place = `第${index + 1}行`
    const amounts = checkOne(line, place, isSpecial)
    if ('code' in amounts) return amounts
    const before = index === 0 ? undefined : lines[index - 1]
    const property = line['invoiceLineProperty'] ?? '0'
    if (property === '1') {
      const wrong = checkDiscount(line, amounts, before, all.at(-1), place)
      if (wrong !== undefined) return wrong
    } else if (amounts.total <= 0 || amounts.amount < 0 || amounts.tax < 0) {
      return refusal('E9125', `${place}蓝字发票金额必须大于0`)
    }
    if (property === '2' && lines[index + 1]?.['invoiceLineProperty'] !== '1')
      return refusal('E9126', `${place}被折扣行之后必须是折扣行`)
    all.push(amounts)
  }
  return { amounts: all }
}
