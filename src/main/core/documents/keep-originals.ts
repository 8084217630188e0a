// Originals that come in quickly share their disk syncs: those that arrive while one group is being written make up the next.
// The promise of originals.ts holds for each: its file is durable, name and all, before anybody is told that it is kept.
import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { AppError } from '../../../shared/errors.ts'
import { isNoSpace, originalPath, sha256Of } from './originals.ts'

export interface KeptOriginal {
  readonly sha256: string
  readonly size: number
}

/** Gives its digest once the file is safe on disk; rejects with AppError disk.full. Keeping the same bytes again does nothing. */
export type KeepOriginal = (bytes: Uint8Array) => Promise<KeptOriginal>

interface Waiting extends KeptOriginal {
  readonly bytes: Uint8Array
  readonly file: string
  resolve(kept: KeptOriginal): void
  reject(reason: unknown): void
}

/** Files of one group; more of them would only keep the first waiting. */
const mostAtOnce = 64

/** Takes the book folder. Syncing happens off this thread. */
export const createOriginalsKeeper = (folder: string): KeepOriginal => {
  const waiting: Waiting[] = []
  let working = false

  const work = async (): Promise<void> => {
    working = true
    for (let group = waiting.splice(0, mostAtOnce); group.length > 0; group = waiting.splice(0, mostAtOnce)) {
      await keepGroup(group)
    }
    working = false
  }

  return (bytes) =>
    new Promise((resolve, reject) => {
      const sha256 = sha256Of(bytes)
      const kept = { sha256, size: bytes.length }
      waiting.push({ ...kept, bytes, file: originalPath(folder, sha256), resolve, reject })
      // What arrives in the same turn of the event loop goes together.
      if (!working) {
        working = true
        setImmediate(() => void work())
      }
    })
}

/** Never rejects: each of the group is told by itself. */
const keepGroup = async (group: readonly Waiting[]): Promise<void> => {
  // The same bytes twice are one file.
  const files = [...Map.groupBy(group, ({ file }) => file).values()]
  const written = await Promise.all(files.map(writeOne))
  const shelves = [...new Set(group.map(({ file }) => dirname(file)))]
  const synced = new Map(
    await Promise.all(
      shelves.map(async (shelf) => [shelf, await failureOf(() => syncFolder(shelf))] as const),
    ),
  )
  for (const [at, same] of files.entries()) {
    for (const one of same) {
      const failure = written[at] ?? synced.get(dirname(one.file))
      if (failure === undefined) one.resolve({ sha256: one.sha256, size: one.size })
      else one.reject(isNoSpace(failure.cause) ? new AppError('disk.full', failure) : failure.cause)
    }
  }
}

const writeOne = (same: readonly Waiting[]): Promise<Failure | undefined> =>
  failureOf(async () => {
    const [first] = same
    if (first === undefined) return
    const { file, bytes, sha256 } = first
    if (existsSync(file) && sha256Of(await readFile(file)) === sha256) return
    const shelf = dirname(file)
    if (!existsSync(shelf)) {
      await mkdir(shelf, { recursive: true })
      await syncFolder(dirname(shelf))
    }
    const unfinished = join(shelf, `.${sha256}.${randomBytes(6).toString('hex')}`)
    try {
      const handle = await open(unfinished, 'wx', 0o600)
      try {
        await handle.writeFile(bytes)
        await handle.sync()
      } finally {
        await handle.close()
      }
      // The content is named by its digest: what lies there under the name is the same bytes, or damaged and gives way.
      await rename(unfinished, file)
    } catch (error) {
      await rm(unfinished, { force: true })
      throw error
    }
  })

interface Failure {
  readonly cause: unknown
}

const failureOf = (work: () => Promise<void>): Promise<Failure | undefined> =>
  work().then(
    () => undefined,
    (cause: unknown) => ({ cause }),
  )

/** Makes new names in a folder durable. Windows has no such call and needs none. */
const syncFolder = async (folder: string): Promise<void> => {
  if (process.platform === 'win32') return
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
