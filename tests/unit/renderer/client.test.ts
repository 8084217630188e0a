// The client: commands act once however often they are sent, news makes the right answers stale, the token stays out of sight.
import { expect, test } from 'vitest'
import type { CallRequest } from '../../../src/shared/contract/wire.ts'
import { CallError } from '../../../src/renderer/api/call-error.ts'
import { createClient } from '../../../src/renderer/api/client.ts'
import { linesOf } from '../../../src/renderer/api/event-stream.ts'
import { tokenFromFragment } from '../../../src/renderer/api/session-token.ts'
import { isStaleBy } from '../../../src/renderer/api/stale-queries.ts'
import { ConnectionLost, type Transport } from '../../../src/renderer/api/transport.ts'

const scripted = (answers: readonly (unknown | Error)[]): { transport: Transport; sent: CallRequest[] } => {
  const sent: CallRequest[] = []
  return {
    sent,
    transport: {
      call: (request) => {
        const answer = answers[sent.length]
        sent.push(request)
        return answer instanceof Error ? Promise.reject(answer) : Promise.resolve({ ok: true, value: answer })
      },
      subscribe: () => () => undefined,
      putFile: () => Promise.reject(new Error('not asked for')),
      getFile: () => Promise.reject(new Error('not asked for')),
    },
  }
}
const atOnce = (): Promise<void> => Promise.resolve()

test('a command that got no answer is sent again under the same id', async () => {
  const { transport, sent } = scripted([
    new ConnectionLost('cut'),
    new ConnectionLost('cut'),
    { state: 'outage' },
  ])
  const reply = await createClient(transport, atOnce).call('outage.start', { reason: '维护' })
  expect(reply).toEqual({ state: 'outage' })
  expect(sent.map(({ operation }) => operation)).toEqual(['outage.start', 'outage.start', 'outage.start'])
  expect(new Set(sent.map(({ commandId }) => commandId)).size).toBe(1)
  expect(sent[0]?.commandId).toMatch(/^[0-9a-f-]{36}$/)
})

test('a query carries no command id', async () => {
  const { transport, sent } = scripted([{}])
  await createClient(transport, atOnce).call('book.get', {})
  expect(sent).toEqual([{ operation: 'book.get', input: {} }])
})

test('after four tries without an answer the connection is called lost', async () => {
  const { transport, sent } = scripted(Array.from({ length: 9 }, () => new ConnectionLost('cut')))
  const error: unknown = await createClient(transport, atOnce)
    .call('outage.end', {})
    .catch((thrown: unknown) => thrown)
  expect(error).toBeInstanceOf(CallError)
  expect({ code: error instanceof CallError ? error.data.code : '', tries: sent.length }).toEqual({
    code: 'connection.lost',
    tries: 4,
  })
})

test('a refusal is not tried again', async () => {
  const { transport, sent } = scripted([])
  const refusing: Transport = {
    ...transport,
    call: (request) => {
      sent.push(request)
      return Promise.resolve({ ok: false, error: { code: 'outage.already-started', correlationId: 'c1' } })
    },
  }
  const error: unknown = await createClient(refusing, atOnce)
    .call('outage.start', {})
    .catch((thrown: unknown) => thrown)
  expect(error instanceof CallError ? error.data : error).toEqual({
    code: 'outage.already-started',
    correlationId: 'c1',
  })
  expect(sent.length).toBe(1)
})

test('news makes the answers about its topics stale and no others', () => {
  const news = new Set(['invoices'] as const)
  expect(
    [['invoice.page', {}], ['overview.get', {}], ['settings.get', {}], ['something', 'else'], []].map((key) =>
      isStaleBy(key, news),
    ),
  ).toEqual([true, true, false, false, false])
})

test('lines of news are put together whatever pieces they come in', async () => {
  const pieces = ['\n{"topics":["ou', 'tbox"]}\n{"topics":["sales"]}\n\n{"to']
  const body = new ReadableStream<Uint8Array>({
    start: (controller) => {
      for (const piece of pieces) controller.enqueue(new TextEncoder().encode(piece))
      controller.close()
    },
  })
  const lines: string[] = []
  for await (const line of linesOf(body)) lines.push(line)
  expect(lines).toEqual(['{"topics":["outbox"]}', '{"topics":["sales"]}'])
})

test('the token is taken out of the address and the page it names is kept', () => {
  expect(['#token=abc-DEF_1', '#token=abc&/queue', '#/queue', ''].map(tokenFromFragment)).toEqual([
    { token: 'abc-DEF_1', rest: '' },
    { token: 'abc', rest: '#/queue' },
    { rest: '#/queue' },
    { rest: '' },
  ])
})
