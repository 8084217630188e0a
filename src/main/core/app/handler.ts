// The shape of a handler, derived from the contract: what it is given is parsed, what it gives must fit the schema.
import type { OperationName, Output, ParsedInput, QueryName } from '../../../shared/contract/api.ts'
import type { WriteDb } from '../db/sql.ts'
import type { Act } from './act.ts'
import type { Core } from './create-core.ts'

/** Runs one transaction and keeps the reply in the command ledger with it; events go out after it is committed. */
export interface Commit<N extends OperationName> {
  (work: (tx: WriteDb, act: Act) => Output<N>): Promise<Output<N>>
  /** The act of this call, for work that has its own transactions before the last one. */
  readonly act: Act
}

export type QueryHandler<N extends OperationName> = (
  core: Core,
  input: ParsedInput<N>,
  act: Act,
) => Output<N> | Promise<Output<N>>

export type CommandHandler<N extends OperationName> = (
  core: Core,
  input: ParsedInput<N>,
  commit: Commit<N>,
) => Promise<Output<N>>

/** Handlers of the operations named; a missing or surplus one does not compile. */
export type Handlers<N extends OperationName> = {
  readonly [K in N]: K extends QueryName ? QueryHandler<K> : CommandHandler<K>
}
