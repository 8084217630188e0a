// Faults of the line: what happens to a request instead of an answer. None of them lets a request reach the ledger, except
// `slow` and `drop-after-store`, which the caller applies after it was answered.
import type { ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import type { FaultRule } from './faults.ts'

const longestHangMs = 120_000

/** A plain HTTP answer. */
export interface Reply {
  readonly status: number
  readonly type: string
  readonly body: string | Buffer
  readonly headers?: Readonly<Record<string, string>>
}

/** Writes an answer; a socket that is already gone is nobody's problem. */
export const send = (response: ServerResponse, reply: Reply): void => {
  if (response.destroyed || response.headersSent) return
  response.writeHead(reply.status, {
    'Content-Type': reply.type,
    'Content-Length': Buffer.byteLength(reply.body),
    ...reply.headers,
  })
  response.end(reply.body)
}

/** Ends the connection without a word. */
export const cut = (socket: Socket | null): void => {
  socket?.destroy()
}

/** Half a status line, then RST: the client sees the connection die while reading. */
const resetMidway = (socket: Socket | null): void => {
  if (socket === null || socket.destroyed) return
  socket.write('HTTP/1.1 200 OK\r\nContent-Type: application/js', () => socket.resetAndDestroy())
}

const page = (title: string): string =>
  `<html><head><title>${title}</title></head><body>${title}</body></html>`

/** Bodies that are no envelope, in turn. */
const garbage: readonly Reply[] = [
  { status: 200, type: 'text/html; charset=utf-8', body: page('网络认证登录') },
  { status: 200, type: 'application/json', body: '{"code":"E00' },
  { status: 200, type: 'application/json', body: '["not", "an", "envelope"]' },
  { status: 200, type: 'application/json', body: '' },
]

/** Whether a request with this fault is dealt with here, once its body has been read; false: answer it as usual. */
export const misbehave = (response: ServerResponse, rule: FaultRule, applied: number): boolean => {
  switch (rule.do) {
    case 'hang':
      setTimeout(() => cut(response.socket), rule.ms ?? longestHangMs).unref()
      return true
    case 'reset':
      resetMidway(response.socket)
      return true
    case 'drop-before-store':
      cut(response.socket)
      return true
    case 'status': {
      const status = typeof rule.code === 'number' ? rule.code : 500
      send(response, { status, type: 'text/html; charset=utf-8', body: page(`HTTP ${status}`) })
      return true
    }
    case 'retry-after':
      send(response, {
        status: 429,
        type: 'text/plain; charset=utf-8',
        body: '请求过于频繁，请稍后再试',
        headers: { 'Retry-After': String(rule.seconds ?? 1) },
      })
      return true
    case 'garbage':
      send(
        response,
        garbage[(applied - 1) % garbage.length] ?? { status: 200, type: 'text/plain', body: '?' },
      )
      return true
    default:
      return false
  }
}
