// Whether a channel has been set up in this book. What the setting means is the channel's own matter.
import type { ReadDb } from '../db/sql.ts'

export const isChannelConfigured = (db: ReadDb, channel: string): boolean =>
  db
    .prepare<[string], { one: number }>('SELECT 1 AS one FROM setting WHERE key = ?')
    .get(`channel.${channel}`) !== undefined

/** The settle time a person configured, ms; the channel's own default where there is none. */
export const configuredSettleMs = (db: ReadDb, channel: string): number => {
  const row = db
    .prepare<[string], { seconds: number | null }>(
      `SELECT json_extract(value, '$.settleSeconds') AS seconds FROM setting WHERE key = ?`,
    )
    .get(`channel.${channel}`)
  return typeof row?.seconds === 'number' && row.seconds > 0 ? row.seconds * 1000 : 360_000
}
