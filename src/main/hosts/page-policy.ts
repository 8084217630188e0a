// The content security policy of the window, the same in every host, and the nonce that goes into the page with it.
import { randomBytes } from 'node:crypto'

/** A fresh one for every response. */
export const freshNonce = (): string => randomBytes(18).toString('base64url')

/** The policy of a response with this nonce. Nothing from elsewhere, nothing inline but styles that carry the nonce. */
export const contentSecurityPolicy = (nonce: string): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' blob: data:",
    "font-src 'self'",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ')

/** Where the built page waits for its nonce. */
export const noncePlaceholder = '__CSP_NONCE__'

/** The page with its nonce; the window's styles made at run time read it from `meta[name=csp-nonce]`. */
export const pageWithNonce = (html: string, nonce: string): string => html.replaceAll(noncePlaceholder, nonce)
