// The engine on a real book file against a platform in virtual time.
import { expect, test } from 'vitest'
import { honest } from './lying-platform.ts'
import { doublesAndLosses, openSyncWorld } from './sync-world.ts'

test('a queue of sales becomes as many invoices, each looked up again and its original kept', async () => {
  const world = await openSyncWorld({ lies: honest })
  await world.record(30)
  await world.runUntil(world.settled)
  // Files are written to a real disk, which knows nothing of virtual time.
  const unkept = world.book.db.read.prepare<[], { count: number }>(
    'SELECT count(*) AS count FROM submission WHERE document_at IS NULL',
  )
  await world.runUntil(() => unkept.get()?.count === 0)
  const rows = await world.rows()
  expect(rows.map(({ state, verified, waitsFor }) => [state, verified, waitsFor.code])).toEqual(
    Array.from({ length: 30 }, () => ['issued', true, 'nothing']),
  )
  expect(await doublesAndLosses(world)).toEqual({ doubled: [], lost: [] })
  expect(world.platform.sent.length).toBe(30)
  expect(await world.book.call('audit.verify', {})).toMatchObject({ ok: true })
  await world.close()
})
