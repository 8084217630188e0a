// The window: our page in a sandbox, the state bar as its title bar.
import { BrowserWindow, nativeTheme } from 'electron'
import { preloadFile } from '../entries.ts'
import { bookPortMessage } from './channel-names.ts'
import type { PortTaker } from './book-process.ts'
import type { MessagePortMain } from 'electron'
import { overlay, pageAddress, pagePreferences, windowShape } from './security.ts'

/** Opens the window; it shows once its page has something to show. */
export const openWindow = (platform: NodeJS.Platform): BrowserWindow => {
  const window = new BrowserWindow({
    ...windowShape(platform, nativeTheme.shouldUseDarkColors),
    webPreferences: pagePreferences(preloadFile),
  })
  window.removeMenu()
  window.once('ready-to-show', () => window.show())
  if (platform !== 'darwin') {
    const follow = (): void => window.setTitleBarOverlay(overlay(nativeTheme.shouldUseDarkColors))
    nativeTheme.on('updated', follow)
    window.once('closed', () => nativeTheme.off('updated', follow))
  }
  window.loadURL(pageAddress).catch((error: unknown) => {
    // A page that cannot be loaded leaves an empty window; the reason belongs on the terminal.
    process.stderr.write(`${String(error)}\n`)
  })
  return window
}

/** The window as somebody who takes ports to the book process. */
export const portTaker = (window: BrowserWindow): PortTaker<MessagePortMain> => ({
  id: window.webContents.id,
  isGone: () => window.isDestroyed(),
  take: (port) => window.webContents.postMessage(bookPortMessage, null, [port]),
})
