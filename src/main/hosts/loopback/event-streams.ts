// News for the tabs: one streamed answer each, a line of JSON a message, an empty line now and then as a sign of life.
import type { ServerResponse } from 'node:http'
import type { Topic } from '../../../shared/contract/api.ts'
import type { EventMessage } from '../../../shared/contract/wire.ts'
import { beginStream } from './answers.ts'

const heartbeatMs = 15_000

export interface EventStreams {
  /** Takes over the response until the tab goes away. */
  open(response: ServerResponse): void
  publish(topics: readonly Topic[]): void
  close(): void
}

export const createEventStreams = (): EventStreams => {
  const open = new Set<ServerResponse>()
  const send = (line: string): void => {
    // A tab that does not read is cut off rather than remembered; it reads everything anew when it comes back.
    for (const response of open)
      if (response.writableLength > 1_000_000) response.destroy()
      else response.write(line)
  }
  const heartbeat = setInterval(() => send('\n'), heartbeatMs)
  heartbeat.unref()
  return {
    open: (response) => {
      beginStream(response, 'application/x-ndjson; charset=utf-8')
      response.write('\n')
      open.add(response)
      response.on('close', () => open.delete(response))
    },
    publish: (topics) => {
      const message: EventMessage = { topics }
      send(`${JSON.stringify(message)}\n`)
    },
    close: () => {
      clearInterval(heartbeat)
      for (const response of open) response.end()
    },
  }
}
