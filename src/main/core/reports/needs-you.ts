// What waits for a person: submissions that went wrong, what holds the queue, an outage that is over.
import type { Output } from '../../../shared/contract/api.ts'
import { fen, yuanText } from '../../../shared/domain/money.ts'
import { withoutAbsent } from '../db/rows.ts'
import type { ReadDb } from '../db/sql.ts'

type NeedsYou = Output<'overview.get'>['needsYou'][number]

/** Single submissions are named, up to so many; the queue page has all of them. */
const namedAtMost = 20

/** Takes the instant, ms. What stops everything comes first. */
export const needsYou = (db: ReadDb, now: number): readonly NeedsYou[] => [
  ...outageOver(db, now),
  ...loginNeeded(db),
  ...heldBy(db, 'seller.incomplete'),
  ...heldBy(db, 'channel.missing'),
  ...troubled(db),
]

const outageOver = (db: ReadDb, now: number): readonly NeedsYou[] => {
  const over = db
    .prepare<[number], { one: number }>(
      'SELECT 1 AS one FROM outage_episode WHERE ended_at IS NULL AND until IS NOT NULL AND until <= ?',
    )
    .get(now)
  return over === undefined ? [] : [{ kind: 'outage-over', count: countHeld(db, 'outage') }]
}

const loginNeeded = (db: ReadDb): readonly NeedsYou[] => {
  const row = db
    .prepare<[], { count: number; problem: string | null }>(
      `SELECT count(*) AS count, max(problem) AS problem FROM submission
       WHERE state IN ('queued', 'waiting') AND problem IN
         ('login.expired', 'rights.missing', 'credentials.refused', 'credit.exhausted', 'token.limit')`,
    )
    .get()
  if (row === undefined || row.count === 0) return []
  return [{ kind: 'login', count: row.count, ...withoutAbsent({ problem: row.problem }) }]
}

const heldBy = (db: ReadDb, hold: 'seller.incomplete' | 'channel.missing'): readonly NeedsYou[] => {
  const count = countHeld(db, hold)
  return count === 0 ? [] : [{ kind: hold, count }]
}

const countHeld = (db: ReadDb, hold: string): number =>
  db
    .prepare<[string], { count: number }>(
      `SELECT count(*) AS count FROM submission WHERE state = 'held' AND hold = ?`,
    )
    .get(hold)?.count ?? 0

const troubled = (db: ReadDb): readonly NeedsYou[] =>
  db
    .prepare<
      [number],
      {
        id: string
        sale_id: string
        state: 'conflict' | 'rejected' | 'parked'
        slip_number: string
        buyer_name: string
        total: number
        problem: string | null
        problem_text: string | null
      }
    >(
      `SELECT s.id, s.sale_id, s.state, sale.slip_number, sale.buyer_name, sale.total, s.problem, s.problem_text
       FROM submission s JOIN sale ON sale.id = s.sale_id
       WHERE s.state IN ('conflict', 'rejected', 'parked') AND sale.state = 'awaiting'
         AND NOT EXISTS (SELECT 1 FROM submission newer WHERE newer.sale_id = s.sale_id AND newer.seq > s.seq)
       ORDER BY s.changed_at DESC, s.id LIMIT ?`,
    )
    .all(namedAtMost)
    .map((row) => ({
      kind: row.state,
      submissionId: row.id,
      saleId: row.sale_id,
      slipNumber: row.slip_number,
      buyerName: row.buyer_name,
      total: yuanText(fen(row.total)),
      ...withoutAbsent({ problem: row.problem, problemText: row.problem_text }),
    }))
