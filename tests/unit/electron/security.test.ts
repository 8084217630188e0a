import { expect, test } from 'vitest'
import { answerAppRequest } from '../../../src/main/hosts/electron/app-protocol.ts'
import { keyChainOf, type SafeStorageLike } from '../../../src/main/hosts/electron/key-chain.ts'
import { keepSecret, openSecrets } from '../../../src/main/hosts/electron/book-secrets.ts'
import {
  isTrustedSender,
  mayNavigate,
  mayUsePermission,
  pagePreferences,
  schemePrivileges,
  windowShape,
} from '../../../src/main/hosts/electron/security.ts'
import { AppError } from '../../../src/shared/errors.ts'
import { mkdtempSync, mkdirSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

test('the page runs sandboxed, isolated, without Node and without webviews', () => {
  expect(pagePreferences('/app/dist/preload.cjs')).toEqual({
    preload: '/app/dist/preload.cjs',
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    webSecurity: true,
    allowRunningInsecureContent: false,
    experimentalFeatures: false,
    webviewTag: false,
    navigateOnDragDrop: false,
    spellcheck: false,
    safeDialogs: true,
  })
  expect(schemePrivileges.privileges.bypassCSP).toBe(false)
})

test('the state bar is the title bar: hidden, with the system buttons drawn into its 40 pixels', () => {
  expect(windowShape('win32', false)).toMatchObject({
    titleBarStyle: 'hidden',
    titleBarOverlay: { color: '#F5F5F2', symbolColor: '#4E565C', height: 40 },
    minWidth: 1024,
    minHeight: 700,
  })
  expect(windowShape('darwin', true)).not.toHaveProperty('titleBarOverlay')
})

test.each([
  ['app://piaobu/index.html', true],
  ['app://piaobu/invoices', true],
  ['app://file/0000', false],
  ['app://piaobu.example/index.html', false],
  ['https://piaobu/index.html', false],
  ['file:///index.html', false],
  ['javascript:alert(1)', false],
  ['', false],
])('the page may go to %s: %s', (url, may) => {
  expect(mayNavigate(url)).toBe(may)
})

test('only our own window, from its main frame, showing our page, is listened to', () => {
  const known = new Set([7])
  const sender = { contentsId: 7, isMainFrame: true, url: 'app://piaobu/index.html' }
  expect([
    isTrustedSender(sender, known),
    isTrustedSender({ ...sender, contentsId: 8 }, known),
    isTrustedSender({ ...sender, isMainFrame: false }, known),
    isTrustedSender({ ...sender, url: 'https://example.org/' }, known),
    isTrustedSender({ ...sender, url: '' }, known),
  ]).toEqual([true, false, false, false, false])
})

test('no permission but writing plain text to the clipboard', () => {
  expect(
    [
      'media',
      'geolocation',
      'notifications',
      'clipboard-read',
      'openExternal',
      'fullscreen',
      'clipboard-sanitized-write',
    ].filter(mayUsePermission),
  ).toEqual(['clipboard-sanitized-write'])
})

const pageFolder = (): string => {
  const folder = mkdtempSync(path.join(tmpdir(), 'piaobu-page-'))
  mkdirSync(path.join(folder, 'window', 'assets'), { recursive: true })
  writeFileSync(path.join(folder, 'secret.txt'), 'secret')
  writeFileSync(path.join(folder, 'window', 'index.html'), '<meta name="csp-nonce" content="__CSP_NONCE__">')
  writeFileSync(path.join(folder, 'window', 'assets', 'a.js'), '1')
  return path.join(folder, 'window')
}
const deps = {
  pageFolder: pageFolder(),
  fileOf: (sha256: string) =>
    Promise.resolve(
      sha256.startsWith('a') ? { fileName: '发票 "1".xml', bytes: Buffer.from('<x/>') } : undefined,
    ),
}
const get = (url: string, method = 'GET'): Promise<Response> => answerAppRequest({ method, url }, deps)

test('every page has a nonce of its own, in the policy and in the page', async () => {
  const answers = [await get('app://piaobu/index.html'), await get('app://piaobu/invoices/12')]
  const seen = await Promise.all(
    answers.map(async (answer) => {
      const nonce = /'nonce-([^']+)'/.exec(answer.headers.get('content-security-policy') ?? '')?.[1] ?? 'none'
      return { nonce, isInPage: (await answer.text()).includes(nonce), status: answer.status }
    }),
  )
  expect(seen.map(({ isInPage, status }) => [isInPage, status])).toEqual([
    [true, 200],
    [true, 200],
  ])
  expect(seen[0]?.nonce).not.toBe(seen[1]?.nonce)
  expect(answers[0]?.headers.get('content-security-policy')).toContain(
    "default-src 'none'; script-src 'self'",
  )
})

