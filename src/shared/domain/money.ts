// Money is whole 分 (1/100 yuan), an integer everywhere: in memory, in SQL, in payloads turned to text only at the border.
// No function here gives an unsafe integer or a negative zero.
import { Decimal, parseDecimal } from './decimal-text.ts'
import { halfWidth } from './text-forms.ts'

declare const fenBrand: unique symbol
/** An amount in 分. Always a safe integer. */
export type Fen = number & { readonly [fenBrand]: 'Fen' }

/** Takes a whole number of 分. Throws RangeError for anything that is not a safe integer. */
export const fen = (value: number): Fen => {
  if (!Number.isSafeInteger(value)) throw new RangeError(`not a whole amount in fen: ${value}`)
  return (value === 0 ? 0 : value) as Fen
}

export const zeroFen = fen(0)

const moneyText = /^([+-]?)¥?\s*([+-]?)(\d{1,3}(?:,\d{3})+|\d+|(?=\.\d))(?:\.(\d*))?$/

/**
 * Takes money as people and files write it: "4197.17", "-0.5", "1,234.00", "¥2.120000", full-width digits.
 * Gives undefined for anything else, for more than two decimals that matter, and beyond safe integers.
 */
export const parseYuan = (text: string): Fen | undefined => {
  const match = moneyText.exec(halfWidth(text).replace(/￥/g, '¥').replace(/[−–]/g, '-').trim())
  if (match === null) return undefined
  const [, outerSign = '', innerSign = '', whole = '', decimals = ''] = match
  if (outerSign !== '' && innerSign !== '') return undefined
  const cents = decimals.replace(/0+$/, '')
  if (cents.length > 2) return undefined
  const value = Number(`${whole.replaceAll(',', '') || '0'}${cents.padEnd(2, '0')}`)
  if (!Number.isSafeInteger(value)) return undefined
  return fen(outerSign === '-' || innerSign === '-' ? -value : value)
}

/** Gives yuan with two decimals, no grouping: "4197.17", "-0.50". Payloads and the command line use this form. */
export const yuanText = (amount: Fen): string => {
  const digits = String(Math.abs(amount)).padStart(3, '0')
  return `${amount < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`
}

export const addFen = (left: Fen, right: Fen): Fen => fen(left + right)
export const subtractFen = (left: Fen, right: Fen): Fen => fen(left - right)
export const negateFen = (amount: Fen): Fen => fen(-amount)
export const absoluteFen = (amount: Fen): Fen => fen(Math.abs(amount))
export const sumFen = (amounts: Iterable<Fen>): Fen => {
  let sum = zeroFen
  for (const amount of amounts) sum = addFen(sum, amount)
  return sum
}

/** Takes yuan as decimal text or Decimal, gives 分, half away from zero. Throws RangeError for text that is no number. */
export const roundToFen = (yuan: string | Decimal): Fen => {
  const value = typeof yuan === 'string' ? parseDecimal(yuan) : yuan
  if (value === undefined) throw new RangeError('not a decimal amount')
  return fen(value.times(100).toDecimalPlaces(0, Decimal.ROUND_HALF_UP).toNumber())
}

/** amount × numerator ÷ denominator in whole numbers, half away from zero (fapiao.md §6.2). Denominator > 0. */
export const scaleFen = (amount: Fen, numerator: bigint, denominator: bigint): Fen => {
  const product = BigInt(amount) * numerator
  const magnitude = product < 0n ? -product : product
  const rounded = (2n * magnitude + denominator) / (2n * denominator)
  return fen(Number(product < 0n ? -rounded : rounded))
}
