// The row of the outbox as the machine sees it. The row decides, not a timer: everything needed to go on after a crash is in it.
import type { InvoiceLine, InvoiceKind } from '../domain/invoice.ts'
import type { Fen } from '../domain/money.ts'
import type { ComparedField } from './compare.ts'

export const submissionStates = [
  'held',
  'queued',
  'sending',
  'unknown',
  'pending',
  'waiting',
  'issued',
  'rejected',
  'conflict',
  'parked',
  'cancelled',
] as const
export type SubmissionState = (typeof submissionStates)[number]

/** Why a row is held; keys `hold.<code>`. */
export const holds = ['outage', 'seller.incomplete', 'channel.missing'] as const
export type Hold = (typeof holds)[number]

/** What a person may do with a row; which ones are open depends on its state and evidence. */
export const submissionActions = ['retry', 'cancel', 'adopt', 'look-up', 'correct'] as const
export type SubmissionAction = (typeof submissionActions)[number]

export interface Submission {
  readonly id: string
  readonly channel: string
  /** What the platform sees as the order number; frozen with the payload. */
  readonly channelKey: string
  readonly saleId: string
  readonly lane: string
  readonly seq: number
  readonly state: SubmissionState
  readonly hold?: Hold
  /** Submits that left this computer, or may have. */
  readonly attempts: number
  /** Lookups answered `absent` do not reset this; it paces the next one. */
  readonly lookups: number
  /** A request may have reached the platform since absence was last believed: never submit while set. */
  readonly mustLook: boolean
  /** Not before this instant (ms). Absent: at once. */
  readonly nextAt?: number
  readonly leaseUntil?: number
  /** The moment from which the last attempt can no longer be on its way; the settle time counts from here. */
  readonly doubtFrom?: number
  readonly firstAbsentAt?: number
  readonly lastAbsentAt?: number
  readonly problem?: string
  readonly problemText?: string
  readonly remoteRef?: string
  readonly invoiceNumber?: string
  readonly documentAt?: number
  readonly verifiedAt?: number
  readonly evidence?: Evidence
}

/** What a person, or a later step, needs to know of how the row came to be where it is. */
export interface Evidence {
  /** What the platform has under the key, as last seen. */
  readonly found?: FoundInvoice
  /** Ours beside what the platform has, where they differ. */
  readonly comparison?: readonly ComparedField[]
  /** Asked again under the same key so many times on this day (YYYY-MM-DD, Asia/Shanghai). */
  readonly retries?: { readonly day: string; readonly count: number }
  /** Looks in a row that said absent while the witness was not found either. */
  readonly unwitnessed?: number
}

/** What the book expects an issued invoice to say; compared with what the platform found under the key. */
export interface ExpectedInvoice {
  readonly kind: InvoiceKind
  readonly buyerName: string
  readonly buyerTaxId?: string
  readonly sellerTaxId: string
  readonly amount: Fen
  readonly tax: Fen
  readonly total: Fen
}

/** What the platform says it issued under a key. */
export interface FoundInvoice {
  readonly number: string
  readonly kind: InvoiceKind
  /** Instant of issue, ms. */
  readonly issuedAt: number
  readonly buyerName: string
  readonly buyerTaxId?: string
  readonly sellerTaxId?: string
  readonly amount: Fen
  readonly tax: Fen
  readonly total: Fen
  readonly lines?: readonly InvoiceLine[]
  /** Where the data original (XML) can be fetched. */
  readonly documentUrl?: string
  readonly qrText?: string
}
