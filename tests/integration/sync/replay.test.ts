// The engine on a real book file against a platform in virtual time.
import { expect, test } from 'vitest'
import { honest } from './lying-platform.ts'
import { doublesAndLosses, openSyncWorld } from './sync-world.ts'

test('a queue of sales becomes as many invoices, each looked up again and its original kept', async () => {
  const world = await openSyncWorld({ lies: honest })
  await world.record(30)
  await world.runUntil(world.settled)
  await world.runFor(2_000)
  const rows = await world.rows()
  expect(rows.map(({ state, verified, waitsFor }) => [state, verified, waitsFor.code])).toEqual(
    Array.from({ length: 30 }, () => ['issued', true, 'nothing']),
  )
  expect(await doublesAndLosses(world)).toEqual({ doubled: [], lost: [] })
  expect(world.platform.sent.length).toBe(30)
  expect(await world.book.call('audit.verify', {})).toMatchObject({ ok: true })
  await world.close()
})
