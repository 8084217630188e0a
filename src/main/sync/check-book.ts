// Nothing is sent from a book that may be damaged: SQLite looks through its pages when the last engine did not end cleanly,
// else once a day. The window does not wait for it; it runs where the engine runs.
import { AppError } from '../../shared/errors.ts'
import { readSetting, writeSetting } from '../core/book/settings.ts'
import type { BookDb } from '../core/db/open.ts'
import { writeSoon } from '../core/db/transaction.ts'
import { loadChannelMemory } from '../core/outbox/channel-state.ts'

const checkedKey = 'book.checked-at'
const dayMs = 86_400_000

/** Takes the book and now (ms). Throws AppError book.damaged with what SQLite found first. */
export const checkBook = async (db: BookDb, channel: string, now: number): Promise<void> => {
  if (!isCheckDue(db, channel, now)) return
  const found = db.read.prepare<[], { quick_check: string }>('PRAGMA quick_check(1)').get()?.quick_check
  if (found !== 'ok') throw new AppError('book.damaged', { params: { check: found ?? '' } })
  await writeSoon(db, (tx) => writeSetting(tx, checkedKey, now))
}

const isCheckDue = (db: BookDb, channel: string, now: number): boolean => {
  const { heartbeatAt = 0, stoppedAt = 0 } = loadChannelMemory(db.read, channel)
  const checkedAt = Number(readSetting(db.read, checkedKey) ?? 0)
  return heartbeatAt > stoppedAt || checkedAt > now || now - checkedAt >= dayMs
}
