// The queue can be paused by a person: nothing is submitted, lookups go on.
import { appendAudit } from '../audit/append.ts'
import type { Act } from '../app/act.ts'
import type { ReadDb, WriteDb } from '../db/sql.ts'

const key = 'queue.paused'

export const isQueuePaused = (db: ReadDb): boolean =>
  db.prepare<[string], { value: string }>('SELECT value FROM setting WHERE key = ?').get(key)?.value ===
  'true'

/** Harmless when it is so already. */
export const setQueuePaused = (tx: WriteDb, act: Act, paused: boolean): void => {
  if (isQueuePaused(tx) === paused) return
  tx.prepare<[string, string]>(
    'INSERT INTO setting (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
  ).run(key, String(paused))
  appendAudit(tx, act, { event: paused ? 'queue.paused' : 'queue.resumed', subject: 'book', content: {} })
}
