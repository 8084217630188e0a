import { afterEach, beforeEach, expect, test } from 'vitest'
import { faultScriptFrom } from '../../../src/main/simulator/faults.ts'
import { readLedger } from '../../../src/main/simulator/ledger.ts'
import { startSimulator, type RunningSimulator } from '../../../src/main/simulator/server.ts'
import { callerOf, clockAt, failureOf, folder, foundIn, order, type Caller } from './raw-client.ts'

const clock = clockAt('2026-11-21T10:00:00+08:00')
let place: ReturnType<typeof folder>
let simulator: RunningSimulator
let caller: Caller
beforeEach(async () => {
  place = folder()
  simulator = await startSimulator({
    port: 0,
    ledgerFile: place.ledgerFile,
    now: clock.now,
    issueDelayMs: 20,
  })
  caller = await callerOf(simulator, { now: clock.now })
})
afterEach(async () => {
  await simulator.close()
  place.remove()
})

const misbehave = async (...rules: object[]): Promise<void> => {
  const response = await fetch(`${simulator.adminUrl}/faults`, {
    method: 'PUT',
    body: JSON.stringify({ seed: 7, rules }),
  })
  expect(response.status).toBe(200)
}
const behave = async (): Promise<void> => {
  await fetch(`${simulator.adminUrl}/faults`, { method: 'DELETE' })
}
const submit = (orderNo: string): Promise<Response> => caller.call('requestBillingNew', order(orderNo))
const ledger = (): string[] => {
  clock.forward(20)
  return [...readLedger(place.ledgerFile, clock.now())].map(({ orderNo }) => orderNo)
}
const statusOf = async (orderNo: string): Promise<string | undefined> =>
  foundIn(await caller.lookup(orderNo))[0]?.status

/** After any fault: the same number again gives exactly one invoice. */
const afterwards = async (orderNo: string): Promise<{ code: string; ledger: string[] }> => {
  await behave()
  const { code } = await caller.submit(orderNo)
  return { code, ledger: ledger() }
}

test('refuse: the port is really closed while its time lasts, the admin address answers, then it opens again', async () => {
  await misbehave({ do: 'refuse', toMs: 5000 })
  const shut = await failureOf(submit('R1'))
  const state = (await (await fetch(`${simulator.adminUrl}/state`)).json()) as { listening: boolean }
  clock.forward(5000)
  await expect.poll(() => failureOf(submit('R1'))).toBe('HTTP 200')
  expect([shut, state.listening, ledger()]).toEqual(['ECONNREFUSED', false, ['R1']])
})

test('refuse: single requests lose their connection before anything is read', async () => {
  await misbehave({ do: 'refuse', method: 'requestBillingNew', count: 1 })
  const failed = await failureOf(submit('R2'))
  expect(['ECONNRESET', 'UND_ERR_SOCKET']).toContain(failed)
  expect(ledger()).toEqual([])
  expect(await afterwards('R2')).toEqual({ code: 'E0000', ledger: ['R2'] })
})

test('hang: no answer, and the connection ends after its time without storing', async () => {
  await misbehave({ do: 'hang', ms: 60 })
  expect(await failureOf(submit('H1'))).toBe('UND_ERR_SOCKET')
  expect(await afterwards('H1')).toEqual({ code: 'E0000', ledger: ['H1'] })
})

test('reset: the answer breaks off and nothing is stored', async () => {
  await misbehave({ do: 'reset' })
  expect(['ECONNRESET', 'UND_ERR_SOCKET']).toContain(await failureOf(submit('S1')))
  expect(await afterwards('S1')).toEqual({ code: 'E0000', ledger: ['S1'] })
})

test('maintenance: submits and lookups hear that the bureau is being upgraded, tokens and files go on', async () => {
  await caller.submit('M0')
  clock.forward(20)
  const [before] = foundIn(await caller.lookup('M0'))
  await misbehave({ do: 'maintenance' })
  const answers = [await caller.submit('M1'), await caller.lookup('M0')]
  const file = await fetch(before?.xmlUrl ?? '')
  expect([answers.map((answer) => [answer.code, answer.describe]), file.status]).toEqual([
    [
      ['E9999', '系统异常：税局升级维护，请稍后再试'],
      ['E9999', '系统异常：税局升级维护，请稍后再试'],
    ],
    200,
  ])
  expect(await afterwards('M1')).toEqual({ code: 'E0000', ledger: ['M0', 'M1'] })
})

