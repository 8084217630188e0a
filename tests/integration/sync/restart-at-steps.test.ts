// The process dies at each named step of the engine's work, again and again, on real files: a new one goes on, and the
// platform, which would store every order twice that it is sent twice, has each sale once.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { steps } from '../../../src/main/sync/steps.ts'
import { honest, type Lies } from './lying-platform.ts'
import { doublesAndLosses, Killed, openSyncWorld } from './sync-world.ts'

const lies: Lies = {
  ...honest,
  submit: { 'drop-before-store': 0.1, 'drop-after-store': 0.1, 'late-arrival': 0.05, down: 0.05 },
  signFailed: 0.2,
  hiddenMs: 300,
  pendingMs: 20,
  refusesTwins: false,
}

// A request of a process that died ends nowhere; in one process with the test it would count as an error of the test.
let listeners: NodeJS.UnhandledRejectionListener[] = []
const ignoreKilled = (reason: unknown): void => {
  if (!(reason instanceof Killed)) throw reason
}
beforeAll(() => {
  listeners = process.listeners('unhandledRejection')
  process.removeAllListeners('unhandledRejection')
  process.on('unhandledRejection', ignoreKilled)
})
afterAll(() => {
  process.removeListener('unhandledRejection', ignoreKilled)
  for (const listener of listeners) process.on('unhandledRejection', listener)
})

test.each(steps)('killed again and again at %s, each sale is issued exactly once', async (fatal) => {
  const world = await openSyncWorld({ lies, seed: steps.indexOf(fatal) + 1, maxInFlight: 4 })
  try {
    let met = 0
    let deaths = 0
    world.diesAt = (step) => {
      if (step !== fatal || deaths >= 6) return false
      met += 1
      // Not always the first one after a start, so that something has happened in between.
      if (met % 2 === 0 && !step.startsWith('recover.')) return false
      deaths += 1
      return true
    }
    await world.record(20)
    await world.runFor(300)
    world.platform.setMode('down')
    await world.record(10, 'later')
    await world.runFor(2_000)
    world.platform.setMode('up')
    await world.runUntil(world.settled)
    const kept = world.book.db.read.prepare<[], { count: number }>(
      'SELECT count(*) AS count FROM submission WHERE document_at IS NOT NULL',
    )
    await world.runUntil(() => kept.get()?.count === 30)
    expect(deaths).toBeGreaterThan(0)
    expect(await doublesAndLosses(world)).toEqual({ doubled: [], lost: [] })
    expect(new Set((await world.rows()).map(({ invoiceNumber }) => invoiceNumber)).size).toBe(30)
    expect(await world.book.call('audit.verify', {})).toMatchObject({ ok: true })
  } finally {
    await world.close()
  }
})

test('what a process that died was sending is in doubt as soon as the next one starts, not when its lease is over', async () => {
  const world = await openSyncWorld({ lies: honest })
  try {
    const states = async () => [...new Set((await world.rows()).map(({ state }) => state))].sort()
    await world.record(3)
    await world.step(0)
    expect(await states()).toEqual(['sending'])
    // The answers of the first never come: they would have been for a process that is no more.
    await world.restart()
    await world.step(0)
    expect(await states()).toEqual(['unknown'])
    await world.runUntil(world.settled)
    expect(await doublesAndLosses(world)).toEqual({ doubled: [], lost: [] })
  } finally {
    await world.close()
  }
})
