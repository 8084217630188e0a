// Where the window of a book is served at this moment: kept in the user's own config folder, because the address carries
// the token. Only a hint for a second start; the lock decides who has the book.
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import writeFileAtomic from 'write-file-atomic'

const noteFile = (configDir: string, bookId: string): string =>
  path.join(configDir, 'running', `${bookId}.json`)

export const rememberAddress = (configDir: string, bookId: string, url: string): void => {
  const file = noteFile(configDir, bookId)
  mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 })
  writeFileAtomic.sync(file, `${JSON.stringify({ url, pid: process.pid })}\n`, { mode: 0o600 })
}

export const forgetAddress = (configDir: string, bookId: string): void =>
  rmSync(noteFile(configDir, bookId), { force: true })

/** The address of the running window, if it is known. */
export const runningAddress = (configDir: string, bookId: string): string | undefined => {
  try {
    const note: unknown = JSON.parse(readFileSync(noteFile(configDir, bookId), 'utf8'))
    if (typeof note !== 'object' || note === null || !('url' in note)) return undefined
    return typeof note.url === 'string' ? note.url : undefined
  } catch {
    return undefined
  }
}
