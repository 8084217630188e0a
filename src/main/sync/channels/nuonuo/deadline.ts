// The deadline of one request. A timer that is cleared when the request is over, because a replay makes tens of thousands
// of them and one that fires for nothing costs as much as a request.

/** Takes the caller's signal, the longest time in ms and the work; the work's signal ends at whichever comes first. */
export const withinDeadline = async <T>(
  signal: AbortSignal,
  deadlineMs: number,
  work: (deadline: AbortSignal) => Promise<T>,
): Promise<T> => {
  const controller = new AbortController()
  const stop = (): void => controller.abort(signal.reason)
  const timer = setTimeout(() => controller.abort(new Error('no answer in time')), deadlineMs)
  if (signal.aborted) stop()
  else signal.addEventListener('abort', stop, { once: true })
  try {
    return await work(controller.signal)
  } finally {
    clearTimeout(timer)
    signal.removeEventListener('abort', stop)
  }
}
