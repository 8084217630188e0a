// Loads better-sqlite3, but only under a Node that can: built for N-API 10, it ends an older Node without a word.
import { createRequire } from 'node:module'
import type BetterSqlite from 'better-sqlite3'
import { AppError } from '../../../shared/errors.ts'

export const leastNapi = 10

/** Throws AppError node.too-old. */
export const assertNodeCanLoadSqlite = (napi: string | undefined): void => {
  if (Number(napi ?? 0) < leastNapi)
    throw new AppError('node.too-old', { params: { napi: napi ?? '0', least: leastNapi } })
}

/** The better-sqlite3 constructor. Throws AppError node.too-old before the native part is touched. */
export const loadSqlite = (): typeof BetterSqlite => {
  assertNodeCanLoadSqlite(process.versions['napi'])
  return createRequire(import.meta.url)('better-sqlite3') as typeof BetterSqlite
}
