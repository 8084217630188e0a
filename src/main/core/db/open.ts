// A book file open for work: one connection that reads, one that writes, never shared between threads.
import { AppError } from '../../../shared/errors.ts'
import { connect } from './connect.ts'
import { migrate } from './migrate.ts'
import { readDbOver, writerOver, type ReadDb, type Writer } from './sql.ts'

export interface BookDb {
  readonly file: string
  readonly read: ReadDb
  readonly writer: Writer
  /** Changes whenever another process, or another book opened on the same file, has committed; own writes do not count. */
  dataVersion(): number
  close(): void
}

/**
 * Takes the path of `book.db`, gives it migrated to today's form. With `create` the file must not be there yet.
 * Throws AppError book.missing, book.exists, book.from-future, book.damaged, book.busy, sqlite.too-old, node.too-old.
 */
export const openBookDb = (file: string, options: { readonly create?: boolean } = {}): BookDb => {
  const create = options.create === true
  const writing = connect(file, create ? 'create' : 'write')
  try {
    const writer = writerOver(writing)
    if (create && !isEmpty(writer)) throw new AppError('book.exists')
    migrate(writer, file, { create })
    const reading = connect(file, 'read')
    const close = (): void => {
      reading.close()
      // The last one out moves the WAL into the file; where another process still reads, this is left to it.
      writing.close()
    }
    const dataVersion = (): number => Number(writing.pragma('data_version', { simple: true }))
    return { file, read: readDbOver(reading), writer, dataVersion, close }
  } catch (error) {
    writing.close()
    throw error
  }
}

const isEmpty = ({ connection }: Writer): boolean =>
  connection.prepare('SELECT 1 FROM sqlite_schema LIMIT 1').get() === undefined
