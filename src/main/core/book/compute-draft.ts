// From a draft as it crosses the border to a sale with its amounts. Errors of all drafts come together, each at its
// field (`sales.<n>.<field>`); warnings refuse nothing, the window asks about them before it sends the draft.
import type { ParsedInput } from '../../../shared/contract/api.ts'
import { shanghaiDate } from '../../../shared/domain/dates.ts'
import { parseDecimal, decimalText } from '../../../shared/domain/decimal-text.ts'
import { checkSale } from '../../../shared/domain/sale-check.ts'
import {
  computeSale,
  filled,
  type ComputedSale,
  type ComputedSaleLine,
  type SaleDraft,
} from '../../../shared/domain/sale.ts'
import { normaliseTaxId } from '../../../shared/domain/taxpayer-id.ts'
import { AppError, type FieldIssue } from '../../../shared/errors.ts'
import { withoutAbsent } from '../db/rows.ts'
import type { OwnCompany } from './own-company.ts'
import type { SaleLineToIssue, SaleToIssue } from './sale-to-issue.ts'

export type SaleInput = ParsedInput<'sale.record'>['sales'][number]

/** A sale ready to be recorded; it has no id, number or reference of its own yet. */
export interface ReadySale extends Omit<SaleToIssue, 'id' | 'ref'> {
  readonly ref?: string
  readonly saleDate: string
}

/** Takes drafts and the instant of recording. Throws AppError sale.invalid with every issue of every draft. */
export const computeDrafts = (
  drafts: readonly SaleInput[],
  around: {
    readonly seller: OwnCompany
    readonly now: number
    /** Where a draft stands in the input; `sales.<n>` if not given. */
    readonly pathOf?: (index: number) => string
  },
): readonly ReadySale[] => {
  const issues: FieldIssue[] = []
  const ready: ReadySale[] = []
  const today = shanghaiDate(around.now)
  const pathOf = around.pathOf ?? ((index: number) => `sales.${index}`)
  for (const [index, input] of drafts.entries()) {
    const draft = domainDraft(input, today)
    const { errors } = checkSale(draft, { ownTaxpayer: around.seller, today })
    const computed = computeSale(draft)
    if (errors.length > 0) issues.push(...errors.map((error) => at(pathOf(index), error)))
    else if (computed.ok) ready.push(readySale(draft, computed.value))
    else issues.push(...computed.error.map((error) => at(pathOf(index), error)))
  }
  if (issues.length > 0) throw new AppError('sale.invalid', { issues })
  return ready
}

const at = (prefix: string, issue: FieldIssue): FieldIssue => ({ ...issue, path: `${prefix}.${issue.path}` })

const domainDraft = (input: SaleInput, today: string): SaleDraft => ({
  ...withoutAbsent({ ref: filled(input.ref), remark: filled(input.remark) }),
  buyer: {
    ...withoutAbsent({
      email: filled(input.buyer.email),
      taxId: filled(normaliseTaxId(input.buyer.taxId ?? '')),
      address: filled(input.buyer.address),
      phone: filled(input.buyer.phone),
      bank: filled(input.buyer.bank),
      account: filled(input.buyer.account),
    }),
    name: input.buyer.name.trim(),
  },
  kind: input.kind,
  saleDate: input.saleDate ?? today,
  priceSide: input.priceSide ?? sideOfLines(input),
  lines: input.lines,
})

/** Without a side of its own a sale is on the side of the amounts it gives. */
const sideOfLines = ({ lines }: SaleInput): 'incl' | 'excl' =>
  lines.length > 0 &&
  lines.every((line) => line.amountExclTax !== undefined && line.amountInclTax === undefined)
    ? 'excl'
    : 'incl'

const readySale = (draft: SaleDraft, computed: ComputedSale): ReadySale => ({
  ...withoutAbsent({ ref: draft.ref, remark: draft.remark }),
  kind: draft.kind,
  saleDate: draft.saleDate,
  priceSide: draft.priceSide,
  buyer: draft.buyer,
  amount: computed.amount,
  tax: computed.tax,
  total: computed.total,
  lines: computed.lines.map((line) => lineToIssue(line, draft.priceSide)),
})

const lineToIssue = (line: ComputedSaleLine, side: 'incl' | 'excl'): SaleLineToIssue => ({
  ...withoutAbsent({
    taxCode: line.taxCode,
    spec: line.spec,
    unit: line.unit,
    quantity: line.quantity,
    unitPrice: line.side === side ? line.unitPrice : priceOnOtherSide(line, side),
    unitPriceExcl: line.unitPriceExclTax,
  }),
  name: line.name,
  amount: line.amount,
  tax: line.tax,
  total: line.total,
  rate: line.rate,
  isDiscount: line.discountOfPrevious,
})

/** A line entered on the other side than its sale: the price that gives the same amount, to 13 decimals. */
const priceOnOtherSide = (line: ComputedSaleLine, side: 'incl' | 'excl'): string | undefined => {
  const quantity = line.quantity === undefined ? undefined : parseDecimal(line.quantity)
  if (side === 'excl' || quantity === undefined || line.unitPrice === undefined) return line.unitPriceExclTax
  const total = parseDecimal(String(line.total))
  return total === undefined ? undefined : decimalText(total.div(100).div(quantity), 13)
}
