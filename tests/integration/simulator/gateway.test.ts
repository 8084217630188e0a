import { afterAll, beforeAll, expect, test } from 'vitest'
import { startSimulator, type RunningSimulator } from '../../../src/main/simulator/server.ts'
import { callerOf, clockAt, folder, order, requestToken, type Caller } from './raw-client.ts'

const place = folder()
const clock = clockAt('2026-11-21T10:00:00+08:00')
let simulator: RunningSimulator
let caller: Caller
beforeAll(async () => {
  simulator = await startSimulator({
    port: 0,
    ledgerFile: place.ledgerFile,
    now: clock.now,
    tokenLimit: 3,
    issueDelayMs: 0,
  })
  caller = await callerOf(simulator, { now: clock.now })
})
afterAll(async () => {
  await simulator.close()
  place.remove()
})

const seconds = (offset: number): string => String(Math.floor(clock.now() / 1000) + offset)

test.each([
  ['an unknown application key', { query: { appkey: 'NOBODY' } }, '070101'],
  ['a senid that is no 32 hex digits', { query: { senid: 'abc' } }, '070203'],
  ['a nonce of seven digits', { query: { nonce: '1234567' } }, '070203'],
  ['a timestamp eleven minutes old', { query: { timestamp: seconds(-660) } }, '070202'],
  ['a timestamp eleven minutes ahead', { query: { timestamp: seconds(660) } }, '070202'],
  ['a timestamp that was not signed', { query: { timestamp: seconds(-1) } }, '070201'],
  ['a wrong signature', { headers: { 'X-Nuonuo-Sign': 'AAAAAAAAAAAAAAAAAAAAAAAAAAA=' } }, '070201'],
  ['a token nobody was given', { headers: { accessToken: 'f'.repeat(32) } }, '070301'],
  ['a form instead of JSON', { headers: { 'Content-Type': 'text/plain' } }, '070203'],
  ['a method that is not there', { headers: { method: 'nuonuo.OpeMplatform.unheardOf' } }, '070102'],
])('%s is refused at the gateway', async (_, change, code) => {
  const answer = await caller.ask('requestBillingNew', order('G1'), change)
  expect([answer.code, answer.result]).toEqual([code, null])
})

test('nothing of it was stored, and the same order goes through when all is right', async () => {
  const answers = [await caller.lookup('G1'), await caller.submit('G1'), await caller.lookup('G1')]
  expect(answers.map(({ code }) => code)).toEqual(['E9500', 'E0000', 'E0000'])
})

test('a GET is not an answer', async () => {
  const response = await fetch(simulator.url)
  expect(response.status).toBe(405)
})

test('tokens are for the right key, secret and grant only, live a day, and run out in a month', async () => {
  const refused = [
    await requestToken(simulator, { client_id: 'NOBODY' }),
    await requestToken(simulator, { client_secret: 'guess' }),
    await requestToken(simulator, { grant_type: 'password' }),
  ].map(({ error }) => error)
  const granted = [await requestToken(simulator), await requestToken(simulator)]
  const beyond = await requestToken(simulator)
  expect([refused, granted.map((answer) => answer['expires_in']), beyond['error']]).toEqual([
    ['070304', '070305', '070307'],
    [86_400, 86_400],
    '070306',
  ])

  clock.forward(86_400_000)
  const expired = await caller.lookup('G1')
  clock.forward(29 * 86_400_000)
  const nextMonth = await requestToken(simulator)
  expect([expired.code, typeof nextMonth['access_token']]).toEqual(['070301', 'string'])
})
