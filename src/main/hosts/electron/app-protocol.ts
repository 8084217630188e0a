// What `app://` answers: files of the built window, its page with a fresh nonce, and kept originals as downloads.
// Nothing outside the window's folder, nothing that a browser might guess to be a page.
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { contentSecurityPolicy, freshNonce, pageWithNonce } from '../page-policy.ts'
import { pageOrigin } from './security.ts'

export interface KeptFile {
  readonly bytes: Uint8Array
  readonly fileName: string
}

export interface ProtocolDeps {
  readonly pageFolder: string
  /** A kept original by its digest. */
  readonly fileOf: (sha256: string) => Promise<KeptFile | undefined>
}

const mediaTypes: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
  '.json': 'application/json; charset=utf-8',
  '.ico': 'image/x-icon',
}

const always = {
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Resource-Policy': 'same-origin',
} as const

/** Takes method and address of a request, gives the response. Never throws. */
export const answerAppRequest = async (
  request: { readonly method: string; readonly url: string },
  deps: ProtocolDeps,
): Promise<Response> => {
  if (request.method !== 'GET' && request.method !== 'HEAD') return refuse(405)
  if (!URL.canParse(request.url)) return refuse(400)
  const { protocol, host, pathname } = new URL(request.url)
  // `app://file/<digest>` and, within the page's own origin, `/file/<digest>`.
  const [, first = '', second = ''] = host === 'file' ? ['', 'file', pathname.slice(1)] : pathname.split('/')
  if (first === 'file') return await sendKept(second, deps)
  if (`${protocol}//${host}` !== pageOrigin) return refuse(404)
  try {
    return await sendPage(pathname, deps.pageFolder)
  } catch {
    // Not there, a folder, or a name that is none.
    return refuse(404)
  }
}

const sendPage = async (pathname: string, folder: string): Promise<Response> => {
  const nonce = freshNonce()
  const policy = contentSecurityPolicy(nonce)
  // Paths without a dot are pages of the window, which finds its way by itself.
  if (!path.posix.basename(pathname).includes('.') || pathname === '/index.html') {
    const html = await readFile(path.join(folder, 'index.html'), 'utf8')
    return new Response(pageWithNonce(html, nonce), {
      headers: {
        ...always,
        'Content-Type': 'text/html; charset=utf-8',
        'Content-Security-Policy': policy,
        'Cache-Control': 'no-store',
        'Cross-Origin-Opener-Policy': 'same-origin',
        'Permissions-Policy': 'camera=(), microphone=(), geolocation=()',
      },
    })
  }
  const file = path.resolve(folder, `.${path.posix.normalize(decodeURIComponent(pathname))}`)
  if (!file.startsWith(path.resolve(folder) + path.sep)) return refuse(404)
  return new Response(await readFile(file), {
    headers: {
      ...always,
      'Content-Type': mediaTypes[path.extname(file)] ?? 'application/octet-stream',
      'Content-Security-Policy': policy,
      'Cache-Control': pathname.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-store',
    },
  })
}

const sendKept = async (sha256: string, deps: ProtocolDeps): Promise<Response> => {
  const file = /^[0-9a-f]{64}$/.test(sha256) ? await deps.fileOf(sha256).catch(() => undefined) : undefined
  if (file === undefined) return refuse(404)
  return new Response(new Uint8Array(file.bytes), {
    headers: {
      ...always,
      'Content-Type': 'application/octet-stream',
      'Content-Disposition': `attachment; filename*=UTF-8''${encodeURIComponent(file.fileName)}`,
      'Content-Security-Policy': "default-src 'none'; sandbox",
      'Cache-Control': 'no-store',
    },
  })
}

const refuse = (status: number): Response => new Response(null, { status, headers: always })
