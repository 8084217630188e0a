import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { CallRequest } from '../../../src/shared/contract/wire.ts'
import { AppError } from '../../../src/shared/errors.ts'
import {
  downloadName,
  startLoopbackServer,
  type LoopbackServer,
} from '../../../src/main/hosts/loopback/server.ts'

const digest = 'a'.repeat(64)
const folder = mkdtempSync(path.join(tmpdir(), 'piaobu-page-'))
const staged = new Map<string, { name: string; bytes: Buffer; isFinished: boolean }>()
const calls: CallRequest[] = []
let server: LoopbackServer
let origin = ''
let token = ''

beforeAll(async () => {
  mkdirSync(path.join(folder, 'assets'))
  writeFileSync(
    path.join(folder, 'index.html'),
    '<!doctype html><meta name="csp-nonce" content="__CSP_NONCE__">',
  )
  writeFileSync(path.join(folder, 'assets', 'app-1a2b3c.js'), 'export {}')
  server = await startLoopbackServer({
    port: 0,
    pageFolder: folder,
    onFault: () => undefined,
    desk: {
      call: (call) => {
        calls.push(call)
        return Promise.resolve({ ok: true, value: { heard: call.operation } })
      },
      files: {
        begin: (name) => {
          staged.set('1', { name, bytes: Buffer.alloc(0), isFinished: false })
          return '1'
        },
        append: (id, piece) => {
          const file = staged.get(id)
          if (file === undefined) throw new AppError('file.missing')
          file.bytes = Buffer.concat([file.bytes, piece])
        },
        finish: (id) => {
          const file = staged.get(id)
          if (file !== undefined) file.isFinished = true
        },
        get: (sha256) =>
          sha256 === digest ? { fileName: '发票 (1).xml', bytes: Buffer.from('<x/>') } : undefined,
      },
    },
  })
  const url = new URL(server.url)
  origin = url.origin
  token = url.hash.slice('#token='.length)
})

afterAll(async () => {
  await server.close()
  rmSync(folder, { recursive: true, force: true })
})

interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly text: string
}

/** fetch sets Host and Origin itself; here they are ours to forge. */
const raw = (
  method: string,
  where: string,
  headers: Record<string, string> = {},
  body = '',
): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const sent = request(origin + where, { method, headers }, (response) => {
      let text = ''
      response.setEncoding('utf8')
      response.on('data', (piece: string) => (text += piece))
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, text }))
    })
    sent.on('error', reject)
    sent.end(body)
  })

const json = 'application/json'
const bearer = (): string => `Bearer ${token}`
const callBody = JSON.stringify({ operation: 'book.get', input: {} })

describe('the page', () => {
  test('a plain GET of the address answers 200 without redirect or cookie, with a policy whose nonce is in the page', async () => {
    const { status, headers, text } = await raw('GET', '/')
    const nonce = /content="([^"]+)"/.exec(text)?.[1]
    expect({ status, cookie: headers['set-cookie'], location: headers['location'] }).toEqual({
      status: 200,
      cookie: undefined,
      location: undefined,
    })
    expect(headers['content-security-policy']).toBe(
      `default-src 'none'; script-src 'self'; style-src 'self' 'nonce-${nonce}'; style-src-attr 'unsafe-inline'; ` +
        "img-src 'self' blob: data:; font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    )
    expect([headers['cache-control'], headers['x-content-type-options']]).toEqual(['no-store', 'nosniff'])
  })

  test('each response has its own nonce', async () => {
    const nonces = await Promise.all([raw('GET', '/'), raw('GET', '/')])
    expect(new Set(nonces.map(({ text }) => text)).size).toBe(2)
  })

  test('a page of the window is the page, an asset is kept for good, a missing file is missing', async () => {
    const [page, asset, missing] = [
      await raw('GET', '/queue'),
      await raw('GET', '/assets/app-1a2b3c.js'),
      await raw('GET', '/nothing.js'),
    ]
    expect([page.status, asset.status, missing.status]).toEqual([200, 200, 404])
    expect([asset.headers['cache-control'], asset.headers['x-content-type-options']]).toEqual([
      'public, max-age=31536000, immutable',
      'nosniff',
    ])
  })

  test('nothing outside the folder is served', async () => {
    const tries = await Promise.all(
      ['/../package.json', '/..%2fpackage.json', '/assets/..%2f..%2fx.js', '//etc/passwd.x'].map((where) =>
        raw('GET', where),
      ),
    )
    expect(tries.every(({ status, text }) => status === 404 || text.startsWith('<!doctype'))).toBe(true)
  })
})

