// The book over the preload of the desktop app. The preload re-subscribes by itself when the book process restarts.
import type { PiaobuBridge, Transport } from './transport.ts'
import { CallError } from './call-error.ts'

export const createBridgeTransport = (bridge: PiaobuBridge): Transport => ({
  call: (request) => bridge.call(request),
  subscribe: (onNews) => bridge.subscribe(onNews),
  putFile: (file) => bridge.putFile(file),
  getFile: async (id) => {
    const response = await fetch(`./file/${encodeURIComponent(id)}`)
    if (!response.ok) throw new CallError({ code: 'file.missing' })
    return response.blob()
  },
})
