// The whole desktop host over a fake electron module: what it asks of the system, and what it does when something happens.
import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { beforeAll, expect, test, vi } from 'vitest'
import * as electron from './fake-electron.ts'

vi.mock('electron', () => import('./fake-electron.ts'))

const configDir = mkdtempSync(path.join(tmpdir(), 'piaobu-config-'))
const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0))
const utility = (name: string): electron.FakeUtility => {
  const found = electron.FakeUtility.all.filter(({ options }) => options.serviceName === name).at(-1)
  if (found === undefined) throw new Error(`${name} was not started`)
  return found
}
const firstWindow = (): electron.FakeWindow => {
  const [window] = electron.FakeWindow.all
  if (window === undefined) throw new Error('no window')
  return window
}
const wantPort = (contents: electron.FakeContents, frame: unknown): boolean =>
  electron.ipcMain.emit('piaobu:want-port', { sender: contents, senderFrame: frame })

beforeAll(async () => {
  process.env['PIAOBU_CONFIG_DIR'] = configDir
  process.argv = [process.execPath, 'main.js', '--book', '/books/练习']
  await import('../../../src/main/hosts/electron/main.ts')
  await settle()
  await settle()
})

test('it is one instance, sandboxed before it is ready, with its own secure scheme', () => {
  expect(electron.app.calls).toEqual(['enableSandbox', 'requestSingleInstanceLock', 'whenReady'])
  expect(electron.protocols.privileged).toEqual([
    {
      scheme: 'app',
      privileges: {
        standard: true,
        secure: true,
        supportFetchAPI: true,
        corsEnabled: false,
        bypassCSP: false,
      },
    },
  ])
  expect([...electron.protocols.handlers.keys()]).toEqual(['app'])
})

test('its one window is isolated and shows our own page', () => {
  const { options, url } = firstWindow()
  expect(url).toBe('app://piaobu/index.html')
  expect(options).toMatchObject({
    titleBarStyle: 'hidden',
    webPreferences: {
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
    },
  })
})

test('the page cannot go elsewhere, open windows, attach webviews, get permissions or load from the network', () => {
  const { webContents } = firstWindow()
  const tried: [string, string][] = [
    ['will-navigate', 'https://example.org/'],
    ['will-frame-navigate', 'https://example.org/'],
    ['will-redirect', 'file:///etc/passwd'],
    ['will-navigate', 'app://piaobu/settings'],
  ]
  const prevented = tried.map(([event, url]) => {
    let isPrevented = false
    webContents.emit(event, { url, preventDefault: () => void (isPrevented = true) })
    return isPrevented
  })
  let webview = false
  webContents.emit('will-attach-webview', { preventDefault: () => void (webview = true) })
  const given: boolean[] = []
  electron.guards.request?.(webContents, 'media', (may) => given.push(may))
  const cancelled = ['https://example.org/a.js', 'file:///etc/passwd', 'app://piaobu/index.html'].map(
    (url) => {
      let cancel = false
      electron.requests.before?.({ url }, (decision) => void (cancel = decision.cancel))
      return cancel
    },
  )
  expect({
    prevented,
    webview,
    open: webContents.windowOpenHandler(),
    given,
    check: electron.guards.check?.(webContents, 'geolocation'),
    device: electron.guards.device?.(),
    cancelled,
  }).toEqual({
    prevented: [true, true, true, false],
    webview: true,
    open: { action: 'deny' },
    given: [false],
    check: false,
    device: false,
    cancelled: [true, true, false],
  })
})

test('only our page in our window gets a port to the book process', () => {
  const { webContents } = firstWindow()
  wantPort(webContents, { url: 'app://piaobu/index.html' })
  wantPort(webContents, null)
  wantPort(new electron.FakeContents(), webContents.mainFrame)
  webContents.mainFrame.url = 'https://example.org/'
  wantPort(webContents, webContents.mainFrame)
  expect(webContents.posted).toEqual([])
  webContents.mainFrame.url = 'app://piaobu/index.html'
  wantPort(webContents, webContents.mainFrame)
  expect([webContents.posted, utility('piaobu-book').received]).toEqual([
    [{ channel: 'piaobu:book-port', ports: ['for window 1'] }],
    [{ message: { port: true }, transfer: ['for book 1'] }],
  ])
})

test('secrets are opened by main, handed to both processes, and kept wrapped', async () => {
  const book = utility('piaobu-book')
  book.emit('message', { opened: { bookId: 'b1' } })
  book.emit('message', { serving: true })
  book.emit('message', { keepSecret: { name: 'channel.nuonuo.appSecret', value: 'top' } })
  await settle()
  const file = readFileSync(path.join(configDir, 'secrets', 'b1.json'), 'utf8')
  expect([
    file.includes('top'),
    JSON.parse(file),
    book.received.at(-1)?.message,
    utility('piaobu-sync').received.map(({ message }) => message),
    electron.dialogs,
  ]).toEqual([
    false,
    { 'channel.nuonuo.appSecret': `wrapped:${Buffer.from('locked top').toString('base64')}` },
    { secrets: { 'channel.nuonuo.appSecret': 'top' } },
    [{ secrets: {} }, { secrets: { 'channel.nuonuo.appSecret': 'top' } }],
    [],
  ])
})

test('news of the sync process goes to the book process, and its wake comes back', () => {
  const [book, sync] = [utility('piaobu-book'), utility('piaobu-sync')]
  sync.emit('message', { topics: ['outbox'] })
  book.emit('message', { wakeSync: true })
  expect([book.received.at(-1)?.message, sync.received.at(-1)?.message]).toEqual([
    { topics: ['outbox'] },
    { wake: true },
  ])
})

test('a second start brings the window to the front', () => {
  electron.app.emit('second-instance')
  expect(firstWindow().restored).toBe(1)
})

test('when the book process crashes the window gets a new port to the new one', async () => {
  utility('piaobu-book').emit('exit', 139)
  await new Promise((resolve) => setTimeout(resolve, 1_100))
  expect([firstWindow().webContents.posted.length, utility('piaobu-book').received[0]?.message]).toEqual([
    2,
    { port: true },
  ])
})

test('quitting stops sync before the book', async () => {
  const [book, sync] = [utility('piaobu-book'), utility('piaobu-sync')]
  const ended: string[] = []
  sync.once('exit', () => ended.push('sync'))
  book.once('exit', () => ended.push('book'))
  electron.app.emit('window-all-closed')
  await settle()
  await settle()
  expect([ended, book.received.some(({ message }) => JSON.stringify(message) === '{"pause":true}')]).toEqual([
    ['sync', 'book'],
    true,
  ])
})
