// Invoice codes and numbers (fapiao.md §2). Always strings: zeros at the front matter.
// Only what the reference is sure of is an error; everything else is a warning code (`warning.<code>`).
import type { FieldIssue } from '../errors.ts'
import { addYears, isCivilDate } from './dates.ts'
import type { InvoiceKind } from './invoice.ts'
import { issue } from './issue-codes.ts'
import { hasRegionName } from './region.ts'
import { halfWidth, withoutSpaces } from './text-forms.ts'

export const numberWarningCodes = [
  'code.kind-mismatch',
  'code.year-late',
  'date.future',
  'date.over-five-years',
  'kind.number-mismatch',
  'number.padded',
  'number.region-unknown',
  'number.year-mismatch',
] as const
export type NumberWarning = (typeof numberWarningCodes)[number]

/** Half-width digits, no spaces of any sort; other characters stay, so that a check can find them. Idempotent. */
export const normaliseNumber = (text: string): string => withoutSpaces(halfWidth(text))

/** Eight digits with the zeros a spreadsheet dropped (fapiao.md §2.4). Longer numbers and other text stay as they are. */
export const padNumber = (number: string): string =>
  /^\d{1,7}$/.test(number) ? number.padStart(8, '0') : number

/** The code with the zero a spreadsheet dropped: eleven digits become twelve (fapiao.md §2.3 — 诺诺 invoiceCode). */
export const padCode = (code: string): string => (/^\d{11}$/.test(code) ? `0${code}` : code)

/** What makes an invoice the same invoice (fapiao.md §2.6): `digital:<20 digits>` or `<code>:<number>`. */
export const invoiceKey = (invoice: {
  readonly code?: string | undefined
  readonly number: string
  readonly kind?: InvoiceKind
}): string => {
  const number = padNumber(normaliseNumber(invoice.number))
  return /^\d{20}$/.test(number)
    ? `digital:${number}`
    : `${padCode(normaliseNumber(invoice.code ?? ''))}:${number}`
}

export interface InvoiceCode12 {
  readonly area: string
  readonly year: number
  readonly batch: string
  readonly suffix: string
  readonly kind?: InvoiceKind
}

const kindBySuffix: Readonly<Record<string, InvoiceKind>> = {
  '04': 'ordinary-paper',
  '05': 'ordinary-paper',
  '06': 'ordinary-roll',
  '07': 'ordinary-roll',
  '11': 'ordinary-electronic',
  '12': 'toll-electronic',
  '13': 'special-electronic',
}

/** `0` + area (4) + year (2) + batch (3) + kind (2) (fapiao.md §2.2). Undefined for codes built otherwise. */
export const parseInvoiceCode12 = (code: string): InvoiceCode12 | undefined => {
  const match = /^0(\d{4})(\d{2})(\d{3})(\d{2})$/.exec(code)
  if (match === null) return undefined
  const [, area = '', year = '', batch = '', suffix = ''] = match
  const kind = kindBySuffix[suffix]
  return { area, year: 2000 + Number(year), batch, suffix, ...(kind === undefined ? {} : { kind }) }
}

export interface InvoiceCode10 {
  readonly area: string
  readonly year: number
  readonly batch: string
  /** Language and kind digit: 1, 2, 5 and 7 are 专票. */
  readonly language: string
  readonly copies: string
  readonly amountVersion: string
  readonly kind?: InvoiceKind
}

/** Area (4) + year (2) + batch, language, copies, amount version (fapiao.md §2.3). */
export const parseInvoiceCode10 = (code: string): InvoiceCode10 | undefined => {
  const match = /^(\d{4})(\d{2})(\d)(\d)(\d)(\d)$/.exec(code)
  if (match === null) return undefined
  const [, area = '', year = '', batch = '', language = '', copies = '', amountVersion = ''] = match
  const parts = { area, year: 2000 + Number(year), batch, language, copies, amountVersion }
  return '1257'.includes(language) ? { ...parts, kind: 'special-paper' } : parts
}

/** The kind a code speaks of; undefined where it does not say. */
export const kindFromCode = (code: string): InvoiceKind | undefined =>
  parseInvoiceCode12(code)?.kind ?? parseInvoiceCode10(code)?.kind

