// An operation that the book refused, as data from dispatch; exit code 1.
import type { ErrorData } from '../../../shared/errors.ts'

export class Refused extends Error {
  override readonly name = 'Refused'
  readonly error: ErrorData

  constructor(error: ErrorData) {
    super(error.code)
    this.error = error
  }
}
