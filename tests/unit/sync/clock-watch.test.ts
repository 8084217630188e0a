// Whether the clock was moved.
import { expect, test } from 'vitest'
import { createClockWatch } from '../../../src/main/sync/clock-watch.ts'

const at = { steady: 0 }
const watching = (clock?: { wall: number; steady: number }, settleMs = 1_000) =>
  createClockWatch(clock === undefined ? {} : { clock }, settleMs, () => at.steady)
const look = (watch: (now: number) => boolean, now: number, steady: number): boolean => {
  at.steady = steady
  return watch(now)
}

test('a clock that goes on as time does was not moved', () => {
  const watch = watching()
  expect([look(watch, 1_000, 10), look(watch, 5_000, 4_010)]).toEqual([false, false])
})

test('a clock set back or forward is noticed once', () => {
  const watch = watching()
  expect([
    look(watch, 1_000, 0),
    look(watch, 1_000 + 3_600_000, 10),
    look(watch, 1_010 + 3_600_000, 20),
    look(watch, 1_030, 30),
    look(watch, 1_040, 40),
  ]).toEqual([false, true, false, true, false])
})

test('many small moves are one move', () => {
  const watch = watching()
  const noticed = Array.from({ length: 10 }, (_, look10) => look(watch, 1_000 + look10 * 49, 0))
  expect(noticed).toEqual([false, false, true, false, true, false, true, false, true, false])
})

test('a clock moved while nobody was there, and a computer started anew, are noticed by the next one', () => {
  expect(look(watching({ wall: 1_000, steady: 500 }), 9_000, 600)).toBe(true)
  expect(look(watching({ wall: 1_000, steady: 500 }), 1_100, 600)).toBe(false)
  expect(look(watching({ wall: 1_000, steady: 500 }), 1_100, 5)).toBe(true)
})

test('without a steady clock only a clock set back is noticed', () => {
  const watch = createClockWatch({ heartbeatAt: 50_000 }, 1_000, undefined)
  expect([watch(49_000), watch(90_000), watch(89_999)]).toEqual([false, false, true])
})
