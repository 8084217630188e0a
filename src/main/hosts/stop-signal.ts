// When a program of ours should end: Ctrl-C, a polite kill, or the parent gone (its IPC channel closed).
// What does not end by itself within the grace time is ended.

const graceMs = 8_000

/** Aborted at the first reason to stop. Call once a process. */
export const stopSignal = (): AbortSignal => {
  const controller = new AbortController()
  const stop = (): void => {
    if (controller.signal.aborted) return
    controller.abort()
    setTimeout(() => process.exit(1), graceMs).unref()
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGBREAK'] as const) process.on(signal, stop)
  if (process.channel !== undefined) {
    process.on('disconnect', stop)
    // Listening must not keep the program alive once its work is done.
    process.channel.unref()
  }
  return controller.signal
}
