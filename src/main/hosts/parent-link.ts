// A child process's side of the wire to its host: an IPC channel under Node, the parent port in a utility process, or
// nobody. When the channel closes the host is gone, and so must we be.
export interface ParentLink {
  say(message: object): void
  /** Resolves when what was said has been handed on; wait for it before exiting. */
  said(): Promise<void>
  /** `ports` are message ports handed over with it; only a utility process gets any. */
  onMessage(listener: (message: unknown, ports: readonly unknown[]) => void): void
  onClosed(listener: () => void): void
}

/** What Electron puts into a utility process; the types of Electron stay out of this room. */
interface ParentPort {
  postMessage(message: unknown): void
  on(
    event: 'message',
    listener: (event: { readonly data: unknown; readonly ports: readonly unknown[] }) => void,
  ): unknown
}

const isParentPort = (value: unknown): value is ParentPort =>
  typeof value === 'object' &&
  value !== null &&
  'postMessage' in value &&
  typeof value.postMessage === 'function' &&
  'on' in value &&
  typeof value.on === 'function'

/** The link of this process. */
export const parentLink = (): ParentLink => {
  const port: unknown = Reflect.get(process, 'parentPort')
  if (isParentPort(port)) {
    return {
      say: (message) => port.postMessage(message),
      said: () => new Promise((resolve) => setImmediate(resolve)),
      onMessage: (listener) => void port.on('message', ({ data, ports }) => listener(data, ports)),
      // A utility process ends with the program that started it.
      onClosed: () => undefined,
    }
  }
  let last = Promise.resolve()
  return {
    say(message) {
      // A host that is just going away hears nothing any more, and needs not.
      if (!process.connected) return
      last = new Promise((resolve) => {
        process.send?.(message, undefined, undefined, () => resolve())
      })
    },
    said: () => Promise.race([last, new Promise<void>((resolve) => setTimeout(resolve, 500).unref())]),
    onMessage: (listener) => void process.on('message', (message) => listener(message, [])),
    onClosed: (listener) => void process.on('disconnect', listener),
  }
}
