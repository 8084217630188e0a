// A refused sale is corrected: the platform is asked once more about the first before the correction goes out.
import { afterEach, expect, test } from 'vitest'
import { honest } from './lying-platform.ts'
import { openSyncWorld, type SyncWorld } from './sync-world.ts'

let world: SyncWorld
afterEach(() => world.close())

const sale = {
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
}

/** A sale the platform refused, and what it would be under its key. */
const refusedSale = async () => {
  world = await openSyncWorld({ lies: { ...honest, submit: { rejected: 1 } } })
  await world.record(1)
  await world.runFor(1_000)
  world.platform.setLies(honest)
  const [row] = await world.rows()
  if (row?.state !== 'rejected') throw new Error('not refused')
  return row
}
const issueAfterAll = (key: string) => {
  const payload = world.book.db.read
    .prepare<[string], { payload: string }>('SELECT payload FROM submission WHERE channel_key = ?')
    .get(key)?.payload
  const stored = { key, payload: payload ?? '', number: '26112000000000999999', visibleAt: 0, issuedAt: 0 }
  world.platform.orders.set(key, stored)
  world.platform.ledger.push(stored)
}
const act = (action: string, id: string) =>
  world.book.reply('outbox.act', { id, action, ...(action === 'correct' ? { sale } : {}) })
const looksAt = (key: string): number =>
  world.platform.log.filter((line) => line.key === key && line.what.startsWith('looked')).length

test('a correction goes out only after the platform was asked about the first', async () => {
  const first = await refusedSale()
  world.platform.setMode('unreachable')
  await act('correct', first.id)
  await world.runFor(5_000)
  expect(world.platform.sent.length).toBe(1)
  world.platform.setMode('up')
  await world.runUntil(world.settled)
  expect(looksAt(first.channelKey)).toBe(1)
  expect((await world.rows()).map(({ state }) => state)).toEqual(['rejected', 'issued'])
  expect(world.platform.ledger.length).toBe(1)
})

test('a refused sale that was issued after all is a conflict; adopting it keeps the correction from going out', async () => {
  const first = await refusedSale()
  issueAfterAll(first.channelKey)
  await act('correct', first.id)
  await world.runFor(5_000)
  const [found, correction] = await world.rows()
  expect([found?.state, found?.problem, correction?.state]).toEqual([
    'conflict',
    'conflict.refused',
    'queued',
  ])
  expect(await act('adopt', first.id)).toMatchObject({ ok: true })
  await world.runUntil(world.settled)
  expect((await world.rows()).map(({ state }) => state)).toEqual(['issued', 'cancelled'])
  expect(world.platform.ledger.length).toBe(1)
  expect(await world.book.call('audit.verify', {})).toMatchObject({ ok: true })
})

test('a refused sale that has a correction is never sent again itself, even when the conflict is gone', async () => {
  const first = await refusedSale()
  issueAfterAll(first.channelKey)
  await act('correct', first.id)
  await world.runFor(5_000)
  world.platform.orders.delete(first.channelKey)
  await act('look-up', first.id)
  await world.runFor(60_000)
  const [gone] = await world.rows()
  expect([gone?.state, gone?.problem]).toEqual(['parked', 'conflict.absent'])
  expect(await act('retry', first.id)).toMatchObject({
    error: { code: 'submission.action-not-allowed', params: { reason: 'already-corrected' } },
  })
  expect(world.platform.sent.length).toBe(1)
})
