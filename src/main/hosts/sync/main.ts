// The sync process of one book: holds its sync lock, its own connections and the network. It speaks to its host over
// messages, stops when told to, and ends when the host is gone: no engine is ever left running.
import { createLog } from '../../core/app/log.ts'
import { logFolder, openBook, syncLockFile } from '../../core/book/book-folder.ts'
import { lockHolder, takeLock } from '../../core/db/locks.ts'
import { isErrorCode } from '../../../shared/errors.ts'
import { parentLink } from '../parent-link.ts'
import { createParentSecrets } from '../parent-secrets.ts'
import { realPorts } from '../ports.ts'
import { syncExit, syncOptionsFrom, toSyncFrom, type FromSync, type SyncOptions } from '../sync-messages.ts'
import { keepEngine } from './keep-engine.ts'

/** A stop is through within five seconds; what is still out then is looked up at the next start. */
const stopWithinMs = 4_000

const host = parentLink()
const say = (message: FromSync): void => host.say(message)
const secrets = createParentSecrets({ say })
const stopping = new AbortController()
const wakers = new Set<() => void>()

const stop = (): void => {
  if (stopping.signal.aborted) return
  stopping.abort()
  setTimeout(() => process.exit(syncExit.stopped), stopWithinMs).unref()
}

const run = async (options: SyncOptions): Promise<number> => {
  const { folder } = options
  const lockFile = syncLockFile(folder)
  const lock = takeLock(lockFile, { role: 'sync', since: Date.now() })
  if (lock === undefined) {
    const known = lockHolder(lockFile)
    const holder = known === undefined ? '' : `${known.role} (${known.host}, pid ${known.pid})`
    process.stderr.write(`sync.running-elsewhere: ${holder}\n`)
    say({ status: { state: 'elsewhere', holder } })
    return syncExit.elsewhere
  }
  const log = createLog(logFolder(folder), 'sync')
  const { db } = openBook(folder)
  const ports = realPorts({
    folder,
    configDir: options.configDir,
    log,
    ...(options.secrets === 'parent' ? { secrets } : {}),
  })
  try {
    if (options.secrets === 'parent') await Promise.race([secrets.arrived, aborted(stopping.signal)])
    await keepEngine({
      db,
      folder,
      ports,
      signal: stopping.signal,
      onTopics: (topics) => say({ topics }),
      onState: (state) => say({ status: { state } }),
      onWake: (wake) => {
        wakers.add(wake)
        return () => wakers.delete(wake)
      },
    })
    return syncExit.stopped
  } catch (error) {
    log.error('sync.failed', error)
    throw error
  } finally {
    await ports.close()
    db.close()
    await log.close()
    lock.release()
  }
}

const aborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve()
    else signal.addEventListener('abort', () => resolve(), { once: true })
  })

host.onMessage((data) => {
  const message = toSyncFrom(data)
  if (message === undefined) return
  if ('secrets' in message) secrets.replace(message.secrets)
  else if ('stop' in message) stop()
  else for (const wake of wakers) wake()
})
host.onClosed(stop)
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGBREAK'] as const) process.on(signal, stop)

const options = syncOptionsFrom(process.argv.at(-1))
if (options === undefined) {
  process.stderr.write('sync: {"folder":…,"configDir":…,"secrets":"file"|"parent"}\n')
  process.exit(syncExit.wrongUse)
}
const leave = async (code: number): Promise<void> => {
  await host.said()
  process.exit(code)
}
run(options)
  .catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`)
    const code = error instanceof Error && isErrorCode(error.message) ? error.message : 'internal'
    say({ status: { state: 'failed', code } })
    return syncExit.failed
  })
  .then(leave)
  .catch(() => process.exit(syncExit.failed))
