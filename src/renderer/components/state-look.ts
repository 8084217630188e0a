// How each state is drawn: glyph, colour of the glyph, colour of the word. The one table of it.
import type { InvoiceStatus } from '../../shared/domain/invoice.ts'
import type { SubmissionState } from '../../shared/sync/submission.ts'
import type { GlyphName } from './glyphs.tsx'

/** A recorded sale before the outbox speaks of it is `awaiting`; an invoice in force is `issued`. */
export type BadgeState =
  SubmissionState | Exclude<InvoiceStatus, 'normal'> | 'draft' | 'awaiting' | 'approval'

export interface StateLook {
  readonly glyph: GlyphName
  readonly tone: string
  readonly word: string
}

export const stateLooks: Readonly<Record<BadgeState, StateLook>> = {
  draft: { glyph: 'draft', tone: 'ink3', word: 'ink3' },
  awaiting: { glyph: 'awaiting', tone: 'och', word: 'ink' },
  approval: { glyph: 'approval', tone: 'och', word: 'ink' },
  held: { glyph: 'held', tone: 'och', word: 'ink' },
  queued: { glyph: 'queued', tone: 'ink3', word: 'ink' },
  sending: { glyph: 'sending', tone: 'acc', word: 'ink' },
  pending: { glyph: 'pending', tone: 'acc', word: 'ink' },
  waiting: { glyph: 'waiting', tone: 'ink3', word: 'ink' },
  unknown: { glyph: 'unknown', tone: 'och', word: 'och' },
  issued: { glyph: 'issued', tone: 'grn', word: 'ink2' },
  rejected: { glyph: 'rejected', tone: 'red', word: 'red' },
  conflict: { glyph: 'conflict', tone: 'red', word: 'red' },
  parked: { glyph: 'parked', tone: 'red', word: 'red' },
  cancelled: { glyph: 'voided', tone: 'ink3', word: 'ink3' },
  credited: { glyph: 'credited', tone: 'red', word: 'ink' },
  'credited-in-part': { glyph: 'credited-in-part', tone: 'red', word: 'ink' },
  voided: { glyph: 'voided', tone: 'ink3', word: 'ink3' },
}

/** The badge of an invoice in the book. */
export const invoiceBadge = (status: InvoiceStatus): BadgeState => (status === 'normal' ? 'issued' : status)
