// Reads the audit trail back and says where it was touched: a changed field, a row gone, swapped or cut off at the end.
// SQLite remembers the highest number ever given (AUTOINCREMENT), so rows missing at the end are found as well.
import { setImmediate as breathe } from 'node:timers/promises'
import type { ReadDb } from '../db/sql.ts'
import { auditHash, chainStart, type AuditRow } from './chain.ts'

export interface AuditCheck {
  readonly ok: boolean
  /** Rows looked at. */
  readonly entries: number
  /** Hash of the last good row, 64 zeros before the first. */
  readonly head: string
  /** Sequence number at which the chain breaks first. */
  readonly brokenAt?: number
}

interface Link {
  readonly seq: number
  readonly hash: string
}
type Walk = {
  readonly link: Link
  readonly entries: number
  readonly brokenAt?: number
  readonly end: boolean
}

const start: Link = { seq: 0, hash: chainStart }
const pieceRows = 2000

/** Checks the whole chain in one go. */
export const verifyAudit = (db: ReadDb): AuditCheck => checkOf(walk(db, start, Number.MAX_SAFE_INTEGER))

/** Checks the whole chain in pieces that hold up nobody; what is appended meanwhile is checked too. */
export const verifyAuditSlowly = async (db: ReadDb): Promise<AuditCheck> => {
  let piece = walk(db, start, pieceRows)
  let entries = piece.entries
  while (!piece.end) {
    await breathe()
    piece = walk(db, piece.link, pieceRows)
    entries += piece.entries
  }
  return checkOf({ ...piece, entries })
}

/** Checks the last `count` rows only, for a quick look at start. */
export const verifyAuditTail = (db: ReadDb, count: number): AuditCheck => {
  const before = db
    .prepare<[number], Link>('SELECT seq, hash FROM audit ORDER BY seq DESC LIMIT 1 OFFSET ?')
    .get(count)
  return checkOf(walk(db, before ?? start, Number.MAX_SAFE_INTEGER))
}

/** How many entries the trail has. */
export const auditLength = (db: ReadDb): number =>
  db.prepare<[], { count: number }>('SELECT count(*) AS count FROM audit').get()?.count ?? 0

const checkOf = ({ link, entries, brokenAt }: Walk): AuditCheck => ({
  ok: brokenAt === undefined,
  entries,
  head: link.hash,
  ...(brokenAt === undefined ? {} : { brokenAt }),
})

const walk = (db: ReadDb, before: Link, limit: number): Walk => {
  let link = before
  let entries = 0
  const rows = db
    .prepare<[number, number], AuditRow>(
      `SELECT seq, at, actor, event, subject, content, correlation_id, prev_hash, hash
       FROM audit WHERE seq > ? ORDER BY seq LIMIT ?`,
    )
    .iterate(before.seq, limit)
  for (const row of rows) {
    entries += 1
    if (row.seq !== link.seq + 1 || row.prev_hash !== link.hash || row.hash !== auditHash(row)) {
      return { link, entries, brokenAt: link.seq + 1, end: true }
    }
    link = { seq: row.seq, hash: row.hash }
  }
  if (entries === limit) return { link, entries, end: false }
  const given = db.prepare<[], { seq: number }>(`SELECT seq FROM sqlite_sequence WHERE name = 'audit'`).get()
  const cutOff = (given?.seq ?? 0) !== link.seq
  return { link, entries, end: true, ...(cutOff ? { brokenAt: link.seq + 1 } : {}) }
}
