// Every command there is. Each is loaded when it is asked for, so that a short one does not wait for the engine or the server.
import type { Command } from './command.ts'

export interface CommandEntry {
  /** `sale add`; its sentences are under `cli.use.<words-with-dashes>` and `cli.help.<words-with-dashes>`. */
  readonly words: readonly string[]
  load(): Promise<Command>
}

export const commands: readonly CommandEntry[] = [
  { words: ['book', 'create'], load: async () => (await import('./commands/book.ts')).bookCreate },
  { words: ['book', 'practice'], load: async () => (await import('./commands/book.ts')).bookPractice },
  { words: ['import'], load: async () => (await import('./commands/import.ts')).importFiles },
  { words: ['sale', 'add'], load: async () => (await import('./commands/sale.ts')).saleAdd },
  { words: ['channel', 'set'], load: async () => (await import('./commands/channel.ts')).channelSet },
  { words: ['outage', 'start'], load: async () => (await import('./commands/outage.ts')).outageStart },
  { words: ['outage', 'end'], load: async () => (await import('./commands/outage.ts')).outageEnd },
  { words: ['outage', 'status'], load: async () => (await import('./commands/outage.ts')).outageStatus },
  { words: ['sync', 'run'], load: async () => (await import('./commands/sync.ts')).syncRun },
  { words: ['outbox', 'list'], load: async () => (await import('./commands/lists.ts')).outboxList },
  { words: ['invoice', 'list'], load: async () => (await import('./commands/lists.ts')).invoiceList },
  { words: ['audit', 'verify'], load: async () => (await import('./commands/lists.ts')).auditVerify },
  { words: ['simulator', 'run'], load: async () => (await import('./commands/simulator.ts')).simulatorRun },
  {
    words: ['simulator', 'ledger'],
    load: async () => (await import('./commands/simulator.ts')).simulatorLedger,
  },
  { words: ['serve'], load: async () => (await import('./commands/serve.ts')).serve },
  { words: ['call'], load: async () => (await import('./commands/call.ts')).call },
  { words: ['contract'], load: async () => (await import('./commands/call.ts')).contract },
]
