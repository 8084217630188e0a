// What the book says of its own state: settled or not, healthy or not, and the alarms of the watchdog.
import { afterEach, expect, test } from 'vitest'
import { write } from '../../../src/main/core/db/transaction.ts'
import { health } from '../../../src/main/core/outage/health.ts'
import { oldAfterMs, silentAfterMs, watchdog } from '../../../src/main/core/outage/watchdog.ts'
import { isAtRest, isSettled } from '../../../src/main/sync/settled.ts'
import { submissionStates, type SubmissionState } from '../../../src/shared/sync/submission.ts'
import { honest } from './lying-platform.ts'
import { openSyncWorld, type SyncWorld } from './sync-world.ts'

let world: SyncWorld
afterEach(() => world.close())

const read = () => world.book.db.read
const now = () => world.book.ports.clock.now()
const later = (ms: number) => watchdog(read(), now() + ms).map(({ code }) => code)
const setState = (state: SubmissionState, verified = false) =>
  write(world.book.db, (tx) => {
    tx.exec('DROP TRIGGER IF EXISTS submission_no_blind_resend')
    tx.exec('DROP TRIGGER IF EXISTS submission_issued_final')
    tx.prepare<[string, string | null, number | null]>(
      `UPDATE submission SET state = ?, hold = ?, verified_at = ?, must_look = 0`,
    ).run(state, state === 'held' ? 'outage' : null, verified ? 1 : null)
  })

test('settled means: nothing on its way, nothing left to lift, every invoice looked up again', async () => {
  world = await openSyncWorld({ lies: honest })
  await world.record(1)
  await world.runUntil(world.settled)
  const settled: string[] = []
  const atRest: string[] = []
  await world.book.call('outage.start', {})
  for (const state of submissionStates) {
    setState(state)
    if (isSettled(read())) settled.push(state)
    if (isAtRest(read())) atRest.push(state)
  }
  expect(settled).toEqual(['held', 'rejected', 'conflict', 'parked', 'cancelled'])
  expect(atRest).toEqual(['rejected', 'conflict', 'parked', 'cancelled'])
  setState('issued', true)
  expect([isSettled(read()), isAtRest(read())]).toEqual([true, true])
})

test('what is held by an outage that is over, or by a channel that is set up now, is not settled', async () => {
  world = await openSyncWorld({ lies: honest })
  await world.book.call('outage.start', {})
  await world.record(1)
  expect(isSettled(read())).toBe(true)
  write(world.book.db, (tx) => void tx.exec('UPDATE outage_episode SET ended_at = started_at'))
  expect(isSettled(read())).toBe(false)
  write(world.book.db, (tx) => void tx.exec(`UPDATE submission SET hold = 'channel.missing'`))
  expect(isSettled(read())).toBe(false)
})

test('sales held because the platform is away are not settled: the engine will send them', async () => {
  world = await openSyncWorld({ lies: honest })
  world.platform.setMode('down')
  await world.record(5)
  await world.runFor(5_000)
  expect(isSettled(read())).toBe(false)
})

test('the watchdog is quiet while rows move, and says when they grow old and when nobody works on them', async () => {
  world = await openSyncWorld({ lies: honest })
  expect(later(10 * silentAfterMs)).toEqual([])
  await world.record(2)
  expect(later(oldAfterMs(1_000))).toEqual([])
  expect(later(oldAfterMs(1_000) + 1)).toEqual(['queue-old'])
  expect(later(silentAfterMs + 1)).toEqual(['queue-old', 'sync-silent'])
})

test('in an outage and in a pause queued rows rest on purpose; what may be at the platform still alarms', async () => {
  world = await openSyncWorld({ lies: { ...honest, submit: { 'drop-before-store': 1 } } })
  await world.book.call('outbox.pause', {})
  await world.record(1)
  expect(later(10 * silentAfterMs)).toEqual([])
  await world.book.call('outbox.resume', {})
  await world.runUntil(() => world.platform.sent.length === 1)
  await world.book.call('outage.start', {})
  expect(later(10 * silentAfterMs)).toEqual(['queue-old', 'sync-silent'])
})

test('a verification that does not come is an alarm of its own', async () => {
  world = await openSyncWorld({ lies: honest })
  await world.record(1)
  await world.runUntil(world.settled)
  expect(later(10 * silentAfterMs)).toEqual([])
  setState('issued')
  expect(later(oldAfterMs(1_000) + 1_000)).toEqual(['verify-late'])
})

test('an alarm is six minutes of settling times five, and never under a minute', () => {
  expect([oldAfterMs(360_000), oldAfterMs(1_000)]).toEqual([1_800_000, 60_000])
})

test('the health of a book says what is open, what needs a person, how far it is complete, and who works', async () => {
  world = await openSyncWorld({ lies: honest })
  const start = now()
  expect(health(read(), now())).toMatchObject({
    outage: { state: 'up' },
    sync: { running: false, channel: 'ready' },
    queue: { open: 0, held: 0, needsYou: 0, unknown: 0, paused: false },
    alarms: [],
  })
  await world.record(3)
  await world.runFor(8)
  expect(health(read(), now())).toMatchObject({
    sync: { running: true },
    queue: { open: 3, oldestAt: '2026-11-20T10:00:00+08:00' },
    replay: { done: 0, all: 3 },
  })
  await world.runUntil(world.settled)
  const done = health(read(), now(), { running: false, stopped: 'crashed', channelComplete: false })
  expect(done).toMatchObject({
    sync: { running: false, stopped: 'crashed', channel: 'incomplete' },
    queue: { open: 0, needsYou: 0 },
  })
  expect(done.replay).toBeUndefined()
  expect(Date.parse(done.sync.completeUntil ?? '')).toBeGreaterThanOrEqual(start)
  setState('parked')
  expect(health(read(), now()).queue).toMatchObject({ open: 0, needsYou: 3 })
  expect(health(read(), now() + silentAfterMs).sync.running).toBe(false)
  await world.engine.stop()
  expect(health(read(), now()).sync.running).toBe(false)
})

test('an invoice that says something else when it is looked up again is not verified, and a person is told', async () => {
  world = await openSyncWorld({ lies: honest })
  await world.record(1)
  await world.runUntil(() =>
    read()
      .prepare<[], { state: string }>('SELECT state FROM submission')
      .all()
      .every(({ state }) => state === 'issued'),
  )
  const [stored] = [...world.platform.orders.values()]
  if (stored === undefined) throw new Error('nothing stored')
  world.platform.orders.set(stored.key, { ...stored, number: '26112000000000999999' })
  await world.runFor(30_000)
  const [row] = await world.rows()
  expect(row).toMatchObject({ state: 'issued', verified: false, problem: 'verify.differs' })
  expect(isSettled(read())).toBe(false)
  world.platform.orders.set(stored.key, stored)
  await world.runUntil(world.settled)
  expect((await world.rows())[0]).toMatchObject({ state: 'issued', verified: true })
})
