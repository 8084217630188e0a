// Notices that the clock on the wall was moved, or that the computer slept: pauses counted by it mean nothing then.
// Small moves add up: they are measured from the last one that was noticed, not from the last look.
import type { ChannelMemory } from '../../shared/sync/channel-memory.ts'

/** Takes what the engine before this one left; gives whether the clock was moved since the last time it said so. */
export const createClockWatch = (
  memory: Pick<ChannelMemory, 'clock' | 'heartbeatAt'>,
  settleMs: number,
  monotonic: (() => number) | undefined,
): ((now: number) => boolean) => {
  const toleratedMs = Math.max(50, settleMs / 20)
  let from = memory.clock
  return (now) => {
    const steady = monotonic?.()
    if (steady === undefined) {
      const before = from?.wall ?? (memory.heartbeatAt ?? 0) - 2_000
      from = { wall: now, steady: 0 }
      return now < before
    }
    if (from === undefined) {
      from = { wall: now, steady }
      return false
    }
    // A steady clock that went back means that the computer was started anew: how long it was off nobody knows.
    const drift = now - from.wall - (steady - from.steady)
    const moved = steady < from.steady || Math.abs(drift) > toleratedMs
    if (moved) from = { wall: now, steady }
    return moved
  }
}
