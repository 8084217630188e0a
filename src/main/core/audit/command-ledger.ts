// Commands act once: their reply is kept under their id in the transaction that did the work, so a double click, a retry
// or a lost answer gives the same reply again and does nothing.
import { AppError } from '../../../shared/errors.ts'
import type { ReadDb, WriteDb } from '../db/sql.ts'

export interface LedgerKey {
  readonly commandId: string
  readonly operation: string
  /** SHA-256 of operation and input. */
  readonly inputDigest: string
}

/** The reply this command had, if it was carried out. Throws AppError command.replayed-differently. */
export const storedReply = (db: ReadDb, key: LedgerKey): { readonly value: unknown } | undefined => {
  const row = db
    .prepare<[string], { operation: string; input_digest: string; reply: string }>(
      'SELECT operation, input_digest, reply FROM command_ledger WHERE command_id = ?',
    )
    .get(key.commandId)
  if (row === undefined) return undefined
  if (row.operation !== key.operation || row.input_digest !== key.inputDigest) {
    throw new AppError('command.replayed-differently')
  }
  return { value: JSON.parse(row.reply) }
}

/** Keeps the reply; the id must be new. */
export const storeReply = (
  tx: WriteDb,
  key: LedgerKey,
  entry: { readonly reply: unknown; readonly now: number },
): void => {
  tx.prepare<[string, string, string, string, number]>(
    'INSERT INTO command_ledger (command_id, operation, input_digest, reply, at) VALUES (?, ?, ?, ?, ?)',
  ).run(key.commandId, key.operation, key.inputDigest, JSON.stringify(entry.reply), entry.now)
}
