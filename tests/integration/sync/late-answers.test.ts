// An answer that comes late never touches a row that has moved on, and leaves no trace of itself.
import { afterEach, expect, test } from 'vitest'
import { applyStep } from '../../../src/main/core/outbox/apply-step.ts'
import { readDueRow } from '../../../src/main/core/outbox/due.ts'
import { write } from '../../../src/main/core/db/transaction.ts'
import { onSubmitOutcome } from '../../../src/shared/sync/machine.ts'
import { timeScale } from '../../../src/shared/sync/scale.ts'
import { honest } from './lying-platform.ts'
import { openSyncWorld, type SyncWorld } from './sync-world.ts'

let world: SyncWorld
afterEach(() => world.close())

const traces = () =>
  world.book.db.read
    .prepare<[], Record<string, number>>(
      'SELECT (SELECT count(*) FROM attempt) AS attempts, (SELECT count(*) FROM audit) AS audit',
    )
    .get()

test.each([
  ['its lease was over and it is looked up', `state = 'unknown'`],
  ['it was sent once more', 'attempts = attempts + 1'],
  ['somebody looked it up meanwhile', 'lookups = lookups + 1'],
  ['another process has it now', 'lease_until = lease_until + 1'],
  ['it is in doubt anew', 'doubt_from = 5'],
])('the answer to a request is left alone where %s', async (_what, change) => {
  world = await openSyncWorld({ lies: honest })
  await world.record(1)
  await world.step(0)
  const [{ id } = { id: '' }] = await world.rows()
  const row = readDueRow(world.book.db.read, id, '')?.row
  if (row === undefined) throw new Error('no row')
  const now = world.book.ports.clock.now()
  const context = { now, startedAt: now, scale: timeScale(1_000), settleMs: 1_000, random: 0.5 }
  const step = onSubmitOutcome(row, { type: 'rejected', code: 'E9104', text: 'late' }, context)
  if (step === undefined) throw new Error('no step')
  write(world.book.db, (tx) => void tx.exec(`UPDATE submission SET ${change}`))
  const [moved] = await world.rows()
  const before = traces()
  expect(write(world.book.db, (tx) => applyStep(tx, world.book.act(), row, step))).toBe(false)
  expect(await world.rows()).toEqual([moved])
  expect(traces()).toEqual(before)
})

test('two answers to the same request are settled once', async () => {
  world = await openSyncWorld({ lies: honest })
  await world.record(1)
  await world.step(0)
  const [{ id } = { id: '' }] = await world.rows()
  const row = readDueRow(world.book.db.read, id, '')?.row
  if (row === undefined) throw new Error('no row')
  const now = world.book.ports.clock.now()
  const context = { now, startedAt: now, scale: timeScale(1_000), settleMs: 1_000, random: 0.5 }
  const step = onSubmitOutcome(row, { type: 'accepted', remoteRef: '1' }, context)
  if (step === undefined) throw new Error('no step')
  const settle = () => write(world.book.db, (tx) => applyStep(tx, world.book.act(), row, step))
  expect([settle(), settle()]).toEqual([true, false])
})
