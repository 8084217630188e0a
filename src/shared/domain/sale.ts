// A sale that waits to be issued: what the user enters and the amounts that follow from it. Never stores a computed
// figure in the draft, so a changed price can leave nothing stale behind. Checks of a whole sale are in sale-check.ts.
import type { FieldIssue } from '../errors.ts'
import { err, ok, type Result } from '../result.ts'
import { canonicalDecimal } from './decimal-text.ts'
import type { PartyOnInvoice, SaleKind } from './invoice.ts'
import { issue, under } from './issue-codes.ts'
import { parseYuan, type Fen } from './money.ts'
import { lineAmounts, parseRate, sumLines, type LineAmounts, type PriceSide, type RateText } from './tax.ts'

export interface SaleBuyer extends PartyOnInvoice {
  readonly email?: string
  /** A consumer: no tax id needed, no 专票 possible. */
  readonly naturalPerson?: boolean
}

/** One line as entered. Amounts are yuan text; the unit price is on the side of the amount given. */
export interface SaleLineDraft {
  readonly name: string
  /** 税收分类编码, 19 digits. */
  readonly taxCode?: string
  readonly spec?: string
  readonly unit?: string
  readonly quantity?: string
  readonly unitPrice?: string
  readonly amountInclTax?: string
  readonly amountExclTax?: string
  /** Anything parseRate understands: "0.06", "6%", "exempt", "not-taxed", "zero". */
  readonly rate: string
  /** A discount on the line right above: negative, no quantity, no price (fapiao.md §6.5). */
  readonly discountOfPrevious?: boolean
}

export interface SaleDraft {
  /** The user's own reference, unique in the book. */
  readonly ref?: string
  readonly buyer: SaleBuyer
  readonly kind: SaleKind
  /** YYYY-MM-DD, Asia/Shanghai. */
  readonly saleDate: string
  /** The side of prices on lines without an amount. */
  readonly priceSide: PriceSide
  readonly lines: readonly SaleLineDraft[]
  readonly remark?: string
}

export interface ComputedSaleLine extends LineAmounts {
  readonly name: string
  readonly taxCode?: string
  readonly spec?: string
  readonly unit?: string
  readonly quantity?: string
  /** On `side`; shortest decimal text, as quantity. */
  readonly unitPrice?: string
  readonly unitPriceExclTax?: string
  readonly side: PriceSide
  readonly rate: RateText
  readonly discountOfPrevious: boolean
}

export interface ComputedSale extends LineAmounts {
  readonly lines: readonly ComputedSaleLine[]
}

/** Takes a draft, gives its lines and sums in 分, or what keeps a line from having amounts (paths `lines.<n>.<field>`). */
export const computeSale = (
  draft: Pick<SaleDraft, 'lines' | 'priceSide'>,
): Result<ComputedSale, readonly FieldIssue[]> => {
  const lines: ComputedSaleLine[] = []
  const issues: FieldIssue[] = []
  for (const [index, line] of draft.lines.entries()) {
    const computed = computeSaleLine(line, draft.priceSide)
    if (computed.ok) lines.push(computed.value)
    else issues.push(...under(`lines.${index}`, computed.error))
  }
  if (issues.length > 0) return err(issues)
  return ok({ lines, ...sumLines(lines) })
}

/** One line of a sale on its own, for showing amounts while the others are still being typed. */
export const computeSaleLine = (
  line: SaleLineDraft,
  priceSide: PriceSide,
): Result<ComputedSaleLine, readonly FieldIssue[]> => {
  const issues: FieldIssue[] = []
  const rate = parseRate(line.rate)
  if (rate === undefined || rate === 'masked') issues.push(issue('rate', 'rate.invalid'))
  const amountInclTax = optionalAmount(line.amountInclTax, 'amountInclTax', issues)
  const amountExclTax = optionalAmount(line.amountExclTax, 'amountExclTax', issues)
  if (rate === undefined || issues.length > 0) return err(issues)
  const quantity = filledNumber(line.quantity)
  const unitPrice = filledNumber(line.unitPrice)
  const amounts = lineAmounts({ quantity, unitPrice, amountInclTax, amountExclTax, rate, side: priceSide })
  if (!amounts.ok) return amounts
  return ok({
    name: line.name.trim(),
    ...present('taxCode', filled(line.taxCode)),
    ...present('spec', filled(line.spec)),
    ...present('unit', filled(line.unit)),
    ...present('quantity', quantity),
    ...present('unitPrice', unitPrice),
    ...amounts.value,
    rate,
    discountOfPrevious: line.discountOfPrevious === true,
  })
}

/** Text without spaces around it; undefined when nothing is left, as a form sends an empty field. */
export const filled = (text: string | undefined): string | undefined => {
  const trimmed = text?.trim()
  return trimmed === '' ? undefined : trimmed
}

const filledNumber = (text: string | undefined): string | undefined => {
  const given = filled(text)
  return given === undefined ? undefined : canonicalDecimal(given)
}

const optionalAmount = (text: string | undefined, path: string, issues: FieldIssue[]): Fen | undefined => {
  const given = filled(text)
  if (given === undefined) return undefined
  const amount = parseYuan(given)
  if (amount === undefined) issues.push(issue(path, 'amount.invalid'))
  return amount
}

const present = <K extends string>(key: K, value: string | undefined): { readonly [P in K]?: string } => {
  const entry: { [P in K]?: string } = {}
  if (value !== undefined) entry[key] = value
  return entry
}
