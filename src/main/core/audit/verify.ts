// Reads the audit trail back and says where it was touched: a changed field, a row gone, swapped or cut off at the end.
// SQLite remembers the highest number ever given (AUTOINCREMENT), so rows missing at the end are found as well.
import type { ReadDb } from '../db/sql.ts'
import { auditHash, chainStart, type AuditRow } from './chain.ts'

export interface AuditCheck {
  readonly ok: boolean
  /** Rows looked at. */
  readonly entries: number
  /** Hash of the last row, 64 zeros for an empty trail. */
  readonly head: string
  /** Sequence number at which the chain breaks first. */
  readonly brokenAt?: number
}

/** Checks the whole chain. */
export const verifyAudit = (db: ReadDb): AuditCheck => walk(db, { seq: 0, hash: chainStart })

/** Checks the last `count` rows only, for a quick look at start. */
export const verifyAuditTail = (db: ReadDb, count: number): AuditCheck => {
  const before = db
    .prepare<[number], { seq: number; hash: string }>(
      'SELECT seq, hash FROM audit ORDER BY seq DESC LIMIT 1 OFFSET ?',
    )
    .get(count)
  return walk(db, before ?? { seq: 0, hash: chainStart })
}

const walk = (db: ReadDb, before: { readonly seq: number; readonly hash: string }): AuditCheck => {
  let { seq, hash } = before
  let entries = 0
  const rows = db
    .prepare<[number], AuditRow>(
      `SELECT seq, at, actor, event, subject, content, correlation_id, prev_hash, hash
       FROM audit WHERE seq > ? ORDER BY seq`,
    )
    .iterate(before.seq)
  for (const row of rows) {
    entries += 1
    if (row.seq !== seq + 1 || row.prev_hash !== hash || row.hash !== auditHash(row)) {
      return { ok: false, entries, head: hash, brokenAt: row.seq === seq + 1 ? row.seq : seq + 1 }
    }
    seq = row.seq
    hash = row.hash
  }
  const given = db.prepare<[], { seq: number }>(`SELECT seq FROM sqlite_sequence WHERE name = 'audit'`).get()
  if ((given?.seq ?? 0) !== seq) return { ok: false, entries, head: hash, brokenAt: seq + 1 }
  return { ok: true, entries, head: hash }
}
