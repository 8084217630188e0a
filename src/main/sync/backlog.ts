// What is due for lookup, as last read from the book: ids only. The row decides: it is read when its turn comes, and a row
// that moved on after that is left alone when the answer is settled.
import type { TimeScale } from '../../shared/sync/scale.ts'
import { isLookedUp } from '../../shared/sync/finding.ts'
import { isVerificationOpen, wantedDocument } from '../../shared/sync/issued.ts'
import type { Submission } from '../../shared/sync/submission.ts'
import type { ReadDb } from '../core/db/sql.ts'
import {
  readDueAskedAgain,
  readDueDocuments,
  readDueLookups,
  readDueRow,
  readDueVerifications,
  type DueId,
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
  let due: DueId[] = []
  let toFetch: DocumentToFetch[] = []
  let staleAt = 0
  let refreshedAt = 0
  let documentsStaleAt = 0

  const refresh = (now: number): void => {
    refreshedAt = now
    staleAt = now + Math.min(50, Math.max(5, scale.baseMs))
    const { inHand } = requests
    const limit = readAtOnce + inHand.size
    const withoutAddress = refreshDocuments(now)
    due = [...readDueLookups(db, now, limit), ...readDueVerifications(db, now, limit), ...withoutAddress]
      .filter(({ id }) => !inHand.has(id))
      // Whatever its state: what has waited longest goes first, so that no state starves another.
      .sort((left, right) => left.at - right.at)
  }

  /**
   * The documents of a replay are fetched as they are found; here are the ones to be tried again, so while others are on
   * their way it is enough to look now and then. Gives those whose address nobody knows yet: a lookup says it.
   */
  const refreshDocuments = (now: number): readonly DueId[] => {
    const { documentsInHand } = requests
    toFetch = []
    if (documentsInHand.size > 0 && now < documentsStaleAt && now >= documentsStaleAt - documentsEveryMs) {
      return []
    }
    documentsStaleAt = now + documentsEveryMs
    const withoutAddress: DueId[] = []
    for (const dueId of readDueDocuments(db, now, readAtOnce + documentsInHand.size)) {
      if (documentsInHand.has(dueId.id)) continue
      const found = readDueRow(db, dueId.id, sellerTaxId)
      if (found === undefined) continue
      const { row, invoiceId } = found
      const url = wantedDocument(row)
      if (url !== undefined && invoiceId !== undefined) toFetch.push({ row, invoiceId, url })
      else if (url === undefined && !isVerificationOpen(row)) withoutAddress.push(dueId)
    }
    return withoutAddress
  }

  const urgentBatches = (now: number, batch: number): number => {
    const full = Math.floor(due.length / batch)
    if (full > 0) return full
    return due.some(({ at }) => now - at > scale.overdueMs) ? 1 : 0
  }

  const take = (count: number): readonly DueRow[] => {
    const taken: DueRow[] = []
    while (taken.length < count) {
      const next = due.shift()
      if (next === undefined) break
      if (requests.inHand.has(next.id)) continue
      const found = readDueRow(db, next.id, sellerTaxId)
      if (found !== undefined && isStillDue(found.row)) taken.push(found)
    }
    return taken
  }

  const isStillDue = (row: Submission): boolean =>
    row.nextAt !== undefined &&
    row.nextAt <= refreshedAt &&
    (row.state === 'issued'
      ? isVerificationOpen(row) || (row.documentAt === undefined && wantedDocument(row) === undefined)
      : isLookedUp(row))

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
