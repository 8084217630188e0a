// A sale that waits to be issued: its amounts, and what keeps it from being issued.
import { expect, test } from 'vitest'
import { checkSale } from '../../../src/shared/domain/sale-check.ts'
import { computeSale, type SaleDraft, type SaleLineDraft } from '../../../src/shared/domain/sale.ts'
import { makeUscc } from '../../../src/shared/domain/taxpayer-id.ts'

const around = {
  ownTaxpayer: { taxId: makeUscc('91110108MADEM0A1'), taxpayer: 'general' },
  today: '2026-11-21',
} as const
const buyerTaxId = makeUscc('91310115MADEM0B2')
const line: SaleLineDraft = { name: '技术服务费', amountInclTax: '4449.00', rate: '0.06' }
const discount: SaleLineDraft = {
  name: '技术服务费',
  amountInclTax: '-449.00',
  rate: '6%',
  discountOfPrevious: true,
}
const sale: SaleDraft = {
  ref: 'order-1',
  buyer: { name: '示范商贸（上海）有限公司', taxId: buyerTaxId },
  kind: 'digital-special',
  saleDate: '2026-11-20',
  priceSide: 'incl',
  lines: [line],
}
const withLine = (changes: Partial<SaleLineDraft>): SaleDraft => ({
  ...sale,
  lines: [{ ...line, ...changes }],
})
const errorsOf = (draft: SaleDraft): string[] =>
  checkSale(draft, around).errors.map((found) => `${found.path} ${found.code}`)
const warningsOf = (draft: SaleDraft): string[] =>
  checkSale(draft, around).warnings.map((found) => `${found.path} ${found.code}`)

test('a sale computes its lines and sums from what was entered, full-width digits too', () => {
  const lines: SaleLineDraft[] = [
    line,
    { name: '耗材', unit: '件', quantity: '２', unitPrice: '56.50', rate: '13' },
  ]
  expect(computeSale({ priceSide: 'incl', lines })).toEqual({
    ok: true,
    value: {
      lines: [
        {
          name: '技术服务费',
          amount: 419717,
          tax: 25183,
          total: 444900,
          side: 'incl',
          rate: '0.06',
          discountOfPrevious: false,
        },
        {
          name: '耗材',
          unit: '件',
          quantity: '2',
          unitPrice: '56.5',
          unitPriceExclTax: '50',
          amount: 10000,
          tax: 1300,
          total: 11300,
          side: 'incl',
          rate: '0.13',
          discountOfPrevious: false,
        },
      ],
      amount: 429717,
      tax: 26483,
      total: 456200,
    },
  })
})

test('every line that has no amount says so under its own number', () => {
  expect(
    computeSale({
      priceSide: 'excl',
      lines: [{ ...line, rate: 'x' }, line, { ...line, amountInclTax: '1.234' }],
    }),
  ).toEqual({
    ok: false,
    error: [
      { path: 'lines.0.rate', code: 'rate.invalid' },
      { path: 'lines.2.amountInclTax', code: 'amount.invalid' },
    ],
  })
})

test('a good sale may be issued', () => {
  expect(checkSale(sale, around)).toEqual({ errors: [], warnings: [] })
  expect(checkSale({ ...sale, kind: 'digital-ordinary', buyer: { name: '个人' } }, around)).toEqual({
    errors: [],
    warnings: [],
  })
  expect(checkSale({ ...sale, lines: [line, discount] }, around)).toEqual({ errors: [], warnings: [] })
})

