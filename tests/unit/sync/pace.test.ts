// Pauses, the breaker, the learned settle time, and the order of the queue.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { backoffMs, pollMs } from '../../../src/shared/sync/backoff.ts'
import {
  breakerBusy,
  breakerFailure,
  breakerProbeUp,
  breakerSuccess,
  closedBreaker,
  failuresToOpen,
  inFlightAllowed,
  slowStart,
  type Breaker,
} from '../../../src/shared/sync/breaker.ts'
import { freshMemory, observe } from '../../../src/shared/sync/channel-memory.ts'
import { timeScale } from '../../../src/shared/sync/scale.ts'
import { dueOn, inOrder } from '../../../src/shared/sync/schedule.ts'
import { fadeMs, learnDelay, settleTime } from '../../../src/shared/sync/settle.ts'

test('one settle time sets all pauses: six minutes is calm, one second is quick', () => {
  expect(timeScale(360_000)).toEqual({
    settleMs: 360_000,
    baseMs: 3_000,
    pollCapMs: 180_000,
    backoffCapMs: 3_600_000,
    probeEveryMs: 30_000,
    overdueMs: 15_000,
  })
  expect(timeScale(1_000)).toMatchObject({ probeEveryMs: 250, pollCapMs: 500 })
})

test('a back-off lies anywhere between nothing and the doubled cap, and the wish of the platform wins', () => {
  fc.assert(
    fc.property(fc.nat(60), fc.double({ min: 0, max: 0.999, noNaN: true }), (failures, random) => {
      const ms = backoffMs({ baseMs: 100, capMs: 5_000, failures, random })
      return ms >= 1 && ms <= Math.min(5_000, 100 * 2 ** failures)
    }),
  )
  expect(backoffMs({ baseMs: 100, capMs: 5_000, failures: 9, random: 0.1, retryAfterMs: 7_500 })).toBe(7_500)
  expect([0, 1, 2, 20].map((polls) => pollMs(100, 5_000, polls, 1))).toEqual([100, 160, 256, 5_000])
})

test('failures in a row open the breaker; one answered probe lets one request through; success doubles what may be out', () => {
  let breaker: Breaker = closedBreaker
  for (let failure = 0; failure < failuresToOpen; failure += 1) breaker = breakerFailure(breaker, 1_000, 250)
  expect(breaker).toEqual({ state: 'open', failures: 3, probeAt: 1_250, good: 0 })
  expect(inFlightAllowed(breaker, 9_999, 8)).toBe(0)
  breaker = breakerProbeUp(breaker)
  const allowed: number[] = []
  for (let success = 0; success < 8; success += 1) {
    allowed.push(inFlightAllowed(breaker, 2_000, 8))
    breaker = breakerSuccess(breaker, 8)
  }
  expect(allowed).toEqual([1, 2, 2, 4, 4, 4, 4, 8])
  expect(breakerFailure(breakerProbeUp({ ...closedBreaker, state: 'open' }), 3_000, 250).state).toBe('open')
  expect(inFlightAllowed(slowStart(closedBreaker), 0, 32)).toBe(1)
})

test('a platform that asks for patience gets it', () => {
  const busy = breakerBusy(closedBreaker, 1_000, 500)
  expect([inFlightAllowed(busy, 1_499, 8), inFlightAllowed(busy, 1_500, 8)]).toEqual([0, 1])
})

test('requests that were out together and failed together count once towards an outage', () => {
  const scale = timeScale(1_000)
  const failed = (startedAt: number, endedAt: number) =>
    ({ request: 'submit', type: 'unreachable', startedAt, endedAt }) as const
  const together = [failed(0, 10), failed(1, 11), failed(2, 12)].reduce(
    (memory, seen) => observe(memory, seen, scale, 8),
    freshMemory,
  )
  expect(together.away).toBe(1)
  const running = [failed(0, 10), failed(20, 30), failed(40, 50)].reduce(
    (memory, seen) => observe(memory, seen, scale, 8),
    freshMemory,
  )
  expect(running.away).toBe(3)
  const answered = { request: 'lookup', type: 'answered', startedAt: 60, endedAt: 61 } as const
  expect(observe(running, answered, scale, 8).away).toBe(0)
})

test('what was learned only lengthens the settle time, and fades in thirty days', () => {
  fc.assert(
    fc.property(
      fc.array(fc.record({ delay: fc.nat(10_000_000), wait: fc.nat(10 * 86_400_000) }), { maxLength: 20 }),
      (delays) => {
        let memory: ReturnType<typeof learnDelay>
        let now = 0
        for (const { delay, wait } of delays) {
          now += wait
          const before = settleTime(360_000, memory, now)
          memory = learnDelay(360_000, memory, delay, now)
          const after = settleTime(360_000, memory, now)
          if (after < before || after < 360_000 || after < 3 * Math.min(delay, 86_400_000) - 1e-3)
            return false
        }
        return settleTime(360_000, memory, now + fadeMs) === 360_000
      },
    ),
  )
})

test('what is due first goes first: by the end of the month of the sale, then in the order of recording', () => {
  expect(['2026-02-03', '2024-02-29', '2026-12-31'].map(dueOn)).toEqual([
    '2026-02-28',
    '2024-02-29',
    '2026-12-31',
  ])
  const rows = [
    { dueOn: '2026-12-31', seq: 1 },
    { dueOn: '2026-11-30', seq: 3 },
    { dueOn: '2026-11-30', seq: 2 },
  ]
  expect(rows.sort(inOrder).map(({ seq }) => seq)).toEqual([2, 3, 1])
})

test('issuing that is down three times running counts as away, also while lookups are answered; one answered order clears it', () => {
  const scale = timeScale(1_000)
  const at = (startedAt: number) => ({ startedAt, endedAt: startedAt + 5 })
  let memory = freshMemory
  for (const start of [100, 200, 300]) {
    memory = observe(memory, { request: 'submit', type: 'down', ...at(start) }, scale, 8)
    memory = observe(memory, { request: 'lookup', type: 'answered', ...at(start + 50) }, scale, 8)
  }
  expect([memory.away, memory.awayCause]).toEqual([3, 'maintenance'])
  expect(observe(memory, { request: 'submit', type: 'answered', ...at(400) }, scale, 8).away).toBe(0)
})

test('a platform that could not be reached is back with its first answer, whatever was asked', () => {
  const scale = timeScale(1_000)
  let memory = observe(
    freshMemory,
    { request: 'submit', type: 'unreachable', startedAt: 1, endedAt: 2 },
    scale,
    8,
  )
  memory = observe(memory, { request: 'lookup', type: 'answered', startedAt: 3, endedAt: 4 }, scale, 8)
  expect(memory.away).toBe(0)
})
