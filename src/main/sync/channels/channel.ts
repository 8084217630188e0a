// The door to a platform that issues invoices. A channel turns wire answers into outcomes and keeps no state but its connection.
import type {
  DocumentOutcome,
  HealthOutcome,
  LookupOutcome,
  RetryOutcome,
  SubmitOutcome,
} from '../../../shared/sync/outcome.ts'

/** One submission as the channel needs it: the key and the exact payload that was frozen with it (JSON text). */
export interface Order {
  readonly key: string
  readonly payload: string
}

export interface Channel {
  readonly name: string
  /** Most keys one lookup may ask for. */
  readonly lookupLimit: number
  /** Requests at once per tax id. */
  readonly maxInFlight: number
  /** Deadline of one request, ms; after it the request is aborted and its outcome is `uncertain`. */
  readonly requestTimeoutMs: number
  /** How long after the last possible arrival the platform may still start to show a key, ms. */
  readonly settleMs: number
  submit(order: Order, signal: AbortSignal): Promise<SubmitOutcome>
  lookup(keys: readonly string[], signal: AbortSignal): Promise<LookupOutcome>
  /** Asks again for an order that is stored but failed (signature, bureau down), under the same key. */
  retry(
    order: { readonly key: string; readonly remoteRef?: string },
    signal: AbortSignal,
  ): Promise<RetryOutcome>
  fetchDocument(url: string, signal: AbortSignal): Promise<DocumentOutcome>
  /** A harmless real call. */
  checkHealth(signal: AbortSignal): Promise<HealthOutcome>
  close(): Promise<void>
}
