// Dated rules warn, they never refuse (§6.1, §6.4).
import { expect, test } from 'vitest'
import { gbkByteLength, rateAllowedOn, ratesOffered } from '../../../src/shared/domain/rules.ts'

test('a rate is odd only outside its time or when nobody knows it', () => {
  expect([
    rateAllowedOn('0.13', '2026-11-21'),
    rateAllowedOn('0.01', '2027-12-31'),
    rateAllowedOn('0.01', '2028-01-01'),
    rateAllowedOn('0.16', '2019-03-31'),
    rateAllowedOn('0.16', '2019-04-01'),
    rateAllowedOn('0.08', '2026-11-21'),
    rateAllowedOn('masked', '2026-11-21'),
  ]).toEqual([[], [], ['rate.not-in-force'], [], ['rate.not-in-force'], ['rate.unknown'], []])
})

test('a form offers the usual rates of the taxpayer first', () => {
  expect(
    ratesOffered('2026-11-21', 'general')
      .slice(0, 3)
      .map((offer) => offer.label),
  ).toEqual(['13%', '9%', '6%'])
  expect(
    ratesOffered('2026-11-21', 'small')
      .slice(0, 2)
      .map((offer) => offer.label),
  ).toEqual(['5%', '3%'])
  expect(ratesOffered('2028-01-01', 'small').map((offer) => offer.label)).not.toContain('1%')
})

test('a Chinese character counts two bytes', () => {
  expect(gbkByteLength('票簿 OK')).toBe(7)
})
