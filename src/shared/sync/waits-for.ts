// What a row waits for, as a code the window turns into words (`waits.<code>`).
import { assertNever } from '../result.ts'
import { isAskedAgain } from './finding.ts'
import { wantedDocument } from './issued.ts'
import type { Submission } from './submission.ts'

export interface WaitsFor {
  readonly code:
    | 'outage'
    | 'seller'
    | 'channel'
    | 'paused'
    | 'turn'
    | 'answer'
    | 'settle'
    | 'lookup'
    | 'issue'
    | 'retry'
    | 'person'
    | 'verify'
    | 'document'
    | 'nothing'
  /** Place in the queue, from 1. */
  readonly position?: number
  /** ms. */
  readonly at?: number
}

export interface WaitContext {
  readonly outageOpen: boolean
  readonly paused: boolean
  /** A person must act before anything is sent (login, rights, credit). */
  readonly gateClosed: boolean
  readonly settleMs: number
  readonly position?: number
}

export const waitsFor = (row: Submission, context: WaitContext): WaitsFor => {
  const at = row.nextAt === undefined ? {} : { at: row.nextAt }
  switch (row.state) {
    case 'held':
      return { code: holdCode(row) }
    case 'queued': {
      if (context.outageOpen) return { code: 'outage' }
      if (context.paused) return { code: 'paused' }
      if (context.gateClosed) return { code: 'person' }
      return { code: 'turn', ...(context.position === undefined ? {} : { position: context.position }) }
    }
    case 'sending':
      return { code: 'answer' }
    case 'unknown':
      return row.firstAbsentAt === undefined || row.doubtFrom === undefined
        ? { code: 'lookup', ...at }
        : {
            code: 'settle',
            at: Math.max(row.doubtFrom + context.settleMs, row.firstAbsentAt + context.settleMs / 2),
          }
    case 'pending':
      return { code: 'issue', ...at }
    case 'waiting':
      return row.mustLook && !isAskedAgain(row) ? { code: 'lookup', ...at } : { code: 'retry', ...at }
    case 'issued':
      if (row.problem === 'verify.differs') return { code: 'person' }
      if (row.verifiedAt === undefined) return { code: 'verify', ...at }
      return wantedDocument(row) === undefined ? { code: 'nothing' } : { code: 'document', ...at }
    case 'rejected':
    case 'conflict':
    case 'parked':
      return { code: 'person' }
    case 'cancelled':
      return { code: 'nothing' }
    default:
      return assertNever(row.state)
  }
}

const holdCode = (row: Submission): WaitsFor['code'] => {
  switch (row.hold) {
    case 'outage':
    case undefined:
      return 'outage'
    case 'seller.incomplete':
      return 'seller'
    case 'channel.missing':
      return 'channel'
    default:
      return assertNever(row.hold)
  }
}
