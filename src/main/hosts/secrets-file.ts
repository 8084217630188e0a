// Secrets of one book: one JSON file in the user's config folder that only the user may read, written whole or not at all.
// Read anew at each look, because another process (command line, sync) may have written it. Values that Electron wrapped
// with the system's key chain begin with `wrapped:` and can only be opened there.
import { mkdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import writeFileAtomic from 'write-file-atomic'
import { AppError } from '../../shared/errors.ts'
import type { Secrets } from '../core/app/ports.ts'

export const wrappedPrefix = 'wrapped:'

/** Turns stored values into usable ones and back; Electron gives the key chain's. */
export interface SecretWrapping {
  /** The stored form of a value. */
  wrap(value: string): string
  /** The value of a stored form that begins with `wrapped:`; throws AppError('secrets.locked') where it cannot. */
  unwrap(stored: string): string
}

/** No key chain: values are stored as they are, wrapped ones stay locked. */
export const plainValues: SecretWrapping = {
  wrap: (value) => value,
  unwrap: () => {
    throw new AppError('secrets.locked')
  },
}

/** Path of the secrets of a book. */
export const secretsPath = (configDir: string, bookId: string): string =>
  path.join(configDir, 'secrets', `${bookId}.json`)

/** Secrets in the given file; a missing file is an empty one, a damaged one is an error and never overwritten. */
export const secretsFile = (file: string, wrapping: SecretWrapping = plainValues): Secrets => ({
  get: (name) => {
    const stored = readValues(file).get(name)
    if (stored === undefined) return undefined
    return stored.startsWith(wrappedPrefix) ? wrapping.unwrap(stored) : stored
  },
  set: (name, value) => {
    const values = readValues(file)
    values.set(name, wrapping.wrap(value))
    writeValues(file, values)
  },
  remove: (name) => {
    const values = readValues(file)
    if (values.delete(name)) writeValues(file, values)
  },
})

const readValues = (file: string): Map<string, string> => {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return new Map()
    throw error
  }
  const parsed: unknown = JSON.parse(text)
  if (typeof parsed !== 'object' || parsed === null) return new Map()
  return new Map(
    Object.entries(parsed).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  )
}

const writeValues = (file: string, values: ReadonlyMap<string, string>): void => {
  mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 })
  writeFileAtomic.sync(file, `${JSON.stringify(Object.fromEntries(values), undefined, 2)}\n`, { mode: 0o600 })
}
