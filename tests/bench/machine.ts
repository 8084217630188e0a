// The machine a figure was measured on, without its name or places.
import os from 'node:os'
import { loadSqlite } from '../../src/main/core/db/driver.ts'

export interface Machine {
  readonly system: string
  readonly cores: number
  readonly processor: string
  readonly memoryGb: number
  readonly node: string
  readonly sqlite: string
  /** Work waiting for the processor at the start, one minute's mean: above `cores` the figures are noisy. */
  readonly load: number
}

export const thisMachine = (): Machine => {
  const Sqlite = loadSqlite()
  const memory = new Sqlite(':memory:')
  const sqlite = String(memory.prepare('SELECT sqlite_version()').pluck().get())
  memory.close()
  return {
    system: `${os.type()} ${os.arch()}`,
    cores: os.availableParallelism(),
    processor: os.cpus()[0]?.model.trim() ?? 'unknown',
    memoryGb: Math.round(os.totalmem() / 2 ** 30),
    node: process.versions.node,
    sqlite,
    load: Math.round((os.loadavg()[0] ?? 0) * 100) / 100,
  }
}
