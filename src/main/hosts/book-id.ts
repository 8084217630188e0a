// Which book lies in a folder, asked without opening it for work.
import path from 'node:path'
import { ownCompany } from '../core/book/company.ts'
import { connect } from '../core/db/connect.ts'
import { readDbOver } from '../core/db/sql.ts'

/** The id of the book in a folder. Throws AppError book.missing, book.damaged. */
export const bookIdIn = (folder: string): string => {
  const connection = connect(path.join(folder, 'book.db'), 'read')
  try {
    return ownCompany(readDbOver(connection)).bookId
  } finally {
    connection.close()
  }
}
