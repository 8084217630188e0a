// What lines must satisfy among themselves: discounts (fapiao.md §6.5) and the signs of red invoices (§6.2).
// Issue paths are `lines.<n>.<field>`.
import type { FieldIssue } from '../errors.ts'
import { parseDecimal } from './decimal-text.ts'
import { issue } from './issue-codes.ts'
import type { Fen } from './money.ts'
import type { RateText } from './tax.ts'

export interface LineWithDiscount {
  readonly name: string
  readonly taxCode?: string | undefined
  readonly rate: RateText
  readonly amount: Fen
  readonly tax: Fen
  readonly quantity?: string | undefined
  readonly unitPrice?: string | undefined
  readonly discountOfPrevious: boolean
}

/**
 * A discount directly follows its line, has its name, code and rate, is negative, has no quantity and price, is not
 * larger than the line, and does not follow another discount (fapiao.md §6.5 — 诺诺 goodsName; 票通 8007, 8017).
 */
export const checkDiscountLines = (lines: readonly LineWithDiscount[]): readonly FieldIssue[] =>
  lines.flatMap((line, index) =>
    line.discountOfPrevious ? checkDiscount(line, lines[index - 1], `lines.${index}`) : [],
  )

const checkDiscount = (
  discount: LineWithDiscount,
  discounted: LineWithDiscount | undefined,
  path: string,
): readonly FieldIssue[] => {
  if (discounted === undefined) return [issue(path, 'discount.no-line-before')]
  if (discounted.discountOfPrevious) return [issue(path, 'discount.twice')]
  const issues: FieldIssue[] = []
  if (discount.name !== discounted.name) issues.push(issue(`${path}.name`, 'discount.differs'))
  if ((discount.taxCode ?? '') !== (discounted.taxCode ?? ''))
    issues.push(issue(`${path}.taxCode`, 'discount.differs'))
  if (discount.rate !== discounted.rate) issues.push(issue(`${path}.rate`, 'discount.differs'))
  if (discount.quantity !== undefined || discount.unitPrice !== undefined) {
    issues.push(issue(`${path}.quantity`, 'discount.quantity'))
  }
  if (discount.amount >= 0) issues.push(issue(`${path}.amount`, 'discount.amount'))
  else if (-discount.amount > discounted.amount || -discount.tax > discounted.tax) {
    issues.push(issue(`${path}.amount`, 'discount.too-large'))
  }
  return issues
}

/** Red lines: quantity, amount and tax negative (zero tax stays zero), price positive (fapiao.md §6.2). */
export const checkRedSigns = (
  lines: readonly Pick<LineWithDiscount, 'amount' | 'tax' | 'quantity' | 'unitPrice'>[],
): readonly FieldIssue[] =>
  lines.flatMap((line, index) => {
    const path = `lines.${index}`
    const issues: FieldIssue[] = []
    if (line.amount >= 0) issues.push(issue(`${path}.amount`, 'red.not-negative'))
    if (line.tax > 0) issues.push(issue(`${path}.tax`, 'red.not-negative'))
    if (line.quantity !== undefined && parseDecimal(line.quantity)?.lt(0) !== true) {
      issues.push(issue(`${path}.quantity`, 'red.not-negative'))
    }
    if (line.unitPrice !== undefined && parseDecimal(line.unitPrice)?.gt(0) !== true) {
      issues.push(issue(`${path}.unitPrice`, 'red.price-negative'))
    }
    return issues
  })
