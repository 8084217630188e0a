// An outage from end to end: entered by the user and by repeated failure, recorded through, left, replayed, verified.
import { afterEach, expect, test } from 'vitest'
import { honest, type Lies } from './lying-platform.ts'
import { doublesAndLosses, openSyncWorld, type SyncWorld } from './sync-world.ts'

let world: SyncWorld
afterEach(() => world.close())

const states = async (): Promise<Record<string, number>> => {
  const counts: Record<string, number> = {}
  for (const { state } of await world.rows()) counts[state] = (counts[state] ?? 0) + 1
  return counts
}

test('sales recorded in an outage are held, nothing is sent, and leaving it replays and verifies them', async () => {
  world = await openSyncWorld({ lies: honest })
  await world.book.call('outage.start', { reason: '税局公告' })
  await world.record(40)
  await world.runFor(5_000)
  expect(await states()).toEqual({ held: 40 })
  expect(world.platform.sent).toEqual([])
  expect(await world.book.call('outage.status', {})).toMatchObject({
    state: 'outage',
    cause: 'user',
    held: 40,
  })

  await world.book.call('outage.end', {})
  expect(await world.book.call('outage.status', {})).toMatchObject({ state: 'recovering' })
  await world.runUntil(world.settled)
  expect(await states()).toEqual({ issued: 40 })
  expect(await doublesAndLosses(world)).toEqual({ doubled: [], lost: [] })
  expect(await world.book.call('outage.status', {})).toMatchObject({ state: 'up', held: 0 })
})

test('more rows than one piece are held when an outage begins and lifted when it ends', async () => {
  world = await openSyncWorld({ lies: honest, maxInFlight: 32 })
  await world.record(1_200)
  await world.book.call('outage.start', {})
  await world.runFor(100)
  expect(await states()).toEqual({ held: 1_200 })
  await world.book.call('outage.end', {})
  expect(world.settled()).toBe(false)
  await world.runFor(50)
  expect((await states())['held']).toBeUndefined()
})

test('lookups go on while an outage lasts: what was on its way when it began is settled in it', async () => {
  const lies: Lies = { ...honest, hiddenMs: 300, submit: { 'drop-after-store': 1 } }
  world = await openSyncWorld({ lies })
  await world.record(5)
  await world.runUntil(() => world.platform.ledger.length === 5)
  await world.book.call('outage.start', {})
  await world.runFor(4_000)
  expect(await states()).toEqual({ issued: 5 })
})

test('a row in doubt is not sent again while an outage lasts, however long it is absent', async () => {
  world = await openSyncWorld({ lies: { ...honest, submit: { 'drop-before-store': 1 } } })
  await world.record(1)
  await world.runUntil(() => world.platform.sent.length === 1)
  await world.runFor(10)
  await world.book.call('outage.start', {})
  await world.runFor(20_000)
  expect(world.platform.sent.length).toBe(1)
  expect(await states()).toEqual({ held: 1 })
  world.platform.setLies(honest)
  await world.book.call('outage.end', {})
  await world.runUntil(world.settled)
  expect(world.platform.sent.length).toBe(2)
  expect(await doublesAndLosses(world)).toEqual({ doubled: [], lost: [] })
})

test.each(['unreachable', 'down'] as const)(
  'a platform that is %s three times running opens an outage by itself, and three answered probes end it',
  async (mode) => {
    world = await openSyncWorld({ lies: honest })
    world.platform.setMode(mode)
    await world.record(20)
    await world.runFor(5_000)
    expect(await world.book.call('outage.status', {})).toMatchObject({
      state: 'down',
      cause: mode === 'down' ? 'maintenance' : 'unreachable',
    })
    const sentWhileDown = world.platform.sent.length
    await world.record(10, 'later')
    await world.runFor(5_000)
    expect(world.platform.sent.length).toBe(sentWhileDown)
    expect((await states())['held']).toBeGreaterThanOrEqual(10)

    world.platform.setMode('up')
    await world.runUntil(world.settled)
    expect(await states()).toEqual({ issued: 30 })
    expect(await doublesAndLosses(world)).toEqual({ doubled: [], lost: [] })
    expect(await world.book.call('outage.status', {})).toMatchObject({ state: 'up' })
  },
)

test('an outage the user declared is not ended by a platform that answers', async () => {
  world = await openSyncWorld({ lies: honest })
  await world.book.call('outage.start', {})
  await world.runFor(30_000)
  expect(await world.book.call('outage.status', {})).toMatchObject({ state: 'outage' })
})

test('a user takes over an outage that the channel opened', async () => {
  world = await openSyncWorld({ lies: honest })
  world.platform.setMode('down')
  await world.record(5)
  await world.runFor(5_000)
  await world.book.call('outage.start', { reason: '等公告' })
  world.platform.setMode('up')
  await world.runFor(10_000)
  expect(await world.book.call('outage.status', {})).toMatchObject({ state: 'outage', reason: '等公告' })
  expect(await world.book.reply('outage.start', {})).toMatchObject({
    error: { code: 'outage.already-started' },
  })
})

test('the replay counts what is verified, and says how long the rest will take', async () => {
  world = await openSyncWorld({ lies: { ...honest, pendingMs: 50 }, maxInFlight: 1 })
  await world.book.call('outage.start', {})
  await world.record(200)
  await world.book.call('outage.end', {})
  await world.runFor(250)
  const { replay } = await world.book.call('outbox.summary', {})
  expect(replay.all).toBe(200)
  expect(replay.done).toBeGreaterThan(0)
  expect(replay.secondsLeft).toBeGreaterThan(0)
})
