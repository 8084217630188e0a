// The page's end of the message port, as the preload runs it: three functions, one port at a time. When main hands out a
// new port (the book process was restarted) unanswered calls go out again and listeners are told that all may have changed:
// queries are harmless to repeat, and a command repeated under its id acts once.
import type { CallReply, CallRequest, EventMessage } from '../../../shared/contract/wire.ts'

/** A message port, the page's or a test's. */
export interface PagePort {
  postMessage(message: unknown): void
  onMessage(listener: (data: unknown) => void): void
  close(): void
}

export interface PageFile {
  readonly name: string
  readonly size: number
  slice(start: number, end: number): { arrayBuffer(): Promise<ArrayBuffer> }
}

export interface PageBridge {
  readonly api: {
    call(request: CallRequest): Promise<CallReply>
    subscribe(listener: (message: EventMessage) => void): () => void
    /** Stages a file in pieces; gives its id. Rejects with the error code as message. */
    putFile(file: PageFile): Promise<string>
  }
  /** Takes a port from main in place of the one before. */
  usePort(port: PagePort): void
}

interface Waiting {
  readonly message: Readonly<Record<string, unknown>>
  /** Sent again on a new port; a piece of a file is not, its upload is gone. */
  readonly isRepeatable: boolean
  readonly settle: (reply: CallReply) => void
}

/** The same as filePieceBytes of the wire; a test holds them together, so that no schema library comes into the preload. */
export const pieceBytes = 256 * 1024

export const createPageBridge = (): PageBridge => {
  const waiting = new Map<number, Waiting>()
  const listeners = new Set<(message: EventMessage) => void>()
  let port: PagePort | undefined
  let lastNumber = 0
  let hadPort = false

  const ask = (message: Readonly<Record<string, unknown>>, isRepeatable: boolean): Promise<CallReply> =>
    new Promise((resolve) => {
      lastNumber += 1
      const numbered = { ...message, number: lastNumber }
      waiting.set(lastNumber, { message: numbered, isRepeatable, settle: resolve })
      // Without a port it waits for the first one.
      port?.postMessage(numbered)
    })

  const fileStep = async (message: Readonly<Record<string, unknown>>): Promise<string> => {
    const reply = await ask(message, false)
    if (!reply.ok) throw new Error(reply.error.code)
    const { value } = reply
    if (typeof value === 'object' && value !== null && 'fileId' in value && typeof value.fileId === 'string')
      return value.fileId
    throw new Error('internal')
  }

  const arrived = (data: unknown): void => {
    if (typeof data !== 'object' || data === null || !('kind' in data)) return
    if (data.kind === 'event' && 'topics' in data) {
      const message = { topics: data.topics } as EventMessage
      for (const listener of listeners) listener(message)
    } else if (data.kind === 'reply' && 'number' in data && 'reply' in data) {
      const number = Number(data.number)
      const asked = waiting.get(number)
      waiting.delete(number)
      asked?.settle(data.reply as CallReply)
    }
  }

  return {
    api: {
      call: (request) => ask({ kind: 'call', request }, true),
      subscribe(listener) {
        listeners.add(listener)
        return () => void listeners.delete(listener)
      },
      async putFile(file) {
        const fileId = await fileStep({ kind: 'file-begin', name: file.name || 'file', size: file.size })
        for (let at = 0; at < file.size; at += pieceBytes) {
          const bytes = await file.slice(at, Math.min(file.size, at + pieceBytes)).arrayBuffer()
          await fileStep({ kind: 'file-piece', fileId, bytes: new Uint8Array(bytes) })
        }
        return fileStep({ kind: 'file-end', fileId })
      },
    },
    usePort(next) {
      port?.close()
      port = next
      next.onMessage(arrived)
      next.postMessage({ kind: 'subscribe', again: hadPort })
      for (const [number, asked] of waiting) {
        // What was asked before the very first port has not been sent to anybody yet.
        if (asked.isRepeatable || !hadPort) next.postMessage(asked.message)
        else {
          waiting.delete(number)
          asked.settle({ ok: false, error: { code: 'file.missing' } })
        }
      }
      hadPort = true
    },
  }
}
