// Rates and the arithmetic of a line and an invoice (fapiao.md §6.1–6.3). Whole 分, half away from zero.
// Totals are sums of rounded lines; tax is never computed again on a total.
import type { FieldIssue } from '../errors.ts'
import { err, ok, type Result } from '../result.ts'
import { decimalText, parseDecimal, type Decimal } from './decimal-text.ts'
import { addFen, roundToFen, scaleFen, subtractFen, sumFen, type Fen } from './money.ts'
import { issue } from './issue-codes.ts'
import { halfWidth, withoutSpaces } from './text-forms.ts'

/** Rates that are words. `masked` is a printed `***`: the face hides the rate (差额征税), it counts as zero. */
export const rateWords = ['exempt', 'not-taxed', 'zero', 'masked'] as const
export type RateWord = (typeof rateWords)[number]
/** A rate as the book keeps it: shortest decimal text ("0.13", "0.015", "0") or a word. */
export type RateText = RateWord | `${number}`
export type PriceSide = 'incl' | 'excl'

/** Well inside safe integers of 分, with room for sums. */
const largestYuan = '999999999999.99'

const wordsOnFiles: Readonly<Record<string, RateWord>> = {
  exempt: 'exempt',
  免税: 'exempt',
  免征: 'exempt',
  免征增值税: 'exempt',
  'not-taxed': 'not-taxed',
  不征税: 'not-taxed',
  不征增值税: 'not-taxed',
  zero: 'zero',
  零税率: 'zero',
  普通零税率: 'zero',
  masked: 'masked',
  '***': 'masked',
  '*': 'masked',
}

/**
 * Takes a rate as files and people write it: `0.06`, `0.060000`, `6%`, `13`, `免税`, `***`. Gives undefined for
 * anything else. A bare number from 1 up is a percentage; below 1 it is the rate itself (fapiao.md §5.1, §6.1).
 */
export const parseRate = (text: string): RateText | undefined => {
  const plain = withoutSpaces(halfWidth(text)).toLowerCase()
  const word = Object.hasOwn(wordsOnFiles, plain) ? wordsOnFiles[plain] : undefined
  if (word !== undefined) return word
  const value = parseDecimal(plain.replace(/%$/, ''))
  if (value === undefined || value.isNegative()) return undefined
  const rate = plain.endsWith('%') || value.gte(1) ? value.div(100) : value
  return rate.gte(1) ? undefined : (decimalText(rate) as `${number}`)
}

/** As printed in the 税率 column: `6%`, `1.5%`, `免税`, `不征税`, `***`. */
export const rateLabel = (rate: RateText): string => {
  if (rate === 'exempt') return '免税'
  if (rate === 'not-taxed') return '不征税'
  if (rate === 'masked') return '***'
  if (rate === 'zero') return '0%'
  return `${decimalText(decimalOf(rate).times(100))}%`
}

/** Nothing is added to the amount: a word or "0". */
export const isUntaxed = (rate: RateText): boolean => ratioOf(rate).numerator === 0n

export interface LineAmounts {
  /** Without tax. */
  readonly amount: Fen
  readonly tax: Fen
  /** With tax. */
  readonly total: Fen
}

/** 税额 = round(incl × rate ÷ (1 + rate)), 金额 = incl − 税额 (fapiao.md §6.2). 200.00 at 1 % is 198.02 + 1.98. */
export const lineFromInclusive = (line: {
  readonly amountIncl: Fen
  readonly rate: RateText
}): LineAmounts => {
  const { numerator, denominator } = ratioOf(line.rate)
  const tax = scaleFen(line.amountIncl, numerator, denominator + numerator)
  return { amount: subtractFen(line.amountIncl, tax), tax, total: line.amountIncl }
}

/** 税额 = round(金额 × rate) (fapiao.md §6.2). 150.50 at 3 % has a tax of 4.52. */
export const lineFromExclusive = (line: {
  readonly amountExcl: Fen
  readonly rate: RateText
}): LineAmounts => {
  const { numerator, denominator } = ratioOf(line.rate)
  const tax = scaleFen(line.amountExcl, numerator, denominator)
  return { amount: line.amountExcl, tax, total: addFen(line.amountExcl, tax) }
}

/** 金额 ÷ 数量 to 13 decimals (fapiao.md §6.2). Undefined for a quantity that is zero or no number. */
export const unitPriceExcludingTax = (amount: Fen, quantity: string): string | undefined => {
  const divisor = parseDecimal(quantity)
  if (divisor === undefined || divisor.isZero()) return undefined
  return decimalText(decimalOf(String(amount)).div(100).div(divisor), 13)
}

export interface LineInput {
  readonly quantity?: string | undefined
  readonly unitPrice?: string | undefined
  readonly amountInclTax?: Fen | undefined
  readonly amountExclTax?: Fen | undefined
  readonly rate: RateText
  /** The side of the unit price when not exactly one amount is given to say it. */
  readonly side: PriceSide
}

export interface ComputedLineAmounts extends LineAmounts {
  readonly side: PriceSide
  /** Decimal text without tax, where the line has a quantity and a price. */
  readonly unitPriceExclTax?: string
}

/**
 * Takes what a line says and gives its three amounts. A given amount wins over price × quantity as long as both agree
 * within §6.3; the price is on the side of the amount given. Issue paths are relative to the line.
 */
