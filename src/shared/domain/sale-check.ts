// Whether a sale may be issued. Errors keep it out of the queue; warnings are shown and, for `tax-id.checksum`,
// must be confirmed. Only what the reference is sure of is an error (fapiao.md §3.3, §6.3–6.5).
import type { FieldIssue } from '../errors.ts'
import { isCivilDate } from './dates.ts'
import { decimalPlaces, parseDecimal } from './decimal-text.ts'
import { issue } from './issue-codes.ts'
import { checkDiscountLines } from './line-checks.ts'
import { fieldLimits, gbkByteLength, rateAllowedOn } from './rules.ts'
import { computeSale, filled, type ComputedSale, type SaleDraft, type SaleLineDraft } from './sale.ts'
import { invoiceTaxWithinTolerance, parseRate } from './tax.ts'
import { checkTaxId, normaliseTaxId } from './taxpayer-id.ts'
import { isSpecial } from './kind.ts'

export interface SaleSurroundings {
  readonly ownTaxpayer: { readonly taxId: string; readonly taxpayer?: 'general' | 'small' }
  /** YYYY-MM-DD in Shanghai. */
  readonly today: string
}

export interface SaleCheck {
  readonly errors: readonly FieldIssue[]
  readonly warnings: readonly FieldIssue[]
}

/** Takes a draft as entered, gives everything wrong with it at once, each at its field. */
export const checkSale = (draft: SaleDraft, around: SaleSurroundings): SaleCheck => {
  const errors: FieldIssue[] = []
  const warnings: FieldIssue[] = []
  checkBuyer(draft, around, errors, warnings)
  if (!isCivilDate(draft.saleDate)) errors.push(issue('saleDate', 'date.invalid'))
  else if (draft.saleDate > around.today) errors.push(issue('saleDate', 'date.future'))
  checkText('remark', draft.remark, fieldLimits.remark, errors)
  if (draft.lines.length === 0) errors.push(issue('lines', 'lines.missing'))
  if (draft.lines.length > fieldLimits.lines) {
    errors.push(issue('lines', 'lines.too-many', { most: fieldLimits.lines }))
  }
  for (const [index, line] of draft.lines.entries()) {
    checkLine(line, `lines.${index}`, errors)
    checkRate(line, `lines.${index}.rate`, draft, around, errors, warnings)
  }
  const computed = computeSale(draft)
  if (computed.ok) errors.push(...checkComputed(computed.value))
  else errors.push(...computed.error)
  return { errors, warnings }
}

const checkBuyer = (
  { buyer, kind }: SaleDraft,
  { ownTaxpayer }: SaleSurroundings,
  errors: FieldIssue[],
  warnings: FieldIssue[],
): void => {
  const name = filled(buyer.name)
  if (name === undefined) errors.push(issue('buyer.name', 'text.required'))
  else {
    const length = gbkByteLength(name)
    const most = fieldLimits.buyerNameGbkBytes
    if (length > most)
      errors.push(issue('buyer.name', 'text.too-long', { most: most / 2, length: Math.ceil(length / 2) }))
    if (/[<>]/.test(name))
      errors.push(issue('buyer.name', 'text.forbidden-characters', { characters: '< >' }))
  }
  const taxId = normaliseTaxId(buyer.taxId ?? '')
  const check = taxId === '' ? undefined : checkTaxId(taxId)
  const person = buyer.naturalPerson === true || name === '个人' || (check?.kind === 'id-card' && check.valid)
  if (isSpecial(kind) && person) errors.push(issue('buyer', 'buyer.person-on-special'))
  else if (isSpecial(kind) && check === undefined) errors.push(issue('buyer.taxId', 'buyer.tax-id-required'))
  if (check === undefined) return
  if (taxId === normaliseTaxId(ownTaxpayer.taxId)) warnings.push(issue('buyer.taxId', 'buyer.is-self'))
  for (const found of check.issues) {
    if (found === 'tax-id.characters') errors.push(issue('buyer.taxId', found))
    else if (found === 'tax-id.length' && check.kind === 'other') errors.push(issue('buyer.taxId', found))
    else if (found === 'tax-id.checksum') {
      const expected = check.expectedLast ?? ''
      warnings.push(
        issue('buyer.taxId', found, {
          expected,
          actual: taxId.slice(-1),
          suggestion: taxId.slice(0, -1) + expected,
        }),
      )
    } else warnings.push(issue('buyer.taxId', found))
  }
}

