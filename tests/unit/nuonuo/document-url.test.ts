import { expect, test } from 'vitest'
import { documentFileName, documentUrl } from '../../../src/main/sync/channels/nuonuo/document-url.ts'
import { nuonuoConfigFrom, requestTimeoutMs } from '../../../src/main/sync/channels/nuonuo/config.ts'

const production = { baseUrl: 'https://sdk.nuonuo.com/open/v1/services' }

test.each([
  ['https://inv.jss.com.cn/fp/a.xml', true],
  ['https://sdk.nuonuo.com/files/a.xml', true],
  ['https://jss.com.cn.example.org/a.xml', false],
  ['https://inv.jss.com.cn:8443/a.xml', false],
  ['http://127.0.0.1/a.xml', false],
  ['file:///etc/passwd', false],
  ['https://user:pass@inv.jss.com.cn/a.xml', false],
  ['no address', false],
])('a document at %s may be fetched: %s', (text, allowed) => {
  expect(documentUrl(text, production) !== undefined).toBe(allowed)
})

test('only hosts of the configuration count where it names some', () => {
  const config = { ...production, documentHosts: ['files.example.cn'] }
  expect([
    documentUrl('https://files.example.cn/a.xml', config)?.host,
    documentUrl('https://inv.jss.com.cn/a.xml', config)?.host,
  ]).toEqual(['files.example.cn', undefined])
})

test('a document gets a plain name', () => {
  expect([
    documentFileName(new URL('https://a.cn/x/26112.xml?token=1')),
    documentFileName(new URL('https://a.cn/..%2F..%2Fetc')),
    documentFileName(new URL('https://a.cn/')),
  ]).toEqual(['26112.xml', '2F..2Fetc.xml', 'invoice.xml'])
})

test('the settle time sets the deadline of a request', () => {
  expect([requestTimeoutMs(1), requestTimeoutMs(60), requestTimeoutMs(360), requestTimeoutMs(3600)]).toEqual([
    2000, 5000, 30_000, 30_000,
  ])
})

test('a configuration needs its addresses and key; the rest has defaults', () => {
  expect(nuonuoConfigFrom({ baseUrl: 'https://a.cn/x', tokenUrl: 'https://a.cn/t', appKey: 'k' })).toEqual({
    baseUrl: 'https://a.cn/x',
    tokenUrl: 'https://a.cn/t',
    appKey: 'k',
    settleSeconds: 360,
    maxInFlight: 1,
  })
  expect(() => nuonuoConfigFrom({ baseUrl: 'https://a.cn/x', appKey: 'k' })).toThrow('channel.incomplete')
})
