import { expect, test } from 'vitest'
import { createPageBridge, pieceBytes } from '../../../src/main/hosts/electron/page-bridge.ts'
import { openBorder } from '../../../src/main/hosts/electron/port-border.ts'
import { topics } from '../../../src/shared/contract/api.ts'
import {
  filePieceBytes,
  maxCallBytes,
  type CallReply,
  type CallRequest,
} from '../../../src/shared/contract/wire.ts'
import { AppError } from '../../../src/shared/errors.ts'
import { portPair, type PortPair } from './fake-ports.ts'

const stagedFiles = () => {
  const files = new Map<string, { name: string; bytes: Buffer[]; isDone: boolean }>()
  return {
    files,
    begin(name: string): string {
      const id = `01930000-0000-7000-8000-${String(files.size + 1).padStart(12, '0')}`
      files.set(id, { name, bytes: [], isDone: false })
      return id
    },
    append(id: string, piece: Uint8Array): void {
      const file = files.get(id)
      if (file === undefined) throw new AppError('file.missing')
      file.bytes.push(Buffer.from(piece))
    },
    finish(id: string): void {
      const file = files.get(id)
      if (file !== undefined) file.isDone = true
    },
    drop: (id: string) => void files.delete(id),
  }
}

const answering = (pair: PortPair, call?: (request: CallRequest) => Promise<CallReply>) => {
  const staging = stagedFiles()
  const faults: unknown[] = []
  const calls: CallRequest[] = []
  const border = openBorder({
    port: pair.book,
    call:
      call ??
      ((request) => {
        calls.push(request)
        return Promise.resolve({ ok: true, value: request.input })
      }),
    staging,
    onFault: (error) => faults.push(error),
  })
  return { border, staging, faults, calls }
}

const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0))

test('a call goes through and comes back under its own number', async () => {
  const pair = portPair()
  answering(pair)
  const bridge = createPageBridge()
  bridge.usePort(pair.page)
  const replies = await Promise.all(
    ['发票', '销售'].map((input) => bridge.api.call({ operation: 'book.get', input })),
  )
  expect(replies).toEqual([
    { ok: true, value: '发票' },
    { ok: true, value: '销售' },
  ])
})

test('news arrives once the page listens, and stops when it does not any more', async () => {
  const pair = portPair()
  const { border } = answering(pair)
  const bridge = createPageBridge()
  const heard: unknown[] = []
  const stop = bridge.api.subscribe((message) => heard.push(message))
  border.publish(['invoices'])
  bridge.usePort(pair.page)
  await settle()
  border.publish(['outbox', 'sync'])
  await settle()
  stop()
  border.publish(['book'])
  await settle()
  expect(heard).toEqual([{ topics: ['outbox', 'sync'] }])
})

test('a file goes over in pieces and is whole on the other side', async () => {
  expect(pieceBytes).toBe(filePieceBytes)
  const pair = portPair()
  const { staging } = answering(pair)
  const bridge = createPageBridge()
  bridge.usePort(pair.page)
  const bytes = Buffer.alloc(filePieceBytes * 2 + 17, 7)
  const fileId = await bridge.api.putFile(new File([bytes], '发票.ofd'))
  const file = staging.files.get(fileId)
  expect([file?.name, file?.isDone, file?.bytes.map(({ length }) => length)]).toEqual([
    '发票.ofd',
    true,
    [filePieceBytes, filePieceBytes, 17],
  ])
  expect(Buffer.concat(file?.bytes ?? []).equals(bytes)).toBe(true)
})

test('a file that is too large is refused before a byte of it is sent', async () => {
  const pair = portPair()
  const { staging } = answering(pair)
  const bridge = createPageBridge()
  bridge.usePort(pair.page)
  const huge = { name: 'a.ofd', size: 60 * 1024 * 1024, slice: () => new Blob() }
  await expect(bridge.api.putFile(huge)).rejects.toThrow('input.invalid')
  expect(staging.files.size).toBe(0)
})

