// Files on their way into the book: they wait in staging/ under random ids until an import takes them, for an hour at most.
// The name a file came with is kept beside it as data and never becomes part of a path.
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
} from 'node:fs'
import { renameSync, writeFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { AppError } from '../../../shared/errors.ts'
import type { Ports } from '../app/ports.ts'
import { maxFileBytes } from './limits.ts'

export const stagedForMs = 3_600_000
/** Over everything staged at once, so that pieces sent without end cannot fill the disk. */
const maxStagedBytes = 4 * 1024 * 1024 * 1024

const note = z.object({ fileName: z.string(), stagedAt: z.number() })

export interface StagedFile {
  readonly fileName: string
  readonly bytes: Buffer
}

export interface Staging {
  /** Gives the id under which pieces are appended. */
  begin(fileName: string): string
  /** Throws AppError file.missing (no such upload), file.too-large (the upload is then dropped). */
  append(id: string, piece: Uint8Array): void
  /** Now an import may take it. Throws AppError file.missing. */
  finish(id: string): void
  /** The three in one. Throws AppError file.too-large. */
  stageWhole(bytes: Uint8Array, fileName: string): string
  fileName(id: string): string
  /** Throws AppError file.missing when it is not there, unfinished or expired. */
  read(id: string): StagedFile
  drop(id: string): void
  /** Removes what has waited for over an hour. */
  sweep(): void
}

/** Takes the book folder, gives the staging of that book. */
export const openStaging = (folder: string, ports: Pick<Ports, 'clock' | 'random'>): Staging => {
  const place = join(folder, 'staging')
  mkdirSync(place, { recursive: true })
  const pathOf = (id: string, ending: '' | '.part' | '.json'): string => {
    if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)) throw new AppError('file.missing')
    return join(place, `${id}${ending}`)
  }
  const drop = (id: string): void => {
    for (const ending of ['', '.part', '.json'] as const) rmSync(pathOf(id, ending), { force: true })
  }
  const readNote = (id: string): z.infer<typeof note> => {
    const file = pathOf(id, '.json')
    if (!existsSync(file)) throw new AppError('file.missing')
    const parsed = note.safeParse(parseJson(readFileSync(file, 'utf8')))
    if (!parsed.success) throw new AppError('file.missing')
    return parsed.data
  }
  const begin = (fileName: string): string => {
    sweep()
    const now = ports.clock.now()
    const id = ports.random.uuid(now)
    writeFileSync(pathOf(id, '.json'), JSON.stringify({ fileName: baseName(fileName), stagedAt: now }), {
      flag: 'wx',
      mode: 0o600,
    })
    writeFileSync(pathOf(id, '.part'), '', { flag: 'wx', mode: 0o600 })
    return id
  }
  const append = (id: string, piece: Uint8Array): void => {
    const file = pathOf(id, '.part')
    if (!existsSync(file)) throw new AppError('file.missing')
    if (statSync(file).size + piece.length > maxFileBytes) {
      drop(id)
      throw new AppError('file.too-large', { params: { limit: maxFileBytes } })
    }
    const descriptor = openSync(file, 'a')
    try {
      for (let at = 0; at < piece.length;) at += writeSync(descriptor, piece, at)
    } finally {
      closeSync(descriptor)
    }
  }
  const finish = (id: string): void => {
    if (!existsSync(pathOf(id, '.part'))) throw new AppError('file.missing')
    renameSync(pathOf(id, '.part'), pathOf(id, ''))
  }
  const read = (id: string): StagedFile => {
    const { fileName, stagedAt } = readNote(id)
    const file = pathOf(id, '')
    if (!existsSync(file) || ports.clock.now() - stagedAt > stagedForMs) throw new AppError('file.missing')
    return { fileName, bytes: readFileSync(file) }
  }
  const sweep = (): void => {
    const now = ports.clock.now()
    let kept = 0
    for (const name of readdirSync(place)) {
      const id = name.replace(/\.(?:json|part)$/, '')
      const stagedAt = attempt(() => readNote(id).stagedAt)
      if (stagedAt === undefined || now - stagedAt > stagedForMs)
        rmSync(join(place, name), { force: true, recursive: true })
      else kept += attempt(() => statSync(join(place, name)).size) ?? 0
    }
    if (kept > maxStagedBytes) throw new AppError('file.too-large', { params: { limit: maxStagedBytes } })
  }
  const stageWhole = (bytes: Uint8Array, fileName: string): string => {
    const id = begin(fileName)
    append(id, bytes)
    finish(id)
    return id
  }
  return { begin, append, finish, stageWhole, fileName: (id) => readNote(id).fileName, read, drop, sweep }
}

/** The last part of a path of any system, at most 200 characters. */
export const baseName = (path: string): string => (path.split(/[\\/]/).at(-1) ?? '').slice(-200)

const parseJson = (text: string): unknown => attempt(() => JSON.parse(text) as unknown)

const attempt = <T>(fn: () => T): T | undefined => {
  try {
    return fn()
  } catch {
    return undefined
  }
}
