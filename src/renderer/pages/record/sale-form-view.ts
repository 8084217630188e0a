// What follows from a form: amounts of each row, sums, and every fault at the field the person sees. Pure; the figures
// are the domain's, so that the window and the book can never disagree.
import type { Input } from '../../../shared/contract/api.ts'
import { capitalAmount } from '../../../shared/domain/capital-amount.ts'
import { sumFen, yuanText, type Fen } from '../../../shared/domain/money.ts'
import { checkSale } from '../../../shared/domain/sale-check.ts'
import {
  computeSaleLine,
  type ComputedSaleLine,
  type SaleDraft,
  type SaleLineDraft,
} from '../../../shared/domain/sale.ts'
import { normaliseTaxId } from '../../../shared/domain/taxpayer-id.ts'
import type { FieldIssue } from '../../../shared/errors.ts'
import { discountAmount } from './discount.ts'
import { buyerFields, isEmptyLine, lineDraft, type FormLine, type SaleForm } from './sale-form.ts'

export interface SaleAround {
  readonly taxId: string
  readonly taxpayer: 'general' | 'small'
  /** YYYY-MM-DD in Shanghai. */
  readonly today: string
}

export interface RowView {
  readonly amounts?: ComputedSaleLine | undefined
  readonly discount?: ComputedSaleLine | undefined
}

export interface SaleFormView {
  /** One for each form line. */
  readonly rows: readonly RowView[]
  readonly filledLines: number
  readonly discounts: number
  readonly amount: Fen
  readonly tax: Fen
  readonly total: Fen
  readonly totalInWords: string
  /** Every row that is not empty has its amounts. */
  readonly complete: boolean
  /** What keeps the sale from being recorded, at the form's fields, in the order of the form. */
  readonly errors: readonly FieldIssue[]
  readonly warnings: readonly FieldIssue[]
  /** Those of `errors` a person should see now. */
  readonly shown: readonly FieldIssue[]
}

/** Faults that only say a field is still empty: not shown before saving was tried. */
const notYet: ReadonlySet<string> = new Set([
  'text.required',
  'buyer.tax-id-required',
  'lines.missing',
  'amount.missing',
  'quantity.with-price',
  'discount.amount',
])

export const viewSaleForm = (form: SaleForm, around: SaleAround): SaleFormView => {
  const { lines, places } = draftLines(form)
  const rows = form.lines.map((line) => rowView(line, form))
  const found = checkSale(saleDraft(form, lines), {
    ownTaxpayer: { taxId: around.taxId, taxpayer: around.taxpayer },
    today: around.today,
  })
  const unconfirmed = found.warnings.filter(
    ({ code }) => code === 'tax-id.checksum' && form.confirmed[code] !== form.buyer.taxId.trim(),
  )
  const errors = inFormOrder(
    [...found.errors, ...unconfirmed].map((issue) => atFormField(issue, places)),
    form.refused,
  )
  const computed = rows
    .flatMap(({ amounts, discount }) => [amounts, discount])
    .filter((line) => line !== undefined)
  const total = sumFen(computed.map((line) => line.total))
  return {
    rows,
    filledLines: form.lines.filter((line) => !isEmptyLine(line)).length,
    discounts: form.lines.filter(({ discount }) => discount !== undefined).length,
    amount: sumFen(computed.map((line) => line.amount)),
    tax: sumFen(computed.map((line) => line.tax)),
    total,
    totalInWords: capitalAmount(total),
    complete: form.lines.every((line, index) => isEmptyLine(line) || rows[index]?.amounts !== undefined),
    errors,
    warnings: found.warnings
      .filter(({ code }) => code !== 'tax-id.checksum')
      .map((issue) => atFormField(issue, places)),
    shown: errors.filter(
      ({ path, code }) =>
        form.attempted || form.refused.length > 0 || (!notYet.has(code) && form.touched.includes(path)),
    ),
  }
}

/** The form as the core takes it: empty rows left out, discounts as lines of their own. */
export const saleInput = (form: SaleForm): Input<'sale.record'>['sales'][number] => {
  const buyer = buyerFields
    .filter((field) => field !== 'name' && form.buyer[field].trim() !== '')
    .map((field) => [field, field === 'taxId' ? normaliseTaxId(form.buyer.taxId) : form.buyer[field].trim()])
  return {
    buyer: { name: form.buyer.name.trim(), ...Object.fromEntries(buyer) },
    kind: form.kind,
    saleDate: form.saleDate,
    priceSide: form.priceSide,
    lines: draftLines(form).lines.map((line) => ({ ...line })),
    ...(form.remark.trim() === '' ? {} : { remark: form.remark.trim() }),
    ...(form.confirmed['tax-id.checksum'] === form.buyer.taxId.trim()
      ? { confirmed: ['tax-id.checksum'] }
      : {}),
  }
}

