// The user's folders: configuration (secrets, last opened book) and data (books, the practice book).
// Data is the local application folder, never a synced one; both can be moved by environment variables.
import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import envPaths from 'env-paths'
import writeFileAtomic from 'write-file-atomic'

export interface Places {
  readonly configDir: string
  readonly dataDir: string
}

/** The folders to use, from PIAOBU_CONFIG_DIR and PIAOBU_DATA_DIR or the system's own places. Creates nothing. */
export const placesFrom = (env: NodeJS.ProcessEnv): Places => {
  const system = envPaths('Piaobu', { suffix: '' })
  return {
    configDir: path.resolve(env['PIAOBU_CONFIG_DIR'] ?? system.config),
    dataDir: path.resolve(env['PIAOBU_DATA_DIR'] ?? system.data),
  }
}

/** Where the practice book of `npm start` lives. */
export const practiceBookFolder = (places: Places): string => path.join(places.dataDir, 'practice')

const memoryFile = (places: Places): string => path.join(places.configDir, 'last-book.json')

/** Whether a book lies in this folder. */
export const isBookFolder = (folder: string): boolean => existsSync(path.join(folder, 'book.db'))

/** The book opened last, if it is still there. */
export const lastBook = (places: Places): string | undefined => {
  let text: string
  try {
    text = readFileSync(memoryFile(places), 'utf8')
  } catch {
    return undefined
  }
  const folder = folderIn(text)
  return folder !== undefined && isBookFolder(folder) ? folder : undefined
}

/** Remembers a book as the last opened one. */
export const rememberBook = (places: Places, folder: string): void => {
  const book = path.resolve(folder)
  if (lastBook(places) === book) return
  mkdirSync(places.configDir, { recursive: true })
  writeFileAtomic.sync(memoryFile(places), `${JSON.stringify({ book })}\n`)
}

const folderIn = (text: string): string | undefined => {
  try {
    const parsed: unknown = JSON.parse(text)
    if (typeof parsed !== 'object' || parsed === null || !('book' in parsed)) return undefined
    return typeof parsed.book === 'string' ? parsed.book : undefined
  } catch {
    return undefined
  }
}
