// Wires a practice book to its own practice platform. A practice book whose channel the user pointed somewhere else
// (a simulator run by hand) is left alone.
import { existsSync } from 'node:fs'
import { v7 as uuid } from 'uuid'
import type { Input, OperationName, Output } from '../../shared/contract/api.ts'
import type { CallReply } from '../../shared/contract/wire.ts'
import { AppError } from '../../shared/errors.ts'
import { practiceLedger, type PracticeProcess } from './practice-platform.ts'

/** Quick enough to practise, slow enough to be watched. */
export const practiceSettleSeconds = 1
export const practiceMaxInFlight = 8

/** How this host answers calls: its way to dispatch. */
export type Reply = (operation: string, input: unknown, commandId: string | undefined) => Promise<CallReply>

/**
 * For a practice book: starts the platform and writes its address and keys into the channel where they changed. Gives
 * whether it is in use. Throws AppError with the code of a call that was refused.
 */
export const wirePractice = async (
  bookFolder: string,
  practice: PracticeProcess,
  reply: Reply,
): Promise<boolean> => {
  const book = await valueOf(reply, 'book.get', {})
  if (!book.practice) return false
  const before = await valueOf(reply, 'channel.get', {})
  const isSet = before.baseUrl !== undefined
  if (isSet && !existsSync(practiceLedger(bookFolder))) return false
  const port = before.baseUrl === undefined ? undefined : Number(new URL(before.baseUrl).port)
  const address = await practice.start(port)
  if (isSet && before.appKey !== address.appKey) {
    await practice.stop()
    return false
  }
  const isSame =
    before.hasSecret &&
    before.baseUrl === address.url &&
    before.tokenUrl === address.tokenUrl &&
    before.state === 'ready'
  if (!isSame)
    await valueOf(reply, 'channel.set', {
      name: 'nuonuo',
      baseUrl: address.url,
      tokenUrl: address.tokenUrl,
      appKey: address.appKey,
      appSecret: address.appSecret,
      settleSeconds: practiceSettleSeconds,
      maxInFlight: practiceMaxInFlight,
    })
  return true
}

const valueOf = async <N extends OperationName>(
  reply: Reply,
  operation: N,
  input: Input<N>,
): Promise<Output<N>> => {
  const answer = await reply(operation, input, uuid())
  if (!answer.ok) {
    const { code, params } = answer.error
    throw new AppError(code, params === undefined ? {} : { params })
  }
  // What dispatch answers has been parsed with this operation's schema.
  return answer.value as Output<N>
}
