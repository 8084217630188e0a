// Every web contents of the app is guarded from its first moment: no navigation away, no windows, no webviews, no
// permissions, no downloads started by anything but our own files.
import type { App, Session, WebContents } from 'electron'
import { mayNavigate, mayUsePermission } from './security.ts'

/** Guards what is there and what will be created. */
export const guardAllContents = (app: Pick<App, 'on'>): void => {
  app.on('web-contents-created', (_, contents) => guardContents(contents))
}

const guardContents = (contents: WebContents): void => {
  contents.setWindowOpenHandler(() => ({ action: 'deny' }))
  contents.on('will-navigate', (details) => {
    if (!mayNavigate(details.url)) details.preventDefault()
  })
  contents.on('will-frame-navigate', (details) => {
    if (!mayNavigate(details.url)) details.preventDefault()
  })
  contents.on('will-redirect', (details) => {
    if (!mayNavigate(details.url)) details.preventDefault()
  })
  contents.on('will-attach-webview', (event) => event.preventDefault())
}

/** No permission, no device, no request to anywhere but our own scheme. */
export const guardSession = (session: Session): void => {
  session.setPermissionRequestHandler((_, permission, answer) => answer(mayUsePermission(permission)))
  session.setPermissionCheckHandler((_, permission) => mayUsePermission(permission))
  session.setDevicePermissionHandler(() => false)
  session.webRequest.onBeforeRequest((details, answer) => {
    const { protocol } = new URL(details.url)
    answer({ cancel: !['app:', 'blob:', 'data:', 'devtools:'].includes(protocol) })
  })
}
