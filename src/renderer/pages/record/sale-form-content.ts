// The form as the content of a draft row, and back. A draft from another version that does not fit is left alone.
import { z } from 'zod'
import { saleKinds } from '../../../shared/domain/invoice.ts'
import type { Output } from '../../../shared/contract/api.ts'
import {
  changeSaleForm,
  emptyLine,
  emptySaleForm,
  isEmptyLine,
  type FormLine,
  type SaleForm,
} from './sale-form.ts'

const text = z.string()
const content = z.object({
  form: z.literal('sale-1'),
  buyer: z.object({
    name: text,
    taxId: text,
    address: text,
    phone: text,
    bank: text,
    account: text,
    email: text,
  }),
  saleDate: text,
  kind: z.enum(saleKinds),
  priceSide: z.enum(['incl', 'excl']),
  lines: z.array(
    z.object({
      name: text,
      taxCode: text,
      spec: text,
      unit: text,
      quantity: text,
      unitPrice: text,
      rate: text,
      amount: text,
      discount: text.optional(),
    }),
  ),
  remark: text,
  confirmed: z.record(text, text),
})

/** What is stored of a form: only what was typed. */
export const draftContent = (form: SaleForm): z.infer<typeof content> => ({
  form: 'sale-1',
  buyer: { ...form.buyer },
  saleDate: form.saleDate,
  kind: form.kind,
  priceSide: form.priceSide,
  lines: form.lines
    .filter((line) => !isEmptyLine(line))
    .map(({ key: _key, discount, ...rest }) => ({
      ...rest,
      ...(discount === undefined ? {} : { discount }),
    })),
  remark: form.remark,
  confirmed: { ...form.confirmed },
})

/** The form a draft holds; undefined where it is none of ours. `rate` is for the empty row at the end. */
export const formFromDraft = (stored: unknown, rate: string): SaleForm | undefined => {
  const parsed = content.safeParse(stored)
  if (!parsed.success) return undefined
  const { form: _form, lines, ...rest } = parsed.data
  return withLines({ ...emptySaleForm(rest.saleDate, rate), ...rest }, lines, rate)
}

/** The form of a sale already recorded: for 套用上一单 (today's date) and for correcting a rejected one (its own). */
export const formFromSale = (sale: Output<'sale.get'>, saleDate: string, rate: string): SaleForm => {
  const { name, taxId = '', address = '', phone = '', bank = '', account = '', email = '' } = sale.buyer
  const lines: Omit<FormLine, 'key'>[] = []
  for (const line of sale.lines) {
    const before = lines.at(-1)
    const amount = sale.priceSide === 'incl' ? line.total : line.amount
    if (line.isDiscount && before !== undefined) {
      lines[lines.length - 1] = { ...before, discount: amount.replace('-', '') }
      continue
    }
    const { spec = '', unit = '', quantity = '', unitPrice = '', taxCode = '' } = line
    lines.push({ name: line.name, taxCode, spec, unit, quantity, unitPrice, rate: line.rate, amount })
  }
  const form = emptySaleForm(saleDate, rate)
  return withLines(
    {
      ...form,
      buyer: { name, taxId, address, phone, bank, account, email },
      kind: sale.kind,
      priceSide: sale.priceSide,
      remark: sale.remark ?? '',
    },
    lines,
    rate,
  )
}

const withLines = (
  form: SaleForm,
  lines: readonly Partial<Omit<FormLine, 'key'>>[],
  rate: string,
): SaleForm =>
  changeSaleForm(form, {
    do: 'replace',
    form: {
      ...form,
      lines: lines.map((line, index) => ({ ...emptyLine(index + 1, rate), ...line })),
      nextKey: lines.length + 1,
    },
  })
