// The window's files: static and public. The page itself is never kept and gets a fresh nonce with every response;
// hashed assets never change and may be kept for good.
import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { IncomingMessage, ServerResponse } from 'node:http'
import sirv from 'sirv'
import { contentSecurityPolicy, freshNonce, pageWithNonce } from '../page-policy.ts'
import { answerBytes, answerText } from './answers.ts'

export type PageServer = (request: IncomingMessage, response: ServerResponse) => void

/** Serves a folder of the built window. Throws when it has not been built. */
export const servePage = (folder: string): PageServer => {
  const html = readFileSync(path.join(folder, 'index.html'), 'utf8')
  const files = sirv(folder, {
    extensions: [],
    setHeaders: (response, pathname) => {
      response.setHeader('X-Content-Type-Options', 'nosniff')
      response.setHeader('Content-Security-Policy', contentSecurityPolicy(freshNonce()))
      response.setHeader(
        'Cache-Control',
        pathname.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-store',
      )
    },
  })
  return (request, response) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') return answerText(response, 405, 'GET only')
    const { pathname } = new URL(request.url ?? '/', 'http://127.0.0.1')
    // Paths without a dot are pages of the window, which finds its way by itself.
    if (!path.posix.basename(pathname).includes('.') || pathname === '/index.html')
      return page(html, request, response)
    files(request, response, () => answerText(response, 404, 'not found'))
  }
}

const page = (html: string, request: IncomingMessage, response: ServerResponse): void => {
  const nonce = freshNonce()
  const bytes = Buffer.from(pageWithNonce(html, nonce))
  answerBytes(response, 200, request.method === 'HEAD' ? Buffer.alloc(0) : bytes, {
    'Content-Type': 'text/html; charset=utf-8',
    'Content-Security-Policy': contentSecurityPolicy(nonce),
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Permissions-Policy': 'camera=(), microphone=(), geolocation=()',
  })
}
