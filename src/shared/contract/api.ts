// THE table of everything that crosses the border. Types, handlers, client, command line and docs come from it.
import type { z } from 'zod'
import { bookOperations } from './book.ts'
import { channelOperations } from './channels.ts'
import { documentOperations } from './documents.ts'
import { invoiceOperations } from './invoices.ts'
import { outageOperations } from './outage.ts'
import { outboxOperations } from './outbox.ts'
import { partyOperations } from './parties.ts'
import { saleOperations } from './sales.ts'

export const roles = ['owner', 'accountant', 'reviewer', 'clerk', 'viewer'] as const
export type Role = (typeof roles)[number]

export const topics = [
  'book',
  'settings',
  'invoices',
  'sales',
  'drafts',
  'parties',
  'outbox',
  'outage',
  'sync',
  'imports',
  'channels',
  'practice',
  'audit',
] as const
export type Topic = (typeof topics)[number]

/**
 * One operation. For a query `topics` are those that make its answer stale; for a command those it publishes after commit.
 * Absent `roles`: everybody who may open the book.
 */
export interface Operation {
  readonly kind: 'query' | 'command'
  readonly input: z.ZodType
  readonly output: z.ZodType
  readonly topics: readonly Topic[]
  readonly roles?: readonly Role[]
}

export const api = {
  ...bookOperations,
  ...invoiceOperations,
  ...saleOperations,
  ...partyOperations,
  ...outboxOperations,
  ...outageOperations,
  ...documentOperations,
  ...channelOperations,
} as const satisfies Readonly<Record<string, Operation>>

export type Api = typeof api
export type OperationName = keyof Api
/** What a caller gives: defaults may be left out. */
export type Input<N extends OperationName> = z.input<Api[N]['input']>
/** What a handler receives: parsed, defaults filled in. */
export type ParsedInput<N extends OperationName> = z.output<Api[N]['input']>
export type Output<N extends OperationName> = z.output<Api[N]['output']>
export type QueryName = { [N in OperationName]: Api[N]['kind'] extends 'query' ? N : never }[OperationName]
export type CommandName = Exclude<OperationName, QueryName>

export const operationNames = Object.keys(api) as readonly OperationName[]
export const isOperationName = (name: string): name is OperationName => Object.hasOwn(api, name)
