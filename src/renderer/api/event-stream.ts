// One streamed request a tab for news. It stops while the tab is hidden, because a browser gives one origin only six
// connections, and comes back with `resumed` so that whatever was missed is read again.

const firstDelayMs = 500
const longestDelayMs = 10_000

/** Follows lines of text until the returned function is called; reconnects with growing pauses. */
export const followEvents = (
  open: (signal: AbortSignal) => Promise<Response>,
  onLine: (line: string) => void,
  resumed: () => void,
): (() => void) => {
  let stopped = false
  let connection: AbortController | undefined
  let timer: ReturnType<typeof setTimeout> | undefined
  let delayMs = firstDelayMs
  let first = true

  const connect = async (): Promise<void> => {
    const abort = new AbortController()
    connection = abort
    try {
      const response = await open(abort.signal)
      if (!response.ok || response.body === null) throw new Error(`events answered ${response.status}`)
      if (!first) resumed()
      first = false
      delayMs = firstDelayMs
      for await (const line of linesOf(response.body)) onLine(line)
    } catch {
      // Whatever broke it, the answer is to connect again; a page that cannot reach the book says so at its queries.
    }
    if (connection !== abort) return
    connection = undefined
    if (!stopped && !document.hidden) {
      timer = setTimeout(() => void connect(), delayMs)
      delayMs = Math.min(delayMs * 2, longestDelayMs)
    }
  }

  const pause = (): void => {
    clearTimeout(timer)
    const abort = connection
    connection = undefined
    abort?.abort()
  }

  const follow = (): void => {
    if (document.hidden) pause()
    else if (connection === undefined) {
      clearTimeout(timer)
      void connect()
    }
  }

  document.addEventListener('visibilitychange', follow)
  follow()
  return () => {
    stopped = true
    document.removeEventListener('visibilitychange', follow)
    pause()
  }
}

/** The lines of a body as they come; empty ones (the host's sign of life) are left out. */
export const linesOf = async function* (body: ReadableStream<Uint8Array>): AsyncGenerator<string> {
  const reader = body.getReader()
  const decoder = new TextDecoder()
  let rest = ''
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return
    rest += decoder.decode(value, { stream: true })
    const lines = rest.split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) if (line.trim() !== '') yield line
  }
}
