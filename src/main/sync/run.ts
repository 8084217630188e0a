// Drives the engine: the only place in sync with timers. Ticks, then sleeps until a request ends, the engine wants to be
// woken, or another process has written to the book.
import type { Topic } from '../../shared/contract/api.ts'
import type { SubmissionState } from '../../shared/sync/submission.ts'
import { stateCounts } from '../core/outbox/summary.ts'
import { checkBook } from './check-book.ts'
import { createEngine, type EngineOptions } from './engine.ts'
import { isDocumentOnItsWay, isSettled } from './settled.ts'

export interface RunOptions extends EngineOptions {
  /** `idle`: nothing is due now and nothing is out. `settled`: see settled.ts; originals still being fetched are waited for. */
  readonly until: 'idle' | 'settled' | 'forever'
  readonly deadlineMs?: number
  readonly signal: AbortSignal
  /** Called after a commit that changed something. */
  readonly onChange?: (topics: readonly Topic[]) => void
  /** Gives a function that is called with a wake-up for the engine; it gives back how to end that. */
  readonly onWake?: (wake: () => void) => () => void
}

export interface RunResult {
  /** What was waited for has been reached. */
  readonly reached: boolean
  readonly settled: boolean
  readonly counts: Readonly<Record<SubmissionState, number>>
}

/** How often, at least, the engine looks whether another process has written. */
const lookMs = 250

/** Throws AppError book.damaged before anything is sent. */
export const runEngine = async (options: RunOptions): Promise<RunResult> => {
  const { db, ports, until, signal, onChange, onWake } = options
  await checkBook(db, options.channel.name, ports.clock.now())
  const steady = (): number => performance.now()
  const engine = createEngine({ ...options, ports: { monotonic: sinceComputerStarted, ...ports } })
  const deadlineAt = options.deadlineMs === undefined ? undefined : steady() + options.deadlineMs
  const alarm = createAlarm()
  const stopListening = onWake?.(alarm.ring)
  signal.addEventListener('abort', alarm.ring)
  let reached = false
  try {
    while (!signal.aborted && !(deadlineAt !== undefined && steady() >= deadlineAt)) {
      const { did, wakeAt } = await engine.tick(ports.clock.now())
      if (did > 0) onChange?.(['outbox', 'outage', 'sync', 'invoices', 'sales', 'audit'])
      const { inFlight } = engine.status()
      reached = did === 0 && inFlight === 0 && hasReached(options, until, wakeAt)
      if (reached && until !== 'forever') break
      // All that ended in the same turn of the event loop is settled in one commit.
      if (did > 0 && inFlight > 0) await nextTurn()
      const left = deadlineAt === undefined ? Number.POSITIVE_INFINITY : deadlineAt - steady()
      const pause = Math.min(lookMs, left, wakeAt === undefined ? lookMs : wakeAt - ports.clock.now())
      await Promise.race([engine.somethingEnded(), alarm.wait(Math.max(0, pause))])
      await nextTurn()
    }
  } finally {
    stopListening?.()
    signal.removeEventListener('abort', alarm.ring)
    await engine.stop()
  }
  const settled = isSettled(db.read)
  return { reached: reached || (until === 'settled' && settled), settled, counts: stateCounts(db.read) }
}

const hasReached = (options: RunOptions, until: RunOptions['until'], wakeAt: number | undefined): boolean => {
  if (until === 'settled') return isSettled(options.db.read) && !isDocumentOnItsWay(options.db.read)
  return until === 'idle' && (wakeAt === undefined || wakeAt > options.ports.clock.now())
}

const sinceComputerStarted = (): number => Number(process.hrtime.bigint() / 1_000_000n)

const nextTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

interface Alarm {
  ring(): void
  /** Resolves after so many ms, or when it rings. Only the last wait counts. */
  wait(ms: number): Promise<void>
}

const createAlarm = (): Alarm => {
  let rung = false
  let timer: NodeJS.Timeout | undefined
  let wakeUp = (): void => undefined
  const ring = (): void => {
    rung = true
    clearTimeout(timer)
    wakeUp()
  }
  const wait = (ms: number): Promise<void> =>
    new Promise((resolve) => {
      clearTimeout(timer)
      wakeUp = resolve
      if (rung) resolve()
      else timer = setTimeout(resolve, ms)
      rung = false
    })
  return { ring, wait }
}
