// What the engine needs from the outside.
import type { Ports } from '../core/app/ports.ts'

export interface EnginePorts extends Pick<Ports, 'clock' | 'random' | 'log' | 'orders'> {
  /**
   * Milliseconds that only go forward and mean the same to every process since the computer was started, to notice that the
   * clock was moved or the computer slept. Without it only a clock set back is noticed.
   */
  readonly monotonic?: () => number
  /** Runs `then` after so many ms; gives how to call it off. The machine's own timers where absent. */
  readonly setTimer?: SetTimer
}

export type SetTimer = (ms: number, then: () => void) => () => void
