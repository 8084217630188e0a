// Runs one request with a deadline. A channel never throws and keeps to its signal; should it do neither, its outcome is
// still known here: uncertain.

import type { SetTimer } from './engine-ports.ts'

/** How long after the abort a channel may still say what happened. */
const graceMs = 1_000

export const realTimer: SetTimer = (ms, then) => {
  const timer = setTimeout(then, ms)
  return () => clearTimeout(timer)
}

export interface Deadline {
  readonly ms: number
  readonly setTimer: SetTimer
  /** Aborts it too. */
  readonly stop?: AbortSignal
}

/** Gives the request's outcome, or what `uncertain` makes of a throw or of silence. */
export const withDeadline = async <T>(
  { ms, setTimer, stop }: Deadline,
  request: (signal: AbortSignal) => Promise<T>,
  uncertain: (text: string) => T,
): Promise<T> => {
  const controller = new AbortController()
  const abort = (): void => controller.abort()
  stop?.addEventListener('abort', abort, { once: true })
  if (stop?.aborted === true) abort()
  let callOff = (): void => undefined
  const silence = new Promise<T>((resolve) => {
    callOff = setTimer(ms, () => {
      controller.abort()
      callOff = setTimer(graceMs, () => resolve(uncertain('deadline')))
    })
  })
  try {
    return await Promise.race([request(controller.signal), silence])
  } catch (error) {
    return uncertain(error instanceof Error ? error.message : String(error))
  } finally {
    callOff()
    stop?.removeEventListener('abort', abort)
  }
}
