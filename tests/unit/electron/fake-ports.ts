// Two ends of a message port in one process, cloning what goes through as the real ones do.
import type { BorderPort } from '../../../src/main/hosts/electron/port-border.ts'
import type { PagePort } from '../../../src/main/hosts/electron/page-bridge.ts'

export interface PortPair {
  readonly book: BorderPort
  readonly page: PagePort
  /** What the book's end received and sent, in order. */
  readonly toBook: unknown[]
  readonly toPage: unknown[]
}

export const portPair = (): PortPair => {
  const messageListeners: ((event: { data: unknown }) => void)[] = []
  const closeListeners: (() => void)[] = []
  const toBook: unknown[] = []
  const toPage: unknown[] = []
  let pageListener: (data: unknown) => void = () => undefined
  let isStarted = false
  const queued: unknown[] = []
  const deliver = (data: unknown): void => {
    for (const listener of messageListeners) listener({ data })
  }
  return {
    toBook,
    toPage,
    book: {
      postMessage(message) {
        const clone: unknown = structuredClone(message)
        toPage.push(clone)
        queueMicrotask(() => pageListener(clone))
      },
      on(event: 'message' | 'close', listener: ((event: { data: unknown }) => void) | (() => void)) {
        if (event === 'message') messageListeners.push(listener)
        else closeListeners.push(listener as () => void)
      },
      start() {
        isStarted = true
        for (const data of queued.splice(0)) deliver(data)
      },
      close: () => undefined,
    },
    page: {
      postMessage(message) {
        const clone: unknown = structuredClone(message)
        toBook.push(clone)
        queueMicrotask(() => (isStarted ? deliver(clone) : queued.push(clone)))
      },
      onMessage(listener) {
        pageListener = listener
      },
      close() {
        for (const listener of closeListeners) listener()
      },
    },
  }
}
