// Where the desktop app starts: one instance, one book, one window. Main owns the window, the key chain and the children;
// it never opens the database, so no query can make the window wait.
import { execFile } from 'node:child_process'
import { parseArgs, promisify } from 'node:util'
import {
  app,
  BrowserWindow,
  dialog,
  ipcMain,
  MessageChannelMain,
  protocol,
  safeStorage,
  session,
} from 'electron'
import type { Secrets } from '../../core/app/ports.ts'
import { entryOf, nodeCommand, rendererFolder } from '../entries.ts'
import { lastBook, placesFrom } from '../places.ts'
import { secretsFile, secretsPath } from '../secrets-file.ts'
import { superviseSync, syncProcessOf, type SyncSupervisor } from '../sync/supervise.ts'
import { answerAppRequest } from './app-protocol.ts'
import { runBookProcess } from './book-process.ts'
import { keepSecret, openSecrets } from './book-secrets.ts'
import { wantPortMessage } from './channel-names.ts'
import { guardAllContents, guardSession } from './guard-contents.ts'
import { keyChainOf } from './key-chain.ts'
import { quitInOrder } from './quit-order.ts'
import { isTrustedSender, schemePrivileges } from './security.ts'
import { desktopSentence, type DesktopSentence } from './sentences.ts'
import { startBookUtility, startSyncUtility } from './utility-children.ts'
import { openWindow, portTaker } from './window.ts'

const places = placesFrom(process.env)

const start = async (): Promise<void> => {
  const folder = await chosenBook()
  const knownContents = new Set<number>()
  const keyChain = keyChainOf(safeStorage, process.platform)
  const said = new Set<DesktopSentence>()
  let secrets: Secrets | undefined
  let sync: SyncSupervisor | undefined
  let isQuitting = false

  const say = (sentence: DesktopSentence, params: Record<string, string> = {}): Promise<unknown> => {
    if (said.has(sentence)) return Promise.resolve()
    said.add(sentence)
    return dialog.showMessageBox({
      type: 'warning',
      ...desktopSentence(app.getLocale(), sentence, params),
    })
  }
  const sendSecrets = (): void => {
    if (secrets === undefined) return
    const { values, isLocked } = openSecrets(secrets)
    book.send({ secrets: values })
    sync?.send({ secrets: values })
    if (isLocked) say('keys-locked').catch(report)
  }
  const keep = (secret: { readonly name: string; readonly value?: string }): void => {
    if (secrets === undefined || !keepSecret(secrets, secret)) return
    sendSecrets()
    if (!keyChain.isProtected) say('keys-plain').catch(report)
  }
  const sendSyncStatus = (): void => {
    if (sync === undefined) return
    book.send({ sync: syncProcessOf(sync.status()) })
    book.send({ topics: ['sync'] })
  }
  const startSync = (): void => {
    if (sync !== undefined || isQuitting) return
    sync = superviseSync({
      start: () => {
        const child = startSyncUtility({ folder, configDir: places.configDir, secrets: 'parent' })
        if (secrets !== undefined) child.send({ secrets: openSecrets(secrets).values })
        return child
      },
      onTopics: (topics) => book.send({ topics: [...topics] }),
      onStatus: sendSyncStatus,
      onKeepSecret: keep,
    })
  }
  const book = runBookProcess({
    start: () => startBookUtility({ folder, configDir: places.configDir }),
    channel: () => {
      const { port1, port2 } = new MessageChannelMain()
      return { forBook: port1, forWindow: port2 }
    },
    onMessage: (message) => {
      if ('opened' in message) {
        secrets = secretsFile(secretsPath(places.configDir, message.opened.bookId), keyChain.wrapping)
        sendSecrets()
      } else if ('serving' in message) {
        startSync()
        sendSyncStatus()
      } else if ('wakeSync' in message) sync?.wake()
      else if ('keepSecret' in message) {
        const { name, value } = message.keepSecret
        keep(value === undefined ? { name } : { name, value })
      } else
        say('book-failed', { folder, code: message.failed.code })
          .then(() => app.exit(1))
          .catch(report)
    },
    onGivenUp: () => {
      say('book-stopped')
        .then(() => app.exit(1))
        .catch(report)
    },
  })

  protocol.handle('app', (request) =>
    answerAppRequest(request, { pageFolder: rendererFolder, fileOf: book.fileOf }),
  )
  guardSession(session.defaultSession)
  ipcMain.on(wantPortMessage, (event) => {
    const frame = event.senderFrame
    const sender = {
      contentsId: event.sender.id,
      isMainFrame: frame !== null && frame === event.sender.mainFrame,
      url: frame?.url ?? '',
    }
    const window = BrowserWindow.fromWebContents(event.sender)
    if (window !== null && isTrustedSender(sender, knownContents)) book.serve(portTaker(window))
  })

  const open = (): void => {
    const window = openWindow(process.platform)
    const { id } = window.webContents
    knownContents.add(id)
    window.once('closed', () => knownContents.delete(id))
  }
  app.on('second-instance', focusWindow)
  app.on('activate', () => {
    if (BrowserWindow.getAllWindows().length === 0) open()
  })
  app.on('window-all-closed', () => app.quit())
  app.on(
    'before-quit',
    quitInOrder({
      takeNoMoreCalls: () => {
        isQuitting = true
        book.send({ pause: true })
      },
      stopSync: async () => sync?.stop(),
      closeBook: () => book.stop(),
      quit: () => app.quit(),
      onFault: report,
    }),
  )
  open()
}

const focusWindow = (): void => {
  const [window] = BrowserWindow.getAllWindows()
  if (window === undefined) return
  if (window.isMinimized()) window.restore()
  window.focus()
}

/** `--book DIR`, else the book opened last, else the practice book, made where it is missing. */
const chosenBook = async (): Promise<string> => {
  const { values } = parseArgs({ options: { book: { type: 'string' } }, strict: false })
  if (typeof values.book === 'string') return values.book
  const last = lastBook(places)
  if (last !== undefined) return last
  const { command } = nodeCommand()
  const env = { ...process.env, ELECTRON_RUN_AS_NODE: '1' }
  const { stdout } = await promisify(execFile)(command, [entryOf('cli'), 'book', 'practice', '--json'], {
    env,
  })
  const made: unknown = JSON.parse(stdout)
  if (typeof made === 'object' && made !== null && 'book' in made && typeof made.book === 'string')
    return made.book
  throw new Error('no book')
}

const report = (error: unknown): void => {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`)
}

protocol.registerSchemesAsPrivileged([schemePrivileges])
app.enableSandbox()
guardAllContents(app)
if (app.requestSingleInstanceLock()) {
  app
    .whenReady()
    .then(start)
    .catch((error: unknown) => {
      report(error)
      app.exit(1)
    })
} else app.quit()
