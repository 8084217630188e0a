// From what came over the wire to an outcome. Pure and total: an answer outside the table is `uncertain`, never
// `rejected`, and HTTP 5xx says nothing about whether an order was taken.
import type {
  ChannelTrouble,
  DocumentOutcome,
  HealthOutcome,
  LookupOutcome,
  RetryOutcome,
  SubmitOutcome,
} from '../../../../shared/sync/outcome.ts'
import { envelopeFrom, fieldText, isRecord, meaningOf, parseJson, type Meaning } from './envelope.ts'
import { findingsOf } from './findings.ts'
import type { WireAnswer } from './wire.ts'

/** requestBillingNew. `now` (ms) dates a Retry-After that names an instant. */
export const submitOutcome = (answer: WireAnswer, now: number): SubmitOutcome => {
  const reply = replyOf(answer, now)
  if ('type' in reply) return reply
  const { code, text, meaning } = reply
  switch (meaning.type) {
    case 'ok': {
      const serial = isRecord(reply.result) ? fieldText(reply.result['invoiceSerialNum']) : ''
      return serial === ''
        ? { type: 'uncertain', text: 'taken without a serial number' }
        : { type: 'accepted', remoteRef: serial }
    }
    case 'duplicate':
      return { type: 'duplicate' }
    case 'field':
      return { type: 'rejected', code, text }
    default:
      return troubleOf(reply)
  }
}

/** queryInvoiceResult: E9500 means none of the keys is there. */
export const lookupOutcome = (answer: WireAnswer, keys: readonly string[], now: number): LookupOutcome => {
  const reply = replyOf(answer, now)
  if ('type' in reply) return reply
  if (reply.meaning.type === 'absent') return { type: 'answered', findings: findingsOf(keys, []) }
  if (reply.meaning.type !== 'ok') return troubleOf(reply)
  return Array.isArray(reply.result)
    ? { type: 'answered', findings: findingsOf(keys, reply.result) }
    : { type: 'uncertain', text: 'a lookup without a list' }
}

/** reInvoice: at most 20 a day for each serial number, E9613. */
export const retryOutcome = (answer: WireAnswer, now: number): RetryOutcome => {
  const reply = replyOf(answer, now)
  if ('type' in reply) return reply
  switch (reply.meaning.type) {
    case 'ok':
      return { type: 'accepted' }
    case 'absent':
    case 'field':
    case 'no-retry':
      return { type: 'refused', text: `${reply.code} ${reply.text}` }
    default:
      return troubleOf(reply)
  }
}

/** getCertificationStatus with queryType 2: login state 0 is out, 1 is in. */
export const healthOutcome = (answer: WireAnswer, latencyMs: number, now: number): HealthOutcome => {
  const reply = replyOf(answer, now)
  if ('type' in reply) return reply
  if (reply.meaning.type !== 'ok') return troubleOf(reply)
  return isRecord(reply.result) && fieldText(reply.result['certificationStatus']) === '0'
    ? { type: 'needs-person', problem: 'login.expired', text: '未登录' }
    : { type: 'up', latencyMs }
}

/** GET of a document; an error envelope in place of the file counts as trouble. */
export const documentOutcome = (answer: WireAnswer, fileName: string, now: number): DocumentOutcome => {
  if (answer.type !== 'answered') return transportTrouble(answer)
  if (answer.status === 404 || answer.status === 410) return { type: 'missing' }
  if (answer.status === 429) return busy(answer, now)
  if (answer.status !== 200) return { type: 'uncertain', text: `HTTP ${answer.status}` }
  const envelope = answer.body[0] === openBrace ? envelopeFrom(answer.body.toString('utf8')) : undefined
  if (envelope !== undefined) {
    return troubleOf({
      code: envelope.code,
      text: envelope.describe,
      result: undefined,
      meaning: meaningOf(envelope.code, envelope.describe),
    })
  }
  return answer.body.length === 0
    ? { type: 'uncertain', text: 'an empty document' }
    : { type: 'fetched', bytes: new Uint8Array(answer.body), fileName }
}

