// The settle time sets a channel's time scale: one number, so that practice (1 s) is quick and production (6 min) is calm.

export interface TimeScale {
  readonly settleMs: number
  /** First poll of an accepted order and base of every back-off. */
  readonly baseMs: number
  /** Longest pause between two polls of one order. */
  readonly pollCapMs: number
  readonly backoffCapMs: number
  readonly probeEveryMs: number
  /** A lookup overdue by this much goes before new submissions. */
  readonly overdueMs: number
}

/** Takes the configured settle time, ms; gives the pauses that follow from it, ms. */
export const timeScale = (settleMs: number): TimeScale => ({
  settleMs,
  baseMs: Math.max(1, settleMs / 120),
  pollCapMs: Math.max(1, settleMs / 2),
  backoffCapMs: Math.max(1, settleMs * 10),
  probeEveryMs: Math.min(30_000, Math.max(250, settleMs / 12)),
  overdueMs: Math.max(1, settleMs / 24),
})
