// The book process's end of the message port: parses what arrives, hands it to dispatch or staging, answers under the
// number it came with. A message that is none gets no answer but a fault in the log; a page can break nothing here.
import { topics as allTopics, type Topic } from '../../../shared/contract/api.ts'
import { maxCallBytes, type CallReply, type CallRequest } from '../../../shared/contract/wire.ts'
import { AppError, type ErrorData } from '../../../shared/errors.ts'
import { assertNever } from '../../../shared/result.ts'
import { toBook, type FromBook, type ToBook } from './border-messages.ts'

/** A message port, Electron's or a test's. */
export interface BorderPort {
  postMessage(message: unknown): void
  on(event: 'message', listener: (event: { readonly data: unknown }) => void): unknown
  on(event: 'close', listener: () => void): unknown
  start(): void
  close(): void
}

/** Files on their way in, by core/documents/staging. */
export interface BorderStaging {
  begin(fileName: string): string
  append(id: string, piece: Uint8Array): void
  finish(id: string): void
  drop(id: string): void
}

export interface Border {
  publish(topics: readonly Topic[]): void
  close(): void
}

/** Uploads one window may have open at once. */
const mostUploads = 64

/** Serves one window over one port until it closes. */
export const openBorder = (options: {
  readonly port: BorderPort
  readonly call: (request: CallRequest) => Promise<CallReply>
  readonly staging: BorderStaging
  readonly onFault: (error: unknown) => void
}): Border => {
  const { port, staging, onFault } = options
  const uploads = new Set<string>()
  let isSubscribed = false
  let isOpen = true
  const post = (message: FromBook): void => {
    if (isOpen) port.postMessage(message)
  }

  const fileStep = (message: Exclude<ToBook, { kind: 'call' | 'subscribe' }>): string => {
    switch (message.kind) {
      case 'file-begin': {
        if (uploads.size >= mostUploads)
          throw new AppError('file.too-large', { params: { uploads: mostUploads } })
        const fileId = staging.begin(message.name)
        uploads.add(fileId)
        return fileId
      }
      case 'file-piece':
        expectUpload(message.fileId)
        try {
          staging.append(message.fileId, message.bytes)
        } catch (error) {
          uploads.delete(message.fileId)
          throw error
        }
        return message.fileId
      case 'file-end':
        expectUpload(message.fileId)
        uploads.delete(message.fileId)
        staging.finish(message.fileId)
        return message.fileId
      default:
        return assertNever(message)
    }
  }
  const expectUpload = (fileId: string): void => {
    if (!uploads.has(fileId)) throw new AppError('file.missing')
  }
  const replyTo = async (message: Exclude<ToBook, { kind: 'subscribe' }>): Promise<CallReply> => {
    try {
      if (message.kind !== 'call') return { ok: true, value: { fileId: fileStep(message) } }
      if (sizeOf(message.request) > maxCallBytes)
        return refused(new AppError('input.invalid', { params: { limit: maxCallBytes } }))
      return await options.call(message.request)
    } catch (error) {
      if (!(error instanceof AppError)) onFault(error)
      return refused(error)
    }
  }
  const arrived = (data: unknown): void => {
    const parsed = toBook.safeParse(data)
    if (!parsed.success) {
      const number = numberIn(data)
      onFault(parsed.error)
      if (number !== undefined) post({ kind: 'reply', number, reply: refused(new AppError('input.invalid')) })
      return
    }
    const message = parsed.data
    if (message.kind === 'subscribe') {
      isSubscribed = true
      if (message.again) post({ kind: 'event', topics: allTopics })
      return
    }
    replyTo(message).then((reply) => post({ kind: 'reply', number: message.number, reply }), onFault)
  }
  const close = (): void => {
    if (!isOpen) return
    isOpen = false
    for (const fileId of uploads) staging.drop(fileId)
    uploads.clear()
  }

  port.on('message', ({ data }) => arrived(data))
  port.on('close', close)
  port.start()
  return {
    publish: (topics) => {
      if (isSubscribed) post({ kind: 'event', topics })
    },
    close: () => {
      close()
      port.close()
    },
  }
}

const sizeOf = (request: CallRequest): number => {
  try {
    return Buffer.byteLength(JSON.stringify(request))
  } catch {
    // Structured clones may hold what JSON cannot (cycles, bigint): no operation takes such input.
    return Number.POSITIVE_INFINITY
  }
}

const numberIn = (data: unknown): number | undefined =>
  typeof data === 'object' && data !== null && 'number' in data && Number.isSafeInteger(data.number)
    ? Number(data.number)
    : undefined

const refused = (error: unknown): { readonly ok: false; readonly error: ErrorData } => {
  if (!(error instanceof AppError)) return { ok: false, error: { code: 'internal' } }
  const { code, params, issues } = error
  return {
    ok: false,
    error: { code, ...(params === undefined ? {} : { params }), ...(issues === undefined ? {} : { issues }) },
  }
}
