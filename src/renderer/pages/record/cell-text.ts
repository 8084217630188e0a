// How numbers stand in a cell that is not being typed in. What was typed is kept as it was typed.
import { decimalText, parseDecimal } from '../../../shared/domain/decimal-text.ts'
import { parseYuan } from '../../../shared/domain/money.ts'
import { formatAmount } from '../../../shared/format.ts'

/** A unit price: at least two decimals, at most six. Text that is no number stays. */
export const priceText = (typed: string): string => {
  const value = parseDecimal(typed)
  if (value === undefined) return typed
  return value.decimalPlaces() <= 2 ? value.toFixed(2) : decimalText(value, 6)
}

/** An amount with commas and two decimals. Text that is no amount stays. */
export const amountInCell = (typed: string): string => {
  const amount = parseYuan(typed)
  return amount === undefined ? typed : formatAmount(amount)
}
