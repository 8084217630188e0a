// Rates and the arithmetic of lines and invoices, with the vectors of the reference (§6.1–6.3).
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fen, parseYuan, type Fen } from '../../../src/shared/domain/money.ts'
import {
  invoiceTaxWithinTolerance,
  lineAmounts,
  lineFromExclusive,
  lineFromInclusive,
  lineTaxWithinTolerance,
  parseRate,
  priceTimesQuantityWithinTolerance,
  rateLabel,
  sumLines,
  totalsAddUp,
  unitPriceExcludingTax,
  type RateText,
} from '../../../src/shared/domain/tax.ts'

const yuan = (text: string): Fen => parseYuan(text) ?? fen(Number.NaN)
const anyRate = fc.constantFrom<RateText>(
  '0.13',
  '0.09',
  '0.06',
  '0.05',
  '0.03',
  '0.015',
  '0.01',
  '0.005',
  '0',
  'exempt',
)
const anyAmount = fc.integer({ min: -9_999_999_999, max: 9_999_999_999 }).map(fen)

test('a rate is understood as files and people write it', () => {
  const written = [
    '0.06',
    '0.060000',
    '6%',
    '６％',
    '13',
    '1.5%',
    '0.015',
    '0',
    '0%',
    '免税',
    '不征税',
    '***',
    'zero',
    'exempt',
    'not-taxed',
  ]
  expect(written.map((text) => parseRate(text))).toEqual([
    '0.06',
    '0.06',
    '0.06',
    '0.06',
    '0.13',
    '0.015',
    '0.015',
    '0',
    '0',
    'exempt',
    'not-taxed',
    'masked',
    'zero',
    'exempt',
    'not-taxed',
  ])
  expect(['', '100', '-0.06', '六', '6%%', 'constructor'].map((text) => parseRate(text))).toEqual(
    Array(6).fill(undefined),
  )
})

test('a rate is shown as the face prints it', () => {
  const rates: RateText[] = ['0.13', '0.015', '0', 'zero', 'exempt', 'not-taxed', 'masked']
  expect(rates.map(rateLabel)).toEqual(['13%', '1.5%', '0%', '0%', '免税', '不征税', '***'])
})

test.each([
  ['200', '0.01', '1.98', '198.02'],
  ['100', '0.01', '0.99', '99.01'],
  ['100', '0.03', '2.91', '97.09'],
  ['113', '0.13', '13.00', '100.00'],
  ['4449.00', '0.06', '251.83', '4197.17'],
  ['526.00', '0.03', '15.32', '510.68'],
  ['318.00', '0.06', '18.00', '300.00'],
  ['39.54', '0.03', '1.15', '38.39'],
  ['99.99', '0.13', '11.50', '88.49'],
  ['0.01', '0.13', '0.00', '0.01'],
] as const)('%s with tax at %s has a tax of %s and %s without', (incl, rate, tax, amount) => {
  const line = lineFromInclusive({ amountIncl: yuan(incl), rate })
  expect(line).toEqual({ amount: yuan(amount), tax: yuan(tax), total: yuan(incl) })
})

test('tax on an amount without tax is rounded half up', () => {
  expect(lineFromExclusive({ amountExcl: yuan('33.50'), rate: '0.01' }).tax).toBe(34)
  expect(lineFromExclusive({ amountExcl: yuan('150.50'), rate: '0.03' }).tax).toBe(452)
  expect(lineFromExclusive({ amountExcl: yuan('-150.50'), rate: '0.03' }).tax).toBe(-452)
})

test('a hundred rounded lines are summed, tax is not computed again on the total', () => {
  const lines = Array.from({ length: 100 }, () =>
    lineFromInclusive({ amountIncl: yuan('100'), rate: '0.03' }),
  )
  const sums = sumLines(lines)
  expect(sums).toEqual({ amount: yuan('9709'), tax: yuan('291'), total: yuan('10000') })
  expect(totalsAddUp(sums)).toBe(true)
  expect(invoiceTaxWithinTolerance(lines.map((line) => ({ ...line, rate: '0.03' })))).toBe(true)
  expect(lineTaxWithinTolerance({ ...sums, rate: '0.03' })).toBe(false)
})

test('each tolerance ends exactly where the reference says', () => {
  const line = (tax: string) => ({ amount: yuan('100'), tax: yuan(tax), rate: '0.06' as const })
  expect(['6.06', '6.07', '5.94', '5.93'].map((tax) => lineTaxWithinTolerance(line(tax)))).toEqual([
    true,
    false,
    true,
    false,
  ])
  expect(['7.27', '7.28'].map((tax) => invoiceTaxWithinTolerance([line(tax)]))).toEqual([true, false])
  const priced = (amount: string) =>
    priceTimesQuantityWithinTolerance({ quantity: '3', unitPrice: '33.333', amount: yuan(amount) })
  expect(['99.99', '100.00', '100.01', '100.02'].map(priced)).toEqual([true, true, false, false])
  expect(totalsAddUp({ amount: fen(100), tax: fen(6), total: fen(107) })).toBe(false)
})

test('a hidden rate of a 差额 line is not held against its tax', () => {
  expect(lineTaxWithinTolerance({ amount: yuan('100'), tax: yuan('1.50'), rate: 'masked' })).toBe(true)
})

