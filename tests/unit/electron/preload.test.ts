import { expect, test, vi } from 'vitest'

const exposed = new Map<string, Record<string, unknown>>()
const sent: string[] = []
const listeners = new Map<string, (event: { ports: unknown[] }) => void>()
vi.mock('electron', () => ({
  contextBridge: {
    exposeInMainWorld: (name: string, api: Record<string, unknown>) => void exposed.set(name, api),
  },
  ipcRenderer: {
    on: (channel: string, listener: (event: { ports: unknown[] }) => void) =>
      void listeners.set(channel, listener),
    send: (channel: string) => void sent.push(channel),
  },
}))

test('the page is given three functions and nothing else, over the port that main hands out', async () => {
  await import('../../../src/main/hosts/electron/preload.ts')
  const posted: unknown[] = []
  const port: {
    onmessage?: (event: { data: unknown }) => void
    postMessage(message: unknown): void
    close(): void
  } = {
    postMessage: (message) => void posted.push(message),
    close: () => undefined,
  }
  listeners.get('piaobu:book-port')?.({ ports: [port] })
  const api = exposed.get('piaobu')
  const call = api?.['call'] as (request: unknown) => Promise<unknown>
  const reply = call({ operation: 'book.get', input: {} })
  port.onmessage?.({ data: { kind: 'reply', number: 1, reply: { ok: true, value: 'the book' } } })
  expect([
    [...exposed.keys()],
    Object.keys(api ?? {}),
    sent,
    [...listeners.keys()],
    posted,
    await reply,
  ]).toEqual([
    ['piaobu'],
    ['call', 'subscribe', 'putFile'],
    ['piaobu:want-port'],
    ['piaobu:book-port'],
    [
      { kind: 'subscribe', again: false },
      { kind: 'call', request: { operation: 'book.get', input: {} }, number: 1 },
    ],
    { ok: true, value: 'the book' },
  ])
})
