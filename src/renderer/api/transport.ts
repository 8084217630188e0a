// How the window reaches the book: over the preload of the desktop app, or over HTTP on this computer.
import type { CallReply, CallRequest, EventMessage } from '../../shared/contract/wire.ts'

export interface Transport {
  /** Throws ConnectionLost when nobody answered; it is then unknown whether the call arrived. */
  call(request: CallRequest): Promise<CallReply>
  /** News until unsubscribed. `resumed` is called whenever news may have been missed. */
  subscribe(onNews: (message: EventMessage) => void, resumed: () => void): () => void
  /** Stages a file for the import; gives its file id. */
  putFile(file: File): Promise<string>
  /** The bytes of a kept original, by its SHA-256. */
  getFile(sha256: string): Promise<Blob>
}

/** What the preload of the desktop app offers. */
export interface PiaobuBridge {
  call(request: CallRequest): Promise<CallReply>
  subscribe(onNews: (message: EventMessage) => void): () => void
  putFile(file: File): Promise<string>
}

declare global {
  interface Window {
    readonly piaobu?: PiaobuBridge
  }
}

export class ConnectionLost extends Error {
  override readonly name = 'ConnectionLost'
}
