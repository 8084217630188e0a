// What the engine needs from the outside.
import type { Ports } from '../core/app/ports.ts'

export interface EnginePorts extends Pick<Ports, 'clock' | 'random' | 'log' | 'orders'> {
  /** Milliseconds that only go forward, to notice that the clock was moved. Without it only a clock set back is noticed. */
  readonly monotonic?: () => number
}
