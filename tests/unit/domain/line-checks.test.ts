// The signs of red lines and the example of a discount in the reference (§6.2, §6.5).
import { expect, test } from 'vitest'
import { checkDiscountLines, checkRedSigns } from '../../../src/shared/domain/line-checks.ts'
import { fen } from '../../../src/shared/domain/money.ts'

test('the example discount of 100.00 on 1000.00 is allowed, and so is one of the whole line', () => {
  const line = {
    name: '*电子计算机*电脑',
    rate: '0.13',
    amount: fen(100_000),
    tax: fen(13_000),
    discountOfPrevious: false,
  } as const
  const discount = { ...line, amount: fen(-10_000), tax: fen(-1_300), discountOfPrevious: true }
  expect(
    checkDiscountLines([line, discount, line, { ...discount, amount: fen(-100_000), tax: fen(-13_000) }]),
  ).toEqual([])
})

test('red lines are negative in everything but their price', () => {
  const red = { amount: fen(-10_000), tax: fen(-600), quantity: '-2', unitPrice: '50' }
  expect(checkRedSigns([red, { amount: fen(-100), tax: fen(0) }])).toEqual([])
  expect(checkRedSigns([{ amount: fen(1), tax: fen(1), quantity: '2', unitPrice: '-50' }])).toEqual([
    { path: 'lines.0.amount', code: 'red.not-negative' },
    { path: 'lines.0.tax', code: 'red.not-negative' },
    { path: 'lines.0.quantity', code: 'red.not-negative' },
    { path: 'lines.0.unitPrice', code: 'red.price-negative' },
  ])
})
