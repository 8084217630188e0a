// Wires a practice book to its own practice platform. A practice book whose channel the user pointed somewhere else
// (a simulator run by hand) is left alone.
import { existsSync } from 'node:fs'
import type { Input, Output } from '../../shared/contract/api.ts'
import { practiceLedger, type PracticeProcess } from './practice-platform.ts'

/** Quick enough to practise, slow enough to be watched. */
export const practiceSettleSeconds = 1
export const practiceMaxInFlight = 8

export interface ChannelDesk {
  get(): Promise<Output<'channel.get'>>
  set(input: Input<'channel.set'>): Promise<void>
}

/** Starts the platform and writes its address and keys into the channel where they changed. Gives whether it is in use. */
export const wirePractice = async (
  bookFolder: string,
  practice: PracticeProcess,
  channel: ChannelDesk,
): Promise<boolean> => {
  const before = await channel.get()
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
    await channel.set({
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
