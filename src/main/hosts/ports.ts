// The real world for the core: this computer's clock and chance, the secrets of the book, file reading in a worker thread.
import { randomBytes, randomFillSync } from 'node:crypto'
import { v7 } from 'uuid'
import type { Clock, Log, Ports, PracticePlatform, Random, Secrets } from '../core/app/ports.ts'
import { createFileReader } from '../core/documents/file-reader.ts'
import { nuonuoOrders } from '../sync/channels/nuonuo/order.ts'
import { bookIdIn } from './book-id.ts'
import { entryOf } from './entries.ts'
import { plainValues, secretsFile, secretsPath, type SecretWrapping } from './secrets-file.ts'

export const systemClock: Clock = { now: () => Date.now() }

/** Ids of one process rise also within a millisecond, so that they sort as they were made. */
export const createSystemRandom = (): Random => {
  let lastMs = 0
  let seq = 0
  // A few bytes at a time would each cost a call into the system; none of the pool is given twice.
  const pool = new Uint8Array(4096)
  let used = pool.length
  const fromPool = (count: number): Uint8Array => {
    if (used + count > pool.length) {
      randomFillSync(pool)
      used = 0
    }
    used += count
    return pool.slice(used - count, used)
  }
  return {
    uuid: (nowMs) => {
      seq = nowMs === lastMs ? seq + 1 : randomBytes(4).readUInt32BE() >>> 1
      lastMs = nowMs
      return v7({ msecs: nowMs, seq })
    },
    bytes: (count) => (count > pool.length / 8 ? randomBytes(count) : fromPool(count)),
  }
}

/** The secrets of the book in `folder`, found by its id, so that a book that was moved keeps them. */
export const secretsOf = (
  folder: string,
  configDir: string,
  wrapping: SecretWrapping = plainValues,
): Secrets => {
  let opened: Secrets | undefined
  const secrets = (): Secrets => (opened ??= secretsFile(secretsPath(configDir, bookIdIn(folder)), wrapping))
  return {
    get: (name) => secrets().get(name),
    set: (name, value) => secrets().set(name, value),
    remove: (name) => secrets().remove(name),
  }
}

export interface RealPorts extends Ports {
  /** Ends the worker threads. */
  close(): Promise<void>
}

/** Ports over the real system for the book in `folder`. */
export const realPorts = (options: {
  readonly folder: string
  readonly configDir: string
  readonly log: Log
  readonly secrets?: Secrets
  readonly practice?: PracticePlatform
  readonly wakeSync?: () => void
}): RealPorts => {
  const reader = createFileReader({ entry: entryOf('reader') })
  return {
    orders: nuonuoOrders,
    clock: systemClock,
    random: createSystemRandom(),
    log: options.log,
    secrets: options.secrets ?? secretsOf(options.folder, options.configDir),
    reader,
    ...(options.practice === undefined ? {} : { practice: options.practice }),
    wakeSync: options.wakeSync ?? (() => undefined),
    close: () => reader.close(),
  }
}
