// Main's side of the book process: starts it, starts it again after a crash (1, 5, 30 s), and hands every window a port to
// it. After a restart each window gets a new port by itself; main never waits for a query.
import type { KeptFile } from './app-protocol.ts'
import { bookToMain, type BookToMain, type MainToBook } from './book-messages.ts'

/** A utility process, Electron's or a test's. `Port` is what is handed over. */
export interface BookChild<Port> {
  postMessage(message: MainToBook, transfer?: Port[]): void
  onMessage(listener: (data: unknown) => void): void
  onExit(listener: (code: number) => void): void
  end(): void
}

/** A window that can take a port. */
export interface PortTaker<Port> {
  readonly id: number
  isGone(): boolean
  take(port: Port): void
}

export interface BookProcess<Port> {
  /** The window wants a port, now and after every restart. */
  serve(taker: PortTaker<Port>): void
  send(message: MainToBook): void
  fileOf(sha256: string): Promise<KeptFile | undefined>
  /** Resolves when it has ended. */
  stop(): Promise<void>
}

export interface BookProcessOptions<Port> {
  readonly start: () => BookChild<Port>
  readonly channel: () => { readonly forBook: Port; readonly forWindow: Port }
  readonly onMessage: (message: Exclude<BookToMain, { file: unknown }>) => void
  /** It stays down: the last restart did not help either. */
  readonly onGivenUp: () => void
  readonly restartDelaysMs?: readonly number[]
  readonly quietMs?: number
  readonly stopMs?: number
  readonly fileMs?: number
}

export const runBookProcess = <Port>(options: BookProcessOptions<Port>): BookProcess<Port> => {
  const restartDelaysMs = options.restartDelaysMs ?? [1_000, 5_000, 30_000]
  const takers = new Map<number, PortTaker<Port>>()
  const files = new Map<number, (file: KeptFile | undefined) => void>()
  let child: BookChild<Port> | undefined
  let timer: NodeJS.Timeout | undefined
  let quiet: NodeJS.Timeout | undefined
  let crashes = 0
  let lastFile = 0
  let isStopping = false
  let ended: () => void = () => undefined

  const handOut = (taker: PortTaker<Port>): void => {
    if (child === undefined || taker.isGone()) return
    const { forBook, forWindow } = options.channel()
    child.postMessage({ port: true }, [forBook])
    taker.take(forWindow)
  }
  const arrived = (data: unknown): void => {
    const message = bookToMain.parse(data)
    if (!('file' in message)) return options.onMessage(message)
    const { number, fileName, bytes } = message.file
    files.get(number)?.(fileName === undefined || bytes === undefined ? undefined : { fileName, bytes })
    files.delete(number)
  }
  const gone = (): void => {
    child = undefined
    clearTimeout(quiet)
    for (const answer of files.values()) answer(undefined)
    files.clear()
    ended()
    if (isStopping) return
    const delayMs = restartDelaysMs[crashes]
    crashes += 1
    if (delayMs === undefined) return options.onGivenUp()
    timer = setTimeout(start, delayMs)
  }
  const start = (): void => {
    const started = options.start()
    child = started
    quiet = setTimeout(() => {
      crashes = 0
    }, options.quietMs ?? 60_000)
    quiet.unref()
    started.onMessage(arrived)
    started.onExit(() => {
      if (child === started) gone()
    })
    for (const [id, taker] of takers) {
      if (taker.isGone()) takers.delete(id)
      else handOut(taker)
    }
  }

  start()
  return {
    serve(taker) {
      takers.set(taker.id, taker)
      handOut(taker)
    },
    send: (message) => child?.postMessage(message),
    fileOf: (sha256) =>
      new Promise((resolve) => {
        if (child === undefined) return resolve(undefined)
        lastFile += 1
        const number = lastFile
        const timeout = setTimeout(() => {
          files.delete(number)
          resolve(undefined)
        }, options.fileMs ?? 30_000)
        files.set(number, (file) => {
          clearTimeout(timeout)
          resolve(file)
        })
        child.postMessage({ file: { number, sha256 } })
      }),
    async stop() {
      isStopping = true
      clearTimeout(timer)
      const stopping = child
      if (stopping === undefined) return
      await new Promise<void>((resolve) => {
        const grace = setTimeout(() => stopping.end(), options.stopMs ?? 8_000)
        ended = () => {
          clearTimeout(grace)
          resolve()
        }
        stopping.postMessage({ stop: true })
      })
    },
  }
}
