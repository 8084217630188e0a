// Keeps one engine running for a book until told to stop: waits while no channel is set up, and starts anew when the
// channel's settings change, so that a changed address or key is used at once.
import { ownCompany } from '../../core/book/company.ts'
import { readSetting } from '../../core/book/settings.ts'
import type { BookDb } from '../../core/db/open.ts'
import type { Ports } from '../../core/app/ports.ts'
import type { Topic } from '../../../shared/contract/api.ts'
import { AppError } from '../../../shared/errors.ts'
import { createNuonuoChannel } from '../../sync/channels/nuonuo/channel.ts'
import { nuonuoConfigFrom, type NuonuoConfig } from '../../sync/channels/nuonuo/config.ts'
import { runEngine } from '../../sync/run.ts'

const channelSetting = 'channel.nuonuo'
const lookEveryMs = 250

export interface KeepEngineOptions {
  readonly db: BookDb
  readonly folder: string
  readonly ports: Ports
  readonly signal: AbortSignal
  readonly onTopics: (topics: readonly Topic[]) => void
  readonly onState: (state: 'started' | 'no-channel') => void
  /** Takes what wakes the engine; gives how to end that. */
  readonly onWake: (wake: () => void) => () => void
}

/** Resolves once the signal is aborted and what was out has been settled. Throws what the engine throws. */
export const keepEngine = async (options: KeepEngineOptions): Promise<void> => {
  const { db, folder, ports, signal } = options
  while (!signal.aborted) {
    const setting = settingText(db)
    const config = setting === undefined ? undefined : configIn(setting)
    if (config === undefined) {
      options.onState('no-channel')
      await changeOf(db, setting, signal)
      continue
    }
    const ended = new AbortController()
    const changed = new AbortController()
    const channel = createNuonuoChannel({
      config: { ...config, taxId: ownCompany(db.read).taxId },
      secrets: ports.secrets,
      clock: ports.clock,
      random: ports.random,
    })
    const watching = changeOf(db, setting, AbortSignal.any([signal, ended.signal])).then(() =>
      changed.abort(),
    )
    try {
      options.onState('started')
      await runEngine({
        db,
        folder,
        ports,
        channel,
        until: 'forever',
        signal: AbortSignal.any([signal, changed.signal]),
        onChange: options.onTopics,
        onWake: options.onWake,
      })
    } finally {
      ended.abort()
      await watching
      await channel.close()
    }
  }
}

const settingText = (db: BookDb): string | undefined => {
  const setting = readSetting(db.read, channelSetting)
  return setting === undefined ? undefined : JSON.stringify(setting)
}

/** The configuration, or undefined where the setting names no platform; it is waited for like a missing one. */
const configIn = (setting: string): NuonuoConfig | undefined => {
  try {
    return nuonuoConfigFrom(JSON.parse(setting))
  } catch (error) {
    if (error instanceof AppError && error.code === 'channel.incomplete') return undefined
    throw error
  }
}

/** Resolves when the setting is no longer what it was, or the signal is aborted. */
const changeOf = (db: BookDb, before: string | undefined, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const done = (): void => {
      clearInterval(timer)
      signal.removeEventListener('abort', done)
      resolve()
    }
    const timer = setInterval(() => {
      if (settingText(db) !== before) done()
    }, lookEveryMs)
    signal.addEventListener('abort', done, { once: true })
    if (signal.aborted) done()
  })
