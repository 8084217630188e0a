// The form of one sale as a pure state: what was typed, nothing that can be computed from it. The table always ends with
// an empty row. Amounts, totals and faults come from sale-form-view.ts on each keystroke.
import type { SaleKind } from '../../../shared/domain/invoice.ts'
import { decimalText, parseDecimal } from '../../../shared/domain/decimal-text.ts'
import { parseYuan, yuanText } from '../../../shared/domain/money.ts'
import { computeSaleLine } from '../../../shared/domain/sale.ts'
import { parseRate, rateLabel, unitPriceExcludingTax, type PriceSide } from '../../../shared/domain/tax.ts'
import type { FieldIssue } from '../../../shared/errors.ts'
import { discountAmount } from './discount.ts'

export const buyerFields = ['name', 'taxId', 'address', 'phone', 'bank', 'account', 'email'] as const
export type BuyerField = (typeof buyerFields)[number]

export const lineFields = [
  'name',
  'taxCode',
  'spec',
  'unit',
  'quantity',
  'unitPrice',
  'rate',
  'amount',
  'discount',
] as const
export type LineField = (typeof lineFields)[number]

export interface FormLine extends Readonly<Record<Exclude<LineField, 'discount'>, string>> {
  /** Stays with the row while rows come and go. */
  readonly key: number
  /** Yuan or a percentage as typed; undefined where the line has no discount. */
  readonly discount?: string | undefined
}

export interface SaleForm {
  readonly buyer: Readonly<Record<BuyerField, string>>
  readonly saleDate: string
  readonly kind: SaleKind
  readonly priceSide: PriceSide
  readonly lines: readonly FormLine[]
  readonly remark: string
  /** Warnings seen and confirmed, with the value they were confirmed for: `tax-id.checksum` → the id. */
  readonly confirmed: Readonly<Record<string, string>>
  /** Fields that were left after typing; their faults may be shown. */
  readonly touched: readonly string[]
  /** Saving was tried: every fault is shown. */
  readonly attempted: boolean
  /** What the core refused, at the fields; an edit of the field takes it away. */
  readonly refused: readonly FieldIssue[]
  readonly nextKey: number
}

export type SaleFormAction =
  | { readonly do: 'buyer'; readonly field: BuyerField; readonly text: string }
  | {
      readonly do: 'choose-buyer'
      readonly buyer: Partial<Record<BuyerField, string>>
      readonly kind?: SaleKind | undefined
    }
  | { readonly do: 'date'; readonly text: string }
  | { readonly do: 'kind'; readonly kind: SaleKind }
  | { readonly do: 'side'; readonly side: PriceSide }
  | { readonly do: 'line'; readonly index: number; readonly field: LineField; readonly text: string }
  | { readonly do: 'choose-goods'; readonly index: number; readonly goods: ChosenGoods }
  | { readonly do: 'discount'; readonly index: number }
  | { readonly do: 'remove-line'; readonly index: number }
  | { readonly do: 'remark'; readonly text: string }
  | { readonly do: 'confirm'; readonly code: string }
  | { readonly do: 'left'; readonly path: string }
  | { readonly do: 'attempt'; readonly refused?: readonly FieldIssue[] }
  | { readonly do: 'replace'; readonly form: SaleForm }

export interface ChosenGoods {
  readonly name: string
  readonly taxCode?: string | undefined
  readonly spec?: string | undefined
  readonly unit?: string | undefined
  readonly unitPrice?: string | undefined
  readonly priceSide: PriceSide
  readonly rate: string
}

export const emptyLine = (key: number, rate: string): FormLine => ({
  key,
  name: '',
  taxCode: '',
  spec: '',
  unit: '',
  quantity: '',
  unitPrice: '',
  rate,
  amount: '',
})

/** A fresh form. `saleDate` YYYY-MM-DD, `rate` the one a first line starts with. */
export const emptySaleForm = (saleDate: string, rate: string): SaleForm => ({
  buyer: { name: '', taxId: '', address: '', phone: '', bank: '', account: '', email: '' },
  saleDate,
  kind: 'digital-ordinary',
  priceSide: 'incl',
  lines: [emptyLine(1, rate)],
  remark: '',
  confirmed: {},
  touched: [],
  attempted: false,
  refused: [],
  nextKey: 2,
})

