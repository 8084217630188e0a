// How long to wait before trying again: capped, exponential, full jitter, so that a whole country does not return at once.

export interface Backoff {
  readonly baseMs: number
  readonly capMs: number
  /** Failures so far, from 0. */
  readonly failures: number
  /** In [0, 1). */
  readonly random: number
  /** What the platform asked for; it wins. */
  readonly retryAfterMs?: number
}

/** Gives a whole number of ms, at least 1. */
export const backoffMs = ({ baseMs, capMs, failures, random, retryAfterMs }: Backoff): number =>
  retryAfterMs === undefined
    ? Math.max(1, Math.round(random * Math.min(capMs, baseMs * 2 ** Math.min(failures, 40))))
    : Math.max(1, Math.ceil(retryAfterMs))

/** The pause before the next poll: growing by 1.6, shaken by a quarter, never over the cap. Whole ms, at least 1. */
export const pollMs = (baseMs: number, capMs: number, polls: number, random: number): number =>
  Math.max(1, Math.round(Math.min(capMs, baseMs * 1.6 ** Math.min(polls, 60)) * (0.75 + random / 4)))