test('status and retry-after: HTTP speaks instead of the platform', async () => {
  await misbehave(
    { do: 'status', code: 503, count: 1 },
    { do: 'status', count: 1 },
    { do: 'retry-after', seconds: 9 },
  )
  const answers = [await submit('A1'), await submit('A1'), await submit('A1')]
  expect(answers.map((answer) => [answer.status, answer.headers.get('retry-after')])).toEqual([
    [503, null],
    [500, null],
    [429, '9'],
  ])
  expect(await afterwards('A1')).toEqual({ code: 'E0000', ledger: ['A1'] })
})

test('slow: the order is in the ledger before its answer comes', async () => {
  await misbehave({ do: 'slow', method: 'requestBillingNew', ms: 250 })
  const answer = submit('L1')
  await expect.poll(ledger, { interval: 5, timeout: 200 }).toEqual(['L1'])
  expect((await answer).status).toBe(200)
})

test('drop-before-store: the whole request is read, nothing is kept', async () => {
  await misbehave({ do: 'drop-before-store' })
  expect(await failureOf(submit('B1'))).toBe('UND_ERR_SOCKET')
  expect(ledger()).toEqual([])
  expect(await afterwards('B1')).toEqual({ code: 'E0000', ledger: ['B1'] })
})

test('drop-after-store: the order is kept though nobody heard so, lookups are untouched', async () => {
  await misbehave({ do: 'drop-after-store' })
  expect(await failureOf(submit('C1'))).toBe('UND_ERR_SOCKET')
  expect([ledger(), await statusOf('C1')]).toEqual([['C1'], '2'])
  expect(await afterwards('C1')).toEqual({ code: 'E9106', ledger: ['C1'] })
})

test('invisible: stored and answered, but lookups do not show it for a while', async () => {
  await misbehave({ do: 'invisible', ms: 400 })
  const accepted = await caller.submit('I1')
  clock.forward(399)
  const hidden = await caller.lookup('I1')
  const twin = await caller.submit('I1')
  clock.forward(1)
  expect([accepted.code, hidden.code, twin.code, await statusOf('I1'), ledger()]).toEqual([
    'E0000',
    'E9500',
    'E9106',
    '2',
    ['I1'],
  ])
})

test('pending: issuing takes its time, and the ledger shows the invoice only then', async () => {
  await misbehave({ do: 'pending', ms: 1000 })
  await caller.submit('P1')
  clock.forward(979)
  const before = [await statusOf('P1'), ledger()]
  clock.forward(1)
  expect([before, await statusOf('P1'), ledger()]).toEqual([['20', []], '2', ['P1']])
})

test('sign-failed: status 24 until it is asked again under the same serial number', async () => {
  await misbehave({ do: 'sign-failed', count: 1 })
  await caller.submit('F1')
  clock.forward(20)
  const [failed] = foundIn(await caller.lookup('F1'))
  const before = ledger()
  const again = await caller.ask('reInvoice', { fpqqlsh: failed?.serialNo, orderno: 'F1' })
  const issuing = await statusOf('F1')
  const tooEarly = await caller.ask('reInvoice', { orderno: 'F1' })
  clock.forward(20)
  const [issued] = foundIn(await caller.lookup('F1'))
  const tooLate = await caller.ask('reInvoice', { orderno: 'F1' })
  expect({
    failed: [failed?.status, failed?.statusMsg, failed?.invoiceNo, failed?.failCause],
    before,
    codes: [again.code, tooEarly.code, tooLate.code],
    issuing,
    issued: [issued?.status, issued?.serialNo === failed?.serialNo, issued?.invoiceNo.length],
    after: ledger(),
  }).toEqual({
    failed: ['24', '开票成功签章失败', '', '签章失败，请重试'],
    before: [],
    codes: ['E0000', 'E9601', 'E9601'],
    issuing: '20',
    issued: ['2', true, 20],
    after: ['F1'],
  })
})

