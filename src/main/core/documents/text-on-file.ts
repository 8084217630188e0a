// Single texts of a file turned into what they mean: money with its mask, dates, numbers, glued addresses.
import { parseDecimal, decimalText } from '../../../shared/domain/decimal-text.ts'
import { fen, parseYuan, roundToFen, zeroFen, type Fen } from '../../../shared/domain/money.ts'
import { withoutSpaces } from '../../../shared/domain/text-forms.ts'
import { maxFieldLength } from './limits.ts'
import { Refusal } from './refusal.ts'

export interface MoneyOnFile {
  readonly amount: Fen
  /** `***` was written: counts as zero (fapiao.md §6.6). */
  readonly masked: boolean
}

/** Takes money as a file has it (`¥4197.17`, `2.120000`, `***`), gives 分; half away from zero beyond two decimals. */
export const moneyOnFile = (text: string | undefined): MoneyOnFile | undefined => {
  if (text === undefined) return undefined
  const plain = withoutSpaces(text)
  if (/^[¥￥]?\*+$/.test(plain)) return { amount: zeroFen, masked: true }
  const exact = parseYuan(plain)
  if (exact !== undefined) return { amount: exact, masked: false }
  const value = parseDecimal(plain.replace(/[¥￥,]/g, ''))
  if (value === undefined || value.abs().gte(maxYuan)) return undefined
  return { amount: roundToFen(value), masked: false }
}

const maxYuan = fen(1_000_000_000_000)

/** Quantity or price as plain decimal text without zeros at its end; undefined where it is no number. */
export const decimalOnFile = (text: string | undefined): string | undefined => {
  const value = text === undefined ? undefined : parseDecimal(withoutSpaces(text).replace(/[¥￥,]/g, ''))
  return value === undefined ? undefined : decimalText(value)
}

/**
 * Splits what 税控 files glue into one text (fapiao.md §5.2): a telephone or account number at the end of an address or a
 * bank's name. Without one the whole is the first part.
 */
export const splitDigitsAtEnd = (text: string): { readonly front: string; readonly digits?: string } => {
  const match = /^(.*?)[\s:：,，]*((?:\(?\+?\d[\d\-()（） ]*)?\d{6,}(?:-\d{1,6})?)$/s.exec(text)
  const [, front = '', digits = ''] = match ?? []
  return front === '' || digits === '' ? { front: text } : { front, digits }
}

/** One line without control characters. Throws Refusal hostile where it is longer than any field of an invoice can be. */
export const cleanText = (text: string): string => {
  if (text.length > maxFieldLength) throw new Refusal('file.hostile', 'a field beyond any length')
  return text.replace(/[\u0000-\u0008\u000b-\u001f\u007f\ufeff]/g, '').trim()
}
