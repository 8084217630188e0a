// Runs isolated beside the page, in the sandbox: gives it three functions and nothing else, not even the message port.
import { contextBridge, ipcRenderer } from 'electron'
import { bookPortMessage, wantPortMessage } from './channel-names.ts'
import { createPageBridge } from './page-bridge.ts'

const bridge = createPageBridge()

ipcRenderer.on(bookPortMessage, (event) => {
  const [port] = event.ports
  if (port === undefined) return
  bridge.usePort({
    postMessage: (message) => port.postMessage(message),
    onMessage: (listener) => {
      port.onmessage = ({ data }) => listener(data)
    },
    close: () => port.close(),
  })
})

contextBridge.exposeInMainWorld('piaobu', bridge.api)
// The page is about to load and can use a port now; after a reload it needs a new one.
ipcRenderer.send(wantPortMessage)
