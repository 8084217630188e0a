// Who may come in: only this computer, only the page that this server gave out, only with the token of this start.
// Another site in the same browser cannot read the token, and a renamed host (DNS rebinding) fails on `Host`.
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage } from 'node:http'

export interface Gate {
  readonly token: string
  /** The request was addressed to this server by one of its own names. */
  isAddressedHere(request: IncomingMessage): boolean
  /** It comes from our own page (or from no page at all) and carries the token. */
  isAllowed(request: IncomingMessage): boolean
}

export const newToken = (): string => randomBytes(32).toString('base64url')

/** `port` is asked at each request, because it is only known once the server listens. */
export const createGate = (port: () => number, token: string = newToken()): Gate => {
  const expected = digestOf(`Bearer ${token}`)
  const names = (): readonly string[] => [`127.0.0.1:${port()}`, `localhost:${port()}`]
  const isAddressedHere = (request: IncomingMessage): boolean => names().includes(request.headers.host ?? '')
  const isFromOwnPage = ({ headers }: IncomingMessage): boolean => {
    const site = headers['sec-fetch-site']
    if (site !== undefined && site !== 'same-origin') return false
    return headers.origin === undefined || headers.origin === `http://${headers.host ?? ''}`
  }
  return {
    token,
    isAddressedHere,
    isAllowed: (request) =>
      isAddressedHere(request) &&
      isFromOwnPage(request) &&
      // Digests have one length, so the comparison takes one time.
      timingSafeEqual(digestOf(request.headers.authorization ?? ''), expected),
  }
}

const digestOf = (text: string): Buffer => createHash('sha256').update(text).digest()
