// The one door into the core. Every call is checked for role and shape, commands act once, errors leave as data.
import { createHash, randomUUID } from 'node:crypto'
import {
  api,
  isOperationName,
  type OperationName,
  type Operation,
  type Role,
} from '../../../shared/contract/api.ts'
import { inputIssues } from '../../../shared/contract/input-issues.ts'
import type { CallReply } from '../../../shared/contract/wire.ts'
import { AppError, type ErrorData } from '../../../shared/errors.ts'
import { mayCall } from '../access/roles.ts'
import { storedReply, storeReply, type LedgerKey } from '../audit/command-ledger.ts'
import type { WriteDb } from '../db/sql.ts'
import { writeSoon } from '../db/transaction.ts'
import type { Act } from './act.ts'
import { canonicalJson } from './canonical-json.ts'
import type { Core } from './create-core.ts'
import { handlers } from './handlers.ts'

export interface Call {
  readonly operation: string
  readonly input: unknown
  /** A command without one gets one and cannot be repeated. */
  readonly commandId?: string | undefined
  readonly actor: string
  readonly role?: Role | undefined
  readonly correlationId?: string | undefined
}

/** Carries out one call. Never throws; what nobody foresaw is `internal`, with the correlation id to find it in the log. */
export const dispatch = async (core: Core, call: Call): Promise<CallReply> => {
  const correlationId = call.correlationId ?? randomUUID()
  try {
    return { ok: true, value: await carryOut(core, call, correlationId) }
  } catch (error) {
    if (!(error instanceof AppError)) {
      core.ports.log.error('call failed', error, { operation: call.operation, correlationId })
    }
    return { ok: false, error: errorData(error, correlationId) }
  }
}

/** Any error as data; what is not an AppError says nothing about itself outside the log. */
export const errorData = (error: unknown, correlationId: string): ErrorData =>
  error instanceof AppError
    ? {
        code: error.code,
        ...(error.params === undefined ? {} : { params: error.params }),
        ...(error.issues === undefined ? {} : { issues: error.issues }),
        correlationId,
      }
    : { code: 'internal', correlationId }

// Parsed input and checked kind are what make these types true; the table of handlers is typed exactly in handlers.ts.
type AnyHandler = (core: Core, input: unknown, third: unknown) => unknown

const carryOut = async (core: Core, call: Call, correlationId: string): Promise<unknown> => {
  const { operation: name } = call
  if (!isOperationName(name))
    throw new AppError('operation.unknown', { params: { operation: name.slice(0, 64) } })
  const operation: Operation = api[name]
  if (!mayCall(call.role ?? core.role, operation.roles)) {
    throw new AppError('access.denied', { params: { operation: name } })
  }
  const parsed = operation.input.safeParse(call.input ?? {})
  if (!parsed.success) throw new AppError('input.invalid', { issues: inputIssues(parsed.error) })
  const act: Act = { now: core.ports.clock.now(), actor: call.actor, correlationId }
  const handler = handlers[name] as unknown as AnyHandler
  const value =
    operation.kind === 'query'
      ? await handler(core, parsed.data, act)
      : await command(core, { handler, name, operation, input: parsed.data, act, commandId: call.commandId })
  return core.checkReplies ? operation.output.parse(value) : value
}

interface RunningCommand {
  readonly handler: AnyHandler
  readonly name: OperationName
  readonly operation: Operation
  readonly input: unknown
  readonly act: Act
  readonly commandId: string | undefined
}

const command = async (core: Core, running: RunningCommand): Promise<unknown> => {
  const { handler, name, operation, input, act } = running
  const key: LedgerKey = {
    commandId: running.commandId ?? core.ports.random.uuid(act.now),
    operation: name,
    inputDigest: createHash('sha256').update(canonicalJson({ name, input })).digest('hex'),
  }
  const stored = storedReply(core.db.read, key)
  if (stored !== undefined) return stored.value
  const commit = Object.assign(
    (work: (tx: WriteDb, act: Act) => unknown): Promise<unknown> =>
      writeSoon(core.db, (tx) => {
        // Once more inside: the same command may have been carried out by another process in between.
        const already = storedReply(tx, key)
        if (already !== undefined) return already.value
        const reply = work(tx, act)
        storeReply(tx, key, { reply, now: act.now })
        tx.afterCommit(() => tellOthers(core, operation))
        return reply
      }),
    { act },
  )
  return handler(core, input, commit)
}

const tellOthers = (core: Core, operation: Operation): void => {
  core.events.publish(operation.topics)
  if (operation.topics.some((topic) => topic === 'outbox' || topic === 'outage' || topic === 'channels')) {
    core.ports.wakeSync()
  }
}
