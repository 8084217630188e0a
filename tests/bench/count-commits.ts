// Counts the commits and the rows of a book's write connection without touching what it does.
import type { BookDb } from '../../src/main/core/db/open.ts'

export interface CountedDb {
  readonly db: BookDb
  commits(): number
  /** Rows inserted, updated and deleted since, by triggers too. */
  rows(): number
}

export const countCommits = (book: BookDb): CountedDb => {
  const { writer } = book
  const { connection, tx } = writer
  const changes = connection.prepare<[], { rows: number }>('SELECT total_changes() AS rows')
  const rowsBefore = changes.get()?.rows ?? 0
  let commits = 0
  const commit = tx.prepare('COMMIT')
  const countingCommit = {
    ...commit,
    run: () => {
      commits += 1
      return commit.run()
    },
  }
  const prepare = ((sql: string) =>
    sql === 'COMMIT' ? countingCommit : tx.prepare(sql)) as typeof tx.prepare
  return {
    db: { ...book, writer: { ...writer, tx: { ...tx, prepare } } },
    commits: () => commits,
    rows: () => (changes.get()?.rows ?? 0) - rowsBefore,
  }
}
