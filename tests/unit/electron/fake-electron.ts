// A stand-in for the electron module, which cannot run here: it records what the host asks of it and lets a test play
// the system's part.
import { EventEmitter } from 'node:events'

export class FakeContents extends EventEmitter {
  static count = 0
  readonly id = (FakeContents.count += 1)
  readonly mainFrame = { url: 'app://piaobu/index.html' }
  readonly posted: { channel: string; ports: unknown[] }[] = []
  windowOpenHandler: () => { action: string } = () => ({ action: 'allow' })
  setWindowOpenHandler(handler: () => { action: string }): void {
    this.windowOpenHandler = handler
  }
  postMessage(channel: string, _message: unknown, ports: unknown[]): void {
    this.posted.push({ channel, ports })
  }
}

export class FakeWindow extends EventEmitter {
  static all: FakeWindow[] = []
  readonly webContents = new FakeContents()
  readonly options: Record<string, unknown>
  url = ''
  isShown = false
  constructor(options: Record<string, unknown>) {
    super()
    this.options = options
    FakeWindow.all.push(this)
    app.emit('web-contents-created', {}, this.webContents)
  }
  static getAllWindows(): FakeWindow[] {
    return FakeWindow.all
  }
  static fromWebContents(contents: FakeContents): FakeWindow | null {
    return FakeWindow.all.find((window) => window.webContents === contents) ?? null
  }
  loadURL(url: string): Promise<void> {
    this.url = url
    return Promise.resolve()
  }
  removeMenu(): void {}
  setTitleBarOverlay(): void {}
  isDestroyed(): boolean {
    return false
  }
  isMinimized(): boolean {
    return true
  }
  restored = 0
  restore(): void {
    this.restored += 1
  }
  focus(): void {}
  show(): void {
    this.isShown = true
  }
}

export class FakeUtility extends EventEmitter {
  static all: FakeUtility[] = []
  readonly entry: string
  readonly options: { serviceName?: string }
  readonly received: { message: unknown; transfer: unknown[] }[] = []
  isKilled = false
  constructor(entry: string, options: { serviceName?: string }) {
    super()
    this.entry = entry
    this.options = options
    FakeUtility.all.push(this)
  }
  postMessage(message: unknown, transfer: unknown[] = []): void {
    this.received.push({ message, transfer })
    if (typeof message === 'object' && message !== null && 'stop' in message)
      queueMicrotask(() => this.emit('exit', 0))
  }
  kill(): boolean {
    this.isKilled = true
    return true
  }
}

class FakeApp extends EventEmitter {
  readonly calls: string[] = []
  hasLock = true
  requestSingleInstanceLock(): boolean {
    this.calls.push('requestSingleInstanceLock')
    return this.hasLock
  }
  enableSandbox(): void {
    this.calls.push('enableSandbox')
  }
  whenReady(): Promise<void> {
    this.calls.push('whenReady')
    return Promise.resolve()
  }
  getLocale(): string {
    return 'zh-CN'
  }
  quit(): void {
    this.calls.push('quit')
    this.emit('before-quit', { preventDefault: () => undefined })
  }
  exit(): void {
    this.calls.push('exit')
  }
}

export const app = new FakeApp()
export const BrowserWindow = FakeWindow
export const ipcMain = new EventEmitter()
export const nativeTheme = Object.assign(new EventEmitter(), { shouldUseDarkColors: false })
export const dialogs: { message: string }[] = []
export const dialog = {
  showMessageBox(options: { message: string }): Promise<void> {
    dialogs.push(options)
    return Promise.resolve()
  },
}
export const protocols: {
  privileged: unknown[]
  handlers: Map<string, (request: Request) => Promise<Response>>
} = {
  privileged: [],
  handlers: new Map(),
}
export const protocol = {
  registerSchemesAsPrivileged: (schemes: unknown[]) => void protocols.privileged.push(...schemes),
  handle: (scheme: string, handler: (request: Request) => Promise<Response>) =>
    void protocols.handlers.set(scheme, handler),
}
export class MessageChannelMain {
  static count = 0
  readonly #number = (MessageChannelMain.count += 1)
  readonly port1 = `for book ${this.#number}`
  readonly port2 = `for window ${this.#number}`
}
export const utilityProcess = {
  fork: (entry: string, _args: string[], options: { serviceName?: string }) =>
    new FakeUtility(entry, options),
}
export const safeStorage = {
  isEncryptionAvailable: () => true,
  getSelectedStorageBackend: () => 'gnome_libsecret',
  encryptString: (plain: string) => Buffer.from(`locked ${plain}`),
  decryptString: (bytes: Buffer) => bytes.toString().replace('locked ', ''),
}
type Ask = (contents: unknown, permission: string, answer: (may: boolean) => void) => void
export const guards: {
  request?: Ask
  check?: (contents: unknown, permission: string) => boolean
  device?: () => boolean
} = {}
type Before = (details: { url: string }, answer: (decision: { cancel: boolean }) => void) => void
export const requests: { before?: Before } = {}
export const session = {
  defaultSession: {
    setPermissionRequestHandler: (handler: Ask) => void (guards.request = handler),
    setPermissionCheckHandler: (handler: (contents: unknown, permission: string) => boolean) =>
      void (guards.check = handler),
    setDevicePermissionHandler: (handler: () => boolean) => void (guards.device = handler),
    webRequest: { onBeforeRequest: (listener: Before) => void (requests.before = listener) },
  },
}
