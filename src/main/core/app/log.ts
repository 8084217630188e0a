// The log of one book: JSON lines in its log folder, rotated, ten files at most. It goes through `redact`, always.
import type { Writable } from 'node:stream'
import { pino } from 'pino'
import { createStream } from 'rotating-file-stream'
import { isErrorCode } from '../../../shared/errors.ts'
import type { Log } from './ports.ts'
import { redact, redactFields } from './redact.ts'

export interface BookLog extends Log {
  /** Resolves when everything is on disk. */
  close(): Promise<void>
}

/** Takes the log folder of a book and the name of the process that writes (`app`, `sync`, `cli`), which names the file. */
export const createLog = (folder: string, name = 'app'): BookLog => {
  const stream = createStream(`${name}.log`, { path: folder, size: '5M', maxFiles: 10 })
  // A full disk or a folder that went away must not end the process for the sake of its log.
  stream.on('error', () => undefined)
  const writer = pino({ base: undefined, timestamp: pino.stdTimeFunctions.isoTime }, stream)
  return {
    info: (event, fields = {}) => writer.info(redactFields(fields), redact(event)),
    warn: (event, fields = {}) => writer.warn(redactFields(fields), redact(event)),
    error: (event, error, fields = {}) =>
      writer.error({ ...redactFields(fields), error: describe(error) }, redact(event)),
    close: () => ended(stream),
  }
}

/** Resolves when all is written, or when it is known that it cannot be. */
const ended = (stream: Writable): Promise<void> =>
  new Promise((resolve) => {
    stream.once('error', () => resolve())
    if (stream.errored !== null || stream.destroyed) resolve()
    else stream.end(() => resolve())
  })

/** What is said of an error: its kind, code and place in our code; its message only redacted. */
const describe = (error: unknown): Readonly<Record<string, unknown>> => {
  if (!(error instanceof Error)) return { message: redact(String(error)) }
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined
  const frames = (error.stack ?? '')
    .split('\n')
    .filter((line) => line.startsWith('    at '))
    .slice(0, 8)
    .map((line) => line.trim().replace(/\(?(?:file:\/\/)?[^\s()]*[\\/](?=[^\\/]+$)/, '('))
  return {
    name: error.name,
    ...(code === undefined ? {} : { code }),
    ...(isErrorCode(error.message) ? {} : { message: redact(error.message) }),
    frames,
    ...(error.cause === undefined ? {} : { cause: describe(error.cause) }),
  }
}
