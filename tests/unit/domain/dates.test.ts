// Dates are Shanghai's, whatever clock the machine has.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  addDays,
  addYears,
  isCivilDate,
  parseChineseDate,
  parseIsoInstant,
  shanghaiDate,
  shanghaiIso,
  shanghaiTime,
} from '../../../src/shared/domain/dates.ts'

const morning = Date.UTC(2026, 10, 21, 2, 0, 0)

test('an instant is told in Shanghai time, over midnight too', () => {
  expect([shanghaiIso(morning), shanghaiDate(morning), shanghaiTime(morning)]).toEqual([
    '2026-11-21T10:00:00+08:00',
    '2026-11-21',
    '10:00:00',
  ])
  expect(shanghaiDate(Date.UTC(2026, 11, 31, 16, 0, 0))).toBe('2027-01-01')
  expect(shanghaiIso(morning + 7)).toBe('2026-11-21T10:00:00.007+08:00')
})

test('an instant is read with any offset; without one it is Shanghai’s', () => {
  const texts = [
    '2026-11-21T10:00:00+08:00',
    '2026-11-21T02:00:00Z',
    '2026-11-21T10:00',
    '2026-11-21 10:00:00.000',
  ]
  expect(texts.map(parseIsoInstant)).toEqual([morning, morning, morning, morning])
  expect(['2026-02-30T10:00Z', '2026-11-21', 'tomorrow', '2026-11-21T25:00'].map(parseIsoInstant)).toEqual(
    Array(4).fill(undefined),
  )
})

test('dates are read as invoices write them', () => {
  const texts = [
    '2024年05月28日',
    '2024 年 5 月 28 日',
    '20240528',
    '2024-05-28',
    '2024/05/28',
    '２０２４/5/28',
  ]
  expect(texts.map(parseChineseDate)).toEqual(Array(6).fill({ date: '2024-05-28' }))
  const timed = [
    '2024-05-28 17:22:15',
    '2024/5/28 17:22:15',
    '20240528172215',
    '2024年05月28日 17:22:15',
    '2024-05-28T17:22:15',
  ]
  expect(timed.map(parseChineseDate)).toEqual(Array(5).fill({ date: '2024-05-28', time: '17:22:15' }))
  expect(parseChineseDate('2024-05-28 9:05')).toEqual({ date: '2024-05-28', time: '09:05:00' })
  expect(
    ['', '2024-02-30', '2024年13月01日', '2024-05-28 25:00:00', '28.5.2024'].map(parseChineseDate),
  ).toEqual(Array(5).fill(undefined))
})

test('only days in the calendar are dates', () => {
  expect(['2024-02-29', '2026-02-29', '2026-11-31', '2026-1-1', ''].map(isCivilDate)).toEqual([
    true,
    false,
    false,
    false,
    false,
  ])
})

test('days and years are counted over month ends and leap days', () => {
  expect([
    addDays('2026-12-31', 1),
    addDays('2024-03-01', -1),
    addYears('2024-02-29', 1),
    addYears('2026-11-21', -5),
  ]).toEqual(['2027-01-01', '2024-02-29', '2025-02-28', '2021-11-21'])
})

test('every instant survives being written and read', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 4_102_444_800_000 }), (ms) => {
      expect(parseIsoInstant(shanghaiIso(ms))).toBe(ms)
    }),
  )
})
