// A discount as people type it: `10%` of the line, or an amount in yuan. A sign in front says nothing new.
import { parseDecimal } from '../../../shared/domain/decimal-text.ts'
import { absoluteFen, fen, parseYuan, scaleFen, type Fen } from '../../../shared/domain/money.ts'

/** Takes what was typed and the line's amount in 分, gives the discount as a positive amount; undefined if it is none. */
export const discountAmount = (text: string, lineAmountFen: number): Fen | undefined => {
  const typed = text.trim().replace('％', '%')
  if (!typed.endsWith('%')) {
    const amount = parseYuan(typed)
    return amount === undefined || amount === 0 ? undefined : absoluteFen(amount)
  }
  const percent = parseDecimal(typed.slice(0, -1).trim())?.abs()
  if (percent === undefined || percent.isZero() || percent.gt(100) || percent.decimalPlaces() > 3)
    return undefined
  return scaleFen(fen(lineAmountFen), BigInt(percent.times(1000).toFixed()), 100_000n)
}