test.each<[string, unknown]>([
  ['no message', 'hello'],
  ['an unknown kind', { kind: 'eval', number: 1, code: '1' }],
  ['a call without a request', { kind: 'call', number: 1 }],
  [
    'a call with something extra',
    { kind: 'call', number: 1, request: { operation: 'book.get', input: {} }, role: 'owner' },
  ],
  [
    'a command id that is none',
    { kind: 'call', number: 1, request: { operation: 'a.b', input: {}, commandId: '1' } },
  ],
  [
    'an empty piece',
    {
      kind: 'file-piece',
      number: 1,
      fileId: '01930000-0000-7000-8000-000000000001',
      bytes: new Uint8Array(),
    },
  ],
  [
    'a piece that is too large',
    {
      kind: 'file-piece',
      number: 1,
      fileId: '01930000-0000-7000-8000-000000000001',
      bytes: new Uint8Array(filePieceBytes + 1),
    },
  ],
  [
    'a piece that is text',
    { kind: 'file-piece', number: 1, fileId: '01930000-0000-7000-8000-000000000001', bytes: 'x' },
  ],
])('%s reaches no handler and is noted', async (_, message) => {
  const pair = portPair()
  const { calls, faults } = answering(pair)
  pair.page.postMessage(message)
  await settle()
  const numbered = typeof message === 'object'
  expect([calls.length, faults.length, pair.toPage]).toEqual([
    0,
    1,
    numbered ? [{ kind: 'reply', number: 1, reply: { ok: false, error: { code: 'input.invalid' } } }] : [],
  ])
})

test('a call over a megabyte, or one that is no JSON, is refused', async () => {
  const pair = portPair()
  const { calls } = answering(pair)
  const bridge = createPageBridge()
  bridge.usePort(pair.page)
  const cycle: { self?: unknown } = {}
  cycle.self = cycle
  const replies = await Promise.all([
    bridge.api.call({ operation: 'sale.record', input: '票'.repeat(maxCallBytes / 3) }),
    bridge.api.call({ operation: 'sale.record', input: cycle }),
  ])
  expect([calls.length, ...replies.map((reply) => (reply.ok ? 'ok' : reply.error.code))]).toEqual([
    0,
    'input.invalid',
    'input.invalid',
  ])
})

test('a piece for a file that this window did not begin is refused', async () => {
  const pair = portPair()
  const { staging } = answering(pair)
  const foreign = staging.begin('other.xml')
  pair.page.postMessage({ kind: 'file-piece', number: 1, fileId: foreign, bytes: new Uint8Array([1]) })
  await settle()
  expect([pair.toPage, staging.files.get(foreign)?.bytes]).toEqual([
    [{ kind: 'reply', number: 1, reply: { ok: false, error: { code: 'file.missing' } } }],
    [],
  ])
})

test('a handler that breaks says only "internal", and the window that closes takes its unfinished files along', async () => {
  const pair = portPair()
  const { staging, faults } = answering(pair, () => Promise.reject(new Error('secret detail')))
  const bridge = createPageBridge()
  bridge.usePort(pair.page)
  const reply = await bridge.api.call({ operation: 'book.get', input: {} })
  pair.page.postMessage({ kind: 'file-begin', number: 9, name: 'a.xml', size: 3 })
  await settle()
  const before = staging.files.size
  pair.page.close()
  expect([reply, faults.length, before, staging.files.size]).toEqual([
    { ok: false, error: { code: 'internal' } },
    1,
    1,
    0,
  ])
})

test('after the book process was restarted, unanswered calls go out again and everything counts as changed', async () => {
  const first = portPair()
  const second = portPair()
  const bridge = createPageBridge()
  const heard: unknown[] = []
  bridge.api.subscribe((message) => heard.push(message))
  // Nobody serves the first port: the book process has just gone.
  bridge.usePort(first.page)
  const command = { operation: 'sale.record', input: {}, commandId: '01930000-0000-7000-8000-00000000000a' }
  const reply = bridge.api.call(command)
  const upload = bridge.api.putFile(new File(['1'], 'a.xml')).catch((error: unknown) => String(error))
  await settle()
  const { calls } = answering(second)
  bridge.usePort(second.page)
  expect(await upload).toBe('Error: file.missing')
  expect(await reply).toEqual({ ok: true, value: {} })
  expect([calls, heard]).toEqual([[command], [{ topics: [...topics] }]])
})

test('a call made before the first port waits for it', async () => {
  const pair = portPair()
  answering(pair)
  const bridge = createPageBridge()
  const reply = bridge.api.call({ operation: 'book.get', input: 1 })
  bridge.usePort(pair.page)
  expect(await reply).toEqual({ ok: true, value: 1 })
})
