// One bad row, one busy lane, one odd number never hold up the others.
import { afterEach, expect, test } from 'vitest'
import { openBookDb } from '../../../src/main/core/db/open.ts'
import { write } from '../../../src/main/core/db/transaction.ts'
import { honest } from './lying-platform.ts'
import { doublesAndLosses, openSyncWorld, type SyncWorld } from './sync-world.ts'

let world: SyncWorld
afterEach(() => world.close())

const inState = (state: string, buyer = ''): number =>
  world.book.db.read
    .prepare<[string, string], { count: number }>(
      `SELECT count(*) AS count FROM submission JOIN sale ON sale.id = sale_id
       WHERE submission.state = ? AND buyer_name LIKE '%' || ? || '%'`,
    )
    .get(state, buyer)?.count ?? 0

test('where one request at a time is all there is, thousands of pending rows do not keep new sales from being sent', async () => {
  world = await openSyncWorld({ lies: { ...honest, pendingMs: 10_000_000 }, maxInFlight: 1, settleMs: 100 })
  for (let portion = 0; portion < 6; portion += 1) await world.record(500, `p${portion}x`)
  write(world.book.db, (tx) => {
    tx.exec('DROP TRIGGER submission_no_blind_resend')
    tx.exec(`UPDATE submission SET state = 'pending', must_look = 1, attempts = 1, next_at = 0`)
  })
  // All of them are at the platform, which takes its time over them.
  for (const { channel_key: key, payload } of world.book.db.read
    .prepare<[], { channel_key: string; payload: string }>('SELECT channel_key, payload FROM submission')
    .all()) {
    world.platform.orders.set(key, { key, payload, number: key, visibleAt: 0, issuedAt: 1e15 })
  }
  await world.record(20, 'new')
  await world.runFor(1_000)
  expect(inState('queued', '方new')).toBe(0)
})

test('a channel whose times are no whole milliseconds, and a platform that asks to wait for half of one', async () => {
  world = await openSyncWorld({
    lies: { ...honest, submit: { busy: 0.3, 'drop-after-store': 0.2 }, retryAfterMs: 20.4 },
    settleMs: 333.3,
    requestTimeoutMs: 2_083.3333,
  })
  await world.record(20)
  await world.runUntil(() => inState('sending') > 0)
  await world.restart()
  await world.runUntil(world.settled)
  expect(await doublesAndLosses(world)).toEqual({ doubled: [], lost: [] })
})

test('a row the book refuses to settle is parked, and the others of the same answer are not', async () => {
  world = await openSyncWorld({ lies: { ...honest, pendingMs: 100 } })
  await world.record(20)
  await world.runUntil(() => world.platform.ledger.length === 20)
  write(world.book.db, (tx) => {
    tx.exec(`CREATE TRIGGER bad_row BEFORE UPDATE OF state, lookups ON submission
      WHEN OLD.seq = 7 AND NEW.state <> 'parked' AND OLD.state = 'pending'
      BEGIN SELECT RAISE(ABORT, 'a row that cannot be written'); END`)
  })
  await world.runUntil(world.settled)
  expect([inState('issued'), inState('parked')]).toEqual([19, 1])
})

test('an invoice that belongs to another sale cannot be adopted', async () => {
  world = await openSyncWorld({ lies: honest })
  await world.record(2)
  await world.runUntil(() => world.platform.orders.size === 2)
  const [first, second] = [...world.platform.orders.values()]
  if (first === undefined || second === undefined) throw new Error('two orders')
  // The platform shows the first sale's invoice under the second key too.
  world.platform.orders.set(second.key, { ...first, key: second.key })
  await world.runFor(3_000)
  const conflict = (await world.rows()).find(({ state }) => state === 'conflict')
  expect(inState('issued')).toBe(1)
  expect(await world.book.reply('outbox.act', { id: conflict?.id, action: 'adopt' })).toMatchObject({
    ok: false,
    error: { code: 'invoice.duplicate' },
  })
  expect([inState('issued'), inState('conflict')]).toEqual([1, 1])
})

test('a platform that answers when asked how it is, and lets nobody through with an order, fills no table', async () => {
  world = await openSyncWorld({ lies: { ...honest, submit: { unreachable: 1 } } })
  await world.record(3)
  await world.runFor(60_000)
  const noted = world.book.db.read
    .prepare<[], { outcome: string; count: number }>(
      'SELECT outcome, count(*) AS count FROM attempt GROUP BY 1',
    )
    .all()
  expect(noted).toEqual([{ outcome: 'unreachable', count: 3 }])
  world.platform.setLies(honest)
  await world.runUntil(world.settled)
  expect(await doublesAndLosses(world)).toEqual({ doubled: [], lost: [] })
})

test('a row that is looked at again and again without an answer fills no table', async () => {
  world = await openSyncWorld({ lies: { ...honest, submit: { 'drop-before-store': 1 }, lookupTrouble: 1 } })
  await world.record(3)
  await world.runFor(40_000)
  const count = world.book.db.read.prepare<[], { count: number }>('SELECT count(*) AS count FROM attempt')
  expect(count.get()?.count).toBe(3)
})

test('what is sent again is the same order under the same key, byte for byte', async () => {
  world = await openSyncWorld({ lies: { ...honest, submit: { 'drop-before-store': 0.5 } }, seed: 3 })
  const seen = new Map<string, Set<string>>()
  const { submit } = world.platform.channel
  const watched = (order: { readonly key: string; readonly payload: string }, signal: AbortSignal) => {
    seen.set(order.key, (seen.get(order.key) ?? new Set()).add(order.payload))
    return submit(order, signal)
  }
  Object.assign(world.platform.channel, { submit: watched })
  await world.record(30)
  await world.runUntil(world.settled)
  const frozen = world.book.db.read
    .prepare<[], { channel_key: string; payload: string }>('SELECT channel_key, payload FROM submission')
    .all()
  expect(world.platform.sent.length).toBeGreaterThan(40)
  expect([...seen].map(([key, payloads]) => [key, [...payloads]]).sort()).toEqual(
    frozen.map(({ channel_key, payload }) => [channel_key, [payload]]).sort(),
  )
})

test('answers that come while another process writes are kept until the book can be written, and settled then', async () => {
  world = await openSyncWorld({ lies: honest })
  await world.record(5)
  await world.runUntil(() => world.platform.ledger.length === 5)
  const other = openBookDb(world.book.db.file)
  other.writer.connection.exec('BEGIN IMMEDIATE')
  const [before, sending] = [world.trueNow(), inState('sending')]
  await world.runFor(200)
  expect(sending).toBeGreaterThan(0)
  expect(inState('sending')).toBe(sending)
  other.writer.connection.exec('ROLLBACK')
  other.close()
  await world.runUntil(world.settled)
  expect(world.trueNow() - before).toBeLessThan(1_000)
  const interrupted = world.book.db.read.prepare<[], { count: number }>(
    `SELECT count(*) AS count FROM attempt WHERE outcome = 'interrupted'`,
  )
  expect([interrupted.get()?.count, world.platform.sent.length]).toEqual([0, 5])
})
