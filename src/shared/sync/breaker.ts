// The breaker of one channel: after failures in a row it opens, one probe at a time asks whether the platform is back,
// and work comes back slowly, doubling from one request at once. A reducer; its state is saved with the channel.

export interface Breaker {
  readonly state: 'closed' | 'open' | 'half-open'
  /** Failures in a row. */
  readonly failures: number
  /** Open: not before this instant. */
  readonly probeAt?: number
  /** Slow start: requests at once for now; absent means as many as the channel allows. */
  readonly allowed?: number
  /** Slow start: successes since `allowed` was last doubled. */
  readonly good: number
  /** The platform asked for a pause until this instant. */
  readonly pausedUntil?: number
}

export const closedBreaker: Breaker = { state: 'closed', failures: 0, good: 0 }
export const failuresToOpen = 3

/** A request was answered. */
export const breakerSuccess = (breaker: Breaker, maxInFlight: number): Breaker => {
  const { allowed } = breaker
  if (breaker.state === 'open') return halfOpen
  if (allowed === undefined) {
    return breaker.failures === 0 && breaker.state === 'closed' ? breaker : { ...kept(breaker), good: 0 }
  }
  const good = breaker.good + 1
  if (good < allowed) return { ...kept(breaker), allowed, good }
  const doubled = allowed * 2
  return { ...kept(breaker), ...(doubled < maxInFlight ? { allowed: doubled } : {}), good: 0 }
}

/** A request did not reach the platform, found it down, or got no usable answer. */
export const breakerFailure = (breaker: Breaker, now: number, probeEveryMs: number): Breaker => {
  const failures = breaker.failures + 1
  if (breaker.state === 'closed' && failures < failuresToOpen) return { ...breaker, failures }
  return { state: 'open', failures, probeAt: now + probeEveryMs, good: 0 }
}

/** The platform asked for patience: everything pauses, then starts slowly. */
export const breakerBusy = (breaker: Breaker, now: number, waitMs: number): Breaker => ({
  ...breaker,
  pausedUntil: Math.max(breaker.pausedUntil ?? 0, now + waitMs),
  allowed: Math.max(1, Math.floor((breaker.allowed ?? 2) / 2)),
  good: 0,
})

/** A health probe was answered: one request may try. */
export const breakerProbeUp = (breaker: Breaker): Breaker => (breaker.state === 'open' ? halfOpen : breaker)

/** After an outage work starts with one request at once. */
export const slowStart = (breaker: Breaker): Breaker => ({ ...breaker, allowed: 1, good: 0 })

/** Requests that may be out at `now`. */
export const inFlightAllowed = (breaker: Breaker, now: number, maxInFlight: number): number => {
  if (breaker.state === 'open' || (breaker.pausedUntil ?? 0) > now) return 0
  return Math.min(maxInFlight, breaker.allowed ?? maxInFlight)
}

const halfOpen: Breaker = { state: 'half-open', failures: 0, allowed: 1, good: 0 }

const kept = ({ pausedUntil }: Breaker): Breaker => ({
  ...closedBreaker,
  ...(pausedUntil === undefined ? {} : { pausedUntil }),
})
