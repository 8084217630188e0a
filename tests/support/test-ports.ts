// Ports for tests: a clock that stands still until it is moved, randomness that is the same every time, no outside world.
import type { Clock, FileReader, Log, Ports, Random, Secrets } from '../../src/main/core/app/ports.ts'
import { seededNumbers } from '../../src/main/core/practice/invented-invoices.ts'
import { nuonuoOrders } from '../../src/main/sync/channels/nuonuo/order.ts'

export interface TestClock extends Clock {
  at: number
  advance(ms: number): void
}

/** 2026-11-20 10:00 in Beijing. */
export const testStart = Date.parse('2026-11-20T10:00:00+08:00')

export const testClock = (at = testStart): TestClock => {
  const clock: TestClock = {
    at,
    now: () => clock.at,
    advance: (ms) => {
      clock.at += ms
    },
  }
  return clock
}

export const seededRandom = (seed = 1): Random => {
  const next = seededNumbers(seed)
  let count = 0
  const bytes = (length: number): Uint8Array => Uint8Array.from({ length }, () => Math.floor(next() * 256))
  return {
    bytes,
    uuid: (nowMs) => {
      count += 1
      const time = nowMs.toString(16).padStart(12, '0')
      const order = (count & 0xfff).toString(16).padStart(3, '0')
      const rest = Buffer.from(bytes(8)).toString('hex')
      return `${time.slice(0, 8)}-${time.slice(8)}-7${order}-8${rest.slice(0, 3)}-${rest.slice(3, 15)}`
    },
  }
}

export interface LoggedLine {
  readonly level: 'info' | 'warn' | 'error'
  readonly event: string
  readonly fields: Readonly<Record<string, string | number | boolean>>
  readonly error?: unknown
}

/** A log that keeps its lines. */
export const keptLog = (): Log & { readonly lines: LoggedLine[] } => {
  const lines: LoggedLine[] = []
  return {
    lines,
    info: (event, fields = {}) => void lines.push({ level: 'info', event, fields }),
    warn: (event, fields = {}) => void lines.push({ level: 'warn', event, fields }),
    error: (event, error, fields = {}) => void lines.push({ level: 'error', event, fields, error }),
  }
}

export const memorySecrets = (): Secrets => {
  const values = new Map<string, string>()
  return {
    get: (name) => values.get(name),
    set: (name, value) => void values.set(name, value),
    remove: (name) => void values.delete(name),
  }
}

/** A reader for books that import nothing. */
const noReader: FileReader = { read: () => Promise.resolve({ ok: false, reason: 'file.unsupported' }) }

export interface TestPorts extends Ports {
  readonly clock: TestClock
  readonly log: ReturnType<typeof keptLog>
  /** How often the sync process was woken. */
  readonly wakes: { count: number }
}

export const testPorts = (
  options: { readonly seed?: number; readonly at?: number; readonly reader?: FileReader } = {},
): TestPorts => {
  const wakes = { count: 0 }
  return {
    orders: nuonuoOrders,
    clock: testClock(options.at),
    random: seededRandom(options.seed),
    log: keptLog(),
    secrets: memorySecrets(),
    reader: options.reader ?? noReader,
    wakes,
    wakeSync: () => {
      wakes.count += 1
    },
  }
}
