// The book over the preload of the desktop app. The preload re-subscribes by itself when the book process restarts.
import { isErrorCode } from '../../shared/errors.ts'
import type { PiaobuBridge, Transport } from './transport.ts'
import { CallError } from './call-error.ts'

export const createBridgeTransport = (bridge: PiaobuBridge): Transport => ({
  call: (request) => bridge.call(request),
  subscribe: (onNews) => bridge.subscribe(onNews),
  putFile: async (file) => {
    try {
      return await bridge.putFile(file)
    } catch (cause) {
      // Only the message of an error comes through the preload; there it is the code.
      const code = cause instanceof Error ? cause.message.replace(/^Error: /, '') : ''
      throw new CallError({ code: isErrorCode(code) ? code : 'internal' }, cause)
    }
  },
  getFile: async (id) => {
    const response = await fetch(`./file/${encodeURIComponent(id)}`)
    if (!response.ok) throw new CallError({ code: 'file.missing' })
    return response.blob()
  },
})
