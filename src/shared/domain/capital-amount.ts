// Amounts in Chinese capital numerals (大写金额, fapiao.md §6.8), both ways. Written the way tax invoices do: 圆, 整 after
// 圆 and 角. Two spellings are the same amount when they agree after 元→圆, 正→整, 〇→零 and without any 整 and 零.
import { fen, type Fen } from './money.ts'
import { withoutSpaces } from './text-forms.ts'

const digits = '零壹贰叁肆伍陆柒捌玖'

/** 4449.00 is 肆仟肆佰肆拾玖圆整; −500.00 is （负数）伍佰圆整. */
export const capitalAmount = (amount: Fen): string => {
  const cents = Math.abs(amount)
  const yuan = Math.floor(cents / 100)
  const jiao = Math.floor(cents / 10) % 10
  const last = cents % 10
  let text = yuan === 0 ? '' : `${wholeWords(yuan)}圆`
  if (jiao !== 0) text += `${digitWord(jiao)}角`
  else if (last !== 0 && yuan !== 0) text += '零'
  if (last !== 0) text += `${digitWord(last)}分`
  else text = text === '' ? '零圆整' : `${text}整`
  return amount < 0 ? `（负数）${text}` : text
}

/**
 * Takes capital numerals with 元 or 圆, 正 or 整 or neither, optional zeros, and （负数）, 负 or ⊗ in front.
 * Gives undefined where it is not one amount.
 */
export const parseCapitalAmount = (text: string): Fen | undefined => {
  const { negative, body, bare } = dissect(text)
  const match = /^(?:([^圆角分]*)圆)?(?:([壹贰叁肆伍陆柒捌玖])角)?(?:([壹贰叁肆伍陆柒捌玖])分)?$/.exec(bare)
  if (match === null || body === '') return undefined
  const [, whole = '', jiao = '', last = ''] = match
  if (whole === '' && jiao === '' && last === '' && !body.includes('零')) return undefined
  const yuan = whole === '' ? 0 : wholeValue(whole)
  if (yuan === undefined) return undefined
  const cents = yuan * 100 + digits.indexOf(jiao || '零') * 10 + digits.indexOf(last || '零')
  return Number.isSafeInteger(cents) ? fen(negative ? -cents : cents) : undefined
}

/** True when both spell the same amount (fapiao.md §6.8); neither needs to be well formed. */
export const sameCapitalAmount = (left: string, right: string): boolean => {
  const one = dissect(left)
  const other = dissect(right)
  return one.negative === other.negative && one.bare === other.bare
}

const sameCharacter: Readonly<Record<string, string>> = {
  元: '圆',
  圓: '圆',
  正: '整',
  〇: '零',
  貳: '贰',
  參: '叁',
  陸: '陆',
  萬: '万',
  億: '亿',
}

const dissect = (
  text: string,
): { readonly negative: boolean; readonly body: string; readonly bare: string } => {
  const spelled = withoutSpaces(text)
    .replace(/[元圓正〇貳參陸萬億]/g, (character) => sameCharacter[character] ?? character)
    .replace(/^人民币/, '')
  const body = spelled.replace(/^(?:[（(]负数[）)]|负|[⊗ⓧ])/, '')
  return { negative: body !== spelled, body, bare: body.replace(/[整零]/g, '') }
}

const digitWord = (digit: number): string => digits.charAt(digit)

const wholeWords = (value: number): string => {
  for (const [size, unit] of [
    [100_000_000, '亿'],
    [10_000, '万'],
  ] as const) {
    if (value < size) continue
    const rest = value % size
    const zero = rest !== 0 && rest < size / 10 ? '零' : ''
    return `${wholeWords(Math.floor(value / size))}${unit}${zero}${rest === 0 ? '' : wholeWords(rest)}`
  }
  return belowTenThousand(value)
}

const belowTenThousand = (value: number): string => {
  let text = ''
  let zeroPending = false
  for (const [size, unit] of [
    [1000, '仟'],
    [100, '佰'],
    [10, '拾'],
    [1, ''],
  ] as const) {
    const digit = Math.floor(value / size) % 10
    if (digit === 0) zeroPending = text !== ''
    else {
      text += `${zeroPending ? '零' : ''}${digitWord(digit)}${unit}`
      zeroPending = false
    }
  }
  return text
}

const wholeValue = (text: string): number | undefined => {
  for (const [unit, size] of [
    ['亿', 100_000_000],
    ['万', 10_000],
  ] as const) {
    const at = text.lastIndexOf(unit)
    if (at < 0) continue
    const high = wholeValue(text.slice(0, at))
    const rest = text.slice(at + 1)
    const low = rest === '' ? 0 : wholeValue(rest)
    return high === undefined || low === undefined || low >= size ? undefined : high * size + low
  }
  const match =
    /^(?:([壹贰叁肆伍陆柒捌玖])仟)?(?:([壹贰叁肆伍陆柒捌玖])佰)?(?:([壹贰叁肆伍陆柒捌玖])?(拾))?([壹贰叁肆伍陆柒捌玖])?$/.exec(
      text,
    )
  if (match === null || text === '') return undefined
  const [, thousands, hundreds, tens, ten, ones] = match
  const values = [thousands, hundreds, ten === undefined ? undefined : (tens ?? '壹'), ones].map((digit) =>
    digit === undefined ? 0 : digits.indexOf(digit),
  )
  return values.some((value) => value < 0) ? undefined : values.reduce((sum, value) => sum * 10 + value, 0)
}
