// Runs one request with a deadline. A channel never throws and keeps to its signal; should it do neither, its outcome is
// still known here: uncertain.

/** How long after the abort a channel may still say what happened. */
const graceMs = 1_000

/**
 * Takes the deadline in ms and a request; gives its outcome, or what `uncertain` makes of a throw or of silence.
 * `stop` aborts it too.
 */
export const withDeadline = async <T>(
  deadlineMs: number,
  stop: AbortSignal | undefined,
  request: (signal: AbortSignal) => Promise<T>,
  uncertain: (text: string) => T,
): Promise<T> => {
  const controller = new AbortController()
  const abort = (): void => controller.abort()
  stop?.addEventListener('abort', abort, { once: true })
  if (stop?.aborted === true) abort()
  let timer: NodeJS.Timeout | undefined
  const silence = new Promise<T>((resolve) => {
    timer = setTimeout(() => {
      controller.abort()
      timer = setTimeout(() => resolve(uncertain('deadline')), graceMs)
    }, deadlineMs)
  })
  try {
    return await Promise.race([request(controller.signal), silence])
  } catch (error) {
    return uncertain(error instanceof Error ? error.message : String(error))
  } finally {
    clearTimeout(timer)
    stop?.removeEventListener('abort', abort)
  }
}
