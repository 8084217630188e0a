// The parent's side of the sync process: starts it, starts it again after a crash (1, 5, 30 s), then leaves it down and
// says so. Stopping asks first and ends it after the grace time; it never outlives the host.
import { fork } from 'node:child_process'
import type { Topic } from '../../../shared/contract/api.ts'
import { entryOf } from '../entries.ts'
import { fromSyncFrom, syncExit, type FromSync, type SyncOptions, type ToSync } from '../sync-messages.ts'

/** A running sync process, however it is joined to us. */
export interface SyncChild {
  send(message: ToSync): void
  /** At once, without asking. */
  end(): void
  onMessage(listener: (message: unknown) => void): void
  /** Called once. `undefined` where a signal ended it. */
  onExit(listener: (code: number | undefined) => void): void
}

/** Why no engine runs; keys `sync.<code>`. */
export type SyncStopped = 'starting' | 'crashed' | 'running-elsewhere' | 'stopped'

export interface SyncStatus {
  readonly running: boolean
  readonly stopped?: SyncStopped
  /** Crashes since the last quiet spell. */
  readonly crashes: number
  /** Who has the engine, where it is `running-elsewhere`. */
  readonly holder?: string
}

/** What `health.get` is told. The moments of a first start count as running: the watchdog would speak up if nothing came. */
export const syncProcessOf = ({
  running,
  stopped,
  crashes,
}: SyncStatus): { readonly running: boolean; readonly stopped?: string } => {
  if (running || (stopped === 'starting' && crashes === 0)) return { running: true }
  return { running: false, stopped: stopped === undefined || stopped === 'starting' ? 'stopped' : stopped }
}

export interface SyncSupervisor {
  status(): SyncStatus
  wake(): void
  send(message: ToSync): void
  /** Starts it again where it stays down. */
  restart(): void
  /** Resolves when it has ended. */
  stop(): Promise<void>
}

export interface SuperviseOptions {
  readonly start: () => SyncChild
  readonly onTopics: (topics: readonly Topic[]) => void
  readonly onStatus?: (status: SyncStatus) => void
  /** A secret the process wants kept. */
  readonly onKeepSecret?: (secret: { readonly name: string; readonly value?: string }) => void
  /** Waits before each new start; after the last one it stays down. */
  readonly restartDelaysMs?: readonly number[]
  /** After running this long the crashes are forgotten. */
  readonly quietMs?: number
  /** How often to look whether another process has given up the engine. */
  readonly elsewhereEveryMs?: number
  readonly graceMs?: number
}

/** Starts the sync process and keeps it running until `stop`. */
export const superviseSync = (options: SuperviseOptions): SyncSupervisor => {
  const restartDelaysMs = options.restartDelaysMs ?? [1_000, 5_000, 30_000]
  const graceMs = options.graceMs ?? 5_000
  let child: SyncChild | undefined
  let timer: NodeJS.Timeout | undefined
  let quiet: NodeJS.Timeout | undefined
  let crashes = 0
  let isStopping = false
  let status: SyncStatus = { running: false, stopped: 'starting', crashes }
  const ended = new Set<() => void>()

  const say = (next: SyncStatus): void => {
    status = next
    options.onStatus?.(next)
  }
  const startIn = (delayMs: number): void => {
    timer = setTimeout(start, delayMs)
  }
  const heard = (message: FromSync | undefined): void => {
    if (message === undefined) return
    if ('topics' in message) options.onTopics(message.topics)
    else if ('keepSecret' in message) options.onKeepSecret?.(message.keepSecret)
    else if (message.status.state === 'elsewhere')
      say({ running: false, stopped: 'running-elsewhere', crashes, holder: message.status.holder })
    else if (message.status.state !== 'failed') say({ running: true, crashes })
  }
  const gone = (code: number | undefined): void => {
    child = undefined
    clearTimeout(quiet)
    for (const resolve of ended) resolve()
    if (isStopping || code === syncExit.stopped) return say({ running: false, stopped: 'stopped', crashes })
    if (code === syncExit.elsewhere) {
      const holder = status.holder === undefined ? {} : { holder: status.holder }
      say({ running: false, stopped: 'running-elsewhere', crashes, ...holder })
      return startIn(options.elsewhereEveryMs ?? 30_000)
    }
    const delayMs = restartDelaysMs[crashes]
    crashes += 1
    say({ running: false, stopped: delayMs === undefined ? 'crashed' : 'starting', crashes })
    if (delayMs !== undefined) startIn(delayMs)
  }
  const start = (): void => {
    const started = options.start()
    child = started
    quiet = setTimeout(() => {
      crashes = 0
    }, options.quietMs ?? 60_000)
    quiet.unref()
    started.onMessage((message) => heard(fromSyncFrom(message)))
    started.onExit((code) => {
      if (child === started) gone(code)
    })
  }

  start()
  return {
    status: () => status,
    wake: () => child?.send({ wake: true }),
    send: (message) => child?.send(message),
    restart() {
      if (child !== undefined || isStopping) return
      clearTimeout(timer)
      crashes = 0
      start()
    },
    async stop() {
      isStopping = true
      clearTimeout(timer)
      const stopping = child
      if (stopping === undefined) return say({ running: false, stopped: 'stopped', crashes })
      await new Promise<void>((resolve) => {
        ended.add(resolve)
        const grace = setTimeout(() => stopping.end(), graceMs)
        ended.add(() => clearTimeout(grace))
        stopping.send({ stop: true })
      })
    },
  }
}

/** Starts the sync process as a child of this Node program, joined by an IPC channel: when we go, it goes. */
export const forkSync = (
  options: SyncOptions,
  how: { readonly entry?: string; readonly env?: NodeJS.ProcessEnv } = {},
): SyncChild => {
  const child = fork(how.entry ?? entryOf('sync'), [JSON.stringify(options)], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    execArgv: [],
    ...(how.env === undefined ? {} : { env: how.env }),
  })
  return {
    send(message) {
      if (child.connected) child.send(message, () => undefined)
    },
    end: () => void child.kill('SIGKILL'),
    onMessage: (listener) => void child.on('message', listener),
    onExit(listener) {
      child.once('exit', (code) => listener(code ?? undefined))
      // A program that could not even be started has no exit; any other error is followed by one.
      child.on('error', () => {
        if (child.pid === undefined) listener(syncExit.failed)
      })
    },
  }
}
