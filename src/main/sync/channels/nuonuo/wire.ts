// One HTTP request over kept-alive connections. Its invariant: `not-sent` only when not a byte of the request was written;
// a cut line, a time-out or an abort after that is `cut`, and nobody knows whether it arrived.
import type { IncomingHttpHeaders } from 'node:http'
import { Pool, type Dispatcher } from 'undici'

export type WireAnswer =
  | {
      readonly type: 'answered'
      readonly status: number
      readonly headers: IncomingHttpHeaders
      readonly body: Buffer
    }
  | { readonly type: 'not-sent'; readonly text: string }
  | { readonly type: 'cut'; readonly text: string }

export interface WireRequest {
  readonly method: 'GET' | 'POST'
  readonly url: URL
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
  /** Ends the request; give it the deadline. */
  readonly signal: AbortSignal
  /** Longest body taken, bytes; a longer one is cut off. */
  readonly mostBytes: number
}

export interface Wire {
  /** Never throws. Redirects are not followed. */
  send(request: WireRequest): Promise<WireAnswer>
  close(): Promise<void>
}

/** Takes the number of connections to keep to one origin and the longest wait for a new one, ms. */
export const openWire = (options: {
  readonly connections: number
  readonly connectTimeoutMs: number
}): Wire => {
  const pools = new Map<string, Pool>()
  const poolOf = (origin: string): Pool => {
    const known = pools.get(origin)
    if (known !== undefined) return known
    const pool = new Pool(origin, {
      connections: options.connections,
      pipelining: 1,
      connect: { timeout: options.connectTimeoutMs },
      headersTimeout: 0,
      bodyTimeout: 0,
    })
    pools.set(origin, pool)
    return pool
  }
  return {
    send: (request) => sendOne(poolOf(request.url.origin), request),
    async close() {
      const open = [...pools.values()]
      pools.clear()
      await Promise.all(open.map((pool) => pool.destroy()))
    },
  }
}

const sendOne = (pool: Pool, request: WireRequest): Promise<WireAnswer> =>
  new Promise((resolve) => {
    const { signal } = request
    if (signal.aborted) return resolve({ type: 'not-sent', text: reasonText(signal.reason) })
    let controller: Dispatcher.DispatchController | undefined
    let isOver = false
    const finish = (answer: WireAnswer): void => {
      if (isOver) return
      isOver = true
      signal.removeEventListener('abort', abort)
      resolve(answer)
    }
    // Before the start nothing has been written: the request is disowned, and ended should its turn still come.
    const fail = (reason: unknown): void =>
      finish({ type: controller === undefined ? 'not-sent' : 'cut', text: reasonText(reason) })
    const abort = (): void => {
      fail(signal.reason)
      controller?.abort(asError(signal.reason))
    }
    signal.addEventListener('abort', abort, { once: true })

    let status = 0
    let headers: IncomingHttpHeaders = {}
    let size = 0
    const chunks: Buffer[] = []
    const handler: Dispatcher.DispatchHandler = {
      onRequestStart(started) {
        if (isOver) return started.abort(new Error('given up before it was sent'))
        controller = started
      },
      onResponseStart(_, statusCode, received) {
        status = statusCode
        headers = received
      },
      onResponseData(started, chunk) {
        size += chunk.length
        if (size > request.mostBytes) return started.abort(new Error('answer too large'))
        chunks.push(chunk)
      },
      onResponseEnd: () => finish({ type: 'answered', status, headers, body: Buffer.concat(chunks) }),
      onResponseError: (_, error) => fail(error),
    }
    try {
      pool.dispatch(
        {
          method: request.method,
          path: `${request.url.pathname}${request.url.search}`,
          headers: { ...request.headers },
          body: request.body ?? null,
        },
        handler,
      )
    } catch (error) {
      fail(error)
    }
  })

const asError = (reason: unknown): Error => (reason instanceof Error ? reason : new Error(String(reason)))

/** A short technical text: code where there is one, never an address with its query. */
const reasonText = (reason: unknown): string => {
  if (!(reason instanceof Error)) return String(reason)
  const code = 'code' in reason && typeof reason.code === 'string' ? `${reason.code}: ` : ''
  return `${code}${reason.message}`.slice(0, 200)
}
