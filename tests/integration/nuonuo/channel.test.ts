// The channel against the pretend platform over real HTTP: what each fault becomes, and what the platform then holds.
import { createServer, type Server } from 'node:http'
import { afterEach, expect, test } from 'vitest'
import { createNuonuoChannel } from '../../../src/main/sync/channels/nuonuo/channel.ts'
import type { KeyFinding } from '../../../src/shared/sync/outcome.ts'
import { memorySecrets, openBench, payloadFor, random, type Bench } from './bench.ts'

const open: { close(): Promise<void> }[] = []
afterEach(async () => {
  for (const one of open.splice(0)) await one.close()
})

const bench = async (options?: Parameters<typeof openBench>[0]): Promise<Bench> => {
  const opened = await openBench(options)
  open.push(opened)
  return opened
}
const never = new AbortController().signal
const submit = (one: Bench, key: string) => one.channel.submit({ key, payload: payloadFor(key) }, never)
const find = async (one: Bench, key: string): Promise<KeyFinding | string> => {
  const outcome = await one.channel.lookup([key], never)
  return outcome.type === 'answered' ? (outcome.findings.get(key) ?? 'forgotten') : outcome.type
}
const settled = async (one: Bench, key: string): Promise<KeyFinding | string> => {
  for (;;) {
    const finding = await find(one, key)
    if (typeof finding === 'string' || finding.type !== 'pending') return finding
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}

test('an order is taken, found, and its XML fetched', async () => {
  const one = await bench()
  const outcome = await submit(one, 'K1')
  expect(outcome).toEqual({ type: 'accepted', remoteRef: expect.stringMatching(/^\d{20}$/) as string })
  const finding = await settled(one, 'K1')
  if (typeof finding === 'string' || finding.type !== 'found') throw new Error(JSON.stringify(finding))
  expect(finding.invoice).toMatchObject({
    number: expect.stringMatching(/^\d{20}$/) as string,
    kind: 'digital-ordinary',
    buyerName: '个人',
    amount: 19802,
    tax: 198,
    total: 20000,
  })
  const document = await one.channel.fetchDocument(finding.invoice.documentUrl ?? '', never)
  expect(document.type === 'fetched' && Buffer.from(document.bytes).toString('utf8')).toContain(
    finding.invoice.number,
  )
  expect(await one.requests()).toMatchObject({ token: 1, requestBillingNew: 1, file: 1 })
})

test('a second order under the same number is a duplicate and the platform holds one', async () => {
  const one = await bench()
  const outcomes = [await submit(one, 'K1'), await submit(one, 'K1')]
  expect(outcomes.map(({ type }) => type)).toEqual(['accepted', 'duplicate'])
  expect(await one.accepted()).toBe(1)
})

test('fifty keys are looked up in one request', async () => {
  const one = await bench()
  await submit(one, 'K7')
  await settled(one, 'K7')
  const before = (await one.requests())['queryInvoiceResult'] ?? 0
  const keys = Array.from({ length: 50 }, (_, index) => `K${index}`)
  const outcome = await one.channel.lookup(keys, never)
  if (outcome.type !== 'answered') throw new Error(outcome.type)
  expect([...outcome.findings].filter(([, { type }]) => type !== 'absent').map(([key]) => key)).toEqual([
    'K7',
  ])
  expect(outcome.findings.size).toBe(50)
  expect((await one.requests())['queryInvoiceResult']).toBe(before + 1)
})

test.each<[string, readonly unknown[], string, number]>([
  ['drop-before-store', [{ do: 'drop-before-store', method: 'requestBillingNew' }], 'uncertain', 0],
  ['drop-after-store', [{ do: 'drop-after-store', method: 'requestBillingNew' }], 'uncertain', 1],
  ['reset', [{ do: 'reset', method: 'requestBillingNew' }], 'uncertain', 0],
  ['hang', [{ do: 'hang', method: 'requestBillingNew' }], 'uncertain', 0],
  ['slow beyond the deadline', [{ do: 'slow', ms: 5000, method: 'requestBillingNew' }], 'uncertain', 1],
  ['slow within it', [{ do: 'slow', ms: 50, method: 'requestBillingNew' }], 'accepted', 1],
  ['status 502', [{ do: 'status', code: 502, method: 'requestBillingNew' }], 'uncertain', 0],
  ['garbage', [{ do: 'garbage', method: 'requestBillingNew' }], 'uncertain', 0],
  ['retry-after', [{ do: 'retry-after', seconds: 3, method: 'requestBillingNew' }], 'busy', 0],
  ['maintenance', [{ do: 'maintenance', method: 'requestBillingNew' }], 'down', 0],
  ['credit-exhausted', [{ do: 'credit-exhausted' }], 'needs-person', 0],
  ['login-expired', [{ do: 'login-expired' }], 'needs-person', 0],
  ['duplicate', [{ do: 'duplicate', method: 'requestBillingNew' }], 'duplicate', 1],
])('fault %s', async (_, rules, type, stored) => {
  const one = await bench()
  await one.channel.checkHealth(never)
  await one.setFaults(rules)
  expect((await submit(one, 'K1')).type).toBe(type)
  expect(await one.accepted()).toBe(stored)
})

test.each<[string, readonly unknown[], KeyFinding['type']]>([
  ['sign-failed', [{ do: 'sign-failed' }], 'sign-failed'],
  ['issue-failed by the bureau', [{ do: 'issue-failed', code: 'bureau' }], 'bureau-down'],
  ['issue-failed by the order', [{ do: 'issue-failed' }], 'rejected'],
  ['invisible', [{ do: 'invisible', ms: 60_000 }], 'absent'],
])('an order with fault %s is found as such', async (_, rules, type) => {
  const one = await bench()
  await one.setFaults(rules)
  await submit(one, 'K1')
  const finding = await settled(one, 'K1')
  expect(typeof finding === 'string' ? finding : finding.type).toBe(type)
})

test('an order whose signing failed is asked for again under its own number', async () => {
  const one = await bench()
  await one.setFaults([{ do: 'sign-failed', count: 1 }])
  const outcome = await submit(one, 'K1')
  await settled(one, 'K1')
  const order = { key: 'K1', ...(outcome.type === 'accepted' ? { remoteRef: outcome.remoteRef } : {}) }
  expect(await one.channel.retry(order, never)).toEqual({ type: 'accepted' })
  const finding = await settled(one, 'K1')
  expect(typeof finding === 'string' ? finding : finding.type).toBe('found')
  expect(await one.accepted()).toBe(1)
})

test('asking again for an order that is not there is refused', async () => {
  const one = await bench()
  expect((await one.channel.retry({ key: 'K1' }, never)).type).toBe('refused')
})

test('a platform that is not there is unreachable, with a kept token too', async () => {
  const one = await bench()
  await one.channel.checkHealth(never)
  await one.setFaults([{ do: 'refuse', fromMs: 0, toMs: 60_000 }])
  // The first request may still find an open line; once that is cut, no connection is made any more.
  await submit(one, 'K0')
  expect((await submit(one, 'K1')).type).toBe('unreachable')
  expect(await one.accepted()).toBe(0)
})

test('a host that has no address is unreachable', async () => {
  const channel = createNuonuoChannel({
    config: {
      baseUrl: 'http://platform.invalid/open/v1/services',
      tokenUrl: 'http://platform.invalid/accessToken',
      appKey: 'k',
      settleSeconds: 1,
      maxInFlight: 1,
    },
    secrets: memorySecrets({ 'channel.nuonuo.appSecret': 's' }),
    clock: { now: Date.now },
    random,
  })
  open.push(channel)
  expect((await channel.submit({ key: 'K1', payload: payloadFor('K1') }, never)).type).toBe('unreachable')
})

test('a wrong secret needs a person, and so does a missing one', async () => {
  const one = await bench()
  one.secrets.set('channel.nuonuo.appSecret', 'wrong')
  const wrong = await submit(one, 'K1')
  one.secrets.remove('channel.nuonuo.appSecret')
  const missing = await submit(one, 'K1')
  expect([wrong, missing]).toMatchObject([
    { type: 'needs-person', problem: 'credentials.refused' },
    { type: 'needs-person', problem: 'credentials.refused', text: 'channel.incomplete' },
  ])
})

test('many at once fetch one token, and the next channel uses it again', async () => {
  const one = await bench()
  await Promise.all(Array.from({ length: 20 }, (_, index) => submit(one, `K${index}`)))
  const next = createNuonuoChannel({
    config: one.config,
    secrets: one.secrets,
    clock: { now: Date.now },
    random,
  })
  open.push(next)
  expect((await next.checkHealth(never)).type).toBe('up')
  expect((await one.requests())['token']).toBe(1)
})

test('a token the gateway forgot is fetched anew once and the order is taken', async () => {
  const one = await bench()
  await one.channel.checkHealth(never)
  const kept = JSON.parse(one.secrets.values.get('channel.nuonuo.token') ?? '{}') as object
  one.secrets.set('channel.nuonuo.token', JSON.stringify({ ...kept, token: 'forgotten', fetchedAt: 0 }))
  const next = createNuonuoChannel({
    config: one.config,
    secrets: one.secrets,
    clock: { now: Date.now },
    random,
  })
  open.push(next)
  expect((await next.submit({ key: 'K1', payload: payloadFor('K1') }, never)).type).toBe('accepted')
  expect((await one.requests())['token']).toBe(2)
})

test('when the tokens of the month are used up a person is told', async () => {
  const one = await bench({ simulator: { tokenLimit: 0 } })
  expect(await submit(one, 'K1')).toMatchObject({ type: 'needs-person', problem: 'token.limit' })
})

test('a token desk that is broken means the order was surely not sent', async () => {
  const one = await bench()
  await one.setFaults([{ do: 'status', code: 500, method: 'token' }])
  expect((await submit(one, 'K1')).type).toBe('unreachable')
})

test('an order given up while it is on its way is uncertain, before that it is not sent', async () => {
  const one = await bench()
  await one.channel.checkHealth(never)
  await one.setFaults([{ do: 'hang', method: 'requestBillingNew' }])
  const order = { key: 'K1', payload: payloadFor('K1') }
  const onItsWay = await one.channel.submit(order, AbortSignal.timeout(200))
  const before = await one.channel.submit(order, AbortSignal.abort(new Error('stopped')))
  expect([onItsWay.type, before.type]).toEqual(['uncertain', 'unreachable'])
})

test('a document from a stranger, beyond its size, or gone', async () => {
  const server: Server = createServer((request, response) => {
    response.end(request.url === '/big.xml' ? Buffer.alloc(21 * 1024 * 1024, 32) : 'other')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  open.push({ close: async () => void server.close() })
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  const one = await bench()
  const at = async (url: string) => (await one.channel.fetchDocument(url, never)).type
  const big = createNuonuoChannel({
    config: { ...one.config, baseUrl: `http://127.0.0.1:${port}/` },
    secrets: one.secrets,
    clock: { now: Date.now },
    random,
  })
  open.push(big)
  expect([
    await at(`http://127.0.0.1:${port}/a.xml`),
    await at(`${new URL(one.simulator.url).origin}/files/12345678901234567890.xml`),
    (await big.fetchDocument(`http://127.0.0.1:${port}/big.xml`, never)).type,
  ]).toEqual(['missing', 'missing', 'uncertain'])
})
