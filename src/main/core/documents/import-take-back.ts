// Takes an unfinished import back: its invoices, the originals it tied to others, and what red ones had done to blue ones.
// The audit trail keeps what happened and gets a line that says it was taken back. Parties that became known stay known, and
// so do files under originals/: a file without a row does no harm, while removing one could race with another writer.
import { join } from 'node:path'
import { appendAudit } from '../audit/append.ts'
import type { Act } from '../app/act.ts'
import { linkCredits } from '../book/credit-links.ts'
import type { BookDb } from '../db/open.ts'
import { takeLock } from '../db/locks.ts'
import type { WriteDb } from '../db/sql.ts'
import { writeSoon } from '../db/transaction.ts'

const pieceSize = 50

/** Held by the process that writes an import; one that dies lets go of it. */
export const importLockFile = (folder: string): string => join(folder, 'import.lock')

/**
 * For whoever opens a book: takes back what imports of ended processes left unfinished and gives the number of such jobs.
 * Does nothing while another process is importing.
 */
export const takeBackUnfinishedImports = async (book: {
  readonly db: BookDb
  readonly folder: string
  readonly act: Act
}): Promise<number> => {
  const lock = takeLock(importLockFile(book.folder), { role: 'import' })
  if (lock === undefined) return 0
  try {
    return await takeBackUnfinished(book.db, book.act)
  } finally {
    lock.release()
  }
}

/** The caller holds import.lock, so every job that says `running` was left by a process that ended. Gives their number. */
export const takeBackUnfinished = async (db: BookDb, act: Act): Promise<number> => {
  const jobs = db.read
    .prepare<[], { id: string }>("SELECT id FROM import_job WHERE state = 'running' ORDER BY started_at")
    .all()
  for (const { id } of jobs) await takeBackJob(db, act, id)
  return jobs.length
}

/** Takes one running job back in short transactions; killed in between, it goes on at the next start. */
export const takeBackJob = async (db: BookDb, act: Act, job: string): Promise<void> => {
  for (let left = true; left;) {
    left = await writeSoon(db, (tx) => {
      const invoices = tx
        .prepare<[string, number], TakenRow>(
          'SELECT id, red, blue_number, direction FROM invoice WHERE import_job = ? ORDER BY id LIMIT ?',
        )
        .all(job, pieceSize)
      for (const invoice of invoices) takeBackInvoice(tx, act, invoice)
      if (invoices.length > 0) return true
      const links = tx
        .prepare<[string, number], Link>(
          'SELECT invoice_id, sha256 FROM invoice_original WHERE import_job = ? LIMIT ?',
        )
        .all(job, pieceSize)
      for (const link of links) takeBackLink(tx, link)
      return links.length > 0
    })
  }
  await writeSoon(db, (tx) => {
    const { changes } = tx
      .prepare<[number, string]>(
        "UPDATE import_job SET state = 'taken-back', ended_at = ? WHERE id = ? AND state = 'running'",
      )
      .run(act.now, job)
    if (changes > 0) appendAudit(tx, act, { event: 'import.taken-back', subject: 'book', content: { job } })
  })
}

interface TakenRow {
  readonly id: string
  readonly red: number
  readonly blue_number: string | null
  readonly direction: string
}

const takeBackInvoice = (tx: WriteDb, act: Act, { id, red, blue_number, direction }: TakenRow): void => {
  // The engine may have settled a sale with it meanwhile, or another source have added to it: then it is theirs and stays.
  const claimed = tx
    .prepare<[string, string, string, string]>(
      `SELECT 1 WHERE EXISTS (SELECT 1 FROM sale WHERE invoice_id = ?)
         OR EXISTS (SELECT 1 FROM submission WHERE invoice_id = ?)
         OR EXISTS (SELECT 1 FROM invoice_original o JOIN invoice i ON i.id = o.invoice_id
                    WHERE i.id = ? AND o.import_job IS NOT i.import_job)
         OR EXISTS (SELECT 1 FROM invoice WHERE id = ? AND sale_id IS NOT NULL)`,
    )
    .get(id, id, id, id)
  if (claimed !== undefined) {
    tx.prepare<[string]>('UPDATE invoice SET import_job = NULL WHERE id = ?').run(id)
    tx.prepare<[string]>('UPDATE invoice_original SET import_job = NULL WHERE invoice_id = ?').run(id)
    return
  }
  const originals = tx
    .prepare<[string], Link>('SELECT invoice_id, sha256 FROM invoice_original WHERE invoice_id = ?')
    .all(id)
  for (const original of originals) takeBackLink(tx, original)
  tx.prepare<[string]>('DELETE FROM invoice_line WHERE invoice_id = ?').run(id)
  tx.prepare<[string]>('DELETE FROM invoice WHERE id = ?').run(id)
  if (red === 1 && blue_number !== null) uncredit(tx, act, blue_number, direction)
}

const uncredit = (tx: WriteDb, act: Act, blueNumber: string, direction: string): void => {
  tx.prepare<[string, string]>(
    `UPDATE invoice SET status = 'normal'
     WHERE number = ? AND direction = ? AND red = 0 AND status IN ('credited', 'credited-in-part')`,
  ).run(blueNumber, direction)
  const others = tx
    .prepare<[string, string], { id: string }>(
      'SELECT id FROM invoice WHERE blue_number = ? AND direction = ? AND red = 1 LIMIT 1',
    )
    .all(blueNumber, direction)
  for (const { id } of others) linkCredits(tx, act, id)
}

interface Link {
  readonly invoice_id: string
  readonly sha256: string
}

const takeBackLink = (tx: WriteDb, { invoice_id, sha256 }: Link): void => {
  tx.prepare<[string, string]>('DELETE FROM invoice_original WHERE invoice_id = ? AND sha256 = ?').run(
    invoice_id,
    sha256,
  )
  tx.prepare<[string]>('UPDATE invoice SET original_count = original_count - 1 WHERE id = ?').run(invoice_id)
  tx.prepare<[string, string]>(
    `UPDATE invoice SET warnings =
       (SELECT json_group_array(value) FROM json_each(invoice.warnings) WHERE value <> 'invoice.differs')
     WHERE id = ? AND NOT EXISTS (SELECT 1 FROM invoice_original WHERE invoice_id = ? AND differs IS NOT NULL)`,
  ).run(invoice_id, invoice_id)
  tx.prepare<[string, string]>(
    'DELETE FROM original WHERE sha256 = ? AND NOT EXISTS (SELECT 1 FROM invoice_original WHERE sha256 = ?)',
  ).run(sha256, sha256)
}
