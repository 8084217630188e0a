// Who has a book open. A lock is a SQLite file held with BEGIN EXCLUSIVE: the system drops it with the process, also on kill.
// The note beside it only says who; the lock itself decides.
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { basename } from 'node:path'
import { z } from 'zod'
import { loadSqlite } from './driver.ts'
import { isBusy, toAppError } from './sqlite-errors.ts'

const holderNote = z.object({
  host: z.string(),
  pid: z.int(),
  role: z.string(),
  since: z.number().optional(),
})
export type LockHolder = Readonly<z.infer<typeof holderNote>>

export interface Lock {
  release(): void
}

/** Takes the lock file's path, gives the lock, or undefined while another process has it. */
export const takeLock = (
  file: string,
  who: { readonly role?: string; readonly since?: number } = {},
): Lock | undefined => {
  const Sqlite = loadSqlite()
  const connection = new Sqlite(file, { timeout: 0 })
  try {
    connection.exec('BEGIN EXCLUSIVE')
  } catch (error) {
    connection.close()
    if (isBusy(toAppError(error))) return undefined
    throw toAppError(error)
  }
  const note: LockHolder = {
    host: hostname(),
    pid: process.pid,
    role: who.role ?? basename(file, '.lock'),
    ...(who.since === undefined ? {} : { since: who.since }),
  }
  writeFileSync(notePath(file), JSON.stringify(note))
  let held = true
  const release = (): void => {
    if (!held) return
    held = false
    rmSync(notePath(file), { force: true })
    connection.close()
  }
  return { release }
}

/** Who took the lock last, as far as it can be told. Only to be shown; a killed holder leaves its note behind. */
export const lockHolder = (file: string): LockHolder | undefined => {
  try {
    return holderNote.parse(JSON.parse(readFileSync(notePath(file), 'utf8')))
  } catch {
    return undefined
  }
}

const notePath = (file: string): string => `${file}.holder.json`
