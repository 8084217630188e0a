// How a channel is set up: its public part in the book, its secret through the port.
import type { Output, ParsedInput } from '../../../shared/contract/api.ts'
import { AppError } from '../../../shared/errors.ts'
import { readSetting, writeSetting } from '../book/settings.ts'
import type { ReadDb, WriteDb } from '../db/sql.ts'
import type { Secrets } from './ports.ts'

export type ChannelInfo = Output<'channel.get'>

export const channelSetting = 'channel.nuonuo'
export const channelSecret = 'channel.nuonuo.appSecret'
export const channelToken = 'channel.nuonuo.token'

/** Six minutes: the longest the platform is known to take until it shows an order it has taken. */
const defaultSettleSeconds = 360
const defaultMaxInFlight = 1

interface Stored {
  readonly baseUrl: string
  readonly tokenUrl: string
  readonly appKey: string
  readonly settleSeconds: number
  readonly maxInFlight: number
}

/** What is set up; never the secret itself. */
export const channelInfo = (db: ReadDb, secrets: Secrets): ChannelInfo => {
  const stored = readSetting(db, channelSetting) as Stored | undefined
  const hasSecret = isSecretThere(secrets)
  if (stored === undefined) {
    return {
      name: 'nuonuo',
      state: 'missing',
      hasSecret,
      settleSeconds: defaultSettleSeconds,
      maxInFlight: defaultMaxInFlight,
    }
  }
  return { name: 'nuonuo', state: hasSecret ? 'ready' : 'incomplete', ...stored, hasSecret }
}

/** Takes the public part; what is left out keeps its value. */
export const storeChannel = (tx: WriteDb, input: Omit<ParsedInput<'channel.set'>, 'appSecret'>): void => {
  const before = readSetting(tx, channelSetting) as Stored | undefined
  const stored: Stored = {
    baseUrl: input.baseUrl,
    tokenUrl: input.tokenUrl,
    appKey: input.appKey,
    settleSeconds: input.settleSeconds ?? before?.settleSeconds ?? defaultSettleSeconds,
    maxInFlight: input.maxInFlight ?? before?.maxInFlight ?? defaultMaxInFlight,
  }
  writeSetting(tx, channelSetting, stored)
}

const isSecretThere = (secrets: Secrets): boolean => {
  try {
    return secrets.get(channelSecret) !== undefined
  } catch (error) {
    // Wrapped by the system's key chain: there, though not to be read by this process.
    if (error instanceof AppError && error.code === 'secrets.locked') return true
    throw error
  }
}
