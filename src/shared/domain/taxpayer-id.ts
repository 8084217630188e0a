// Taxpayer identifiers (fapiao.md §3): 18-character 统一社会信用代码 (GB 32100-2015), old 15-character numbers,
// ID cards (GB 11643). Real files carry wrong ones, so a check character never refuses anything by itself.
import type { DomainIssueCode } from './issue-codes.ts'
import { halfWidth, withoutSpaces } from './text-forms.ts'

export type TaxIdKind = 'uscc' | 'id-card' | 'old-15' | 'other'
export type TaxIdIssue = Extract<DomainIssueCode, `tax-id.${string}`>

export interface TaxIdCheck {
  readonly kind: TaxIdKind
  /** Nothing is wrong that a rule can tell; `issues` may still hold `inner-check` or `unknown-form`, which only warn. */
  readonly valid: boolean
  /** The check character the other seventeen ask for, where it differs from the last one written. */
  readonly expectedLast?: string
  readonly issues: readonly TaxIdIssue[]
}

const usccAlphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY'
const usccWeights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28]
const organisationWeights = [3, 7, 9, 10, 5, 8, 4, 2]
const idCardWeights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]

/** Half width, capitals, no spaces. Idempotent. */
export const normaliseTaxId = (text: string): string => withoutSpaces(halfWidth(text)).toUpperCase()

/** Takes the first 17 characters of a 统一社会信用代码, gives the 18th; undefined outside the alphabet (GB 32100-2015). */
export const usccCheckCharacter = (body: string): string | undefined => {
  const sum = weightedSum(body, usccWeights, (character) => usccAlphabet.indexOf(character))
  return sum === undefined ? undefined : usccAlphabet[(31 - (sum % 31)) % 31]
}

/** Takes the first 8 characters of an organisation code, gives the 9th; undefined outside 0-9A-Z (GB 11714). */
export const organisationCheckCharacter = (body: string): string | undefined => {
  const sum = weightedSum(body, organisationWeights, (character) =>
    '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ'.indexOf(character),
  )
  if (sum === undefined) return undefined
  const check = 11 - (sum % 11)
  return check === 10 ? 'X' : check === 11 ? '0' : String(check)
}

/** Takes the first 17 digits of an ID card, gives the 18th character (GB 11643). */
export const idCardCheckCharacter = (body: string): string | undefined => {
  const sum = weightedSum(body, idCardWeights, (character) => '0123456789'.indexOf(character))
  return sum === undefined ? undefined : '10X98765432'[sum % 11]
}

/** Takes 17 characters, or 16 to have the inner check added too; gives a valid 统一社会信用代码. Throws RangeError. */
export const makeUscc = (body: string): string => {
  const body17 = body.length === 16 ? `${body}${organisationCheckCharacter(body.slice(8)) ?? ''}` : body
  const last = usccCheckCharacter(body17)
  if (last === undefined) throw new RangeError(`not the beginning of a credit code: ${body}`)
  return `${body17}${last}`
}

/** Takes an identifier as written, says what it is and whether its own check characters agree. */
export const checkTaxId = (text: string): TaxIdCheck => {
  const id = normaliseTaxId(text)
  if (!/^[0-9A-Z]+$/.test(id)) return { kind: 'other', valid: false, issues: ['tax-id.characters'] }
  if (id.length === 18) return checkEighteen(id)
  if (id.length < 15 || id.length > 20) return { kind: 'other', valid: false, issues: ['tax-id.length'] }
  // No region code begins with 9, so this is a credit code with a character lost or doubled.
  if (/^9[123]\d{6}/.test(id) && id.length !== 15)
    return { kind: 'uscc', valid: false, issues: ['tax-id.length'] }
  if (/^\d{6}[0-9A-Z]{9}$/.test(id)) return { kind: 'old-15', valid: true, issues: [] }
  return { kind: 'other', valid: true, issues: ['tax-id.unknown-form'] }
}

const checkEighteen = (id: string): TaxIdCheck => {
  const body = id.slice(0, 17)
  const last = id.slice(17)
  const usccLast = usccCheckCharacter(body)
  const idCardLast = idCardCheckCharacter(body)
  if (/^..\d{6}/.test(id) && usccLast === last) {
    const innerHolds = organisationCheckCharacter(id.slice(8, 16)) === id.slice(16, 17)
    return { kind: 'uscc', valid: true, issues: innerHolds ? [] : ['tax-id.inner-check'] }
  }
  if (idCardLast === last) return { kind: 'id-card', valid: true, issues: [] }
  if (idCardLast !== undefined && holdsBirthDate(id)) return wrongLast('id-card', idCardLast)
  const regionIsDigits = /^..\d{6}/.test(id)
  if (!regionIsDigits && !/^(1[12]|5[123]|9[123])/.test(id)) {
    return { kind: 'other', valid: true, issues: ['tax-id.unknown-form'] }
  }
  if (usccLast === undefined || !regionIsDigits)
    return { kind: 'uscc', valid: false, issues: ['tax-id.alphabet'] }
  if (!usccAlphabet.includes(last)) {
    return {
      kind: 'uscc',
      valid: false,
      expectedLast: usccLast,
      issues: ['tax-id.alphabet', 'tax-id.checksum'],
    }
  }
  return wrongLast('uscc', usccLast)
}

const wrongLast = (kind: TaxIdKind, expectedLast: string): TaxIdCheck => ({
  kind,
  valid: false,
  expectedLast,
  issues: ['tax-id.checksum'],
})

const holdsBirthDate = (id: string): boolean =>
  /^\d{6}(18|19|20)\d{2}(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])/.test(id)

const weightedSum = (
  body: string,
  weights: readonly number[],
  valueOf: (character: string) => number,
): number | undefined => {
  if (body.length !== weights.length) return undefined
  let sum = 0
  for (const [position, weight] of weights.entries()) {
    const value = valueOf(body.charAt(position))
    if (value < 0) return undefined
    sum += value * weight
  }
  return sum
}
