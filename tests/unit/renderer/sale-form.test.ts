// The recording form: what is typed last counts, the amount wins over a price, and faults stand at the field.
import { expect, test } from 'vitest'
import {
  changeSaleForm,
  emptySaleForm,
  isEmptyForm,
  type SaleForm,
  type SaleFormAction,
} from '../../../src/renderer/pages/record/sale-form.ts'
import { draftContent, formFromDraft } from '../../../src/renderer/pages/record/sale-form-content.ts'
import { refusedAtForm, saleInput, viewSaleForm } from '../../../src/renderer/pages/record/sale-form-view.ts'
import { makeUscc } from '../../../src/shared/domain/taxpayer-id.ts'

const today = '2026-11-30'
const around = { taxId: makeUscc('91110105MA00TEXT'), taxpayer: 'general', today } as const
const buyerId = makeUscc('91110108MA00DEMA')

const after = (...actions: readonly SaleFormAction[]): SaleForm =>
  actions.reduce(changeSaleForm, emptySaleForm(today, '0.13'))

const type = (
  index: number,
  field: 'name' | 'quantity' | 'unitPrice' | 'rate' | 'amount' | 'discount',
  text: string,
) => ({ do: 'line', index, field, text }) as const

const paper = [type(0, 'name', '*纸制品*复印纸'), type(0, 'quantity', '12'), type(0, 'unitPrice', '168')]

test('a row typed into is followed by an empty one with the same rate', () => {
  const form = after(type(0, 'name', '复印纸'), type(0, 'rate', '0.09'), type(1, 'name', '档案盒'))
  expect(form.lines.map(({ name, rate }) => [name, rate])).toEqual([
    ['复印纸', '0.09'],
    ['档案盒', '0.09'],
    ['', '0.09'],
  ])
})

test('quantity and price give the amounts, sums and words with each key', () => {
  const view = viewSaleForm(
    after(...paper, type(1, 'name', '*文具*档案盒'), type(1, 'amount', '784')),
    around,
  )
  expect([view.amount, view.tax, view.total, view.totalInWords, view.complete]).toEqual([
    247_788,
    32_212,
    280_000,
    '贰仟捌佰圆整',
    true,
  ])
})

test('an amount typed over price times quantity changes the price, and a new quantity changes the amount', () => {
  const typed = after(...paper, type(0, 'amount', '1800'))
  const again = changeSaleForm(typed, type(0, 'quantity', '10'))
  expect([typed.lines[0]?.unitPrice, typed.lines[0]?.amount]).toEqual(['150', '1800'])
  expect([again.lines[0]?.unitPrice, viewSaleForm(again, around).total]).toEqual(['150', 150_000])
})

test('switching to prices without tax leaves the sale as it is', () => {
  const incl = after(...paper, { do: 'discount', index: 0 }, type(0, 'discount', '10%'))
  const excl = changeSaleForm(incl, { do: 'side', side: 'excl' })
  const sums = (form: SaleForm) => {
    const { amount, tax, total } = viewSaleForm(form, around)
    return [amount, tax, total]
  }
  expect(sums(excl)).toEqual(sums(incl))
})

test('a discount is a line of its own with the name and rate of the line above', () => {
  const form = after(
    { do: 'buyer', field: 'name', text: '北京样例商贸有限公司' },
    ...paper,
    { do: 'discount', index: 0 },
    type(0, 'discount', '10%'),
  )
  expect(saleInput(form)).toEqual({
    buyer: { name: '北京样例商贸有限公司' },
    kind: 'digital-ordinary',
    saleDate: today,
    priceSide: 'incl',
    lines: [
      { name: '*纸制品*复印纸', rate: '0.13', quantity: '12', unitPrice: '168' },
      { name: '*纸制品*复印纸', rate: '0.13', amountInclTax: '-201.60', discountOfPrevious: true },
    ],
  })
})

test('a remembered customer fills every field and the kind at once', () => {
  const form = after({
    do: 'choose-buyer',
    kind: 'digital-special',
    buyer: { name: '北京样例商贸有限公司', taxId: buyerId, phone: '010-5550 0100' },
  })
  expect([form.kind, form.buyer]).toEqual([
    'digital-special',
    {
      name: '北京样例商贸有限公司',
      taxId: buyerId,
      address: '',
      phone: '010-5550 0100',
      bank: '',
      account: '',
      email: '',
    },
  ])
})