export type TokenOutcome =
  { readonly type: 'granted'; readonly token: string; readonly lifeMs: number } | ChannelTrouble

/** The token desk. While there is no token nothing else was sent, so what is unclear here is `unreachable`. */
export const tokenOutcome = (answer: WireAnswer, now: number): TokenOutcome => {
  if (answer.type !== 'answered') return { type: 'unreachable', text: `token: ${answer.text}` }
  if (answer.status === 429) return busy(answer, now)
  const json = answer.status >= 500 ? undefined : parseJson(answer.body.toString('utf8'))
  if (!isRecord(json)) return { type: 'unreachable', text: `token: HTTP ${answer.status}` }
  const token = fieldText(json['access_token'])
  const seconds = Number(fieldText(json['expires_in']) || Number.NaN)
  if (token !== '' && seconds > 0) return { type: 'granted', token, lifeMs: seconds * 1000 }
  const code = fieldText(json['code']) || fieldText(json['error'])
  const text = fieldText(json['describe']) || fieldText(json['error_description'])
  const meaning = meaningOf(code, text)
  if (meaning.type === 'person') return { type: 'needs-person', problem: meaning.problem, text }
  if (meaning.type === 'down') return { type: 'down', text }
  return { type: 'unreachable', text: `token: ${code} ${text}`.slice(0, 200) }
}

/** True where the gateway turned the request away for its token; it was not looked at. */
export const isTokenRefused = (answer: WireAnswer, now: number): boolean => {
  const reply = replyOf(answer, now)
  return 'meaning' in reply && reply.meaning.type === 'token'
}

interface Reply {
  readonly code: string
  readonly text: string
  readonly result: unknown
  readonly meaning: Meaning
}

const openBrace = '{'.charCodeAt(0)

const replyOf = (answer: WireAnswer, now: number): Reply | ChannelTrouble => {
  if (answer.type !== 'answered') return transportTrouble(answer)
  if (answer.status === 429) return busy(answer, now)
  if (answer.status >= 500) return { type: 'uncertain', text: `HTTP ${answer.status}` }
  const envelope = envelopeFrom(answer.body.toString('utf8'))
  if (envelope === undefined) return { type: 'uncertain', text: `HTTP ${answer.status} without an envelope` }
  const meaning = meaningOf(envelope.code, envelope.describe)
  if (meaning.type === 'ok' && answer.status !== 200)
    return { type: 'uncertain', text: `HTTP ${answer.status} with ${envelope.code}` }
  return { code: envelope.code, text: envelope.describe, result: envelope.result, meaning }
}

const transportTrouble = (answer: {
  readonly type: 'not-sent' | 'cut'
  readonly text: string
}): ChannelTrouble =>
  answer.type === 'not-sent'
    ? { type: 'unreachable', text: answer.text }
    : { type: 'uncertain', text: answer.text }

const troubleOf = ({ code, text, meaning }: Reply): ChannelTrouble => {
  if (meaning.type === 'person') return { type: 'needs-person', problem: meaning.problem, text }
  if (meaning.type === 'down') return { type: 'down', text }
  if (meaning.type === 'token') return { type: 'needs-person', problem: 'credentials.refused', text }
  return { type: 'uncertain', text: `${code} ${text}`.slice(0, 200) }
}

const busy = (
  answer: { readonly headers: Readonly<Record<string, string | string[] | undefined>> },
  now: number,
): { readonly type: 'busy'; readonly retryAfterMs?: number } => {
  const header = answer.headers['retry-after']
  const value = typeof header === 'string' ? header.trim() : ''
  const waitMs = /^\d+(\.\d+)?$/.test(value) ? Number(value) * 1000 : Date.parse(value) - now
  return Number.isFinite(waitMs) ? { type: 'busy', retryAfterMs: Math.max(0, waitMs) } : { type: 'busy' }
}
