// Ours beside the platform's, field by field: only an invoice that says what the book expects is taken as ours.
import { companyNameKey } from '../domain/company-name.ts'
import { yuanText } from '../domain/money.ts'
import type { ExpectedInvoice, FoundInvoice } from './submission.ts'

export interface ComparedField {
  readonly field: 'kind' | 'buyer' | 'buyerTaxId' | 'seller' | 'amount' | 'tax' | 'total' | 'number'
  readonly book: string
  readonly platform: string
  readonly same: boolean
}

/** All fields that must agree, in a fixed order. A seller the platform does not name is no difference. */
export const compareInvoice = (expected: ExpectedInvoice, found: FoundInvoice): readonly ComparedField[] => [
  plain('kind', expected.kind, found.kind),
  {
    field: 'buyer',
    book: expected.buyerName,
    platform: found.buyerName,
    same: companyNameKey(expected.buyerName) === companyNameKey(found.buyerName),
  },
  plain('buyerTaxId', idKey(expected.buyerTaxId), idKey(found.buyerTaxId)),
  plain('seller', idKey(expected.sellerTaxId), idKey(found.sellerTaxId ?? expected.sellerTaxId)),
  plain('amount', yuanText(expected.amount), yuanText(found.amount)),
  plain('tax', yuanText(expected.tax), yuanText(found.tax)),
  plain('total', yuanText(expected.total), yuanText(found.total)),
]

/** What a later lookup must confirm of an invoice already recorded: number, total, buyer. */
export const compareAgain = (recorded: RecordedInvoice, found: FoundInvoice): readonly ComparedField[] => [
  plain('number', recorded.number, found.number),
  plain('total', yuanText(recorded.total), yuanText(found.total)),
  {
    field: 'buyer',
    book: recorded.buyerName,
    platform: found.buyerName,
    same: companyNameKey(recorded.buyerName) === companyNameKey(found.buyerName),
  },
]

export type RecordedInvoice = Pick<FoundInvoice, 'number' | 'total' | 'buyerName'>

export const allSame = (fields: readonly ComparedField[]): boolean => fields.every(({ same }) => same)

const plain = (field: ComparedField['field'], book: string, platform: string): ComparedField => ({
  field,
  book,
  platform,
  same: book === platform,
})

const idKey = (taxId: string | undefined): string => (taxId ?? '').trim().toUpperCase()
