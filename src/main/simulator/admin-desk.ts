// The admin address: a port of its own, so it answers while the platform refuses.
// GET /state, PUT /faults, DELETE /faults, GET /ledger, PUT /sellers {taxId: name}.
import type { IncomingMessage, RequestListener } from 'node:http'
import { shanghaiIso } from '../../shared/domain/dates.ts'
import { faultScriptFrom, noFaults, type FaultScript } from './faults.ts'
import type { RequestName } from './fault-course.ts'
import { entriesOf } from './ledger.ts'
import { send } from './misbehave.ts'
import type { Platform } from './platform.ts'

const largestBody = 1024 * 1024

export interface AdminDesk {
  readonly platform: Platform
  readonly counts: ReadonlyMap<RequestName, number>
  readonly isListening: () => boolean
  readonly setFaults: (script: FaultScript) => void
}

const stateOf = ({ platform, counts, isListening }: AdminDesk): object => {
  const now = platform.now()
  const course = platform.faults()
  const totals = platform.db
    .prepare<[number], { accepted: number; issued: number }>(
      `SELECT count(*) AS accepted, count(CASE WHEN outcome = 'invoice' AND settles_at <= ? THEN 1 END) AS issued
       FROM orders`,
    )
    .get(now)
  return {
    now: shanghaiIso(now),
    listening: isListening(),
    faults: {
      seed: course.script.seed ?? platform.identity.seed,
      setAt: shanghaiIso(course.setAt),
      elapsedMs: now - course.setAt,
      rules: course.progress(),
    },
    requests: Object.fromEntries(counts),
    accepted: totals?.accepted ?? 0,
    issued: totals?.issued ?? 0,
  }
}

const readJson = async (request: IncomingMessage): Promise<unknown> => {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request) {
    if (!Buffer.isBuffer(chunk)) continue
    size += chunk.length
    if (size > largestBody) throw new Error('The body is too large.')
    chunks.push(chunk)
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8'))
  } catch {
    throw new Error('The body is not JSON.')
  }
}

const sellerNamesFrom = (json: unknown): Record<string, string> => {
  if (typeof json !== 'object' || json === null || Array.isArray(json))
    throw new Error('Sellers are an object of tax id to name.')
  const names: Record<string, string> = {}
  for (const [taxNo, name] of Object.entries(json)) {
    if (typeof name !== 'string' || name === '') throw new Error(`The name of ${taxNo} must be a text.`)
    names[taxNo] = name
  }
  return names
}

const answer = async (desk: AdminDesk, request: IncomingMessage): Promise<object> => {
  switch (`${request.method ?? ''} ${request.url ?? ''}`) {
    case 'GET /state':
      return stateOf(desk)
    case 'GET /ledger':
      return [...entriesOf(desk.platform.db, desk.platform.now())]
    case 'PUT /faults':
      desk.setFaults(faultScriptFrom(await readJson(request)))
      return stateOf(desk)
    case 'DELETE /faults':
      desk.setFaults(noFaults)
      return stateOf(desk)
    case 'PUT /sellers':
      desk.platform.sellers.register(sellerNamesFrom(await readJson(request)))
      return stateOf(desk)
    default:
      throw new Error(`There is no ${request.method ?? ''} ${request.url ?? ''} here.`)
  }
}

/** Answers JSON; what cannot be done is a 400 with `{error}` holding one plain sentence. */
export const adminListener =
  (desk: AdminDesk): RequestListener =>
  (request, response) => {
    const type = 'application/json; charset=utf-8'
    answer(desk, request).then(
      (body) => send(response, { status: 200, type, body: JSON.stringify(body) }),
      (cause: unknown) => {
        const error = cause instanceof Error ? cause.message : String(cause)
        send(response, { status: 400, type, body: JSON.stringify({ error }) })
      },
    )
  }