describe('the gate', () => {
  test('a call without the token, or with another one, is not heard', async () => {
    const before = calls.length
    const answers = await Promise.all([
      raw('POST', '/api/call', { 'content-type': json }, callBody),
      raw('POST', '/api/call', { 'content-type': json, authorization: 'Bearer x' }, callBody),
      raw('POST', `/api/call?token=${token}`, { 'content-type': json }, callBody),
      raw('POST', '/api/call', { 'content-type': json, cookie: `token=${token}` }, callBody),
    ])
    expect(answers.map(({ status }) => status)).toEqual([401, 401, 401, 401])
    expect(calls.length).toBe(before)
  })

  test('a name that is not ours is turned away, page and all', async () => {
    const answers = await Promise.all([
      raw('GET', '/', { host: 'evil.example' }),
      raw(
        'POST',
        '/api/call',
        { host: `evil.example:80`, authorization: bearer(), 'content-type': json },
        callBody,
      ),
    ])
    expect(answers.map(({ status }) => status)).toEqual([403, 403])
  })

  test('another site is turned away even with the token', async () => {
    const answers = await Promise.all([
      raw(
        'POST',
        '/api/call',
        { origin: 'http://evil.example', authorization: bearer(), 'content-type': json },
        callBody,
      ),
      raw('POST', '/api/call', { origin: 'null', authorization: bearer(), 'content-type': json }, callBody),
      raw('GET', '/api/events', { 'sec-fetch-site': 'cross-site', authorization: bearer() }),
    ])
    expect(answers.map(({ status }) => status)).toEqual([401, 401, 401])
  })

  test('our own page is heard', async () => {
    const { status, text, headers } = await raw(
      'POST',
      '/api/call',
      { origin, authorization: bearer(), 'content-type': json },
      callBody,
    )
    expect({ status, reply: JSON.parse(text) }).toEqual({
      status: 200,
      reply: { ok: true, value: { heard: 'book.get' } },
    })
    expect(headers['access-control-allow-origin']).toBeUndefined()
  })

  test('a call that is too large, no JSON, or of another shape is refused', async () => {
    const send = (body: string, type = json): Promise<Answer> =>
      raw('POST', '/api/call', { authorization: bearer(), 'content-type': type }, body)
    const answers = await Promise.all([
      send(JSON.stringify({ operation: 'x', input: 'y'.repeat(1_000_001) })),
      send('{'),
      send(JSON.stringify({ operation: 'x', input: {}, more: 1 })),
      send(callBody, 'text/plain'),
    ])
    expect(answers.map(({ status }) => status)).toEqual([413, 400, 400, 400])
  })
})

describe('news and files', () => {
  test('news comes as lines of JSON on one streamed answer', async () => {
    const abort = new AbortController()
    const response = await fetch(`${origin}/api/events`, {
      headers: { authorization: bearer() },
      signal: abort.signal,
    })
    const reader = (response.body ?? new ReadableStream<Uint8Array>()).getReader()
    await reader.read()
    server.publish(['outbox', 'sales'])
    const { value } = await reader.read()
    abort.abort()
    expect([response.headers.get('content-type'), new TextDecoder().decode(value)]).toEqual([
      'application/x-ndjson; charset=utf-8',
      '{"topics":["outbox","sales"]}\n',
    ])
  })

  test('a file comes up in pieces', async () => {
    const headers = { authorization: bearer() }
    const begun = await raw('POST', '/api/file', headers, JSON.stringify({ name: '发票.xml' }))
    await raw('PUT', '/api/file/1', headers, 'ab')
    await raw('PUT', '/api/file/1', headers, 'cd')
    await raw('POST', '/api/file/1', headers)
    expect(JSON.parse(begun.text)).toEqual({ ok: true, value: { fileId: '1' } })
    expect(staged.get('1')).toEqual({ name: '发票.xml', bytes: Buffer.from('abcd'), isFinished: true })
  })

  test('a piece over 256 KB and a piece of no file are refused', async () => {
    const headers = { authorization: bearer() }
    const answers = [
      await raw('PUT', '/api/file/1', headers, 'x'.repeat(256 * 1024 + 1)),
      await raw('PUT', '/api/file/2', headers, 'x'),
    ]
    expect(answers.map(({ status }) => status)).toEqual([413, 404])
  })

  test('an original goes out as a download under its own name and is never run', async () => {
    const { status, headers, text } = await raw('GET', `/file/${digest}`, { authorization: bearer() })
    expect({
      status,
      text,
      type: headers['content-type'],
      name: headers['content-disposition'],
      sniff: headers['x-content-type-options'],
    }).toEqual({
      status: 200,
      text: '<x/>',
      type: 'application/octet-stream',
      name: `attachment; filename="__ (1).xml"; filename*=UTF-8''%E5%8F%91%E7%A5%A8%20%281%29.xml`,
      sniff: 'nosniff',
    })
  })

  test('an original needs the token, and a name that is no digest finds nothing', async () => {
    const answers = [
      await raw('GET', `/file/${digest}`),
      await raw('GET', '/file/..%2fbook.db', { authorization: bearer() }),
    ]
    expect(answers.map(({ status }) => status)).toEqual([401, 404])
  })

  test('a download name cannot break out of its header', () => {
    expect(downloadName('a"\r\nSet-Cookie: x;.xml')).toBe(
      `attachment; filename="a___Set-Cookie: x_.xml"; filename*=UTF-8''a%22%0D%0ASet-Cookie%3A%20x%3B.xml`,
    )
  })
})
