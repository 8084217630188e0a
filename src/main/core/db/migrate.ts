// Brings a book to today's form. `user_version` counts the migrations it has had; a book from the future is refused.
// An existing book is copied and the copy checked before anything in it changes.
import { existsSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { AppError } from '../../../shared/errors.ts'
import { connect } from './connect.ts'
import * as first from './migrations/0001-first.ts'
import type { WriteDb, Writer } from './sql.ts'
import { toAppError } from './sqlite-errors.ts'

export interface Migration {
  readonly version: number
  up(db: WriteDb): void
}

/** In order, without gaps; a released one is never edited. */
export const migrations: readonly Migration[] = [first]

/** "PBOK": tells a book from any other SQLite file. */
export const applicationId = 0x50424f4b

/**
 * Takes the write connection of `file` and runs what it has not had yet, all in one transaction.
 * Throws AppError book.from-future, book.damaged (no book at all), book.busy, disk.full.
 */
export const migrate = (
  writer: Writer,
  file: string,
  options: { readonly create: boolean; readonly migrations?: readonly Migration[] },
): void => {
  const list = options.migrations ?? migrations
  const { connection, tx } = writer
  const newest = list.at(-1)?.version ?? 0
  const found = versionOf(writer)
  if (
    !options.create &&
    (found === 0 || connection.pragma('application_id', { simple: true }) !== applicationId)
  ) {
    throw new AppError('book.damaged', { params: { version: found } })
  }
  if (found > newest) throw new AppError('book.from-future', { params: { version: found, newest } })
  if (found === newest) return
  if (found > 0) copyAndCheck(writer, join(dirname(file), `before-migration-${newest}.db`))
  try {
    connection.exec('BEGIN IMMEDIATE')
    // Another process may have been quicker between the look above and the lock.
    const current = versionOf(writer)
    for (const migration of list.filter(({ version }) => version > current)) migration.up(tx)
    connection.pragma(`application_id = ${applicationId}`)
    connection.pragma(`user_version = ${newest}`)
    connection.exec('COMMIT')
  } catch (error) {
    if (connection.inTransaction) connection.exec('ROLLBACK')
    throw toAppError(error)
  }
}

const versionOf = ({ connection }: Writer): number =>
  Number(connection.pragma('user_version', { simple: true }))

const copyAndCheck = ({ connection }: Writer, copy: string): void => {
  if (existsSync(copy)) rmSync(copy)
  try {
    connection.prepare('VACUUM INTO ?').run(copy)
    const reopened = connect(copy, 'write')
    const answer: unknown = reopened.pragma('quick_check', { simple: true })
    reopened.close()
    if (answer !== 'ok') throw new AppError('book.damaged', { params: { check: String(answer) } })
  } catch (error) {
    throw toAppError(error)
  }
}
