// What is due for lookup, as last read from the book. The row decides: each is read again before every look, and a row that
// moved on meanwhile is left alone when the answer is settled.
import type { TimeScale } from '../../shared/sync/scale.ts'
import { isVerificationOpen, wantedDocument } from '../../shared/sync/issued.ts'
import type { ReadDb } from '../core/db/sql.ts'
import {
  readDueAskedAgain,
  readDueDocuments,
  readDueLookups,
  readDueVerifications,
  type DueRow,
} from '../core/outbox/due.ts'
import type { DocumentToFetch, Requests } from './requests.ts'

/** Rows read at once, besides those already in hand. */
const readAtOnce = 200
/** While so many are known to be due, reading on can wait: more than one lookup takes. */
const enoughDue = 100
/** ms. */
const patientMs = 250
const documentsEveryMs = 250

export interface Backlog {
  isStale(now: number): boolean
  refresh(now: number): void
  /** Full batches, or one where something has waited too long. */
  urgentBatches(now: number, batch: number): number
  /** Takes at most `count` rows to look up now. */
  take(count: number): readonly DueRow[]
  /** Documents that are due to be tried again. */
  documents(): readonly DocumentToFetch[]
  retries(db: ReadDb, now: number, limit: number): readonly DueRow[]
  hasRetries(now: number): boolean
}

export const createBacklog = (
  db: ReadDb,
  requests: Pick<Requests, 'inHand' | 'documentsInHand'>,
  sellerTaxId: string,
  scale: TimeScale,
): Backlog => {
  let due: DueRow[] = []
  let toFetch: DocumentToFetch[] = []
  let staleAt = 0
  let documentsStaleAt = 0

  const refresh = (now: number): void => {
    staleAt = now + Math.min(50, Math.max(5, scale.baseMs))
    const { inHand } = requests
    const limit = readAtOnce + inHand.size
    const documentRows = refreshDocuments(now)
    due = [
      ...readDueLookups(db, now, limit, sellerTaxId),
      ...readDueVerifications(db, now, limit, sellerTaxId),
      // Verified, but nobody knows yet where the document is: the lookup says it.
      ...documentRows.filter(({ row }) => !isVerificationOpen(row) && wantedDocument(row) === undefined),
    ].filter(({ row }) => !inHand.has(row.id))
  }

  /** Those of a replay are fetched as they are found; here are the ones to be tried again, so while others are on their way
   * it is enough to look now and then. */
  const refreshDocuments = (now: number): readonly DueRow[] => {
    const { documentsInHand } = requests
    if (documentsInHand.size > 0 && now < documentsStaleAt && now >= documentsStaleAt - documentsEveryMs) {
      toFetch = []
      return []
    }
    documentsStaleAt = now + documentsEveryMs
    const rows = readDueDocuments(db, now, readAtOnce + documentsInHand.size, sellerTaxId)
    toFetch = rows.flatMap(({ row, invoiceId }) => {
      const url = wantedDocument(row)
      return url === undefined || invoiceId === undefined || documentsInHand.has(row.id)
        ? []
        : [{ row, invoiceId, url }]
    })
    return rows
  }

  const urgentBatches = (now: number, batch: number): number => {
    const full = Math.floor(due.length / batch)
    if (full > 0) return full
    return due.some(({ row }) => now - (row.nextAt ?? now) > scale.overdueMs) ? 1 : 0
  }

  const take = (count: number): readonly DueRow[] => {
    const taken: DueRow[] = []
    while (taken.length < count) {
      const next = due.shift()
      if (next === undefined) break
      if (!requests.inHand.has(next.row.id)) taken.push(next)
    }
    return taken
  }

  const documents = (): readonly DocumentToFetch[] => {
    const taken = toFetch
    toFetch = []
    return taken
  }

  const retries = (from: ReadDb, now: number, limit: number): readonly DueRow[] =>
    readDueAskedAgain(from, now, limit + requests.inHand.size, sellerTaxId)
      .filter(({ row }) => !requests.inHand.has(row.id))
      .slice(0, limit)

  return {
    isStale: (now) => now >= staleAt + (due.length < enoughDue ? 0 : patientMs) || staleAt > now + 1_000,
    refresh,
    urgentBatches,
    take,
    documents,
    retries,
    hasRetries: (now) => retries(db, now, 1).length > 0,
  }
}
