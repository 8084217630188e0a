// The book process of the desktop app, a utility process: core and dispatch, one port a window. Its secrets come from main;
// a practice book gets its practice platform here. It ends when main says so, or with main.
import { userInfo } from 'node:os'
import { v7 as uuid } from 'uuid'
import type { CallReply } from '../../../shared/contract/wire.ts'
import { AppError } from '../../../shared/errors.ts'
import { openCore, type Core } from '../../core/app/create-core.ts'
import { dispatch } from '../../core/app/dispatch.ts'
import { watchOtherWriters } from '../../core/app/events.ts'
import { createLog } from '../../core/app/log.ts'
import { appLockFile, logFolder } from '../../core/book/book-folder.ts'
import { takeLock } from '../../core/db/locks.ts'
import { originalForDownload } from '../../core/documents/original-download.ts'
import { bookIdIn } from '../book-id.ts'
import { parentLink } from '../parent-link.ts'
import { createParentSecrets } from '../parent-secrets.ts'
import { rememberBook, placesFrom } from '../places.ts'
import { realPorts } from '../ports.ts'
import { createPracticeProcess } from '../practice-platform.ts'
import { wirePractice } from '../practice-wiring.ts'
import { bookOptions, mainToBook, type BookOptions, type BookToMain } from './book-messages.ts'
import { openBorder, type Border, type BorderPort } from './port-border.ts'

const main = parentLink()
const tell = (message: BookToMain): void => main.say(message)
const secrets = createParentSecrets({ say: tell })
const borders = new Set<Border>()
const waitingPorts: BorderPort[] = []
let isPaused = false
let serve: ((port: BorderPort) => void) | undefined
let sendFile: ((number: number, sha256: string) => void) | undefined
let publish: Core['events']['publish'] = () => undefined
let syncProcess: { readonly running: boolean; readonly stopped?: string } | undefined
const closers: (() => void | Promise<void>)[] = []

const stop = async (): Promise<void> => {
  pause()
  for (let close = closers.pop(); close !== undefined; close = closers.pop()) await close()
  process.exit(0)
}
const pause = (): void => {
  isPaused = true
  for (const border of borders) border.close()
  borders.clear()
}

main.onMessage((data, ports) => {
  const message = mainToBook.parse(data)
  if ('secrets' in message) secrets.replace(message.secrets)
  else if ('port' in message) {
    const [port] = ports
    if (!isBorderPort(port) || isPaused) return
    if (serve === undefined) waitingPorts.push(port)
    else serve(port)
  } else if ('file' in message) {
    if (sendFile === undefined) tell({ file: { number: message.file.number } })
    else sendFile(message.file.number, message.file.sha256)
  } else if ('topics' in message) publish(message.topics)
  else if ('sync' in message) {
    const { running, stopped } = message.sync
    syncProcess = stopped === undefined ? { running } : { running, stopped }
  } else if ('pause' in message) pause()
  else void stop()
})

const isBorderPort = (port: unknown): port is BorderPort =>
  typeof port === 'object' && port !== null && 'postMessage' in port && 'on' in port && 'start' in port

const open = async ({ folder, configDir }: BookOptions): Promise<void> => {
  const lock = takeLock(appLockFile(folder), { role: 'electron', since: Date.now() })
  if (lock === undefined) throw new AppError('book.open-elsewhere')
  closers.push(() => lock.release())
  tell({ opened: { bookId: bookIdIn(folder) } })
  await secrets.arrived

  const log = createLog(logFolder(folder), 'app')
  closers.push(() => log.close())
  const practice = createPracticeProcess({ bookFolder: folder, log })
  const ports = realPorts({
    folder,
    configDir,
    log,
    secrets,
    practice: practice.platform,
    wakeSync: () => tell({ wakeSync: true }),
  })
  closers.push(() => ports.close())
  const core = openCore({ folder, ports, role: 'owner', syncProcess: () => syncProcess })
  closers.push(() => core.close())
  rememberBook({ ...placesFrom(process.env), configDir }, folder)
  closers.push(watchOtherWriters(core))
  publish = (topics) => core.events.publish(topics)

  const actor = userInfo().username
  const reply = (operation: string, input: unknown, commandId?: string): Promise<CallReply> =>
    dispatch(core, { operation, input, commandId, actor, role: 'owner', correlationId: uuid() })
  await wirePractice(folder, practice, reply)
  closers.push(() => practice.stop())

  core.events.subscribe((topics) => {
    for (const border of borders) border.publish(topics)
  })
  serve = (port) => {
    const border = openBorder({
      port,
      call: ({ operation, input, commandId }) => reply(operation, input, commandId),
      staging: core.staging,
      onFault: (error) => log.error('border.fault', error),
    })
    borders.add(border)
    port.on('close', () => borders.delete(border))
  }
  sendFile = (number, sha256) => {
    try {
      const file = originalForDownload(core.db.read, folder, sha256)
      tell({ file: { number, ...file } })
    } catch (error) {
      log.error('file.read', error)
      tell({ file: { number } })
    }
  }
  for (const port of waitingPorts.splice(0)) serve(port)
  tell({ serving: true })
}

const options = bookOptions.parse(JSON.parse(process.argv.at(-1) ?? ''))
open(options).catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`)
  tell({ failed: { code: error instanceof AppError ? error.code : 'internal' } })
})