export interface NumberToCheck {
  readonly kind: InvoiceKind
  readonly code?: string | undefined
  readonly number: string
  /** YYYY-MM-DD. */
  readonly issueDate?: string | undefined
  /** YYYY-MM-DD in Shanghai; without it nothing is said about future and age. */
  readonly today?: string | undefined
  /** A date in the future is a slip of the hand when typed, but may be a wrong clock when imported. */
  readonly source: 'manual' | 'import'
}

export interface NumberCheck {
  readonly errors: readonly FieldIssue[]
  readonly warnings: readonly NumberWarning[]
}

/** The rules of fapiao.md §2.7. */
export const checkInvoiceNumber = (invoice: NumberToCheck): NumberCheck => {
  const written = normaliseNumber(invoice.number)
  const code = padCode(normaliseNumber(invoice.code ?? ''))
  const number = code === '' ? written : padNumber(written)
  const errors = [...numberErrors(number, code, invoice.kind), ...dateErrors(invoice)]
  const warnings: NumberWarning[] = number === written ? [] : ['number.padded']
  if (/^\d{20}$/.test(number)) warnings.push(...digitalWarnings(number, invoice))
  else warnings.push(...codeWarnings(code, invoice))
  warnings.push(...dateWarnings(invoice))
  return { errors, warnings }
}

const isDigitalPaper = (kind: InvoiceKind): boolean =>
  kind === 'digital-paper-special' ||
  kind === 'digital-paper-ordinary' ||
  kind === 'digital-vehicle' ||
  kind === 'digital-used-vehicle'

const numberErrors = (number: string, code: string, kind: InvoiceKind): readonly FieldIssue[] => {
  const errors: FieldIssue[] = []
  if (!/^\d+$/.test(number)) errors.push(issue('number', number === '' ? 'text.required' : 'number.digits'))
  else if (number.length !== 8 && number.length !== 20) errors.push(issue('number', 'number.length'))
  if (code !== '' && !/^\d+$/.test(code)) return [...errors, issue('code', 'code.digits')]
  if (errors.length > 0) return errors
  if (number.length === 20 && code !== '' && !isDigitalPaper(kind) && kind !== 'unknown') {
    return [issue('code', 'code.not-with-digital')]
  }
  if (number.length === 8 && code === '') return [issue('code', 'code.required')]
  if (code !== '' && code.length !== 10 && code.length !== 12) return [issue('code', 'code.length')]
  return []
}

const dateErrors = ({ issueDate, today, source }: NumberToCheck): readonly FieldIssue[] => {
  if (issueDate === undefined) return []
  if (!isCivilDate(issueDate)) return [issue('issueDate', 'date.invalid')]
  return source === 'manual' && today !== undefined && issueDate > today
    ? [issue('issueDate', 'date.future')]
    : []
}

const dateWarnings = ({ issueDate, today, source }: NumberToCheck): readonly NumberWarning[] => {
  if (issueDate === undefined || today === undefined || !isCivilDate(issueDate)) return []
  if (issueDate > today) return source === 'import' ? ['date.future'] : []
  return issueDate < addYears(today, -5) ? ['date.over-five-years'] : []
}

const digitalWarnings = (number: string, { kind, issueDate }: NumberToCheck): readonly NumberWarning[] => {
  const warnings: NumberWarning[] = []
  if (!kind.startsWith('digital-') && kind !== 'unknown' && kind !== 'blockchain')
    warnings.push('kind.number-mismatch')
  if (issueDate !== undefined && issueDate.slice(2, 4) !== number.slice(0, 2))
    warnings.push('number.year-mismatch')
  if (!hasRegionName(number.slice(2, 4))) warnings.push('number.region-unknown')
  return warnings
}

const codeWarnings = (code: string, { kind, issueDate }: NumberToCheck): readonly NumberWarning[] => {
  const warnings: NumberWarning[] = []
  if (kind.startsWith('digital-') && !isDigitalPaper(kind)) warnings.push('kind.number-mismatch')
  const parts = parseInvoiceCode12(code)
  if (parts?.kind !== undefined && kind !== 'unknown' && !isDigitalPaper(kind) && parts.kind !== kind) {
    warnings.push('code.kind-mismatch')
  }
  if (parts !== undefined && issueDate !== undefined && parts.year > Number(issueDate.slice(0, 4))) {
    warnings.push('code.year-late')
  }
  return warnings
}