test.each<[string, SaleDraft, string[]]>([
  ['no buyer', { ...sale, buyer: { name: ' ', taxId: buyerTaxId } }, ['buyer.name text.required']],
  [
    'a buyer name over a hundred bytes',
    { ...sale, buyer: { name: '票'.repeat(51), taxId: buyerTaxId } },
    ['buyer.name text.too-long'],
  ],
  [
    'angle brackets in the buyer name',
    { ...sale, buyer: { name: '<b>公司', taxId: buyerTaxId } },
    ['buyer.name text.forbidden-characters'],
  ],
  [
    '专票 without the buyer’s tax id',
    { ...sale, buyer: { name: '示范商贸有限公司' } },
    ['buyer.taxId buyer.tax-id-required'],
  ],
  ['专票 to a person', { ...sale, buyer: { name: '个人' } }, ['buyer buyer.person-on-special']],
  [
    '专票 to a holder of an ID card',
    { ...sale, buyer: { name: '李四', taxId: '11010519491231002X' } },
    ['buyer buyer.person-on-special'],
  ],
  [
    'a tax id of six characters',
    { ...sale, buyer: { name: '示范', taxId: '123456' } },
    ['buyer.taxId tax-id.length'],
  ],
  ['a sale date in the future', { ...sale, saleDate: '2026-11-22' }, ['saleDate date.future']],
  ['a sale date that does not exist', { ...sale, saleDate: '2026-02-30' }, ['saleDate date.invalid']],
  ['a remark over 200 characters', { ...sale, remark: '备'.repeat(201) }, ['remark text.too-long']],
  ['no lines', { ...sale, lines: [] }, ['lines lines.missing']],
  ['too many lines', { ...sale, lines: Array(2001).fill(line) }, ['lines lines.too-many']],
  ['a line without a name', withLine({ name: '' }), ['lines.0.name text.required']],
  ['a line name over 90 characters', withLine({ name: '名'.repeat(91) }), ['lines.0.name text.too-long']],
  ['a tax code that is not 19 digits', withLine({ taxCode: '304' }), ['lines.0.taxCode tax-code.invalid']],
  ['a quantity without a price', withLine({ quantity: '1' }), ['lines.0.unitPrice quantity.with-price']],
  [
    'a price with fourteen decimals',
    withLine({ quantity: '1', unitPrice: '4449.00000000000001' }),
    ['lines.0.unitPrice number.too-precise'],
  ],
  [
    'a negative price',
    withLine({ quantity: '-1', unitPrice: '-4449' }),
    ['lines.0.unitPrice price.negative'],
  ],
  ['a rate that is none', withLine({ rate: '六' }), ['lines.0.rate rate.invalid']],
  ['a hidden rate', withLine({ rate: '***' }), ['lines.0.rate rate.invalid']],
  ['exempt on a 专票', withLine({ rate: 'exempt' }), ['lines.0.rate rate.exempt-on-special']],
  ['nothing to pay', withLine({ amountInclTax: '0' }), ['lines amount.not-positive']],
  [
    'a negative line that is no discount',
    { ...sale, lines: [line, { ...line, amountInclTax: '-1' }] },
    ['lines.1.amount amount.not-positive'],
  ],
  [
    'an amount the price contradicts',
    withLine({ quantity: '2', unitPrice: '3' }),
    ['lines.0.unitPrice amount.not-price-times-quantity'],
  ],
  ['more than a trillion', withLine({ amountInclTax: '9999999999999' }), ['lines amount.too-large']],
])('%s keeps the sale from being issued', (_, draft, errors) => {
  expect(errorsOf(draft)).toEqual(errors)
})

test.each<[string, SaleLineDraft[], string[]]>([
  ['a discount with nothing above it', [discount, line], ['lines.0 discount.no-line-before']],
  ['two discounts in a row', [line, discount, discount], ['lines.2 discount.twice']],
  ['a discount under another name', [line, { ...discount, name: '折扣' }], ['lines.1.name discount.differs']],
  ['a discount at another rate', [line, { ...discount, rate: '0.13' }], ['lines.1.rate discount.differs']],
  [
    'a discount under another code',
    [line, { ...discount, taxCode: '3040201030000000000' }],
    ['lines.1.taxCode discount.differs'],
  ],
  [
    'a discount with a quantity',
    [line, { ...discount, quantity: '-1', unitPrice: '449' }],
    ['lines.1.quantity discount.quantity'],
  ],
  ['a positive discount', [line, { ...discount, amountInclTax: '1' }], ['lines.1.amount discount.amount']],
  [
    'a discount larger than its line',
    [line, line, { ...discount, amountInclTax: '-4449.01' }],
    ['lines.2.amount discount.too-large'],
  ],
])('%s is refused', (_, lines, errors) => {
  expect(errorsOf({ ...sale, lines })).toEqual(errors)
})

test('a wrong check character must be confirmed, and the right one is offered', () => {
  const wrong = `${buyerTaxId.slice(0, -1)}${buyerTaxId.endsWith('A') ? 'B' : 'A'}`
  expect(checkSale({ ...sale, buyer: { name: '示范商贸（上海）有限公司', taxId: wrong } }, around)).toEqual({
    errors: [],
    warnings: [
      {
        path: 'buyer.taxId',
        code: 'tax-id.checksum',
        params: { expected: buyerTaxId.slice(-1), actual: wrong.slice(-1), suggestion: buyerTaxId },
      },
    ],
  })
})

test('what is only odd does not keep a sale back', () => {
  expect(warningsOf({ ...sale, buyer: { name: '自己', taxId: around.ownTaxpayer.taxId } })).toEqual([
    'buyer.taxId buyer.is-self',
  ])
  expect(warningsOf(withLine({ rate: '0.07' }))).toEqual(['lines.0.rate rate.not-in-force'])
  expect(warningsOf(withLine({ rate: '0.08' }))).toEqual(['lines.0.rate rate.unknown'])
  expect(warningsOf(withLine({ rate: '0' }))).toEqual(['lines.0.rate rate.zero-meaning'])
  expect(warningsOf(withLine({ rate: 'not-taxed' }))).toEqual(['lines.0.rate rate.not-taxed-on-special'])
  const small = { ...around, ownTaxpayer: { ...around.ownTaxpayer, taxpayer: 'small' } } as const
  expect(checkSale(sale, small).warnings.map((found) => found.code)).toEqual(['rate.unusual-for-small'])
})
