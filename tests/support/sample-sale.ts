// A sale as a bookkeeper would enter it: one line, 106.00 with 6 % tax, to an invented customer.
import type { Input } from '../../src/shared/contract/api.ts'
import { inventedCompany } from '../../src/main/core/practice/invented-companies.ts'

export type SaleInputDraft = Input<'sale.record'>['sales'][number]

export const sampleSale = (changes: Partial<SaleInputDraft> = {}): SaleInputDraft => {
  const { name, taxId } = inventedCompany(3)
  return {
    buyer: { name, taxId },
    kind: 'digital-ordinary',
    lines: [
      {
        name: '*信息技术服务*软件维护费',
        taxCode: '3040201010000000000',
        amountInclTax: '106.00',
        rate: '0.06',
      },
    ],
    ...changes,
  }
}
