// What the state bar says for what the book knows.
import { expect, test } from 'vitest'
import { barStateFrom, expectedEnd } from '../../../src/renderer/app/bar-state.ts'
import type { Health } from '../../../src/renderer/app/use-health.ts'

const since = '2026-11-30T00:07:00+08:00'
const healthy: Health = {
  outage: { state: 'up', since, held: 0 },
  practice: false,
  sync: { running: true, channel: 'ready' },
  queue: { open: 0, held: 0, needsYou: 0, unknown: 0, paused: false },
  alarms: [],
}

test('a window that reaches nobody says so, and that it is not the bureau', () => {
  expect(barStateFrom(healthy, true)).toEqual({ look: 'degraded', cause: { kind: 'window' } })
})

test('a book where all is well is online', () => {
  expect(barStateFrom(healthy, false)).toEqual({ look: 'online' })
})

test('an outage stays in sight whatever else is wrong', () => {
  const health: Health = {
    ...healthy,
    outage: { state: 'down', since, cause: 'maintenance', held: 3 },
    sync: { running: false, channel: 'missing' },
    queue: { ...healthy.queue, paused: true },
  }
  expect(barStateFrom(health, false)).toEqual({
    look: 'outage',
    since,
    cause: { kind: 'cause', code: 'maintenance' },
  })
})

test('an outage without a known cause was started by the user', () => {
  const health: Health = { ...healthy, outage: { state: 'outage', since, held: 0 } }
  expect(barStateFrom(health, false).cause).toEqual({ kind: 'cause', code: 'user' })
})

test('catching up is shown as recovering', () => {
  expect(barStateFrom({ ...healthy, outage: { state: 'recovering', since, held: 0 } }, false)).toEqual({
    look: 'recovering',
    since,
  })
})

test('a book without a channel is not called online', () => {
  expect(barStateFrom({ ...healthy, sync: { running: true, channel: 'missing' } }, false)).toEqual({
    look: 'unset',
    cause: { kind: 'channel' },
  })
})

test('issuing that stopped names why', () => {
  const health: Health = { ...healthy, sync: { running: false, stopped: 'crashed', channel: 'ready' } }
  expect(barStateFrom(health, false)).toEqual({ look: 'degraded', cause: { kind: 'sync', code: 'crashed' } })
})

test('a paused queue is the choice of a person, not an unsteady platform', () => {
  expect(barStateFrom({ ...healthy, queue: { ...healthy.queue, paused: true } }, false)).toEqual({
    look: 'paused',
    cause: { kind: 'paused' },
  })
})

test('the watchdog is heard when nothing else speaks', () => {
  expect(barStateFrom({ ...healthy, alarms: [{ code: 'queue-old', since }] }, false)).toEqual({
    look: 'degraded',
    since,
    cause: { kind: 'alarm', code: 'queue-old' },
  })
})

test('an announced end is ahead, passed or unknown', () => {
  const until = '2026-11-30T12:00:00+08:00'
  const noon = Date.parse(until)
  expect([
    expectedEnd(undefined, noon),
    expectedEnd(until, noon - 60_000),
    expectedEnd(until, noon + 42 * 60_000),
  ]).toEqual([
    { kind: 'none' },
    { kind: 'in', until, leftMs: 60_000 },
    { kind: 'over', until, overMs: 42 * 60_000 },
  ])
})
