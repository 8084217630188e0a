// The X-Nuonuo-Sign header. It covers the exact bytes of the body, so the body is signed as it is sent.
import { createHmac } from 'node:crypto'

export interface SignedRequest {
  readonly appKey: string
  /** 32 hex digits, new for each request. */
  readonly senid: string
  /** Eight digits, the first not zero. */
  readonly nonce: string
  /** Seconds since 1970 UTC. */
  readonly timestamp: string
  readonly body: string
}

/** base64(HMAC-SHA1) over path words, query values and body (fapiao.md §9.1 — 诺诺 Signature). */
export const signRequest = (appSecret: string, request: SignedRequest): string =>
  createHmac('sha1', appSecret)
    .update(
      `a=services&l=v1&p=open&k=${request.appKey}&i=${request.senid}&n=${request.nonce}&t=${request.timestamp}&f=${request.body}`,
      'utf8',
    )
    .digest('base64')
