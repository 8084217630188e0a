// Every write to a book is one short BEGIN IMMEDIATE: a deferred read-then-write fails as soon as the other process wrote.
// Hooks run after COMMIT only, so nobody hears of what did not happen.
import { setTimeout as sleep } from 'node:timers/promises'
import { AppError } from '../../../shared/errors.ts'
import type { BookDb } from './open.ts'
import type { WriteDb } from './sql.ts'
import { isBusy, toAppError } from './sqlite-errors.ts'

/** How long `writeSoon` goes on trying. */
export const patienceMs = 30_000

/**
 * Runs `fn` in one transaction, synchronously, whole or not at all. Waits 250 ms at most for the other writer.
 * Throws AppError book.busy, disk.full, and whatever `fn` throws.
 */
export const write = <T>(db: BookDb, fn: (tx: WriteDb) => T): T => {
  const { connection, tx, takeHooks } = db.writer
  if (connection.inTransaction) throw new Error('a write inside a write')
  try {
    tx.prepare('BEGIN IMMEDIATE').run()
    const value = fn(tx)
    if (value instanceof Promise)
      throw new Error('a transaction waits for nothing: its function must be synchronous')
    tx.prepare('COMMIT').run()
    for (const hook of takeHooks()) hook()
    return value
  } catch (error) {
    takeHooks()
    if (connection.inTransaction) connection.exec('ROLLBACK')
    throw toAppError(error)
  }
}

/**
 * The same, tried again from a timer while the other process writes, so that the thread is never held up.
 * `fn` may run several times; what an earlier run did has been rolled back.
 */
export const writeSoon = async <T>(
  db: BookDb,
  fn: (tx: WriteDb) => T,
  options: { readonly patienceMs?: number; readonly jitter?: () => number } = {},
): Promise<T> => {
  const { jitter = Math.random } = options
  const deadline = performance.now() + (options.patienceMs ?? patienceMs)
  for (let round = 0; ; round += 1) {
    try {
      return write(db, fn)
    } catch (error) {
      if (!isBusy(error) || performance.now() >= deadline) throw error
    }
    await sleep(10 + jitter() * Math.min(20 * 2 ** round, 500))
  }
}

/** Throws AppError book.damaged unless `changes` rows were written: a guard against a row that went away between. */
export const expectChanges = (result: { readonly changes: number }, changes: number): void => {
  if (result.changes !== changes) {
    throw new AppError('book.damaged', { params: { expected: changes, changed: result.changes } })
  }
}
