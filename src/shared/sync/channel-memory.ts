// What is remembered of a channel between runs: breaker, gate, pace, learned settle time, the canary. Reducers only; the
// engine saves the result in the transaction that settles what was observed.
import {
  breakerBusy,
  breakerFailure,
  breakerProbeUp,
  breakerSuccess,
  closedBreaker,
  slowStart,
  type Breaker,
} from './breaker.ts'
import type { PersonProblem } from './outcome.ts'
import type { TimeScale } from './scale.ts'
import type { SettleMemory } from './settle.ts'

export interface ChannelMemory {
  readonly breaker: Breaker
  /** Failures in a row, each begun after the one before had ended, that say the platform is away. */
  readonly away: number
  readonly awayCause?: AwayCause
  readonly awayLastAt?: number
  /** Health probes answered in a row. */
  readonly goodProbes: number
  readonly nextProbeAt?: number
  /** A person must act before anything is sent. */
  readonly gate?: { readonly problem: PersonProblem; readonly text: string; readonly since: number }
  readonly settle?: SettleMemory
  /** The newest key known to be stored. */
  readonly canary?: string
  readonly lastSuccessAt?: number
  readonly lastLatencyMs?: number
  readonly troubleSince?: number
  readonly goodSince?: number
  /** Wall clock beside a clock that only goes forward, to notice that the first was moved, also between two runs. */
  readonly clock?: { readonly wall: number; readonly steady: number }
  /** When the engine last said that it is alive, and when it stopped by itself. */
  readonly heartbeatAt?: number
  readonly stoppedAt?: number
  /** When nothing was open any more, before the work that is going on now began. */
  readonly emptyAt?: number
  /** Set while nothing is open: since when. */
  readonly restingSince?: number
  readonly nextTryAt?: number
}

export type AwayCause = 'unreachable' | 'maintenance'

export const freshMemory: ChannelMemory = { breaker: closedBreaker, away: 0, goodProbes: 0 }

/** One request that ended. Findings about single keys are not in it: an answer is an answer. */
export interface Observed {
  readonly request: 'submit' | 'lookup' | 'retry' | 'probe'
  readonly type: 'answered' | 'busy' | 'unreachable' | 'uncertain' | 'down' | 'needs-person'
  readonly startedAt: number
  readonly endedAt: number
  readonly retryAfterMs?: number
  readonly problem?: PersonProblem
  readonly text?: string
}

/** Takes what was known and what happened; `maxInFlight` is the channel's. */
export const observe = (
  memory: ChannelMemory,
  seen: Observed,
  scale: TimeScale,
  maxInFlight: number,
): ChannelMemory => {
  const { endedAt: now } = seen
  switch (seen.type) {
    case 'answered':
      return answered(memory, seen, maxInFlight)
    case 'needs-person':
      return {
        ...withoutAway(memory),
        goodProbes: 0,
        breaker:
          seen.request === 'probe'
            ? breakerProbeUp(memory.breaker)
            : breakerSuccess(memory.breaker, maxInFlight),
        gate: {
          problem: seen.problem ?? 'login.expired',
          text: seen.text ?? '',
          since: memory.gate?.since ?? now,
        },
        nextProbeAt: now + scale.probeEveryMs,
        troubleSince: memory.troubleSince ?? now,
      }
    case 'busy':
      return {
        ...withoutAway(memory),
        breaker: breakerBusy(memory.breaker, now, seen.retryAfterMs ?? scale.baseMs * 4),
        nextProbeAt: now + Math.max(scale.probeEveryMs, seen.retryAfterMs ?? 0),
      }
    case 'unreachable':
    case 'down':
    case 'uncertain': {
      const breaker = breakerFailure(memory.breaker, now, scale.probeEveryMs)
      const failed: ChannelMemory = {
        ...memory,
        breaker,
        goodProbes: 0,
        nextProbeAt: now + scale.probeEveryMs,
        troubleSince: memory.troubleSince ?? now,
      }
      if (seen.type === 'uncertain') return failed
      // Requests that were out at the same time failed for one reason: together they count once.
      const counts = memory.awayLastAt === undefined || seen.startedAt >= memory.awayLastAt
      return {
        ...failed,
        away: memory.away + (counts ? 1 : 0),
        awayCause: seen.type === 'down' ? 'maintenance' : 'unreachable',
        awayLastAt: counts ? now : (memory.awayLastAt ?? now),
      }
    }
  }
}

/** An outage is over: nothing is held against the platform, and work comes back slowly. */
export const afterOutage = (memory: ChannelMemory): ChannelMemory => ({
  ...withoutAway(memory),
  goodProbes: 0,
  breaker: slowStart(memory.breaker),
})

const answered = (memory: ChannelMemory, seen: Observed, maxInFlight: number): ChannelMemory => {
  const { troubleSince: _trouble, gate, ...rest } = provesBack(memory, seen) ? withoutAway(memory) : memory
  const probe = seen.request === 'probe'
  const stillGated = gate !== undefined && !probe
  return {
    ...rest,
    breaker: probe ? breakerProbeUp(memory.breaker) : breakerSuccess(memory.breaker, maxInFlight),
    goodProbes: probe ? memory.goodProbes + 1 : memory.goodProbes,
    lastSuccessAt: seen.endedAt,
    lastLatencyMs: Math.max(0, seen.endedAt - seen.startedAt),
    ...(stillGated
      ? { gate, troubleSince: memory.troubleSince ?? gate.since }
      : { goodSince: memory.troubleSince === undefined ? (memory.goodSince ?? seen.endedAt) : seen.endedAt }),
  }
}

/**
 * Any answer proves that the platform can be reached, but only a submission that was answered proves that it issues:
 * lookups often go on while issuing is down (fapiao.md §8.1).
 */
const provesBack = (memory: ChannelMemory, seen: Observed): boolean =>
  seen.request === 'submit' || memory.awayCause !== 'maintenance'

const withoutAway = (memory: ChannelMemory): ChannelMemory => {
  if (memory.away === 0) return memory
  const { awayCause: _cause, awayLastAt: _at, ...rest } = memory
  return { ...rest, away: 0 }
}
