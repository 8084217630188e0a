// Where the engine's memory of a channel is kept. What cannot be read is forgotten: the fresh memory only costs time.
import { freshMemory, type ChannelMemory } from '../../../shared/sync/channel-memory.ts'
import type { ReadDb, WriteDb } from '../db/sql.ts'

export const loadChannelMemory = (db: ReadDb, channel: string): ChannelMemory => {
  const row = db
    .prepare<[string], { content: string }>('SELECT content FROM channel_state WHERE channel = ?')
    .get(channel)
  if (row === undefined) return freshMemory
  // Written by `saveChannelMemory` only; fields a later version adds are filled in from the fresh memory.
  const content = JSON.parse(row.content) as Partial<ChannelMemory>
  return { ...freshMemory, ...content, breaker: { ...freshMemory.breaker, ...content.breaker } }
}

export const saveChannelMemory = (tx: WriteDb, channel: string, memory: ChannelMemory, now: number): void => {
  tx.prepare<[string, string, number]>(
    `INSERT INTO channel_state (channel, content, changed_at) VALUES (?, ?, ?)
     ON CONFLICT (channel) DO UPDATE SET content = excluded.content, changed_at = excluded.changed_at`,
  ).run(channel, JSON.stringify(memory), now)
}
