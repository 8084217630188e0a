// A channel wired to a real simulator on its own ledger, with secrets in memory.
import { randomBytes, randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Random, Secrets } from '../../../src/main/core/app/ports.ts'
import { faultScriptFrom } from '../../../src/main/simulator/faults.ts'
import { startSimulator, type SimulatorOptions } from '../../../src/main/simulator/server.ts'
import type { Channel } from '../../../src/main/sync/channels/channel.ts'
import { createNuonuoChannel } from '../../../src/main/sync/channels/nuonuo/channel.ts'
import type { NuonuoConfig } from '../../../src/main/sync/channels/nuonuo/config.ts'
import { nuonuoOrders } from '../../../src/main/sync/channels/nuonuo/order.ts'
import { orderInput } from '../../unit/nuonuo/orders.ts'

export const random: Random = {
  uuid: () => randomUUID(),
  bytes: (count) => new Uint8Array(randomBytes(count)),
}

export const memorySecrets = (
  values: Record<string, string> = {},
): Secrets & { values: Map<string, string> } => {
  const map = new Map(Object.entries(values))
  return {
    values: map,
    get: (name) => map.get(name),
    set: (name, value) => void map.set(name, value),
    remove: (name) => void map.delete(name),
  }
}

export const payloadFor = (key: string): string => {
  const written = nuonuoOrders.write({ ...orderInput(), key })
  if ('missing' in written) throw new Error('the sample seller is incomplete')
  return written.payload
}

export interface Bench {
  readonly channel: Channel
  readonly secrets: ReturnType<typeof memorySecrets>
  readonly config: NuonuoConfig
  readonly simulator: Awaited<ReturnType<typeof startSimulator>>
  setFaults(rules: readonly unknown[]): Promise<void>
  requests(): Promise<Record<string, number>>
  /** Orders the platform stored. */
  accepted(): Promise<number>
  close(): Promise<void>
}

const adminJson = async (url: string, init?: RequestInit): Promise<unknown> => {
  const response = await fetch(url, init)
  const text = await response.text()
  if (!response.ok) throw new Error(text)
  return text === '' ? undefined : (JSON.parse(text) as unknown)
}

export const openBench = async (
  options: { config?: Partial<NuonuoConfig>; simulator?: Partial<SimulatorOptions> } = {},
): Promise<Bench> => {
  const folder = mkdtempSync(path.join(tmpdir(), 'piaobu-nuonuo-'))
  const simulator = await startSimulator({
    port: 0,
    ledgerFile: path.join(folder, 'ledger.db'),
    ...options.simulator,
  })
  const secrets = memorySecrets({ 'channel.nuonuo.appSecret': simulator.appSecret })
  const config: NuonuoConfig = {
    baseUrl: simulator.url,
    tokenUrl: simulator.tokenUrl,
    appKey: simulator.appKey,
    settleSeconds: 1,
    maxInFlight: 32,
    taxId: orderInput().seller.taxId,
    ...options.config,
  }
  const channel = createNuonuoChannel({ config, secrets, clock: { now: Date.now }, random })
  return {
    channel,
    secrets,
    config,
    simulator,
    async setFaults(rules) {
      await adminJson(`${simulator.adminUrl}/faults`, {
        method: 'PUT',
        body: JSON.stringify(faultScriptFrom({ rules })),
      })
    },
    async requests() {
      const state = (await adminJson(`${simulator.adminUrl}/state`)) as { requests: Record<string, number> }
      return state.requests
    },
    async accepted() {
      const state = (await adminJson(`${simulator.adminUrl}/state`)) as { accepted: number }
      return state.accepted
    },
    async close() {
      await channel.close()
      await simulator.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
