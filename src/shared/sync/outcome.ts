// What a channel may answer. A channel never throws for these; an answer it does not know is `uncertain`, never `rejected`.
import type { FoundInvoice } from './submission.ts'

/** Answer to sending one order. */
export type SubmitOutcome =
  /** Taken; the result comes by lookup. */
  | { readonly type: 'accepted'; readonly remoteRef: string }
  /** Refused for good, with the platform's reasons. */
  | { readonly type: 'rejected'; readonly code: string; readonly text: string }
  /** The key is already there: look it up. */
  | { readonly type: 'duplicate' }
  /** Too many requests; the platform says it did not take this one. */
  | { readonly type: 'busy'; readonly retryAfterMs?: number }
  /** Surely not sent: no connection was made. */
  | { readonly type: 'unreachable'; readonly text: string }
  /** Sent, and nobody knows whether it arrived: cut line, time-out, HTTP 5xx, an answer outside the table. */
  | { readonly type: 'uncertain'; readonly text: string }
  /** A person must act first; the platform says it did not take this one. */
  | { readonly type: 'needs-person'; readonly problem: PersonProblem; readonly text: string }
  /** The platform says it is down; it says it did not take this one. */
  | { readonly type: 'down'; readonly text: string }

export const personProblems = [
  'login.expired',
  'rights.missing',
  'credentials.refused',
  'credit.exhausted',
  'token.limit',
] as const
export type PersonProblem = (typeof personProblems)[number]

/** What a lookup says of one key. */
export type KeyFinding =
  | { readonly type: 'absent' }
  | { readonly type: 'pending' }
  | { readonly type: 'found'; readonly invoice: FoundInvoice; readonly remoteRef?: string }
  /** Stored, but the bureau's signature failed: asked again under the same key. */
  | { readonly type: 'sign-failed'; readonly remoteRef?: string }
  /** Stored, refused because the bureau was down: asked again under the same key. */
  | { readonly type: 'bureau-down'; readonly text: string; readonly remoteRef?: string }
  /** Stored and refused for good. */
  | { readonly type: 'rejected'; readonly text: string }
  /** The answer about this key is outside the table. */
  | { readonly type: 'unclear'; readonly text: string }

/** Answer to looking up several keys in one request. Every key asked for has a finding when it is answered. */
export type LookupOutcome =
  { readonly type: 'answered'; readonly findings: ReadonlyMap<string, KeyFinding> } | ChannelTrouble

/** Why a request that changes nothing got no usable answer. */
export type ChannelTrouble =
  | { readonly type: 'busy'; readonly retryAfterMs?: number }
  | { readonly type: 'unreachable'; readonly text: string }
  | { readonly type: 'uncertain'; readonly text: string }
  | { readonly type: 'needs-person'; readonly problem: PersonProblem; readonly text: string }
  | { readonly type: 'down'; readonly text: string }

export type RetryOutcome =
  { readonly type: 'accepted' } | { readonly type: 'refused'; readonly text: string } | ChannelTrouble

export type DocumentOutcome =
  | { readonly type: 'fetched'; readonly bytes: Uint8Array; readonly fileName: string }
  | { readonly type: 'missing' }
  | ChannelTrouble

export type HealthOutcome = { readonly type: 'up'; readonly latencyMs: number } | ChannelTrouble
