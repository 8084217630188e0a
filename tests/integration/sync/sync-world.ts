// A real book file, the real engine, a platform in virtual time, and somebody who turns the clock.
import { createEngine, type Engine } from '../../../src/main/sync/engine.ts'
import { isSettled } from '../../../src/main/sync/settled.ts'
import type { StepName } from '../../../src/main/sync/steps.ts'
import type { Output } from '../../../src/shared/contract/api.ts'
import { openTestBook, type TestBook } from '../../support/open-test-book.ts'
import { seededNumbers } from '../../../src/main/core/practice/invented-invoices.ts'
import { advance, createLyingPlatform, createTime, type Lies, type LyingPlatform } from './lying-platform.ts'

/** The process ended here. */
export class Killed extends Error {}

export interface SyncWorld {
  readonly book: TestBook
  readonly platform: LyingPlatform
  engine: Engine
  readonly random: () => number
  /** Called at each named step; gives true where the process dies there. The next step of the world starts a new one. */
  diesAt: (step: StepName) => boolean
  /** Wall clock ahead of true time, ms. */
  wallOffset: number
  /** One tick, then on to the next thing that happens, at most `maxMs` later. */
  step(maxMs?: number): Promise<void>
  runUntil(done: () => boolean, maxSteps?: number): Promise<void>
  runFor(ms: number): Promise<void>
  restart(): Promise<void>
  settled(): boolean
  /** True time, ms, whatever the clock on the wall says. */
  trueNow(): number
  record(count: number, prefix?: string): Promise<void>
  rows(): Promise<Output<'outbox.list'>['rows']>
  close(): Promise<void>
}

export const openSyncWorld = async (options: {
  readonly lies: Lies
  readonly seed?: number
  readonly settleMs?: number
  readonly maxInFlight?: number
  readonly requestTimeoutMs?: number
}): Promise<SyncWorld> => {
  const { seed = 1, settleMs = 1_000, maxInFlight = 8, requestTimeoutMs, lies } = options
  const book = await openTestBook({ channel: true, seed })
  const random = seededNumbers(seed)
  const time = createTime(book.ports.clock.now())
  const platform = createLyingPlatform(time, random, {
    lies,
    settleMs,
    maxInFlight,
    ...(requestTimeoutMs === undefined ? {} : { requestTimeoutMs }),
  })
  const lives: { ended: boolean }[] = []
  const setTimer = (ms: number, then: () => void): (() => void) => {
    const event = { at: time.now + ms, run: then }
    time.events.push(event)
    return () => {
      const index = time.events.indexOf(event)
      if (index >= 0) time.events.splice(index, 1)
    }
  }
  const ports = { ...book.ports, monotonic: () => time.now, setTimer }
  const newEngine = (): Engine => {
    const life = { ended: false }
    lives.push(life)
    const reached = (step: StepName): void => {
      if (!life.ended && world.diesAt(step)) life.ended = true
      // Whoever is dead does nothing more, wherever in its work it was.
      if (life.ended) throw new Killed(step)
    }
    return createEngine({ db: book.db, folder: book.folder, ports, channel: platform.channel, reached })
  }

  const turnClock = (): void => {
    book.ports.clock.at = time.now + world.wallOffset
  }
  const world: SyncWorld = {
    book,
    platform,
    engine: newEngine(),
    diesAt: () => false,
    random,
    wallOffset: 0,
    step: async (maxMs = 1_000) => {
      turnClock()
      if (lives.at(-1)?.ended === true) await world.restart()
      const { wakeAt } = await world.engine.tick(book.ports.clock.at).catch((error: unknown) => {
        if (error instanceof Killed) return { wakeAt: undefined }
        throw error
      })
      const wake = (wakeAt ?? Number.POSITIVE_INFINITY) - world.wallOffset
      advance(time, Math.min(time.now + maxMs, Math.max(time.now, wake)))
      turnClock()
      await new Promise((resolve) => setImmediate(resolve))
    },
    runUntil: async (done, maxSteps = 100_000) => {
      for (let steps = 0; !done(); steps += 1) {
        if (steps >= maxSteps) throw new Error('it never came to an end')
        await world.step()
      }
    },
    runFor: async (ms) => {
      const end = time.now + ms
      while (time.now < end) await world.step(end - time.now)
    },
    restart: async () => {
      // The process dies: what was out goes on its way without anybody listening.
      world.engine = newEngine()
      await Promise.resolve()
    },
    trueNow: () => time.now,
    settled: () => isSettled(book.db.read),
    record: async (count, prefix = 'r') => {
      turnClock()
      const sales = Array.from({ length: count }, (_, index) => ({
        ref: `${prefix}-${index}`,
        buyer: { name: `样例买方${prefix}${index}有限公司` },
        kind: 'digital-ordinary' as const,
        lines: [
          {
            name: '*信息技术服务*技术服务费',
            taxCode: '3040201030000000000',
            amountInclTax: `${100 + index}.00`,
            rate: '0.06',
          },
        ],
      }))
      await book.call('sale.record', { sales })
    },
    rows: async () => {
      const rows: Output<'outbox.list'>['rows'] = []
      for (;;) {
        const page = await book.call('outbox.list', { skip: rows.length, limit: 200 })
        rows.push(...page.rows)
        if (rows.length >= page.count) return rows
      }
    },
    close: () => {
      book.close()
      return Promise.resolve()
    },
  }
  return world
}

/** The ledger against the book: how many orders were stored twice, and how many sales have no invoice. */
export const doublesAndLosses = async (
  world: SyncWorld,
): Promise<{ readonly doubled: readonly string[]; readonly lost: readonly string[] }> => {
  const stored = new Map<string, number>()
  for (const { key } of world.platform.ledger) stored.set(key, (stored.get(key) ?? 0) + 1)
  const doubled = [...stored].flatMap(([key, count]) => (count > 1 ? [key] : []))
  const rows = await world.rows()
  const lost = rows.flatMap(({ channelKey, state }) =>
    state === 'issued' && stored.has(channelKey) ? [] : [`${channelKey} ${state}`],
  )
  return { doubled, lost }
}