const checkLine = (line: SaleLineDraft, path: string, errors: FieldIssue[]): void => {
  if (filled(line.name) === undefined) errors.push(issue(`${path}.name`, 'text.required'))
  checkText(`${path}.name`, line.name, fieldLimits.lineName, errors)
  checkText(`${path}.spec`, line.spec, fieldLimits.spec, errors)
  checkText(`${path}.unit`, line.unit, fieldLimits.unit, errors)
  const taxCode = filled(line.taxCode)
  if (taxCode !== undefined && !/^\d{19}$/.test(taxCode))
    errors.push(issue(`${path}.taxCode`, 'tax-code.invalid'))
  checkNumber(`${path}.quantity`, line.quantity, errors)
  checkNumber(`${path}.unitPrice`, line.unitPrice, errors)
  if (parseDecimal(line.unitPrice ?? '')?.isNegative() === true) {
    errors.push(issue(`${path}.unitPrice`, 'price.negative'))
  }
}

const checkRate = (
  line: SaleLineDraft,
  path: string,
  { kind, saleDate }: SaleDraft,
  { ownTaxpayer }: SaleSurroundings,
  errors: FieldIssue[],
  warnings: FieldIssue[],
): void => {
  const rate = parseRate(line.rate)
  if (rate === undefined || rate === 'masked') return
  if (rate === 'exempt' && isSpecial(kind)) errors.push(issue(path, 'rate.exempt-on-special'))
  if (rate === 'not-taxed' && isSpecial(kind)) warnings.push(issue(path, 'rate.not-taxed-on-special'))
  if (rate === '0') warnings.push(issue(path, 'rate.zero-meaning'))
  for (const code of rateAllowedOn(rate, saleDate)) warnings.push(issue(path, code))
  if (ownTaxpayer.taxpayer === 'small' && (rate === '0.13' || rate === '0.09' || rate === '0.06')) {
    warnings.push(issue(path, 'rate.unusual-for-small'))
  }
}

const checkComputed = (sale: ComputedSale): readonly FieldIssue[] => {
  const errors = [...checkDiscountLines(sale.lines)]
  for (const [index, line] of sale.lines.entries()) {
    if (!line.discountOfPrevious && line.amount < 0)
      errors.push(issue(`lines.${index}.amount`, 'amount.not-positive'))
  }
  if (sale.lines.length > 0 && sale.total <= 0) errors.push(issue('lines', 'amount.not-positive'))
  if (Math.abs(sale.total) > fieldLimits.totalFen) errors.push(issue('lines', 'amount.too-large'))
  if (!invoiceTaxWithinTolerance(sale.lines)) errors.push(issue('lines', 'tax.off'))
  return errors
}

const checkText = (path: string, text: string | undefined, most: number, errors: FieldIssue[]): void => {
  const length = [...(filled(text) ?? '')].length
  if (length > most) errors.push(issue(path, 'text.too-long', { most, length }))
}

const checkNumber = (path: string, text: string | undefined, errors: FieldIssue[]): void => {
  const given = filled(text)
  const value = given === undefined ? undefined : parseDecimal(given)
  if (given === undefined || value === undefined) return
  if (given.length > fieldLimits.decimalLength)
    errors.push(issue(path, 'number.too-long', { most: fieldLimits.decimalLength }))
  else if (decimalPlaces(value) > fieldLimits.decimalPlaces) {
    errors.push(issue(path, 'number.too-precise', { most: fieldLimits.decimalPlaces }))
  }
}
