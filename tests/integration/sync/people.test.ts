// What a person can do with the queue, and what the queue does when it needs one.
import { afterEach, expect, test } from 'vitest'
import { write } from '../../../src/main/core/db/transaction.ts'
import { honest } from './lying-platform.ts'
import { openSyncWorld, type SyncWorld } from './sync-world.ts'

let world: SyncWorld
afterEach(() => world.close())

const only = async () => {
  const [row] = await world.rows()
  if (row === undefined) throw new Error('no row')
  return world.book.call('outbox.get', { id: row.id })
}
const act = (action: string, id: string) => world.book.reply('outbox.act', { id, action })

test('a paused queue sends nothing and goes on where it was', async () => {
  world = await openSyncWorld({ lies: honest })
  await world.book.call('outbox.pause', {})
  await world.record(3)
  await world.runFor(3_000)
  expect(world.platform.sent).toEqual([])
  expect((await only()).waitsFor.code).toBe('paused')
  await world.book.call('outbox.resume', {})
  await world.runUntil(world.settled)
  expect(world.platform.ledger.length).toBe(3)
})

test('an invoice that says something else than the sale is a conflict with both beside each other, until it is adopted', async () => {
  world = await openSyncWorld({ lies: honest })
  await world.record(1)
  await world.runUntil(() => world.platform.orders.size === 1)
  for (const [key, stored] of world.platform.orders) {
    world.platform.orders.set(key, { ...stored, payload: stored.payload.replace('样例买方r0', '别家') })
  }
  await world.runFor(2_000)
  const row = await only()
  expect(row).toMatchObject({ state: 'conflict', problem: 'conflict.differs', actions: ['adopt', 'look-up'] })
  expect(row.comparison?.filter(({ same }) => !same)).toEqual([
    { field: 'buyer', book: '样例买方r0有限公司', platform: '别家有限公司', same: false },
  ])
  expect(await act('cancel', row.id)).toMatchObject({
    error: { code: 'submission.action-not-allowed', params: { reason: 'exists-differently' } },
  })
  expect(await act('adopt', row.id)).toMatchObject({ ok: true })
  await world.runUntil(world.settled)
  expect(await only()).toMatchObject({ state: 'issued', verified: true })
})

test('a platform that says "duplicate" of an order it does not have gets nobody to send again: a person decides', async () => {
  world = await openSyncWorld({ lies: { ...honest, submit: { 'false-duplicate': 1 } } })
  await world.record(1)
  await world.runFor(5_000)
  const row = await only()
  expect(row).toMatchObject({ state: 'parked', problem: 'duplicate.absent', actions: ['retry', 'look-up'] })
  expect(world.platform.sent.length).toBe(1)
  await act('look-up', row.id)
  await world.runFor(5_000)
  expect(await only()).toMatchObject({ state: 'parked', problem: 'duplicate.absent' })
  world.platform.setLies(honest)
  await act('retry', row.id)
  const sentAtOnce = world.platform.sent.length
  await world.runUntil(world.settled)
  expect(sentAtOnce).toBe(1)
  expect(world.platform.ledger.length).toBe(1)
})

test('a refused sale is corrected as a new submission with a key of its own; the first is kept', async () => {
  world = await openSyncWorld({ lies: { ...honest, submit: { rejected: 1 } } })
  await world.record(1)
  await world.runFor(1_000)
  const first = await only()
  expect(first).toMatchObject({ state: 'rejected', problemText: 'bad field', actions: ['correct'] })
  world.platform.setLies(honest)
  const corrected = await world.book.call('outbox.act', {
    id: first.id,
    action: 'correct',
    sale: {
      buyer: { name: '样例买方改正有限公司' },
      kind: 'digital-ordinary',
      lines: [
        {
          name: '*信息技术服务*技术服务费',
          taxCode: '3040201030000000000',
          amountInclTax: '100.00',
          rate: '0.06',
        },
      ],
    },
  })
  expect(corrected.channelKey).not.toBe(first.channelKey)
  await world.runUntil(world.settled)
  const [kept, issued] = await world.rows()
  expect(kept).toMatchObject({ state: 'rejected', channelKey: first.channelKey, actions: [] })
  expect(issued).toMatchObject({ state: 'issued', verified: true, buyerName: '样例买方改正有限公司' })
})

