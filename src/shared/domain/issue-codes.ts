// Everything the domain can find fault with at a field. Each code is the i18n key `issue.<code>`.
// A code that is not in this list does not compile, so the locales can be checked against it.
import type { ErrorParams, FieldIssue } from '../errors.ts'

export const domainIssueCodes = [
  'amount.invalid',
  'amount.missing',
  'amount.not-positive',
  'amount.not-price-times-quantity',
  'amount.too-large',
  'buyer.is-self',
  'buyer.person-on-special',
  'buyer.tax-id-required',
  'code.digits',
  'code.length',
  'code.not-with-digital',
  'code.required',
  'date.future',
  'date.invalid',
  'discount.amount',
  'discount.differs',
  'discount.no-line-before',
  'discount.quantity',
  'discount.too-large',
  'discount.twice',
  'lines.missing',
  'lines.too-many',
  'number.digits',
  'number.invalid',
  'number.length',
  'number.too-long',
  'number.too-precise',
  'price.negative',
  'quantity.with-price',
  'quantity.zero',
  'rate.exempt-on-special',
  'rate.invalid',
  'rate.not-in-force',
  'rate.not-taxed-on-special',
  'rate.unknown',
  'rate.unusual-for-small',
  'rate.zero-meaning',
  'red.not-negative',
  'red.price-negative',
  'tax-code.invalid',
  'tax-id.alphabet',
  'tax-id.characters',
  'tax-id.checksum',
  'tax-id.inner-check',
  'tax-id.length',
  'tax-id.unknown-form',
  'tax.off',
  'text.forbidden-characters',
  'text.required',
  'text.too-long',
] as const
export type DomainIssueCode = (typeof domainIssueCodes)[number]

/** One fault at one field; `path` is dotted (`lines.2.rate`). `amount` is a line's amount on whichever side it was entered. */
export const issue = (path: string, code: DomainIssueCode, params?: ErrorParams): FieldIssue =>
  params === undefined ? { path, code } : { path, code, params }

/** The same issues seen from one level further out: `rate` in line 2 is `lines.2.rate`. */
export const under = (prefix: string, issues: readonly FieldIssue[]): readonly FieldIssue[] =>
  issues.map((found) => ({ ...found, path: found.path === '' ? prefix : `${prefix}.${found.path}` }))
