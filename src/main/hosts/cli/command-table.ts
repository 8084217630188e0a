// Every command there is. Two words before one, so that `book create` is not taken for `book`.
import type { Command } from './command.ts'
import { bookCreate, bookPractice } from './commands/book.ts'
import { call, contract } from './commands/call.ts'
import { channelSet } from './commands/channel.ts'
import { importFiles } from './commands/import.ts'
import { auditVerify, invoiceList, outboxList } from './commands/lists.ts'
import { outageEnd, outageStart, outageStatus } from './commands/outage.ts'
import { saleAdd } from './commands/sale.ts'
import { serve } from './commands/serve.ts'
import { simulatorLedger, simulatorRun } from './commands/simulator.ts'
import { syncRun } from './commands/sync.ts'

export const commands: readonly Command[] = [
  bookCreate,
  bookPractice,
  importFiles,
  saleAdd,
  channelSet,
  outageStart,
  outageEnd,
  outageStatus,
  syncRun,
  outboxList,
  invoiceList,
  auditVerify,
  simulatorRun,
  simulatorLedger,
  serve,
  call,
  contract,
]
