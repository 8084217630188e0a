// How long an order may stay invisible at the platform after it arrived. Learning only lengthens the configured time:
// 3 × the longest delay proved (a lookup said absent so long after the order had arrived), fading over 30 days.

export interface SettleMemory {
  readonly longestMs: number
  readonly seenAt: number
}

export const fadeMs = 30 * 86_400_000
const safety = 3
/** A delay beyond this is a matter for people, not for waiting. */
const longestBelievedMs = 86_400_000

/** The settle time now, ms: never under the configured one. */
export const settleTime = (configuredMs: number, memory: SettleMemory | undefined, now: number): number => {
  if (memory === undefined) return configuredMs
  const learned = safety * memory.longestMs - configuredMs
  const left = 1 - Math.min(1, Math.max(0, (now - memory.seenAt) / fadeMs))
  return configuredMs + Math.max(0, learned) * left
}

/** Takes a delay that was seen at `now`; keeps whichever of the two means the longer wait. */
export const learnDelay = (
  configuredMs: number,
  memory: SettleMemory | undefined,
  delayMs: number,
  now: number,
): SettleMemory | undefined => {
  const seen = { longestMs: Math.min(delayMs, longestBelievedMs), seenAt: now }
  if (safety * seen.longestMs <= settleTime(configuredMs, memory, now)) return memory
  return seen
}
