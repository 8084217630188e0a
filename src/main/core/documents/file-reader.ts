// Reads files in worker threads, so that a hostile one can cost no more than a deadline and a bound of memory. A thread that
// takes longer, runs out of memory or dies is replaced, and the file it held is refused.
import { Worker } from 'node:worker_threads'
import type { FileReader, FileReading } from '../app/ports.ts'
import { maxFileBytes } from './limits.ts'
import type { ReadRequest } from './reader-worker.ts'

export interface FileReaderOptions {
  /** The program of the threads: dist/reader.js, or reader-worker.ts from source. */
  readonly entry: string | URL
  readonly timeoutMs?: number
  readonly memoryMb?: number
  readonly workers?: number
}

/** A pool of reader threads; they are started when first needed and keep no process alive while idle. */
export interface FileReaderPool extends FileReader {
  close(): Promise<void>
}

interface Job {
  readonly bytes: Uint8Array
  settle(reading: FileReading): void
  fail(error: unknown): void
}

/** A thread that does not even start is our fault, not the file's. */
const startTimeoutMs = 60_000

/** Takes the program and its bounds, gives a reader. A thread's own failure to start rejects; everything else is a reading. */
export const createFileReader = (options: FileReaderOptions): FileReaderPool => {
  const { timeoutMs = 5_000, memoryMb = 256, workers: size = 2 } = options
  const waiting: Job[] = []
  const idle: Worker[] = []
  const live = new Set<Worker>()
  let starting = 0
  let closed = false

  const next = (): void => {
    while (waiting.length > 0 && idle.length > 0) {
      const [job, worker] = [waiting.shift(), idle.pop()]
      if (job !== undefined && worker !== undefined) run(worker, job)
    }
    while (starting < waiting.length && live.size < size && !closed) start()
  }

  const start = (): void => {
    const worker = new Worker(options.entry, {
      resourceLimits: { maxOldGenerationSizeMb: memoryMb },
      env: {},
      execArgv: [],
      stdout: true,
      stderr: true,
    })
    live.add(worker)
    starting += 1
    const failed = (error: unknown): void => {
      clearTimeout(timer)
      stopListening(worker)
      worker.on('error', ignore)
      starting -= 1
      live.delete(worker)
      void worker.terminate()
      for (const job of waiting.splice(0)) job.fail(error)
    }
    const timer = setTimeout(() => failed(new Error('the reader thread does not start')), startTimeoutMs)
    timer.unref()
    worker.once('error', failed)
    worker.once('message', () => {
      clearTimeout(timer)
      stopListening(worker)
      starting -= 1
      rest(worker)
      next()
    })
  }

  const rest = (worker: Worker): void => {
    stopListening(worker)
    worker.once('error', () => live.delete(worker))
    worker.once('exit', () => {
      live.delete(worker)
      const at = idle.indexOf(worker)
      if (at >= 0) idle.splice(at, 1)
    })
    worker.unref()
    idle.push(worker)
  }

  const run = (worker: Worker, job: Job): void => {
    stopListening(worker)
    worker.ref()
    const refuse = (): void => {
      clearTimeout(timer)
      stopListening(worker)
      worker.on('error', ignore)
      live.delete(worker)
      void worker.terminate()
      job.settle({ ok: false, reason: 'file.hostile' })
      next()
    }
    const timer = setTimeout(refuse, timeoutMs)
    worker.once('error', refuse)
    worker.once('exit', refuse)
    worker.once('message', (answer: { readonly reading: FileReading }) => {
      clearTimeout(timer)
      rest(worker)
      job.settle(answer.reading)
      next()
    })
    const request: ReadRequest = { bytes: job.bytes }
    worker.postMessage(request)
  }

  const read: FileReader['read'] = ({ bytes }) => {
    if (bytes.length > maxFileBytes) return Promise.resolve({ ok: false, reason: 'file.too-large' })
    return new Promise((settle, fail) => {
      if (closed) {
        fail(new Error('the reader is closed'))
        return
      }
      waiting.push({ bytes, settle, fail })
      next()
    })
  }

  const close = async (): Promise<void> => {
    closed = true
    for (const job of waiting.splice(0)) job.fail(new Error('the reader is closed'))
    // First deaf, then ended: a thread that gets ready meanwhile would take the listener that waits for its end.
    await Promise.all(
      [...live].map((worker) => {
        stopListening(worker)
        worker.on('error', ignore)
        return worker.terminate()
      }),
    )
  }
  return { read, close }
}

/** Only what this file listens for: a Worker hears its thread through listeners of its own, which have to stay. */
const stopListening = (worker: Worker): void => {
  for (const event of ['message', 'error', 'exit']) worker.removeAllListeners(event)
}

const ignore = (): void => undefined
