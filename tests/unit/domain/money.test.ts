// Money text and whole 分: nothing is lost between what people write and what the book keeps.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  addFen,
  fen,
  negateFen,
  parseYuan,
  roundToFen,
  scaleFen,
  sumFen,
  yuanText,
} from '../../../src/shared/domain/money.ts'

const anyFen = fc.integer({ min: -99_999_999_999_999, max: 99_999_999_999_999 }).map(fen)

test('money is read however people and files write it', () => {
  const written = [
    '4197.17',
    '-0.5',
    '1,234.00',
    '１，２３４．５０',
    '¥2.120000',
    '￥ 10',
    '-¥3',
    '¥-3',
    '−5,535.10',
    '.5',
    ' 7 ',
    '0.00',
  ]
  expect(written.map((text) => parseYuan(text))).toEqual([
    419717, -50, 123400, 123450, 212, 1000, -300, -300, -553510, 50, 700, 0,
  ])
})

test('text that is not one exact amount is not guessed at', () => {
  const written = [
    '',
    '.',
    '-',
    '1.234',
    '12,34.00',
    '1,23',
    '1e3',
    '--1',
    '-¥-1',
    'abc',
    '90071992547409.92',
    '１元',
  ]
  expect(written.map((text) => parseYuan(text))).toEqual(written.map(() => undefined))
})

test('an amount is written with two decimals and its sign', () => {
  expect([0, 5, -50, 419717, -100].map((amount) => yuanText(fen(amount)))).toEqual([
    '0.00',
    '0.05',
    '-0.50',
    '4197.17',
    '-1.00',
  ])
})

test('half a fen goes away from zero', () => {
  expect(['0.335', '4.515', '-0.335', '1.004', '-0.004'].map((text) => roundToFen(text))).toEqual([
    34, 452, -34, 100, 0,
  ])
  expect([scaleFen(fen(3350), 1n, 100n), scaleFen(fen(-3350), 1n, 100n)]).toEqual([34, -34])
})

test('a fraction of a fen, an unsafe number and a negative zero never become money', () => {
  expect(() => fen(0.5)).toThrow(RangeError)
  expect(() => fen(Number.MAX_SAFE_INTEGER + 1)).toThrow(RangeError)
  expect(() => addFen(fen(Number.MAX_SAFE_INTEGER), fen(1))).toThrow(RangeError)
  expect(Object.is(negateFen(fen(0)), 0)).toBe(true)
})

test('every amount survives being written and read, plain and with commas', () => {
  fc.assert(
    fc.property(anyFen, (amount) => {
      const text = yuanText(amount)
      const grouped = text.replace(/\B(?=(\d{3})+\.)/g, ',')
      expect([parseYuan(text), parseYuan(`${text}0000`), parseYuan(grouped)]).toEqual([
        amount,
        amount,
        amount,
      ])
    }),
  )
})

test('a sum does not depend on the order', () => {
  fc.assert(
    fc.property(fc.array(anyFen, { maxLength: 50 }), (amounts) => {
      expect(sumFen(amounts)).toBe(sumFen(amounts.toReversed()))
    }),
  )
})
