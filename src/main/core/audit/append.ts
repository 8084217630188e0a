// Writes one line of the audit trail, in the same transaction as the fact it is about.
import type { AuditEvent } from '../../../shared/contract/timeline.ts'
import type { Act } from '../app/act.ts'
import type { WriteDb } from '../db/sql.ts'
import { auditHash, chainStart } from './chain.ts'

export interface AuditEntry {
  readonly event: AuditEvent
  /** `sale:<id>`, `invoice:<id>`, `submission:<id>`, or `book`. */
  readonly subject: string
  readonly content: Readonly<Record<string, string | number | boolean | null>>
}

/** Appends one entry at act.now; the chain goes on from the row before. Gives its sequence number. */
export const appendAudit = (tx: WriteDb, act: Act, entry: AuditEntry): number => {
  const last = tx
    .prepare<[], { seq: number; hash: string }>('SELECT seq, hash FROM audit ORDER BY seq DESC LIMIT 1')
    .get()
  const row = {
    seq: (last?.seq ?? 0) + 1,
    at: act.now,
    actor: act.actor,
    event: entry.event,
    subject: entry.subject,
    content: JSON.stringify(entry.content, Object.keys(entry.content).sort()),
    correlation_id: act.correlationId,
    prev_hash: last?.hash ?? chainStart,
  }
  tx.prepare<[number, number, string, string, string, string, string, string, string]>(
    `INSERT INTO audit (seq, at, actor, event, subject, content, correlation_id, prev_hash, hash)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  ).run(
    row.seq,
    row.at,
    row.actor,
    row.event,
    row.subject,
    row.content,
    row.correlation_id,
    row.prev_hash,
    auditHash(row),
  )
  return row.seq
}
