// Every decision the window's safety rests on, as plain data and functions: nothing here touches Electron.
// The window shows our own page and nothing else; what it may ask for is `call`, `subscribe`, `putFile`.

/** Scheme and host of the window's page. */
export const pageOrigin = 'app://piaobu'
export const pageAddress = `${pageOrigin}/index.html`

/** Privileges of the scheme: an origin like a secure site, fetch allowed, no way around the content security policy. */
export const schemePrivileges = {
  scheme: 'app',
  privileges: { standard: true, secure: true, supportFetchAPI: true, corsEnabled: false, bypassCSP: false },
} as const

/** Preferences of the window's page. */
export const pagePreferences = (preload: string) =>
  ({
    preload,
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    webSecurity: true,
    allowRunningInsecureContent: false,
    experimentalFeatures: false,
    webviewTag: false,
    navigateOnDragDrop: false,
    spellcheck: false,
    safeDialogs: true,
  }) as const

/** Size and title bar of the window: the state bar is the title bar (40 high), the system draws its buttons into it. */
export const windowShape = (platform: NodeJS.Platform, isDark: boolean) => ({
  width: 1280,
  height: 800,
  minWidth: 1024,
  minHeight: 700,
  show: false,
  backgroundColor: isDark ? '#17191B' : '#FFFFFF',
  titleBarStyle: 'hidden' as const,
  // macOS draws its own buttons at the left; the others get theirs at the right, in the bar's colours.
  ...(platform === 'darwin'
    ? { trafficLightPosition: { x: 14, y: 12 } }
    : { titleBarOverlay: overlay(isDark) }),
})

/** Colours of the system's buttons in the state bar. */
export const overlay = (isDark: boolean) => ({
  color: isDark ? '#111314' : '#F5F5F2',
  symbolColor: isDark ? '#B0B6BA' : '#4E565C',
  height: 40,
})

/** Whether the page may go to an address: only to itself. */
export const mayNavigate = (url: string): boolean => URL.canParse(url) && originOf(url) === pageOrigin

const originOf = (url: string): string => {
  const { protocol, host } = new URL(url)
  return `${protocol}//${host}`
}

/** Who sent a message, as far as it matters. */
export interface Sender {
  readonly contentsId: number
  readonly isMainFrame: boolean
  readonly url: string
}

/** A message counts only from a window we made, from its main frame, showing our page. */
export const isTrustedSender = (sender: Sender, known: ReadonlySet<number>): boolean =>
  known.has(sender.contentsId) && sender.isMainFrame && mayNavigate(sender.url)

/** No permission is ever given: the page needs none (files come by drop and picker, the clipboard by keyboard). */
export const mayUsePermission = (permission: string): boolean => permission === 'clipboard-sanitized-write'
