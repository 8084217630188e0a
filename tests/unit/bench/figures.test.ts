// The bench says what was measured: its percentiles, medians and ratios by hand.
import { expect, test } from 'vitest'
import { apart, figure, median, pairedRatio, percentile } from '../../bench/figures.ts'

test('a percentile is a value that was measured', () => {
  const calls = Array.from({ length: 100 }, (_, index) => 100 - index)
  expect([0, 0.5, 0.95, 0.99, 1].map((share) => percentile(calls, share))).toEqual([1, 50, 95, 99, 100])
})

test('one slow call of twenty shows in the 99th percentile and not in the 95th', () => {
  const calls = [...Array.from({ length: 19 }, () => 1), 40]
  expect([percentile(calls, 0.95), percentile(calls, 0.99)]).toEqual([1, 40])
})

test('the median of an even number of runs lies between the two in the middle', () => {
  expect([median([3, 1, 2]), median([4, 1, 2, 3]), median([7])]).toEqual([2, 2.5, 7])
})

test('a figure has its noise beside it', () => {
  expect(figure('list', 'ms', [3, 1, 2], { limit: 16 })).toEqual({
    name: 'list',
    n: 3,
    p50: 2,
    p95: 3,
    p99: 3,
    min: 1,
    max: 3,
    unit: 'ms',
    limit: 16,
  })
})

test('runs in pairs are compared pair by pair, so that a disturbance of both sides changes nothing', () => {
  expect(pairedRatio([50, 5, 60], [100, 10, 100])).toBe(0.5)
})

test('counts are apart by a share of the larger', () => {
  expect([apart(0, 0), apart(100, 100), apart(100, 95), apart(95, 100)]).toEqual([0, 0, 0.05, 0.05])
})

test('nothing measured has no percentile', () => {
  expect(() => percentile([], 0.5)).toThrow(RangeError)
})