test('the unit price without tax has up to thirteen decimals', () => {
  expect(unitPriceExcludingTax(yuan('4197.17'), '1')).toBe('4197.17')
  expect(unitPriceExcludingTax(yuan('100'), '3')).toBe('33.3333333333333')
  expect(unitPriceExcludingTax(yuan('100'), '0')).toBeUndefined()
})

test('a given amount wins over price times quantity within a fen', () => {
  const line = {
    quantity: '3',
    unitPrice: '33.333',
    amountInclTax: yuan('100.00'),
    rate: '0.06',
    side: 'excl',
  } as const
  expect(lineAmounts(line)).toEqual({
    ok: true,
    value: {
      amount: yuan('94.34'),
      tax: yuan('5.66'),
      total: yuan('100'),
      side: 'incl',
      unitPriceExclTax: '31.4466666666667',
    },
  })
})

test('an amount that price times quantity contradicts is refused', () => {
  const line = {
    quantity: '3',
    unitPrice: '33',
    amountInclTax: yuan('100'),
    rate: '0.06',
    side: 'incl',
  } as const
  expect(lineAmounts(line)).toEqual({
    ok: false,
    error: [{ path: 'unitPrice', code: 'amount.not-price-times-quantity' }],
  })
})

test('price times quantity is taken on the side of the sale when there is no amount', () => {
  const line = { quantity: '2', unitPrice: '100', rate: '0.13' } as const
  expect(lineAmounts({ ...line, side: 'excl' })).toEqual({
    ok: true,
    value: {
      amount: yuan('200'),
      tax: yuan('26'),
      total: yuan('226'),
      side: 'excl',
      unitPriceExclTax: '100',
    },
  })
  expect(lineAmounts({ ...line, side: 'incl' })).toEqual({
    ok: true,
    value: {
      amount: yuan('176.99'),
      tax: yuan('23.01'),
      total: yuan('200'),
      side: 'incl',
      unitPriceExclTax: '88.495',
    },
  })
})

test('both amounts together give the tax, which must be near the rate', () => {
  const both = (incl: string) =>
    lineAmounts({ amountExclTax: yuan('100'), amountInclTax: yuan(incl), rate: '0.06', side: 'incl' })
  expect(both('106.02')).toEqual({ ok: true, value: { amount: 10000, tax: 602, total: 10602, side: 'incl' } })
  expect(both('106.07')).toEqual({ ok: false, error: [{ path: 'amount', code: 'tax.off' }] })
})

test('a line says every field that keeps it from having an amount', () => {
  const issues = (line: Partial<Parameters<typeof lineAmounts>[0]>) => {
    const result = lineAmounts({ rate: '0.06', side: 'incl', ...line })
    return result.ok ? [] : result.error.map((found) => `${found.path} ${found.code}`)
  }
  expect(issues({})).toEqual(['amount amount.missing'])
  expect(issues({ quantity: '2' })).toEqual(['unitPrice quantity.with-price'])
  expect(issues({ unitPrice: '2' })).toEqual(['quantity quantity.with-price'])
  expect(issues({ quantity: 'x', unitPrice: '1e3' })).toEqual([
    'quantity number.invalid',
    'unitPrice number.invalid',
  ])
  expect(issues({ quantity: '0', unitPrice: '1' })).toEqual(['quantity quantity.zero'])
  expect(issues({ quantity: '999999999999', unitPrice: '999999' })).toEqual(['quantity amount.too-large'])
})

test('any line adds up, keeps the amount given and stays within the tolerance, whichever side it came from', () => {
  fc.assert(
    fc.property(anyAmount, anyRate, (given, rate) => {
      const inclusive = lineFromInclusive({ amountIncl: given, rate })
      const exclusive = lineFromExclusive({ amountExcl: given, rate })
      expect([inclusive.total, exclusive.amount]).toEqual([given, given])
      for (const line of [inclusive, exclusive]) {
        expect(totalsAddUp(line)).toBe(true)
        expect(lineTaxWithinTolerance({ ...line, rate })).toBe(true)
      }
    }),
  )
})

test('an amount without tax comes back from its total to within a fen', () => {
  fc.assert(
    fc.property(anyAmount, anyRate, (amountExcl, rate) => {
      const there = lineFromExclusive({ amountExcl, rate })
      const back = lineFromInclusive({ amountIncl: there.total, rate })
      expect(Math.abs(back.amount - amountExcl)).toBeLessThanOrEqual(1)
    }),
  )
})

test('a red line is its blue line with the sign turned', () => {
  fc.assert(
    fc.property(anyAmount, anyRate, (given, rate) => {
      const blue = lineFromInclusive({ amountIncl: given, rate })
      const red = lineFromInclusive({ amountIncl: fen(-given), rate })
      expect([red.amount + blue.amount, red.tax + blue.tax]).toEqual([0, 0])
    }),
  )
})

test('the totals of any invoice add up', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(anyAmount, anyRate), { maxLength: 60 }), (entries) => {
      expect(
        totalsAddUp(sumLines(entries.map(([amountIncl, rate]) => lineFromInclusive({ amountIncl, rate })))),
      ).toBe(true)
    }),
  )
})
