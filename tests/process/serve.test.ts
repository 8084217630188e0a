// The loopback host as a program: a practice book served with its own platform and engine, closed without a trace.
import { existsSync } from 'node:fs'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openCommandLine, type CommandLine } from '../support/command-line.ts'

const page = path.resolve(import.meta.dirname, '..', '..', 'dist', 'renderer', 'index.html')
let cli: CommandLine
beforeEach(async (context) => {
  if (!existsSync(page)) context.skip('the window is not built')
  cli = openCommandLine()
  await cli.run(['book', 'practice'])
})
afterEach(() => cli.close())

interface Reply {
  readonly ok: boolean
  readonly value: Readonly<Record<string, unknown>>
}

const callerAt = (
  address: string,
): ((operation: string, input: unknown, commandId?: string) => Promise<Reply>) => {
  const url = new URL(address)
  const token = url.hash.slice('#token='.length)
  return async (operation, input, commandId) => {
    const response = await fetch(new URL('/api/call', url), {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ operation, input, ...(commandId === undefined ? {} : { commandId }) }),
    })
    return (await response.json()) as Reply
  }
}

const eventually = async <T>(ask: () => Promise<T>, isGood: (value: T) => boolean): Promise<T> => {
  for (const end = Date.now() + 30_000; ;) {
    const value = await ask()
    if (isGood(value) || Date.now() > end) return value
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
}

test('a sale recorded in the window of a practice book is issued and verified by itself', async () => {
  const served = await cli.start(['serve', '--port', '0', '--no-open'])
  const call = callerAt(served.first['url'] ?? '')
  const sale = {
    ref: 'A',
    buyer: { name: '北京测试有限公司' },
    kind: 'digital-ordinary',
    lines: [{ name: '茶叶', amountInclTax: '113.00', rate: '0.13' }],
  }
  await call('sale.record', { sales: [sale] })
  const list = await eventually(
    () => call('outbox.list', {}),
    ({ value }) => (value['rows'] as { verified: boolean }[])[0]?.verified === true,
  )
  const practice = await call('practice.state', {})
  expect(list.value['rows']).toEqual([expect.objectContaining({ ref: 'A', state: 'issued', verified: true })])
  expect(practice.value).toEqual(expect.objectContaining({ running: true, accepted: 1, issued: 1 }))
})

test('the platform misbehaves as the practice panel tells it to, and stops when told', async () => {
  const served = await cli.start(['serve', '--port', '0', '--no-open', '--no-sync'])
  const call = callerAt(served.first['url'] ?? '')
  const set = await call('practice.set-faults', { script: { rules: [{ do: 'maintenance' }] } })
  const wrong = await call('practice.set-faults', { script: { rules: [{ do: 'explode' }] } })
  const cleared = await call('practice.clear-faults', {})
  const rules = (reply: Reply): unknown => (reply.value['faults'] as { rules: unknown[] }).rules.length
  expect([set.ok, rules(set), wrong.ok, cleared.ok, rules(cleared)]).toEqual([true, 1, false, true, 0])
})

test('a second start of the same book says so and gives the address of the first', async () => {
  const first = await cli.start(['serve', '--port', '0', '--no-open', '--no-sync'])
  const second = await cli.run(['serve', '--port', '0', '--no-open', '--no-sync'])
  expect([second.code, second.values]).toEqual([0, [{ url: first.first['url'] }]])
  expect(second.stderr).toContain('already open')
})

test('a port that is taken is said in one sentence', async () => {
  const first = await cli.start(['serve', '--port', '0', '--no-open', '--no-sync'])
  const { port } = new URL(first.first['url'] ?? '')
  const other = path.join(cli.folder, 'other')
  await cli.run(['book', 'practice', '--book', other])
  const second = await cli.run(['serve', '--port', port, '--no-open', '--no-sync', '--book', other])
  expect([second.code, second.stdout, second.stderr.includes(port)]).toEqual([1, '', true])
})

test('the next start finds the practice platform as it was, with nothing new in the audit trail', async () => {
  const first = await cli.start(['serve', '--port', '0', '--no-open', '--no-sync'])
  const before = await callerAt(first.first['url'] ?? '')('channel.get', {})
  await first.stop()
  const audit = await cli.run(['audit', 'verify', '--json'])
  const second = await cli.start(['serve', '--port', '0', '--no-open', '--no-sync'])
  const after = await callerAt(second.first['url'] ?? '')('channel.get', {})
  await second.stop()
  expect(after).toEqual(before)
  expect((await cli.run(['audit', 'verify', '--json'])).values).toEqual(audit.values)
})

test('a practice book whose channel was pointed at another simulator is left alone', async () => {
  const simulator = await cli.start([
    'simulator',
    'run',
    '--port',
    '0',
    '--ledger',
    path.join(cli.folder, 'l.db'),
  ])
  const { url = '', tokenUrl = '', appKey = '', appSecret = '' } = simulator.first
  await cli.run([
    'channel',
    'set',
    'nuonuo',
    '--base-url',
    url,
    '--token-url',
    tokenUrl,
    '--app-key',
    appKey,
    '--app-secret',
    appSecret,
  ])
  const served = await cli.start(['serve', '--port', '0', '--no-open', '--no-sync'])
  const channel = await callerAt(served.first['url'] ?? '')('channel.get', {})
  expect(channel.value).toEqual(expect.objectContaining({ baseUrl: url, appKey, state: 'ready' }))
})
