import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { readLedger } from '../../../src/main/simulator/ledger.ts'
import { startSimulator } from '../../../src/main/simulator/server.ts'
import { callerOf, folder, foundIn, type Place } from './raw-client.ts'

let place: ReturnType<typeof folder>
beforeEach(() => {
  place = folder()
})
afterEach(() => place.remove())

const portOf = (url: string): number => Number(new URL(url).port)

test('a restart on the same port and ledger goes on with secrets, tokens, numbers and orders', async () => {
  const first = await startSimulator({ port: 0, ledgerFile: place.ledgerFile, seed: 7, issueDelayMs: 0 })
  const caller = await callerOf(first)
  await caller.submit('A1')
  const before = foundIn(await caller.lookup('A1'))
  await first.close()

  const second = await startSimulator({
    port: portOf(first.url),
    ledgerFile: place.ledgerFile,
    issueDelayMs: 0,
  })
  try {
    const state = (await (await fetch(`${second.adminUrl}/state`)).json()) as { faults: { seed: number } }
    const answers = [await caller.submit('A1'), await caller.submit('A2')]
    const after = foundIn(await caller.lookup('A1', 'A2'))
    expect([second.url, second.appKey, second.appSecret]).toEqual([first.url, first.appKey, first.appSecret])
    expect([answers.map(({ code }) => code), state.faults.seed]).toEqual([['E9106', 'E0000'], 7])
    expect(after[0]).toEqual(before[0])
    expect(BigInt(after[1]?.invoiceNo ?? 0) - BigInt(before[0]?.invoiceNo ?? 0)).toBe(1n)
  } finally {
    await second.close()
  }
})

const serverFile = new URL('../../../src/main/simulator/server.ts', import.meta.url).href

/** A simulator in a process of its own. */
const spawned = async (ledgerFile: string): Promise<{ place: Place; kill(): Promise<void> }> => {
  const script = `import { startSimulator } from ${JSON.stringify(serverFile)}
    const { close, ...place } = await startSimulator({ port: 0, ledgerFile: process.argv[1], issueDelayMs: 0 })
    console.log(JSON.stringify(place))`
  const child = spawn(process.execPath, ['--input-type=module', '-e', script, ledgerFile], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const [first] = (await once(createInterface({ input: child.stdout }), 'line')) as [string]
  return {
    place: JSON.parse(first) as Place,
    async kill() {
      child.kill('SIGKILL')
      await once(child, 'exit')
    },
  }
}

test('a kill in the middle of the rush loses no answered order and doubles none', async () => {
  const child = await spawned(place.ledgerFile)
  const caller = await callerOf(child.place)
  const answered: string[] = []
  let next = 0
  const worker = async (): Promise<void> => {
    for (;;) {
      next += 1
      const orderNo = `K${next}`
      const { code } = await caller.submit(orderNo)
      if (code === 'E0000') answered.push(orderNo)
      if (answered.length === 150) await child.kill()
    }
  }
  await Promise.allSettled(Array.from({ length: 8 }, worker))

  const entries = [...readLedger(place.ledgerFile)]
  const stored = new Set(entries.map(({ orderNo }) => orderNo))
  expect(answered.length).toBeGreaterThanOrEqual(150)
  expect(answered.filter((orderNo) => !stored.has(orderNo))).toEqual([])
  expect([stored.size, new Set(entries.map(({ invoiceNumber }) => invoiceNumber)).size]).toEqual([
    entries.length,
    entries.length,
  ])

  const again = await startSimulator({ port: 0, ledgerFile: place.ledgerFile, issueDelayMs: 0 })
  try {
    const survivor = await callerOf(again, { token: caller.token })
    const codes = [(await survivor.submit('K1')).code, (await survivor.submit('NEW')).code]
    const numbers = [...readLedger(place.ledgerFile)].map(({ invoiceNumber }) => invoiceNumber)
    expect([codes, new Set(numbers).size]).toEqual([['E9106', 'E0000'], entries.length + 1])
  } finally {
    await again.close()
  }
})
