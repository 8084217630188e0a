// Whether an outage is on. Asked in the very transaction that claims or enqueues, so nothing slips through.
import type { ReadDb } from '../db/sql.ts'

export const isOutageOpen = (db: ReadDb): boolean =>
  db
    .prepare<[], { one: number }>('SELECT 1 AS one FROM outage_episode WHERE ended_at IS NULL LIMIT 1')
    .get() !== undefined
