// The two hands a feature may hold a book with: one that reads, one that writes. A WriteDb exists only inside `write()`.
// Statements are prepared once per connection and kept by their text, so hot paths pay for parsing once. SQLite with STAT4
// plans a statement anew at every call once the planner has looked at a bound value (a join, an ORDER BY or a LIMIT beside
// it); in hot statements the value is an expression, which it cannot look into: `id = ? || ''`, `LIMIT ? + 0` (6 to 10 times).
import type BetterSqlite from 'better-sqlite3'

export type SqlValue = string | number | bigint | null | Uint8Array
/** Positional values, or one object for named ones. */
export type SqlParams = readonly SqlValue[] | readonly [Readonly<Record<string, SqlValue>>]

export interface ReadStatement<P extends SqlParams, Row> {
  get(...params: P): Row | undefined
  all(...params: P): Row[]
  iterate(...params: P): IterableIterator<Row>
}

export interface WriteStatement<P extends SqlParams, Row> extends ReadStatement<P, Row> {
  run(...params: P): { readonly changes: number }
}

declare const readBrand: unique symbol
declare const writeBrand: unique symbol

/** Reads. The type of a row is given at the call and is as good as the SQL beside it. */
export interface ReadDb {
  readonly [readBrand]: true
  prepare<P extends SqlParams = SqlParams, Row = unknown>(sql: string): ReadStatement<P, Row>
}

/** Reads and writes, inside one transaction. */
export interface WriteDb extends ReadDb {
  readonly [writeBrand]: true
  prepare<P extends SqlParams = SqlParams, Row = unknown>(sql: string): WriteStatement<P, Row>
  exec(sql: string): void
  /** Runs once after COMMIT, never after a rollback. It must not throw. */
  afterCommit(fn: () => void): void
}

/** The write connection of a book. Only `write()` and migrations use it. */
export interface Writer {
  readonly connection: BetterSqlite.Database
  readonly tx: WriteDb
  /** Gives and forgets what waits for COMMIT. */
  takeHooks(): readonly (() => void)[]
}

/** Wraps an open connection for reading. */
export const readDbOver = (connection: BetterSqlite.Database): ReadDb =>
  ({ prepare: cachedPrepare(connection) }) as unknown as ReadDb

/** Wraps an open connection for writing. */
export const writerOver = (connection: BetterSqlite.Database): Writer => {
  let hooks: (() => void)[] = []
  const tx = {
    prepare: cachedPrepare(connection),
    exec: (sql: string): void => void connection.exec(sql),
    afterCommit: (fn: () => void): void => void hooks.push(fn),
  } as unknown as WriteDb
  const takeHooks = (): readonly (() => void)[] => {
    const taken = hooks
    hooks = []
    return taken
  }
  return { connection, tx, takeHooks }
}

const cachedPrepare = (connection: BetterSqlite.Database): ((sql: string) => BetterSqlite.Statement) => {
  const statements = new Map<string, BetterSqlite.Statement>()
  return (sql) => {
    const known = statements.get(sql)
    if (known !== undefined) return known
    const statement = connection.prepare(sql)
    statements.set(sql, statement)
    return statement
  }
}
