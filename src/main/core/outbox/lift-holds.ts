// Takes rows out of `held` as soon as what held them is over, and puts queued rows there while an outage lasts.
// In pieces of at most 500, so that no transaction is long; the engine comes back for the rest.
import type { Act } from '../app/act.ts'
import type { Ports } from '../app/ports.ts'
import { appendAudit } from '../audit/append.ts'
import { ownCompany } from '../book/company.ts'
import { saleToIssue } from '../book/read-sale.ts'
import type { ReadDb, WriteDb } from '../db/sql.ts'
import { isOutageOpen } from '../outage/outage-open.ts'
import type { Hold } from '../../../shared/sync/submission.ts'
import { isChannelConfigured } from './channel-setting.ts'
import { freezePayload } from './frozen-payload.ts'

export const piece = 500

export interface Lifted {
  readonly changed: number
  /** True when there may be more of the same. */
  readonly more: boolean
}

/** Lifts what may be lifted, at most 500 rows. */
export const liftHolds = (tx: WriteDb, act: Act, ports: Pick<Ports, 'orders'>): Lifted => {
  const outage = isOutageOpen(tx)
  let changed = outage ? 0 : lift(tx, act, 'outage', undefined)
  if (changed < piece) changed += liftSeller(tx, act, ports, piece - changed)
  if (changed < piece) changed += liftChannel(tx, act, outage, piece - changed)
  return { changed, more: changed >= piece }
}

/** While an outage lasts: rows still queued are held, at most 500. */
export const holdQueued = (tx: WriteDb, act: Act): Lifted => {
  if (!isOutageOpen(tx)) return { changed: 0, more: false }
  const { changes } = tx
    .prepare<[number, number]>(
      `UPDATE submission SET state = 'held', hold = 'outage', changed_at = ?
       WHERE id IN (SELECT id FROM submission WHERE state = 'queued' ORDER BY due_on, seq LIMIT ?)`,
    )
    .run(act.now, piece)
  if (changes > 0) note(tx, act, 'submission.held', 'outage', changes)
  return { changed: changes, more: changes >= piece }
}

/** True while some row is held though nothing holds it any more, as far as that is known without writing orders. */
export const isSomethingToLift = (db: ReadDb): boolean =>
  (!isOutageOpen(db) && anyHeld(db, 'outage')) ||
  (anyHeld(db, 'channel.missing') && isChannelConfigured(db, 'nuonuo'))

export const anyHeld = (db: ReadDb, hold: Hold): boolean =>
  db
    .prepare<[Hold], { one: number }>(
      `SELECT 1 AS one FROM submission WHERE state = 'held' AND hold = ? LIMIT 1`,
    )
    .get(hold) !== undefined

const lift = (tx: WriteDb, act: Act, hold: Hold, limit = piece, to: Hold | null = null): number => {
  const { changes } = tx
    .prepare<[string, Hold | null, number, Hold, number]>(
      `UPDATE submission SET state = ?, hold = ?, changed_at = ?
       WHERE id IN (SELECT id FROM submission WHERE state = 'held' AND hold = ? ORDER BY seq LIMIT ?)`,
    )
    .run(to === null ? 'queued' : 'held', to, act.now, hold, limit)
  if (changes > 0) note(tx, act, to === null ? 'submission.released' : 'submission.held', to ?? hold, changes)
  return changes
}

const liftChannel = (tx: WriteDb, act: Act, outage: boolean, limit: number): number =>
  anyHeld(tx, 'channel.missing') && isChannelConfigured(tx, 'nuonuo')
    ? lift(tx, act, 'channel.missing', limit, outage ? 'outage' : null)
    : 0

/** The company's data has been completed: the payload is written now, for the first and only time. */
const liftSeller = (tx: WriteDb, act: Act, ports: Pick<Ports, 'orders'>, limit: number): number => {
  const rows = tx
    .prepare<
      [number],
      { id: string; channel: string; channel_key: string; sale_id: string; created_at: number }
    >(
      `SELECT id, channel, channel_key, sale_id, created_at FROM submission
       WHERE state = 'held' AND hold = 'seller.incomplete' ORDER BY seq LIMIT ?`,
    )
    .all(limit)
  let lifted = 0
  if (rows.length === 0) return lifted
  const seller = ownCompany(tx)
  for (const row of rows) {
    const frozen = freezePayload(ports, {
      channel: row.channel,
      key: row.channel_key,
      recordedAt: row.created_at,
      seller,
      sale: saleToIssue(tx, row.sale_id),
    })
    if (!frozen.complete) break
    const hold: Hold | null = !isChannelConfigured(tx, row.channel)
      ? 'channel.missing'
      : isOutageOpen(tx)
        ? 'outage'
        : null
    tx.prepare<[string, string, number, string]>(
      'UPDATE submission SET payload = ?, payload_digest = ?, changed_at = ? WHERE id = ?',
    ).run(frozen.payload, frozen.digest, act.now, row.id)
    tx.prepare<[string, Hold | null, string]>('UPDATE submission SET state = ?, hold = ? WHERE id = ?').run(
      hold === null ? 'queued' : 'held',
      hold,
      row.id,
    )
    appendAudit(tx, act, {
      event: 'submission.released',
      subject: `submission:${row.id}`,
      content: { hold: 'seller.incomplete', digest: frozen.digest },
    })
    lifted += 1
  }
  return lifted
}

/** One line for many rows: the outage, not each row, is what happened. */
const note = (
  tx: WriteDb,
  act: Act,
  event: 'submission.held' | 'submission.released',
  hold: Hold,
  count: number,
): void => void appendAudit(tx, act, { event, subject: 'book', content: { hold, count } })
