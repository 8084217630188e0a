// Never twice, never lost: thousands of submissions against a platform that lies, with the engine killed and the clock turned
// at random. The platform's ledger counts; it does not refuse twins, so a single double send would be seen.
import { expect, test } from 'vitest'
import type { Lies } from './lying-platform.ts'
import { doublesAndLosses, openSyncWorld } from './sync-world.ts'

const lies: Lies = {
  submit: {
    'drop-before-store': 0.06,
    'drop-after-store': 0.06,
    'stored-but-500': 0.04,
    garbage: 0.04,
    'late-arrival': 0.03,
    'accepted-but-lost': 0.02,
    busy: 0.03,
    down: 0.02,
    unreachable: 0.03,
    'needs-person': 0.003,
  },
  lookupTrouble: 0.05,
  unclear: 0.03,
  signFailed: 0.03,
  bureauDown: 0.03,
  documentMissing: 0.1,
  hiddenMs: 400,
  pendingMs: 30,
  refusesTwins: false,
}

const campaign = async (seed: number, count: number, refusesTwins: boolean): Promise<void> => {
  const world = await openSyncWorld({ lies: { ...lies, refusesTwins }, seed, maxInFlight: 16 })
  try {
    await world.record(count)
    let troubled = 0
    await world.runUntil(() => {
      if (world.settled()) return true
      const draw = world.random()
      if (draw < 0.004) {
        troubled += 1
        void world.restart()
      } else if (draw < 0.005) world.wallOffset -= Math.floor(world.random() * 3_600_000)
      else if (draw < 0.006) world.wallOffset += Math.floor(world.random() * 3_600_000)
      return false
    })
    expect(troubled).toBeGreaterThan(0)
    expect(await doublesAndLosses(world), `seed ${seed}`).toEqual({ doubled: [], lost: [] })
    const rows = await world.rows()
    expect(rows.filter(({ verified }) => !verified)).toEqual([])
    expect(new Set(rows.map(({ invoiceNumber }) => invoiceNumber)).size).toBe(count)
    expect(await world.book.call('audit.verify', {})).toMatchObject({ ok: true })
  } finally {
    await world.close()
  }
}

test.each([11, 12, 13, 25])(
  'against a platform that stores every order it is sent, seed %i: each sale exactly once',
  (seed) => campaign(seed, 400, false),
)

test.each([21, 22])(
  'against a platform that refuses a key it knows, seed %i: each sale exactly once',
  (seed) => campaign(seed, 400, true),
)
