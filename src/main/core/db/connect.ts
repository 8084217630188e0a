// One connection to a book file with the settings that keep it whole; each is read back, because a setting that
// silently did not take (a later WAL connection falls back to synchronous=NORMAL) may lose the last commit.
import type BetterSqlite from 'better-sqlite3'
import { AppError } from '../../../shared/errors.ts'
import { loadSqlite } from './driver.ts'
import { toAppError } from './sqlite-errors.ts'

/** Older SQLite can corrupt a WAL file shared by two processes. */
export const leastSqlite = '3.51.3'
export const busyTimeoutMs = 250

export type ConnectMode = 'read' | 'write' | 'create'

/** Takes a file, gives a connection. Throws AppError book.missing, book.damaged, sqlite.too-old, node.too-old. */
export const connect = (file: string, mode: ConnectMode): BetterSqlite.Database => {
  const Sqlite = loadSqlite()
  let connection: BetterSqlite.Database | undefined
  try {
    connection = new Sqlite(file, {
      readonly: mode === 'read',
      fileMustExist: mode !== 'create',
      timeout: busyTimeoutMs,
    })
    assertVersion(connection)
    settle(connection, mode)
    return connection
  } catch (error) {
    connection?.close()
    throw toAppError(error)
  }
}

/** True when `version` is at least `least`, both dotted numbers. */
export const isVersionAtLeast = (version: string, least: string): boolean => {
  const [have, need] = [version.split('.').map(Number), least.split('.').map(Number)]
  for (const [position, wanted] of need.entries()) {
    const difference = (have[position] ?? 0) - wanted
    if (difference !== 0) return difference > 0
  }
  return true
}

const assertVersion = (connection: BetterSqlite.Database): void => {
  const version = String(connection.prepare('SELECT sqlite_version()').pluck().get())
  if (!isVersionAtLeast(version, leastSqlite)) {
    throw new AppError('sqlite.too-old', { params: { version, least: leastSqlite } })
  }
}

const settle = (connection: BetterSqlite.Database, mode: ConnectMode): void => {
  if (mode !== 'read') connection.pragma('journal_mode = WAL')
  const wanted: readonly (readonly [name: string, value: string | number])[] = [
    ['synchronous', 2],
    ['foreign_keys', 1],
    ['busy_timeout', busyTimeoutMs],
    ['trusted_schema', 0],
    ...(process.platform === 'darwin' ? ([['fullfsync', 1]] as const) : []),
  ]
  for (const [name, value] of wanted) connection.pragma(`${name} = ${value}`)
  for (const [name, value] of [...wanted, ['journal_mode', 'wal'] as const]) {
    const found: unknown = connection.pragma(name, { simple: true })
    if (found !== value)
      throw new AppError('book.damaged', { params: { setting: name, found: String(found) } })
  }
}