test('issue-failed: status 22 with the bureau’s or the buyer’s cause, never in the ledger', async () => {
  await misbehave({ do: 'issue-failed', code: 'bureau', count: 1 }, { do: 'issue-failed' })
  await caller.submit('E1')
  await caller.submit('E2')
  clock.forward(20)
  const found = foundIn(await caller.lookup('E1', 'E2'))
  expect([found.map(({ status, failCause }) => [status, failCause]), ledger()]).toEqual([
    [
      ['22', '网络超时，税局升级维护，请稍后重试'],
      ['22', '购方税号校验不通过'],
    ],
    [],
  ])
  expect(await afterwards('E1')).toEqual({ code: 'E9106', ledger: [] })
})

test('reInvoice is taken twenty times a day for a serial number', async () => {
  await simulator.close()
  simulator = await startSimulator({
    port: 0,
    ledgerFile: place.ledgerFile,
    now: clock.now,
    issueDelayMs: 20,
    faults: faultScriptFrom({ rules: [{ do: 'issue-failed', method: 'reInvoice' }, { do: 'issue-failed' }] }),
  })
  caller = await callerOf(simulator, { now: clock.now, token: caller.token })
  await caller.submit('Q1')
  clock.forward(20)
  const codes: string[] = []
  for (let attempt = 0; attempt < 21; attempt += 1) {
    codes.push((await caller.ask('reInvoice', { orderno: 'Q1' })).code)
    clock.forward(20)
  }
  expect([new Set(codes.slice(0, 20)), codes[20]]).toEqual([new Set(['E0000']), 'E9613'])
})

test('duplicate: E9106 for an order that was stored by that very request', async () => {
  await misbehave({ do: 'duplicate', count: 1 })
  const answer = await caller.submit('U1')
  expect([answer.code, ledger(), await statusOf('U1')]).toEqual(['E9106', ['U1'], '2'])
})

test('garbage: HTTP 200 around something that is no envelope, nothing stored', async () => {
  await misbehave({ do: 'garbage' })
  const bodies: unknown[] = []
  for (let turn = 0; turn < 4; turn += 1) {
    const response = await submit('V1')
    bodies.push([response.status, await response.text()])
  }
  expect(bodies).toEqual([
    [200, expect.stringContaining('<html>')],
    [200, '{"code":"E00'],
    [200, '["not", "an", "envelope"]'],
    [200, ''],
  ])
  expect(await afterwards('V1')).toEqual({ code: 'E0000', ledger: ['V1'] })
})

test('credit-exhausted and login-expired: refused in words, and shown where one asks', async () => {
  await misbehave({ do: 'credit-exhausted' })
  const poor = await caller.submit('K1')
  const credit = (await caller.ask('getCreditLine', {})).result as { availableCreditLine: string }
  await misbehave({ do: 'login-expired' })
  const out = await caller.submit('K1')
  const login = (await caller.ask('getCertificationStatus', { queryType: '2' })).result
  const lookup = await caller.lookup('K1')
  expect([poor.code, poor.describe, credit.availableCreditLine]).toEqual([
    'E9338',
    expect.stringContaining('授信额度不足'),
    '0.00',
  ])
  expect([out.code, out.describe, login, lookup.code]).toEqual([
    'E9302',
    expect.stringContaining('登录已失效'),
    expect.objectContaining({ certificationStatus: '0' }),
    'E9500',
  ])
  expect(await afterwards('K1')).toEqual({ code: 'E0000', ledger: ['K1'] })
})

test('the admin address shows the course of the script and refuses a bad one with a sentence', async () => {
  await misbehave({ do: 'status', code: 502, method: 'requestBillingNew', every: 2 })
  await submit('Z1')
  await submit('Z2')
  const bad = await fetch(`${simulator.adminUrl}/faults`, {
    method: 'PUT',
    body: '{"rules":[{"do":"slow"},{"do":"explode"}]}',
  })
  const state = (await (await fetch(`${simulator.adminUrl}/state`)).json()) as Record<string, unknown>
  clock.forward(20)
  const entries = (await (await fetch(`${simulator.adminUrl}/ledger`)).json()) as { orderNo: string }[]
  expect([bad.status, await bad.json()]).toEqual([
    400,
    { error: expect.stringMatching(/^Rule 2: "do" is "explode", but must be one of refuse, /) as string },
  ])
  expect(state).toMatchObject({
    listening: true,
    faults: { seed: 7, rules: [{ do: 'status', met: 2, applied: 1, inWindow: true }] },
    requests: { token: 1, requestBillingNew: 2 },
    accepted: 1,
  })
  expect(entries.map(({ orderNo }) => orderNo)).toEqual(['Z1'])
})