export const lineAmounts = (line: LineInput): Result<ComputedLineAmounts, readonly FieldIssue[]> => {
  const { amountInclTax, amountExclTax, rate } = line
  const side = sideOf(line)
  const quantity = line.quantity === undefined ? undefined : parseDecimal(line.quantity)
  const unitPrice = line.unitPrice === undefined ? undefined : parseDecimal(line.unitPrice)
  const issues: FieldIssue[] = []
  if (line.quantity !== undefined && quantity === undefined) issues.push(issue('quantity', 'number.invalid'))
  if (line.unitPrice !== undefined && unitPrice === undefined)
    issues.push(issue('unitPrice', 'number.invalid'))
  if (quantity?.isZero() === true) issues.push(issue('quantity', 'quantity.zero'))
  if ((line.quantity === undefined) !== (line.unitPrice === undefined)) {
    issues.push(issue(line.quantity === undefined ? 'quantity' : 'unitPrice', 'quantity.with-price'))
  }
  const priced =
    quantity !== undefined && unitPrice !== undefined ? roundToFenOrNothing(quantity, unitPrice) : undefined
  const given = side === 'incl' ? amountInclTax : amountExclTax
  const base = given ?? priced
  if (base === undefined && issues.length === 0) {
    issues.push(
      line.quantity === undefined ? issue('amount', 'amount.missing') : issue('quantity', 'amount.too-large'),
    )
  }
  if (base === undefined || issues.length > 0) return err(issues)

  if (given !== undefined && line.quantity !== undefined && line.unitPrice !== undefined) {
    const check = { quantity: line.quantity, unitPrice: line.unitPrice, amount: given }
    if (!priceTimesQuantityWithinTolerance(check))
      return err([issue('unitPrice', 'amount.not-price-times-quantity')])
  }
  const computed =
    amountInclTax !== undefined && amountExclTax !== undefined
      ? { amount: amountExclTax, tax: subtractFen(amountInclTax, amountExclTax), total: amountInclTax }
      : side === 'incl'
        ? lineFromInclusive({ amountIncl: base, rate })
        : lineFromExclusive({ amountExcl: base, rate })
  if (!lineTaxWithinTolerance({ ...computed, rate })) return err([issue('amount', 'tax.off')])
  const unitPriceExclTax =
    line.quantity === undefined
      ? undefined
      : side === 'excl'
        ? line.unitPrice
        : unitPriceExcludingTax(computed.amount, line.quantity)
  return ok({ ...computed, side, ...(unitPriceExclTax === undefined ? {} : { unitPriceExclTax }) })
}

/** Sums of rounded lines. */
export const sumLines = (lines: readonly LineAmounts[]): LineAmounts => ({
  amount: sumFen(lines.map((line) => line.amount)),
  tax: sumFen(lines.map((line) => line.tax)),
  total: sumFen(lines.map((line) => line.total)),
})

/** 金额 + 税额 = 价税合计, to the 分 (fapiao.md §6.3 — 诺诺 E9130). */
export const totalsAddUp = (sums: LineAmounts): boolean => sums.amount + sums.tax === sums.total

export interface TaxedAmount {
  readonly amount: Fen
  readonly tax: Fen
  readonly rate: RateText
}

/** |金额 × rate − 税额| ≤ 0.06 (fapiao.md §6.3 — 诺诺 E9131). A masked rate hides a 差额 line and is not checked. */
export const lineTaxWithinTolerance = (line: TaxedAmount): boolean => taxDistanceWithin([line], 6n)

/** |Σ 金额 × rate − Σ 税额| ≤ 1.27 over all lines (fapiao.md §6.3). Lines with a masked rate are not checked. */
export const invoiceTaxWithinTolerance = (lines: readonly TaxedAmount[]): boolean =>
  taxDistanceWithin(lines, 127n)

/** |price × quantity − amount| ≤ 0.01 (fapiao.md §6.3). False where price or quantity is no number. */
export const priceTimesQuantityWithinTolerance = (line: {
  readonly quantity: string
  readonly unitPrice: string
  readonly amount: Fen
}): boolean => {
  const quantity = parseDecimal(line.quantity)
  const unitPrice = parseDecimal(line.unitPrice)
  if (quantity === undefined || unitPrice === undefined) return false
  return quantity.times(unitPrice).times(100).minus(line.amount).abs().lte(1)
}

const sideOf = ({ amountInclTax, amountExclTax, side }: LineInput): PriceSide => {
  if ((amountInclTax === undefined) === (amountExclTax === undefined)) return side
  return amountInclTax === undefined ? 'excl' : 'incl'
}

const decimalOf = (text: string): Decimal => {
  const value = parseDecimal(text)
  if (value === undefined) throw new RangeError(`not a decimal number: ${text}`)
  return value
}

const ratioOf = (rate: RateText): { readonly numerator: bigint; readonly denominator: bigint } => {
  if (rate === 'exempt' || rate === 'not-taxed' || rate === 'zero' || rate === 'masked') {
    return { numerator: 0n, denominator: 1n }
  }
  const value = decimalOf(rate)
  const places = value.decimalPlaces()
  return { numerator: BigInt(value.times(10 ** places).toFixed(0)), denominator: 10n ** BigInt(places) }
}

const taxDistanceWithin = (lines: readonly TaxedAmount[], toleranceFen: bigint): boolean => {
  const checked = lines
    .filter((line) => line.rate !== 'masked')
    .map((line) => ({ line, ratio: ratioOf(line.rate) }))
  const denominator = checked.reduce(
    (largest, { ratio }) => (ratio.denominator > largest ? ratio.denominator : largest),
    1n,
  )
  let distance = 0n
  for (const { line, ratio } of checked) {
    distance +=
      BigInt(line.amount) * ratio.numerator * (denominator / ratio.denominator) -
      BigInt(line.tax) * denominator
  }
  return (distance < 0n ? -distance : distance) <= toleranceFen * denominator
}

const roundToFenOrNothing = (quantity: Decimal, unitPrice: Decimal): Fen | undefined => {
  const product = quantity.times(unitPrice)
  return product.abs().gt(largestYuan) ? undefined : roundToFen(product)
}