/** Faults the core found, at the fields of this form. Paths may come with `sales.0.` in front. */
export const refusedAtForm = (form: SaleForm, issues: readonly FieldIssue[]): readonly FieldIssue[] => {
  const { places } = draftLines(form)
  return issues.map((issue) =>
    atFormField({ ...issue, path: issue.path.replace(/^sales\.0\.?/, '') }, places),
  )
}

const saleDraft = (form: SaleForm, lines: readonly SaleLineDraft[]): SaleDraft => ({
  buyer: { ...form.buyer },
  kind: form.kind,
  saleDate: form.saleDate,
  priceSide: form.priceSide,
  lines,
  remark: form.remark,
})

interface DraftLines {
  readonly lines: readonly SaleLineDraft[]
  /** For each draft line the form line it comes from and whether it is its discount. */
  readonly places: readonly { readonly line: number; readonly discount: boolean }[]
}

const draftLines = (form: SaleForm): DraftLines => {
  const lines: SaleLineDraft[] = []
  const places: { line: number; discount: boolean }[] = []
  for (const [index, line] of form.lines.entries()) {
    if (isEmptyLine(line)) continue
    lines.push(lineDraft(line, form.priceSide))
    places.push({ line: index, discount: false })
    if (line.discount === undefined) continue
    lines.push(discountDraft(line, form))
    places.push({ line: index, discount: true })
  }
  return { lines, places }
}

const rowView = (line: FormLine, form: SaleForm): RowView => {
  if (isEmptyLine(line)) return {}
  const amounts = computeSaleLine(lineDraft(line, form.priceSide), form.priceSide)
  if (line.discount === undefined) return { amounts: amounts.ok ? amounts.value : undefined }
  const discount = computeSaleLine(discountDraft(line, form), form.priceSide)
  return {
    amounts: amounts.ok ? amounts.value : undefined,
    discount: discount.ok ? discount.value : undefined,
  }
}

const discountDraft = (line: FormLine, { priceSide }: SaleForm): SaleLineDraft => {
  const amounts = computeSaleLine(lineDraft(line, priceSide), priceSide)
  const base = amounts.ok ? (priceSide === 'incl' ? amounts.value.total : amounts.value.amount) : 0
  const amount = discountAmount(line.discount ?? '', base)
  const text = amount === undefined || amount === 0 ? undefined : `-${yuanText(amount)}`
  return {
    name: line.name,
    rate: line.rate,
    discountOfPrevious: true,
    ...(line.taxCode.trim() === '' ? {} : { taxCode: line.taxCode.trim() }),
    ...(text === undefined ? {} : priceSide === 'incl' ? { amountInclTax: text } : { amountExclTax: text }),
  }
}

const amountFields: ReadonlySet<string> = new Set(['amountInclTax', 'amountExclTax'])

const atFormField = (issue: FieldIssue, places: DraftLines['places']): FieldIssue => {
  const match = /^lines\.(\d+)(?:\.(.+))?$/.exec(issue.path)
  const place = places[Number(match?.[1])]
  if (match === null || place === undefined)
    return issue.path === 'buyer' ? { ...issue, path: 'buyer.name' } : issue
  const field = match[2] ?? 'name'
  const shown = place.discount ? 'discount' : amountFields.has(field) ? 'amount' : field
  return { ...issue, path: `lines.${place.line}.${shown}` }
}

const fieldRank = ['buyer.name', 'buyer.taxId', 'buyer', 'saleDate', 'kind', 'lines', 'remark']

const inFormOrder = (
  issues: readonly FieldIssue[],
  refused: readonly FieldIssue[],
): readonly FieldIssue[] => {
  const known = new Set(issues.map(({ path }) => path))
  const all = [...issues, ...refused.filter(({ path }) => !known.has(path))]
  const rank = ({ path }: FieldIssue): number => {
    const at = fieldRank.findIndex((start) => path.startsWith(start))
    return at < 0 ? fieldRank.length : at
  }
  const seen = new Set<string>()
  return all
    .toSorted((left, right) => rank(left) - rank(right))
    .filter(({ path, code }) => {
      const one = `${path} ${code}`
      if (seen.has(one)) return false
      seen.add(one)
      return true
    })
}
