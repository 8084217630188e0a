// The X-Nuonuo-Sign header. It covers the exact body bytes, so a body that was re-encoded on the way does not verify.
import { createHmac } from 'node:crypto'

export interface SignedParts {
  readonly appKey: string
  readonly senid: string
  readonly nonce: string
  readonly timestamp: string
}

/** base64(HMAC-SHA1) over the path words, the query values and the body (fapiao.md §9.1 — 诺诺 Signature). */
export const signatureOf = (appSecret: string, parts: SignedParts, body: Uint8Array | string): string =>
  createHmac('sha1', appSecret)
    .update(
      `a=services&l=v1&p=open&k=${parts.appKey}&i=${parts.senid}&n=${parts.nonce}&t=${parts.timestamp}&f=`,
    )
    .update(body)
    .digest('base64')