test('files of the window are served as what they are, and nothing outside its folder', async () => {
  const script = await get('app://piaobu/assets/a.js')
  expect([
    script.status,
    script.headers.get('content-type'),
    script.headers.get('x-content-type-options'),
  ]).toEqual([200, 'text/javascript; charset=utf-8', 'nosniff'])
  const statuses = await Promise.all(
    [
      'app://piaobu/../secret.txt',
      'app://piaobu/%2e%2e/secret.txt',
      'app://piaobu/..%2fsecret.txt',
      'app://piaobu/assets/%00.js',
      'app://piaobu/assets/none.js',
      'app://elsewhere/index.html',
    ].map(async (url) => (await get(url)).status),
  )
  expect(statuses).toEqual([404, 404, 404, 404, 404, 404])
  expect((await get('app://piaobu/index.html', 'POST')).status).toBe(405)
})

test('a kept original is a download that no browser would run', async () => {
  const digest = 'a'.repeat(64)
  const answers = [await get(`app://piaobu/file/${digest}`), await get(`app://file/${digest}`)]
  expect(
    await Promise.all(
      answers.map(async (answer) => [
        answer.headers.get('content-type'),
        answer.headers.get('content-disposition'),
        answer.headers.get('content-security-policy'),
        await answer.text(),
      ]),
    ),
  ).toEqual(
    Array.from({ length: 2 }, () => [
      'application/octet-stream',
      "attachment; filename*=UTF-8''%E5%8F%91%E7%A5%A8%20%221%22.xml",
      "default-src 'none'; sandbox",
      '<x/>',
    ]),
  )
  expect([
    (await get(`app://piaobu/file/${'b'.repeat(64)}`)).status,
    (await get('app://file/../x')).status,
  ]).toEqual([404, 404])
})

const storage = (changes: Partial<SafeStorageLike> = {}): SafeStorageLike => ({
  isEncryptionAvailable: () => true,
  getSelectedStorageBackend: () => 'gnome_libsecret',
  encryptString: (plain) => Buffer.from([...plain].reverse().join('')),
  decryptString(encrypted) {
    if (encrypted.length === 0) throw new Error('cannot decrypt')
    return [...encrypted.toString()].reverse().join('')
  },
  ...changes,
})

test('secrets are wrapped by the key chain and opened again; what it cannot open is locked', () => {
  const { isProtected, wrapping } = keyChainOf(storage(), 'linux')
  const stored = wrapping.wrap('abc')
  expect([isProtected, stored, wrapping.unwrap(stored)]).toEqual([
    true,
    `wrapped:${Buffer.from('cba').toString('base64')}`,
    'abc',
  ])
  expect(() => wrapping.unwrap('wrapped:')).toThrow('secrets.locked')
})

test('basic_text on Linux and a missing key chain protect nothing, and are told apart from one that does', () => {
  const basic = storage({ getSelectedStorageBackend: () => 'basic_text' })
  expect([
    keyChainOf(basic, 'linux').isProtected,
    keyChainOf(basic, 'linux').wrapping.wrap('abc'),
    keyChainOf(basic, 'win32').isProtected,
    keyChainOf(storage({ isEncryptionAvailable: () => false }), 'darwin').isProtected,
  ]).toEqual([false, 'abc', true, false])
})

test("main opens what it can of a book's secrets and keeps only the ones it knows", () => {
  const kept = new Map([['channel.nuonuo.token', 't']])
  const secrets = {
    get: (name: string) => {
      if (name === 'channel.nuonuo.appSecret') throw new AppError('secrets.locked')
      return kept.get(name)
    },
    set: (name: string, value: string) => void kept.set(name, value),
    remove: (name: string) => void kept.delete(name),
  }
  expect(openSecrets(secrets)).toEqual({ values: { 'channel.nuonuo.token': 't' }, isLocked: true })
  expect([
    keepSecret(secrets, { name: 'channel.nuonuo.token', value: 'u' }),
    keepSecret(secrets, { name: 'other', value: 'x' }),
    kept.get('channel.nuonuo.token'),
    kept.has('other'),
  ]).toEqual([true, false, 'u', false])
})
