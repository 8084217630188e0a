// How one audit row is tied to the one before it: SHA-256 over the row as JSON with sorted keys, all columns but the hash.
// Content goes in as the text that is stored, so a check needs no opinion about formatting.
import { createHash } from 'node:crypto'

export interface AuditRow {
  readonly seq: number
  readonly at: number
  readonly actor: string
  readonly event: string
  readonly subject: string
  /** JSON text. */
  readonly content: string
  readonly correlation_id: string
  readonly prev_hash: string
  readonly hash: string
}

/** `prev_hash` of the first row. */
export const chainStart = '0'.repeat(64)

/** The hash a row must carry, lower-case hex. */
export const auditHash = (row: Omit<AuditRow, 'hash'>): string =>
  createHash('sha256')
    .update(
      JSON.stringify({
        actor: row.actor,
        at: row.at,
        content: row.content,
        correlation_id: row.correlation_id,
        event: row.event,
        prev_hash: row.prev_hash,
        seq: row.seq,
        subject: row.subject,
      }),
    )
    .digest('hex')
