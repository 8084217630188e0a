// The 诺诺 open platform (fapiao.md §9.1) as a channel: signs, sends, and turns answers into outcomes. It never throws for
// an answer, keeps no state but its connections and token, and sends an order again only where the gateway did not look at it.
import type { Clock, Random, Secrets } from '../../../core/app/ports.ts'
import { isErrorCode } from '../../../../shared/errors.ts'
import type { ChannelTrouble } from '../../../../shared/sync/outcome.ts'
import type { Channel } from '../channel.ts'
import {
  documentOutcome,
  healthOutcome,
  isTokenRefused,
  lookupOutcome,
  retryOutcome,
  submitOutcome,
} from './answers.ts'
import { requestTimeoutMs, type NuonuoConfig } from './config.ts'
import { withinDeadline } from './deadline.ts'
import { documentFileName, documentUrl } from './document-url.ts'
import { signRequest } from './sign.ts'
import { openTokens, type TokenResult } from './token.ts'
import { openWire, type WireAnswer } from './wire.ts'

export const appSecretName = 'channel.nuonuo.appSecret'

/** queryInvoiceResult takes at most so many order numbers. */
const lookupLimit = 50
const mostAnswerBytes = 16 * 1024 * 1024
const mostDocumentBytes = 20 * 1024 * 1024

type Method = 'requestBillingNew' | 'queryInvoiceResult' | 'reInvoice' | 'getCertificationStatus'

type Sent = { readonly answer: WireAnswer } | { readonly trouble: ChannelTrouble }

/** Takes the book's settings and the ports; gives a channel to be closed after use. */
export const createNuonuoChannel = (options: {
  readonly config: NuonuoConfig
  readonly secrets: Secrets
  readonly clock: Clock
  readonly random: Random
}): Channel => {
  const { config, secrets, clock, random } = options
  const timeoutMs = requestTimeoutMs(config.settleSeconds)
  // Lookups, documents and the token go beside the orders.
  const wire = openWire({ connections: config.maxInFlight + 4, connectTimeoutMs: timeoutMs })
  const tokens = openTokens({
    tokenUrl: config.tokenUrl,
    appKey: config.appKey,
    timeoutMs,
    secrets,
    clock,
    wire,
  })

  const post = (method: Method, body: string, token: string, appSecret: string, signal: AbortSignal) => {
    const now = clock.now()
    const senid = random.uuid(now).replaceAll('-', '')
    const nonce = nonceFrom(random.bytes(4))
    const timestamp = String(Math.floor(now / 1000))
    const url = new URL(config.baseUrl)
    url.search = new URLSearchParams({ senid, nonce, timestamp, appkey: config.appKey }).toString()
    return wire.send({
      method: 'POST',
      url,
      headers: {
        'content-type': 'application/json; charset=UTF-8',
        'X-Nuonuo-Sign': signRequest(appSecret, { appKey: config.appKey, senid, nonce, timestamp, body }),
        accessToken: token,
        ...(config.taxId === undefined ? {} : { userTax: config.taxId }),
        method: `nuonuo.OpeMplatform.${method}`,
      },
      body,
      signal,
      mostBytes: mostAnswerBytes,
    })
  }

  /** One call of a method within the deadline, with a new token at most once. */
  const call = (method: Method, body: string, signal: AbortSignal): Promise<Sent> =>
    withinDeadline(signal, timeoutMs, (deadline) => callWithin(deadline, method, body))

  const callWithin = async (deadline: AbortSignal, method: Method, body: string): Promise<Sent> => {
    const appSecret = readSecret(secrets)
    if (typeof appSecret !== 'string') return { trouble: appSecret }
    const first = await unlessAborted(tokens.get(appSecret), deadline)
    if (first.type !== 'token') return { trouble: first }
    const answer = await post(method, body, first.token, appSecret, deadline)
    if (!isTokenRefused(answer, clock.now())) return { answer }
    const second = await unlessAborted(tokens.renew(appSecret, first.token), deadline)
    if (second.type !== 'token') return { trouble: second }
    return { answer: await post(method, body, second.token, appSecret, deadline) }
  }

  return {
    name: 'nuonuo',
    lookupLimit,
    maxInFlight: config.maxInFlight,
    requestTimeoutMs: timeoutMs,
    settleMs: config.settleSeconds * 1000,

    async submit(order, signal) {
      const sent = await call('requestBillingNew', order.payload, signal)
      return 'trouble' in sent ? sent.trouble : submitOutcome(sent.answer, clock.now())
    },

    async lookup(keys, signal) {
      if (keys.length === 0) return { type: 'answered', findings: new Map() }
      if (keys.length > lookupLimit) throw new RangeError(`at most ${lookupLimit} keys in one lookup`)
      const body = JSON.stringify({ orderNos: keys, isOfferInvoiceDetail: '0' })
      const sent = await call('queryInvoiceResult', body, signal)
      return 'trouble' in sent ? sent.trouble : lookupOutcome(sent.answer, keys, clock.now())
    },

    async retry(order, signal) {
      const body = JSON.stringify({ fpqqlsh: order.remoteRef ?? '', orderno: order.key })
      const sent = await call('reInvoice', body, signal)
      return 'trouble' in sent ? sent.trouble : retryOutcome(sent.answer, clock.now())
    },

    async fetchDocument(text, signal) {
      const url = documentUrl(text, config)
      if (url === undefined) return { type: 'missing' }
      const answer = await withinDeadline(signal, timeoutMs, (deadline) =>
        wire.send({ method: 'GET', url, signal: deadline, mostBytes: mostDocumentBytes }),
      )
      return documentOutcome(answer, documentFileName(url), clock.now())
    },

    async checkHealth(signal) {
      const startedAt = performance.now()
      const sent = await call('getCertificationStatus', JSON.stringify({ queryType: '2' }), signal)
      const latencyMs = Math.round(performance.now() - startedAt)
      return 'trouble' in sent ? sent.trouble : healthOutcome(sent.answer, latencyMs, clock.now())
    },

    close: () => wire.close(),
  }
}

const readSecret = (secrets: Secrets): string | ChannelTrouble => {
  const refused = (text: string): ChannelTrouble => ({
    type: 'needs-person',
    problem: 'credentials.refused',
    text,
  })
  try {
    return secrets.get(appSecretName) ?? refused('channel.incomplete')
  } catch (error) {
    return refused(
      error instanceof Error && isErrorCode(error.message) ? error.message : 'secrets are not readable',
    )
  }
}

/** While waiting for a token nothing of the request was sent, so giving up is `unreachable`. */
const unlessAborted = (token: Promise<TokenResult>, signal: AbortSignal): Promise<TokenResult> =>
  new Promise((resolve, reject) => {
    const giveUp = (): void => resolve({ type: 'unreachable', text: 'no token in time' })
    if (signal.aborted) giveUp()
    signal.addEventListener('abort', giveUp, { once: true })
    token
      .then(resolve, reject)
      .finally(() => signal.removeEventListener('abort', giveUp))
      .catch(reject)
  })

/** Eight digits, the first not zero. */
const nonceFrom = (bytes: Uint8Array): string =>
  String(10_000_000 + (bytes.reduce((sum, byte) => sum * 256 + byte, 0) % 90_000_000))
