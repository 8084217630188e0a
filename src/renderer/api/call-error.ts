// What a call failed with, as data. Two codes exist only here, because only the window can meet them.
import type { ErrorCode, ErrorData } from '../../shared/errors.ts'

/** `connection.lost`: the book process did not answer. `session.missing`: this address carries no valid token. */
export const windowErrorCodes = ['connection.lost', 'session.missing'] as const
export type WindowErrorCode = (typeof windowErrorCodes)[number]

export interface CallErrorData extends Omit<ErrorData, 'code'> {
  readonly code: ErrorCode | WindowErrorCode
}

export class CallError extends Error {
  override readonly name = 'CallError'
  readonly data: CallErrorData

  constructor(data: CallErrorData, cause?: unknown) {
    super(data.code, cause === undefined ? undefined : { cause })
    this.data = data
  }
}

/** Any thrown value as something that can be shown. */
export const callErrorData = (error: unknown): CallErrorData =>
  error instanceof CallError ? error.data : { code: 'internal' }