/** Nothing typed in it but the rate it came with. */
export const isEmptyLine = (line: FormLine): boolean =>
  line.discount === undefined &&
  [line.name, line.taxCode, line.spec, line.unit, line.quantity, line.unitPrice, line.amount].every(
    (text) => text.trim() === '',
  )

/** Nothing worth keeping: no buyer, no line, no remark. */
export const isEmptyForm = (form: SaleForm): boolean =>
  buyerFields.every((field) => form.buyer[field].trim() === '') &&
  form.lines.every(isEmptyLine) &&
  form.remark.trim() === ''

/** Takes the form and what was done, gives the form after it. */
export const changeSaleForm = (form: SaleForm, action: SaleFormAction): SaleForm => {
  switch (action.do) {
    case 'buyer':
      return edited(
        { ...form, buyer: { ...form.buyer, [action.field]: action.text } },
        `buyer.${action.field}`,
      )
    case 'choose-buyer':
      return {
        ...form,
        buyer: { ...emptySaleForm('', '').buyer, ...action.buyer },
        kind: action.kind ?? form.kind,
        refused: form.refused.filter(({ path }) => !path.startsWith('buyer')),
        touched: [...form.touched, 'buyer.taxId'],
      }
    case 'date':
      return edited({ ...form, saleDate: action.text }, 'saleDate')
    case 'kind':
      return edited({ ...form, kind: action.kind }, 'kind')
    case 'side':
      return action.side === form.priceSide
        ? form
        : {
            ...form,
            priceSide: action.side,
            lines: form.lines.map((line) => onOtherSide(line, form.priceSide)),
          }
    case 'line':
      return edited(
        changeLine(form, action.index, (line) => typedInto(line, action.field, action.text)),
        `lines.${action.index}.${action.field}`,
      )
    case 'choose-goods':
      return edited(
        changeLine(form, action.index, (line) => filledFrom(line, action.goods, form.priceSide)),
        `lines.${action.index}.name`,
      )
    case 'discount':
      return changeLine(form, action.index, (line) => ({
        ...line,
        discount: line.discount === undefined ? '' : undefined,
      }))
    case 'remove-line':
      return {
        ...endingEmpty({ ...form, lines: form.lines.filter((_, index) => index !== action.index) }),
        refused: form.refused.filter(({ path }) => !path.startsWith('lines.')),
      }
    case 'remark':
      return edited({ ...form, remark: action.text }, 'remark')
    case 'confirm':
      return { ...form, confirmed: { ...form.confirmed, [action.code]: form.buyer.taxId.trim() } }
    case 'left':
      return form.touched.includes(action.path) ? form : { ...form, touched: [...form.touched, action.path] }
    case 'attempt':
      return { ...form, attempted: true, refused: action.refused ?? form.refused }
    case 'replace':
      return endingEmpty(action.form)
  }
}

const edited = (form: SaleForm, path: string): SaleForm =>
  form.refused.length === 0 ? form : { ...form, refused: form.refused.filter((issue) => issue.path !== path) }

/** An empty row at the end takes the rate of the line before it. */
const changeLine = (form: SaleForm, index: number, change: (line: FormLine) => FormLine): SaleForm => {
  const before = form.lines[index]
  const after = before === undefined ? undefined : change(before)
  const last = form.lines.length - 1
  const lines = form.lines.map((line, at) => {
    if (at === index && after !== undefined) return after
    const follows = at === last && index === last - 1 && after?.rate !== before?.rate && isEmptyLine(line)
    return follows && after !== undefined ? { ...line, rate: after.rate } : line
  })
  return endingEmpty({ ...form, lines })
}

const endingEmpty = (form: SaleForm): SaleForm => {
  const last = form.lines.at(-1)
  if (last !== undefined && isEmptyLine(last)) return form
  const line = emptyLine(form.nextKey, last?.rate ?? '0.13')
  return { ...form, lines: [...form.lines, line], nextKey: form.nextKey + 1 }
}

