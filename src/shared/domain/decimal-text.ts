// Decimal text, exactly: quantities, unit prices and rates carry more digits than a float can (fapiao.md §6.4).
// Everything that reads or divides such text goes through here, so precision and rounding are the same everywhere.
import { Decimal as DecimalBase } from 'decimal.js'
import { halfWidth } from './text-forms.ts'

/** Sixty digits, half away from zero; a clone, so nobody else's settings reach it. */
export const Decimal = DecimalBase.clone({ precision: 60, rounding: DecimalBase.ROUND_HALF_UP })
export type Decimal = DecimalBase

const plainDecimal = /^[+-]?(\d+(\.\d*)?|\.\d+)$/

/** Takes decimal text ("4197.16981132075", full-width digits too; no exponent, no commas), gives its value or undefined. */
export const parseDecimal = (text: string): Decimal | undefined => {
  const trimmed = halfWidth(text).trim()
  return plainDecimal.test(trimmed) ? new Decimal(trimmed) : undefined
}

/** Gives plain decimal text without exponent and trailing zeros, rounded half up to `places` where given. */
export const decimalText = (value: Decimal, places?: number): string => {
  const rounded = places === undefined ? value : value.toDecimalPlaces(places)
  return rounded.isZero() ? '0' : rounded.toFixed()
}

/** Digits after the point that carry information: "2.120000" has two. */
export const decimalPlaces = (value: Decimal): number => value.decimalPlaces()

/** The shortest plain spelling of decimal text; text that is no number comes back as it is. */
export const canonicalDecimal = (text: string): string => {
  const value = parseDecimal(text)
  return value === undefined ? text : decimalText(value)
}