test('only what surely never arrived can be cancelled', async () => {
  world = await openSyncWorld({ lies: { ...honest, submit: { 'drop-before-store': 1 } } })
  await world.book.call('outage.start', {})
  await world.record(1)
  const held = await only()
  expect(held.actions).toEqual(['cancel'])
  await world.book.call('outage.end', {})
  await world.runUntil(() => world.platform.sent.length === 1)
  await world.runFor(20)
  expect(await only()).toMatchObject({ state: 'unknown' })
  expect(await act('cancel', held.id)).toMatchObject({ error: { params: { reason: 'may-have-arrived' } } })
  await world.book.call('outbox.pause', {})
  await world.runFor(5_000)
  expect(await only()).toMatchObject({ state: 'queued', actions: ['cancel'] })
  expect(await act('cancel', held.id)).toMatchObject({ ok: true })
  await world.book.call('outbox.resume', {})
  await world.runFor(2_000)
  expect(await only()).toMatchObject({ state: 'cancelled' })
  expect(world.platform.sent.length).toBe(1)
})

test('an expired login stops sending until the platform is fine again, and says whom it waits for', async () => {
  world = await openSyncWorld({ lies: { ...honest, submit: { 'needs-person': 1 } }, maxInFlight: 1 })
  await world.record(5)
  await world.runUntil(() => world.platform.sent.length === 1)
  await world.runFor(20)
  world.platform.setLies(honest)
  expect(await world.book.call('outage.status', {})).toMatchObject({ state: 'degraded', cause: 'login' })
  await world.runFor(200)
  expect(world.platform.sent.length).toBe(1)
  await world.runUntil(world.settled)
  expect(world.platform.ledger.length).toBe(5)
  expect(await world.book.call('outage.status', {})).toMatchObject({ state: 'up' })
})

test('a lane is never overtaken, and a stuck lane holds up no other', async () => {
  world = await openSyncWorld({ lies: honest })
  await world.book.call('outbox.pause', {})
  await world.record(3)
  const [first, second] = await world.rows()
  write(world.book.db, (tx) => {
    // Two sales that belong together, as an invoice and its red one will.
    tx.exec('DROP TRIGGER submission_identity_frozen')
    tx.prepare<[string, string]>(
      'UPDATE submission SET lane = (SELECT lane FROM submission WHERE id = ?) WHERE id = ?',
    ).run(first?.id ?? '', second?.id ?? '')
    tx.prepare<[string]>(`UPDATE submission SET state = 'parked', problem = 'absent' WHERE id = ?`).run(
      first?.id ?? '',
    )
  })
  await world.book.call('outbox.resume', {})
  await world.runFor(3_000)
  expect((await world.rows()).map(({ state }) => state)).toEqual(['parked', 'queued', 'issued'])
})

test('a document that never comes keeps nobody from being verified', async () => {
  world = await openSyncWorld({ lies: { ...honest, documentMissing: 1 } })
  await world.record(4)
  await world.runUntil(world.settled)
  await world.runFor(20_000)
  expect((await world.rows()).map(({ state, verified, problem }) => [state, verified, problem])).toEqual(
    Array.from({ length: 4 }, () => ['issued', true, 'document.missing']),
  )
})

test('two engines on one book do each other no harm', async () => {
  world = await openSyncWorld({ lies: { ...honest, hiddenMs: 200, refusesTwins: false } })
  await world.record(60)
  const first = world.engine
  await world.restart()
  await world.runUntil(() => {
    void first.tick(world.book.ports.clock.now())
    return world.settled()
  })
  expect(world.platform.ledger.length).toBe(60)
})
