// Every operation of the contract with its handler; one that is missing does not compile.
import type { OperationName } from '../../../shared/contract/api.ts'
import type { Handlers } from './handler.ts'
import { bookHandlers } from './handlers/book.ts'
import { channelHandlers } from './handlers/channels.ts'
import { documentHandlers } from './handlers/documents.ts'
import { invoiceHandlers } from './handlers/invoices.ts'
import { outageHandlers } from './handlers/outage.ts'
import { outboxHandlers } from './handlers/outbox.ts'
import { partyHandlers } from './handlers/parties.ts'
import { saleHandlers } from './handlers/sales.ts'

export const handlers: Handlers<OperationName> = {
  ...bookHandlers,
  ...invoiceHandlers,
  ...saleHandlers,
  ...partyHandlers,
  ...outboxHandlers,
  ...outageHandlers,
  ...documentHandlers,
  ...channelHandlers,
}
