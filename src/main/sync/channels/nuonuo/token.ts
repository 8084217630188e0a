// The access token: kept through restarts in the secrets (50 a month are all there are), fetched by one request at a time,
// and fetched anew only when it ran out or the gateway no longer knows it.
import { createHash } from 'node:crypto'
import type { Clock, Secrets } from '../../../core/app/ports.ts'
import type { ChannelTrouble } from '../../../../shared/sync/outcome.ts'
import { tokenOutcome } from './answers.ts'
import { fieldText, isRecord, parseJson } from './envelope.ts'
import type { Wire } from './wire.ts'

export const tokenSecret = 'channel.nuonuo.token'

export type TokenResult = { readonly type: 'token'; readonly token: string } | ChannelTrouble

export interface Tokens {
  /** The token in use, fetched first where there is none. */
  get(appSecret: string): Promise<TokenResult>
  /** A token other than the one refused; no second one within a minute, because they are counted. */
  renew(appSecret: string, refused: string): Promise<TokenResult>
}

interface KeptToken {
  readonly token: string
  readonly fetchedAt: number
  readonly expiresAt: number
  /** Whose token it is: desk, key and secret, hashed. */
  readonly owner: string
}

const renewAgainMs = 60_000
const mostBytes = 64 * 1024

/** Takes where to ask and with which key. fapiao.md §9.1 — 诺诺 Token: 24 h, at most 50 in 30 days. */
export const openTokens = (options: {
  readonly tokenUrl: string
  readonly appKey: string
  readonly timeoutMs: number
  readonly secrets: Secrets
  readonly clock: Clock
  readonly wire: Wire
}): Tokens => {
  const { secrets, clock } = options
  let kept: KeptToken | undefined
  let fetching: Promise<TokenResult> | undefined

  const ownerOf = (appSecret: string): string =>
    createHash('sha256')
      .update(JSON.stringify([options.tokenUrl, options.appKey, appSecret]))
      .digest('hex')

  const usable = (owner: string): KeptToken | undefined => {
    kept ??= keptTokenFrom(secrets.get(tokenSecret))
    return kept !== undefined && kept.owner === owner && clock.now() < kept.expiresAt ? kept : undefined
  }

  const fetchToken = async (appSecret: string): Promise<TokenResult> => {
    const form = new URLSearchParams({
      client_id: options.appKey,
      client_secret: appSecret,
      grant_type: 'client_credentials',
    })
    const answer = await options.wire.send({
      method: 'POST',
      url: new URL(options.tokenUrl),
      headers: { 'content-type': 'application/x-www-form-urlencoded;charset=UTF-8' },
      body: form.toString(),
      signal: AbortSignal.timeout(options.timeoutMs),
      mostBytes,
    })
    const now = clock.now()
    const outcome = tokenOutcome(answer, now)
    if (outcome.type !== 'granted') return outcome
    // Given up a little early, so that it does not run out on the way.
    const expiresAt = now + outcome.lifeMs - Math.min(300_000, outcome.lifeMs / 10)
    kept = { token: outcome.token, fetchedAt: now, expiresAt, owner: ownerOf(appSecret) }
    keep(secrets, kept)
    return { type: 'token', token: outcome.token }
  }

  const fetchOnce = (appSecret: string): Promise<TokenResult> => {
    fetching ??= fetchToken(appSecret).finally(() => {
      fetching = undefined
    })
    return fetching
  }

  return {
    async get(appSecret) {
      const known = usable(ownerOf(appSecret))
      return known === undefined ? fetchOnce(appSecret) : { type: 'token', token: known.token }
    },
    async renew(appSecret, refused) {
      const known = usable(ownerOf(appSecret))
      if (known !== undefined && known.token !== refused) return { type: 'token', token: known.token }
      if (known !== undefined && clock.now() - known.fetchedAt < renewAgainMs)
        return { type: 'needs-person', problem: 'credentials.refused', text: 'a new token was refused' }
      return fetchOnce(appSecret)
    },
  }
}

/** A token that cannot be written down still serves this process; the next one costs one of the fifty. */
const keep = (secrets: Secrets, token: KeptToken): void => {
  try {
    secrets.set(tokenSecret, JSON.stringify(token))
  } catch (error) {
    if (!(error instanceof Error)) throw error
  }
}

const keptTokenFrom = (text: string | undefined): KeptToken | undefined => {
  const json = text === undefined ? undefined : parseJson(text)
  if (!isRecord(json)) return undefined
  const token = fieldText(json['token'])
  const owner = fieldText(json['owner'])
  const { fetchedAt, expiresAt } = json
  if (token === '' || owner === '' || typeof fetchedAt !== 'number' || typeof expiresAt !== 'number')
    return undefined
  return { token, owner, fetchedAt, expiresAt }
}
