// The loopback host: one book served to a browser on this computer. This process is the book process; the sync engine and,
// for a practice book, the practice platform are its children. Order of the end: no more calls, sync, platform, book, lock.
import { v7 as uuid } from 'uuid'
import type { CallReply } from '../../../shared/contract/wire.ts'
import { AppError } from '../../../shared/errors.ts'
import { openCore } from '../../core/app/create-core.ts'
import { dispatch } from '../../core/app/dispatch.ts'
import { watchOtherWriters } from '../../core/app/events.ts'
import { createLog } from '../../core/app/log.ts'
import { appLockFile, logFolder } from '../../core/book/book-folder.ts'
import { takeLock } from '../../core/db/locks.ts'
import { bookIdIn } from '../book-id.ts'
import { rendererFolder } from '../entries.ts'
import { isBookFolder, rememberBook, type Places } from '../places.ts'
import { createPracticeProcess } from '../practice-platform.ts'
import { wirePractice } from '../practice-wiring.ts'
import { realPorts } from '../ports.ts'
import { forgetAddress, rememberAddress, runningAddress } from '../running-host.ts'
import { forkSync, superviseSync, syncProcessOf, type SyncSupervisor } from '../sync/supervise.ts'
import { createFileDesk } from './file-desk.ts'
import { startLoopbackServer } from './server.ts'

export interface ServeOptions {
  readonly folder: string
  readonly places: Places
  /** 0: any free one. */
  readonly port: number
  readonly withSync: boolean
  readonly actor: string
}

export type Served =
  | { readonly state: 'serving'; readonly url: string; stop(): Promise<void> }
  /** Another window has this book; its address, if it is known. */
  | { readonly state: 'elsewhere'; readonly url?: string }

/** Opens the book and serves it. Rejects with EADDRINUSE when the port is taken, AppError book.missing and those of openCore. */
export const serveBook = async (options: ServeOptions): Promise<Served> => {
  const { folder, places } = options
  if (!isBookFolder(folder)) throw new AppError('book.missing')
  const lock = takeLock(appLockFile(folder), { role: 'loopback', since: Date.now() })
  if (lock === undefined) {
    const url = runningAddress(places.configDir, bookIdIn(folder))
    return { state: 'elsewhere', ...(url === undefined ? {} : { url }) }
  }
  // What has been opened so far, closed in the opposite order, also when a later step fails.
  const closers: (() => void | Promise<void>)[] = [() => lock.release()]
  const stop = async (): Promise<void> => {
    for (let close = closers.pop(); close !== undefined; close = closers.pop()) await close()
  }
  try {
    const url = await openAll(options, closers)
    return { state: 'serving', url, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

const openAll = async (options: ServeOptions, closers: (() => void | Promise<void>)[]): Promise<string> => {
  const { folder, places, actor } = options
  const log = createLog(logFolder(folder), 'app')
  closers.push(() => log.close())
  const practice = createPracticeProcess({ bookFolder: folder, log })
  let sync: SyncSupervisor | undefined
  const ports = realPorts({
    folder,
    configDir: places.configDir,
    log,
    practice: practice.platform,
    wakeSync: () => sync?.wake(),
  })
  closers.push(() => ports.close())
  const core = openCore({
    folder,
    ports,
    role: 'owner',
    syncProcess: () => (sync === undefined ? syncOff(options) : syncProcessOf(sync.status())),
  })
  closers.push(() => core.close())
  rememberBook(places, folder)

  const reply = (operation: string, input: unknown, commandId: string | undefined): Promise<CallReply> =>
    dispatch(core, {
      operation,
      input,
      ...(commandId === undefined ? {} : { commandId }),
      actor,
      role: 'owner',
      correlationId: uuid(),
    })
  await wirePractice(folder, practice, reply)
  closers.push(() => practice.stop())

  const server = await startLoopbackServer({
    port: options.port,
    pageFolder: rendererFolder,
    desk: {
      call: ({ operation, input, commandId }) => reply(operation, input, commandId),
      files: createFileDesk(folder, core.db.read, ports),
    },
    onFault: (error) => log.error('loopback.fault', error),
  })
  closers.push(core.events.subscribe(server.publish), watchOtherWriters(core))
  const bookId = bookIdIn(folder)
  rememberAddress(places.configDir, bookId, server.url)
  closers.push(() => forgetAddress(places.configDir, bookId))

  if (options.withSync) {
    sync = superviseSync({
      start: () => forkSync({ folder, configDir: places.configDir, secrets: 'file' }),
      onTopics: (topics) => core.events.publish(topics),
      onStatus: () => core.events.publish(['sync']),
    })
    const supervisor = sync
    closers.push(() => supervisor.stop())
  }
  closers.push(() => server.close())
  return server.url
}

/** Not started on purpose, or not yet: then the engine's own sign of life is believed. */
const syncOff = (
  options: ServeOptions,
): { readonly running: boolean; readonly stopped: string } | undefined =>
  options.withSync ? undefined : { running: false, stopped: 'off' }
