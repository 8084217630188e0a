// Everything odd that a file can have and be imported all the same. Each code is the i18n key `warning.<code>`; a code that
// is not here does not compile, so the locales can be checked against the list.
import { numberWarningCodes } from '../../../shared/domain/invoice-number.ts'

export const readWarningCodes = [
  ...numberWarningCodes,
  'number.length',
  'code.required',
  'code.length',
  'code.digits',
  'code.not-with-digital',
  'kind.unknown',
  'tax-id.alphabet',
  'tax-id.characters',
  'tax-id.checksum',
  'tax-id.inner-check',
  'tax-id.length',
  'sums.differ',
  'sums.incomplete',
  'words.differ',
  'lines.amount-differs',
  'lines.tax-differs',
  'line.tax-off',
  'line.price-off',
  'red.sign',
  'parts.differ',
  'qr.only',
  'qr.check-digits',
  'qr.differs',
] as const

/** Those that only the book can know. */
export const importWarningCodes = ['party.not-own', 'invoice.differs'] as const

export const warningCodes = [...readWarningCodes, ...importWarningCodes] as const
export type WarningCode = (typeof warningCodes)[number]