/** Quantity, price and amount hang together: what is typed last counts, the amount wins over a price (fapiao.md §6.3). */
const typedInto = (line: FormLine, field: LineField, text: string): FormLine => {
  const changed: FormLine = { ...line, [field]: text }
  switch (field) {
    case 'quantity':
      if (line.unitPrice.trim() === '') return withPriceFromAmount(changed)
      return { ...changed, amount: text.trim() === '' ? changed.amount : '' }
    case 'unitPrice':
      return { ...changed, amount: line.quantity.trim() === '' || text.trim() === '' ? changed.amount : '' }
    case 'amount':
      if (text.trim() === '') return changed
      return line.quantity.trim() === '' ? { ...changed, unitPrice: '' } : withPriceFromAmount(changed)
    default:
      return changed
  }
}

const withPriceFromAmount = (line: FormLine): FormLine => {
  const amount = parseYuan(line.amount)
  const price = amount === undefined ? undefined : unitPriceExcludingTax(amount, line.quantity)
  return price === undefined ? line : { ...line, unitPrice: price }
}

const filledFrom = (line: FormLine, goods: ChosenGoods, side: PriceSide): FormLine => ({
  ...line,
  name: goods.name,
  taxCode: goods.taxCode ?? '',
  spec: goods.spec ?? '',
  unit: goods.unit ?? '',
  rate: goods.rate,
  unitPrice: goods.unitPrice === undefined ? '' : priceOnSide(goods.unitPrice, goods, side),
  quantity: goods.unitPrice === undefined || line.quantity.trim() !== '' ? line.quantity : '1',
  amount: '',
})

/** A remembered price in the side the form shows, to six decimals. */
const priceOnSide = (price: string, { priceSide, rate }: ChosenGoods, side: PriceSide): string => {
  const value = parseDecimal(price)
  const parsed = parseRate(rate)
  const percent = parsed === undefined ? undefined : parseDecimal(rateLabel(parsed).replace('%', ''))
  if (priceSide === side || value === undefined || percent === undefined) return price
  const factor = percent.div(100).plus(1)
  return decimalText(side === 'incl' ? value.times(factor) : value.div(factor), 6)
}

/** The same line with its price and amount on the other side, so that switching 含税 does not change the sale. */
const onOtherSide = (line: FormLine, from: PriceSide): FormLine => {
  const computed = computeSaleLine(lineDraft(line, from), from)
  if (!computed.ok) return line
  const { amount, total } = computed.value
  const other = from === 'incl' ? amount : total
  const price = line.quantity.trim() === '' ? '' : (unitPriceExcludingTax(other, line.quantity) ?? '')
  const discount =
    line.discount === undefined || line.discount.includes('%')
      ? line.discount
      : discountOnOtherSide(line, from)
  return { ...line, unitPrice: price, amount: yuanText(other), discount }
}

const discountOnOtherSide = (line: FormLine, from: PriceSide): string | undefined => {
  const amount = discountAmount(line.discount ?? '', 0)
  if (amount === undefined) return line.discount
  const text = yuanText(amount)
  const computed = computeSaleLine(
    { name: '', rate: line.rate, ...(from === 'incl' ? { amountInclTax: text } : { amountExclTax: text }) },
    from,
  )
  return computed.ok
    ? yuanText(from === 'incl' ? computed.value.amount : computed.value.total)
    : line.discount
}

/** A form line as the domain reads it, without its discount. */
export const lineDraft = (line: FormLine, side: PriceSide) => ({
  name: line.name,
  rate: line.rate,
  ...given('taxCode', line.taxCode),
  ...given('spec', line.spec),
  ...given('unit', line.unit),
  ...given('quantity', line.quantity),
  ...given('unitPrice', line.unitPrice),
  ...given(side === 'incl' ? 'amountInclTax' : 'amountExclTax', line.amount),
})

const given = <K extends string>(key: K, text: string): { readonly [P in K]?: string } => {
  const entry: { [P in K]?: string } = {}
  if (text.trim() !== '') entry[key] = text.trim()
  return entry
}
