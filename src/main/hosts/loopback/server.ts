// The HTTP server of the loopback host, on 127.0.0.1 only. The page is public; calls, news and files need the token.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { Topic } from '../../../shared/contract/api.ts'
import {
  callRequest,
  filePieceBytes,
  fileBeginning,
  maxCallBytes,
  type CallReply,
  type CallRequest,
} from '../../../shared/contract/wire.ts'
import { AppError, type ErrorCode, type ErrorData } from '../../../shared/errors.ts'
import { answerBytes, answerJson, answerText, bodyOf } from './answers.ts'
import { createEventStreams } from './event-streams.ts'
import type { FileDesk } from './file-desk.ts'
import { createGate, type Gate } from './gate.ts'
import { servePage } from './page.ts'

export interface LoopbackDesk {
  call(request: CallRequest): Promise<CallReply>
  readonly files: FileDesk
}

export interface LoopbackServer {
  /** The address of the window, with the token in its fragment. */
  readonly url: string
  publish(topics: readonly Topic[]): void
  /** Takes no more calls, lets the running ones end, closes. */
  close(): Promise<void>
}

/** Listens on `port` (0: any free one). Rejects with the system's EADDRINUSE when it is taken. */
export const startLoopbackServer = async (options: {
  readonly port: number
  readonly pageFolder: string
  readonly desk: LoopbackDesk
  readonly onFault: (error: unknown) => void
}): Promise<LoopbackServer> => {
  const page = servePage(options.pageFolder)
  const events = createEventStreams()
  let port = 0
  const gate = createGate(() => port)
  const server = createServer((request, response) => {
    route(request, response).catch((error: unknown) => {
      if (!(error instanceof AppError)) options.onFault(error)
      if (response.headersSent) response.destroy()
      else answerJson(response, statusOf(error), refusal(error))
    })
  })

  const route = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    if (!gate.isAddressedHere(request)) return answerText(response, 403, 'not here')
    const { pathname } = new URL(request.url ?? '/', 'http://127.0.0.1')
    const [, first, second, third] = pathname.split('/')
    if (first !== 'api' && first !== 'file') return page(request, response)
    if (!gate.isAllowed(request)) return answerJson(response, 401, refusal(new AppError('access.denied')))
    const place = `${request.method ?? ''} ${first === 'file' ? '/file' : `/api/${second ?? ''}`}`
    switch (place) {
      case 'POST /api/call':
        return answerJson(response, 200, await options.desk.call(await callIn(request)))
      case 'GET /api/events':
        return events.open(response)
      case 'POST /api/file':
        return answerJson(response, 200, {
          ok: true,
          value:
            third === undefined
              ? { fileId: options.desk.files.begin(await fileNameIn(request)) }
              : finished(options.desk.files, third),
        })
      case 'PUT /api/file':
        options.desk.files.append(third ?? '', await bodyOf(request, filePieceBytes))
        return answerJson(response, 200, { ok: true, value: {} })
      case 'GET /file':
        return sendFile(response, options.desk.files, second ?? '')
      default:
        return answerText(response, 404, 'not found')
    }
  }

  await listen(server, options.port)
  const bound = server.address()
  port = typeof bound === 'object' && bound !== null ? bound.port : options.port
  return {
    url: addressOf(port, gate),
    publish: events.publish,
    close: () => {
      events.close()
      return closed(server)
    },
  }
}

const addressOf = (port: number, gate: Gate): string => `http://127.0.0.1:${port}/#token=${gate.token}`

const callIn = async (request: IncomingMessage): Promise<CallRequest> => {
  if (!(request.headers['content-type'] ?? '').startsWith('application/json'))
    throw new AppError('input.invalid')
  const body = await bodyOf(request, maxCallBytes)
  const parsed = callRequest.safeParse(jsonIn(body))
  if (!parsed.success) throw new AppError('input.invalid')
  return parsed.data
}

const jsonIn = (body: Buffer): unknown => {
  try {
    return JSON.parse(body.toString('utf8'))
  } catch (cause) {
    throw new AppError('input.invalid', { cause })
  }
}

/** `{name}` of a file about to come in pieces. */
const fileNameIn = async (request: IncomingMessage): Promise<string> => {
  const parsed = fileBeginning.safeParse(jsonIn(await bodyOf(request, 10_000)))
  if (!parsed.success) throw new AppError('input.invalid')
  return parsed.data.name
}

const finished = (files: FileDesk, fileId: string): { readonly fileId: string } => {
  files.finish(fileId)
  return { fileId }
}

const sendFile = (response: ServerResponse, files: FileDesk, sha256: string): void => {
  const file = /^[0-9a-f]{64}$/.test(sha256) ? files.get(sha256) : undefined
  if (file === undefined) return answerJson(response, 404, refusal(new AppError('file.missing')))
  answerBytes(response, 200, file.bytes, {
    'Content-Type': 'application/octet-stream',
    'Content-Disposition': downloadName(file.fileName),
    'Content-Security-Policy': "default-src 'none'; sandbox",
  })
}

/** RFC 6266 with the RFC 5987 form of the name beside a plain one. */
export const downloadName = (fileName: string): string => {
  const plain = fileName.replace(/[^\x20-\x7e]|["\\%/;]/g, '_')
  const exact = encodeURIComponent(fileName).replace(
    /['()*!]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return `attachment; filename="${plain}"; filename*=UTF-8''${exact}`
}

const refusal = (error: unknown): { readonly ok: false; readonly error: ErrorData } => {
  if (!(error instanceof AppError)) return { ok: false, error: { code: 'internal' } }
  const { code, params, issues } = error
  return {
    ok: false,
    error: { code, ...(params === undefined ? {} : { params }), ...(issues === undefined ? {} : { issues }) },
  }
}

const statuses: Partial<Record<ErrorCode, number>> = {
  'file.too-large': 413,
  'file.missing': 404,
  'access.denied': 401,
}
const statusOf = (error: unknown): number => (error instanceof AppError ? (statuses[error.code] ?? 400) : 500)

const listen = (server: Server, port: number): Promise<void> =>
  new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject)
      resolve()
    })
  })

const closed = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => resolve())
    server.closeIdleConnections()
    // A download that hangs does not keep the book open.
    setTimeout(() => server.closeAllConnections(), 2_000).unref()
  })