test('goods remembered without tax are shown with it where the form shows prices with tax', () => {
  const form = after({
    do: 'choose-goods',
    index: 0,
    goods: { name: '复印纸', unit: '箱', unitPrice: '100', priceSide: 'excl', rate: '0.13' },
  })
  expect([form.lines[0]?.unitPrice, form.lines[0]?.quantity]).toEqual(['113', '1'])
})

test('an empty form shows no faults until saving is tried', () => {
  const before = viewSaleForm(after(), around)
  const tried = viewSaleForm(after({ do: 'attempt' }), around)
  expect([before.shown, tried.shown.map(({ path, code }) => `${path} ${code}`)]).toEqual([
    [],
    ['buyer.name text.required', 'lines lines.missing'],
  ])
})

test('a wrong check character is a fault until it is corrected or confirmed as on the licence', () => {
  const wrong = `${buyerId.slice(0, 17)}${buyerId.endsWith('0') ? '1' : '0'}`
  const form = after(
    { do: 'buyer', field: 'name', text: '北京样例商贸有限公司' },
    { do: 'buyer', field: 'taxId', text: wrong },
    { do: 'left', path: 'buyer.taxId' },
    ...paper,
  )
  const confirmed = changeSaleForm(form, { do: 'confirm', code: 'tax-id.checksum' })
  const changedAfter = changeSaleForm(confirmed, {
    do: 'buyer',
    field: 'taxId',
    text: `${wrong.slice(0, 16)}99`,
  })
  const codes = (one: SaleForm) => viewSaleForm(one, around).errors.map(({ path, code }) => `${path} ${code}`)
  expect(viewSaleForm(form, around).shown).toEqual([
    {
      path: 'buyer.taxId',
      code: 'tax-id.checksum',
      params: { expected: buyerId.slice(-1), actual: wrong.slice(-1), suggestion: buyerId },
    },
  ])
  expect([codes(confirmed), saleInput(confirmed).confirmed]).toEqual([[], ['tax-id.checksum']])
  expect(codes(changedAfter)).toEqual(['buyer.taxId tax-id.checksum'])
})

test('what the core refuses stands at the row the person sees, also behind a discount', () => {
  const form = after(
    ...paper,
    { do: 'discount', index: 0 },
    type(0, 'discount', '10%'),
    type(1, 'name', '档案盒'),
  )
  expect(
    refusedAtForm(form, [
      { path: 'sales.0.lines.1.amountInclTax', code: 'discount.too-large' },
      { path: 'sales.0.lines.2.rate', code: 'rate.invalid' },
      { path: 'buyer', code: 'buyer.person-on-special' },
    ]).map(({ path }) => path),
  ).toEqual(['lines.0.discount', 'lines.1.rate', 'buyer.name'])
})

test('a refused field is free again once it is edited', () => {
  const refused = after(...paper, {
    do: 'attempt',
    refused: [{ path: 'lines.0.rate', code: 'rate.invalid' }],
  })
  expect([refused.refused.length, changeSaleForm(refused, type(0, 'rate', '0.06')).refused.length]).toEqual([
    1, 0,
  ])
})

test('a removed line takes its faults along and leaves an empty row', () => {
  const form = changeSaleForm(after(...paper), { do: 'remove-line', index: 0 })
  expect([isEmptyForm(form), form.lines.length]).toEqual([true, 1])
})

test('a draft comes back from the book as it was typed', () => {
  const form = after(
    { do: 'buyer', field: 'name', text: '北京样例商贸有限公司' },
    ...paper,
    { do: 'discount', index: 0 },
    type(0, 'discount', '5'),
    { do: 'remark', text: '随货' },
  )
  const back = formFromDraft(JSON.parse(JSON.stringify(draftContent(form))), '0.13')
  expect(back === undefined ? undefined : draftContent(back)).toEqual(draftContent(form))
})

test('a draft of another kind is left alone', () => {
  expect([formFromDraft({ form: 'sale-9' }, '0.13'), formFromDraft(null, '0.13')]).toEqual([
    undefined,
    undefined,
  ])
})
