// SQLite's result codes in the words of the catalogue. What is not listed stays what it is: a fault of ours.
import { AppError, type ErrorCode } from '../../../shared/errors.ts'

const codes: readonly (readonly [prefix: string, code: ErrorCode])[] = [
  ['SQLITE_BUSY', 'book.busy'],
  ['SQLITE_LOCKED', 'book.busy'],
  ['SQLITE_FULL', 'disk.full'],
  ['SQLITE_CORRUPT', 'book.damaged'],
  ['SQLITE_NOTADB', 'book.damaged'],
  ['SQLITE_CANTOPEN', 'book.missing'],
]

/** Takes anything thrown, gives an AppError where SQLite's code says what it is, else the same thing. */
export const toAppError = (error: unknown): unknown => {
  if (error instanceof AppError || !(error instanceof Error) || !('code' in error)) return error
  const { code } = error
  const known = typeof code === 'string' ? codes.find(([prefix]) => code.startsWith(prefix)) : undefined
  return known === undefined ? error : new AppError(known[1], { cause: error })
}

export const isBusy = (error: unknown): boolean => error instanceof AppError && error.code === 'book.busy'
