// The two functions the pages know: ask or do something, and hear what changed. Types come from the contract table.
// A command that got no answer is sent again under the same id, so that it acts once.
import { v7 as uuid } from 'uuid'
import { api, type Input, type OperationName, type Output } from '../../shared/contract/api.ts'
import { createBridgeTransport } from './bridge-transport.ts'
import { CallError } from './call-error.ts'
import { createHttpTransport } from './http-transport.ts'
import { takeSessionToken } from './session-token.ts'
import { ConnectionLost, type Transport } from './transport.ts'

const retryDelaysMs = [300, 1000, 3000]

export interface Client {
  call<N extends OperationName>(name: N, input: Input<N>): Promise<Output<N>>
  readonly subscribe: Transport['subscribe']
  readonly putFile: Transport['putFile']
  readonly getFile: Transport['getFile']
}

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

/** Takes a transport, gives the client; `pause` waits between tries. */
export const createClient = (transport: Transport, pause: (ms: number) => Promise<void> = sleep): Client => ({
  call: async <N extends OperationName>(name: N, input: Input<N>): Promise<Output<N>> => {
    const request = {
      operation: name,
      input,
      ...(api[name].kind === 'command' ? { commandId: uuid() } : {}),
    }
    for (let tries = 0; ; tries += 1) {
      try {
        const reply = await transport.call(request)
        if (!reply.ok) throw new CallError(reply.error)
        // Parsed by the same table on the other side of the border.
        return reply.value as Output<N>
      } catch (error) {
        if (!(error instanceof ConnectionLost)) throw error
        const delayMs = retryDelaysMs[tries]
        if (delayMs === undefined) throw new CallError({ code: 'connection.lost' }, error)
        await pause(delayMs)
      }
    }
  },
  subscribe: (onNews, resumed) => transport.subscribe(onNews, resumed),
  putFile: (file) => transport.putFile(file),
  getFile: (id) => transport.getFile(id),
})

const realTransport = (): Transport => {
  const bridge = window.piaobu
  return bridge === undefined ? createHttpTransport(takeSessionToken()) : createBridgeTransport(bridge)
}

let shared: Client | undefined
/** The client of this window. */
export const client = (): Client => (shared ??= createClient(realTransport()))

/** Shorthand for the one thing pages do most. */
export const call: Client['call'] = (name, input) => client().call(name, input)
