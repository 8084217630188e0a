// How figures, dates and names look on the screen.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import * as format from '../../src/shared/format.ts'

test('amounts have commas, two decimals and a true minus or brackets', () => {
  expect([0, 5, 123456, -553510, 99_999_999_999_999].map((amount) => format.formatAmount(amount))).toEqual([
    '0.00',
    '0.05',
    '1,234.56',
    '−5,535.10',
    '999,999,999,999.99',
  ])
  expect(format.formatAmount(-553510, { accounting: true })).toBe('(5,535.10)')
})

test('a number is split where people read it', () => {
  expect(format.formatNumberParts('26112000000347783971')).toEqual({ head: '261120000003', tail: '47783971' })
  expect(format.formatNumberParts('08123456')).toEqual({ head: '', tail: '08123456' })
})

test('a date leaves out this year, and today and yesterday have their words', () => {
  expect([
    format.formatDateShort('2026-11-30', '2026-12-01'),
    format.formatDateShort('2025-11-30', '2026-12-01'),
  ]).toEqual(['11-30', '2025-11-30'])
  expect([format.formatDateWords('2026-11-30'), format.formatDateWords('2026-11-03', 'en')]).toEqual([
    '2026年11月30日',
    '3 November 2026',
  ])
  const moments = [
    '2026-12-01T13:00:00+08:00',
    '2026-11-30T23:10:00+08:00',
    '2026-11-29T08:00:00+08:00',
    '2025-11-29T08:00:00+08:00',
  ]
  expect(moments.map((moment) => format.formatMoment(moment, '2026-12-01'))).toEqual([
    '今天 13:00',
    '昨天 23:10',
    '11-29 08:00',
    '2025-11-29 08:00',
  ])
  expect(format.formatMoment('2026-11-30T23:10:00+08:00', '2026-12-01', 'en')).toBe('Yesterday 23:10')
})

test('a duration is told in its two largest units', () => {
  const durations = [0, 430, 12_000, 252_000, 7_200_000, 5_748_000, 1_306_800_000]
  expect(durations.map((ms) => format.formatDuration(ms))).toEqual([
    '0 秒',
    '0.4 秒',
    '12 秒',
    '4 分 12 秒',
    '2 小时',
    '1 小时 35 分',
    '15 天 3 小时',
  ])
  expect(format.formatDuration(252_000, 'en')).toBe('4 min 12 s')
})

test('a countdown runs in seconds under a day and in days above', () => {
  expect(
    [5_748_000, 59_001, -1, 86_399_000, 86_400_000, 1_300_000_000].map((ms) => format.formatCountdown(ms)),
  ).toEqual(['1:35:48', '0:01:00', '0:00:00', '23:59:59', '1 天', '15 天'])
  expect([format.formatCountdown(86_400_000, 'en'), format.formatCountdown(1_300_000_000, 'en')]).toEqual([
    '1 day',
    '15 days',
  ])
})

test('sizes and digests are short', () => {
  expect([312, 1024, 46_091, 1_048_575, 1_500_000_000].map(format.formatBytes)).toEqual([
    '312 B',
    '1.0 KB',
    '45.0 KB',
    '1.0 MB',
    '1.4 GB',
  ])
  expect([
    format.formatDigest(`9c41e07b${'0'.repeat(52)}2d58`),
    format.formatDigest('9c41e07b'),
    format.formatDigest(''),
  ]).toEqual(['9c41 e07b … 2d58', '9c41 e07b', ''])
})

test('a long name is cut at the end, or in the middle where its tail tells it apart', () => {
  expect([
    format.ellipsisMiddle('北京样例云帆科技有限公司', 12),
    format.ellipsisMiddle('北京样例云帆科技有限公司', 8),
    format.ellipsisMiddle('北京样例云帆科技有限公司海淀分公司', 12),
    format.ellipsisMiddle('海淀区样例便民商店（个体工商户）', 12),
  ]).toEqual([
    '北京样例云帆科技有限公司',
    '北京样例云帆科…',
    '北京样例云…司海淀分公司',
    '海淀区样例…个体工商户）',
  ])
})

test('a cut name is never longer than it may be', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme', maxLength: 40 }),
      fc.integer({ min: 1, max: 40 }),
      (name, max) => {
        expect([...format.ellipsisMiddle(`${name}店`, max)].length).toBeLessThanOrEqual(max)
      },
    ),
  )
})
