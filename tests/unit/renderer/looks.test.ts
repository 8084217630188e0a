// Small things the eye relies on: names cut where they may be, days in words, the outage on the day's track, fault switches.
import { expect, test } from 'vitest'
import { amountText } from '../../../src/renderer/components/amount.tsx'
import { dayWords } from '../../../src/renderer/app/day-words.ts'
import { matchesPlace } from '../../../src/renderer/app/palette-places.ts'
import { roughDuration } from '../../../src/renderer/app/rough-duration.ts'
import { splitName } from '../../../src/renderer/components/split-name.ts'
import { dayTrack } from '../../../src/renderer/pages/overview/day-track.ts'
import {
  faultChoices,
  faultsInForce,
  plainScript,
  scriptWith,
} from '../../../src/renderer/pages/practice/fault-choices.ts'
import { faultScriptFrom } from '../../../src/main/simulator/faults.ts'

test('a branch keeps the six characters that tell it apart', () => {
  expect([
    splitName('内蒙古样例牧歌科技有限公司第二分公司'),
    splitName('北京样例云帆科技有限公司'),
    splitName('样例面馆店'),
  ]).toEqual([
    { head: '内蒙古样例牧歌科技有限公', tail: '司第二分公司' },
    { head: '北京样例云帆科技有限公司', tail: '' },
    { head: '样例面馆店', tail: '' },
  ])
})

test('days are said in words of the language, with spaces around figures in Chinese', () => {
  const [zh, en] = [dayWords('zh-CN'), dayWords('en')]
  expect([
    zh.dayAndWeekday('2026-11-30'),
    zh.month('2026-11'),
    en.dayAndWeekday('2026-11-30'),
    en.month('2026-11'),
  ]).toEqual(['11 月 30 日，星期一', '11 月', 'Monday, 30 November', 'November'])
})

test('an amount nobody knows is blank, zero is zero', () => {
  expect([
    amountText(undefined),
    amountText(''),
    amountText('0.00'),
    amountText('-99999999.99'),
    amountText('-5535.10', true),
  ]).toEqual(['', '', '0.00', '−99,999,999.99', '(5,535.10)'])
})

test('time left is said in whole minutes, rounded up', () => {
  expect([
    roughDuration(427_000, 'en'),
    roughDuration(41_000, 'en'),
    roughDuration(3_600_000, 'zh-CN'),
  ]).toEqual(['8 min', '41 s', '1 小时'])
})

test('an outage with an announced end lies on the day where it was announced', () => {
  const at = (clock: string): number => Date.parse(`2026-11-30T${clock}:00+08:00`)
  expect(
    dayTrack('2026-11-30', '2026-11-29T18:00:00+08:00', '2026-11-30T12:00:00+08:00', at('06:00')),
  ).toEqual({
    from: 0,
    to: 0.5,
    now: 0.25,
    open: false,
  })
})

test('an outage without a known end, or past it, reaches to now', () => {
  const noon = Date.parse('2026-11-30T12:00:00+08:00')
  const since = '2026-11-30T06:00:00+08:00'
  expect([
    dayTrack('2026-11-30', since, undefined, noon),
    dayTrack('2026-11-30', since, '2026-11-30T09:00:00+08:00', noon),
  ]).toEqual([
    { from: 0.25, to: 0.5, now: 0.5, open: true },
    { from: 0.25, to: 0.5, now: 0.5, open: false },
  ])
})

test('every fault a person can switch on is one the practice platform knows', () => {
  expect(faultScriptFrom({ rules: faultChoices.map(({ rule }) => rule) }).rules.length).toBe(
    faultChoices.length,
  )
})

test('a fault is switched on beside those in force and off again, rules of one’s own stay', () => {
  const own = { do: 'status', code: 503, every: 7 }
  const before = faultsInForce({ rules: [{ every: 3, do: 'drop-after-store' }, own] })
  const after = scriptWith(before, 'maintenance')
  expect({
    chosen: [...before.chosen],
    own: before.own,
    after,
    back: scriptWith(faultsInForce(after), 'maintenance'),
  }).toEqual({
    chosen: ['lost'],
    own: [own],
    after: { rules: [{ do: 'maintenance' }, { do: 'drop-after-store', every: 3 }, own] },
    back: { rules: [{ do: 'drop-after-store', every: 3 }, own] },
  })
})

test('a fault is known again by the platform’s own report of it, and a used-up one is over', () => {
  const report = {
    rules: [
      { do: 'refuse', met: 4, applied: 4, inWindow: true },
      { do: 'issue-failed', count: 1, met: 3, applied: 1, inWindow: true },
    ],
  }
  expect({ ...faultsInForce(report), script: plainScript(report) }).toEqual({
    chosen: new Set(['down']),
    own: [],
    script: { rules: [{ do: 'refuse' }] },
  })
})

test('the palette finds a page by its name, pinyin, initials or other language', () => {
  const words = 'duilie dl queue'
  expect(['队', 'dui', 'dl', 'Queue', '', 'x'].map((typed) => matchesPlace(typed, '队列', words))).toEqual([
    true,
    true,
    true,
    true,
    true,
    false,
  ])
})
