import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  documentOutcome,
  healthOutcome,
  lookupOutcome,
  retryOutcome,
  submitOutcome,
  tokenOutcome,
} from '../../../src/main/sync/channels/nuonuo/answers.ts'
import type { WireAnswer } from '../../../src/main/sync/channels/nuonuo/wire.ts'

const now = Date.UTC(2026, 10, 21)
const http = (status: number, body: string, headers: Record<string, string> = {}): WireAnswer => ({
  type: 'answered',
  status,
  headers,
  body: Buffer.from(body),
})
const envelope = (code: string, describe: string, result: unknown = null): WireAnswer =>
  http(200, JSON.stringify({ code, describe, result }))

const entry = {
  serialNo: '26112110000000000001',
  orderNo: 'K1',
  status: '2',
  invoiceTime: 1_795_000_000_000,
  allElectronicInvoiceNumber: '26112000000000000001',
  invoiceKind: '电子发票(普通发票)',
  exTaxAmount: '198.02',
  taxAmount: '1.98',
  orderAmount: '200.00',
  payerName: '个人',
  payerTaxNo: '',
  salerTaxNum: '91110108MA01ABCDE0',
  xmlUrl: 'https://inv.jss.com.cn/a.xml',
}
const findingOf = (changes: Record<string, unknown>): unknown => {
  const outcome = lookupOutcome(envelope('E0000', '成功', [{ ...entry, ...changes }]), ['K1'], now)
  return outcome.type === 'answered' ? outcome.findings.get('K1') : outcome
}

test.each<[string, WireAnswer, unknown]>([
  [
    'taken with a serial number',
    envelope('E0000', '同步成功', { invoiceSerialNum: '17102510461601000165' }),
    { type: 'accepted', remoteRef: '17102510461601000165' },
  ],
  [
    'taken without a serial number',
    envelope('E0000', '同步成功', {}),
    { type: 'uncertain', text: 'taken without a serial number' },
  ],
  ['a key that is already there', envelope('E9106', '订单编号或流水号不能重复'), { type: 'duplicate' }],
  [
    'a wrong field',
    envelope('E9112', '开票员(clerk)不能为空'),
    { type: 'rejected', code: 'E9112', text: '开票员(clerk)不能为空' },
  ],
  [
    'amounts that do not add up',
    envelope('E9130', '金额+税额≠价税合计'),
    { type: 'rejected', code: 'E9130', text: '金额+税额≠价税合计' },
  ],
  [
    'an exhausted credit line',
    envelope('E9338', '授信额度不足'),
    { type: 'needs-person', problem: 'credit.exhausted', text: '授信额度不足' },
  ],
  [
    'an expired login',
    envelope('E9302', '电子税务局登录已失效，请重新登录认证'),
    { type: 'needs-person', problem: 'login.expired', text: '电子税务局登录已失效，请重新登录认证' },
  ],
  [
    'an account without the terminal',
    envelope('E9301', '未找到开票终端'),
    { type: 'needs-person', problem: 'rights.missing', text: '未找到开票终端' },
  ],
  [
    'a wrong application key',
    envelope('070101', 'appKey 不正确'),
    { type: 'needs-person', problem: 'credentials.refused', text: 'appKey 不正确' },
  ],
  [
    'a wrong signature',
    envelope('070201', '签名不正确'),
    { type: 'needs-person', problem: 'credentials.refused', text: '签名不正确' },
  ],
  ['maintenance', envelope('E9999', '税局升级维护'), { type: 'down', text: '税局升级维护' }],
  ['a code nobody knows', envelope('E7777', '未知错误'), { type: 'uncertain', text: 'E7777 未知错误' }],
  ['a failure inside', envelope('E9601', '查询异常'), { type: 'uncertain', text: 'E9601 查询异常' }],
  ['too many requests', http(429, '', { 'retry-after': '7' }), { type: 'busy', retryAfterMs: 7000 }],
  [
    'too many requests until an instant',
    http(429, '', { 'retry-after': 'Sat, 21 Nov 2026 00:01:00 GMT' }),
    { type: 'busy', retryAfterMs: 60_000 },
  ],
  ['too many requests without a time', http(429, ''), { type: 'busy' }],
  ['HTTP 503', http(503, '<h1>系统维护</h1>'), { type: 'uncertain', text: 'HTTP 503' }],
  [
    'a page of a hotel network',
    http(200, '<html>'),
    { type: 'uncertain', text: 'HTTP 200 without an envelope' },
  ],
  ['a cut line', { type: 'cut', text: 'ECONNRESET' }, { type: 'uncertain', text: 'ECONNRESET' }],
  [
    'no connection',
    { type: 'not-sent', text: 'ECONNREFUSED' },
    { type: 'unreachable', text: 'ECONNREFUSED' },
  ],
])('an order answered with %s', (_, answer, outcome) => {
  expect(submitOutcome(answer, now)).toEqual(outcome)
})

test('a finished order is found with everything the book compares', () => {
  expect(findingOf({})).toEqual({
    type: 'found',
    remoteRef: '26112110000000000001',
    invoice: {
      number: '26112000000000000001',
      kind: 'digital-ordinary',
      issuedAt: 1_795_000_000_000,
      buyerName: '个人',
      sellerTaxId: '91110108MA01ABCDE0',
      amount: 19802,
      tax: 198,
      total: 20000,
      documentUrl: 'https://inv.jss.com.cn/a.xml',
    },
  })
})

test.each<[string, Record<string, unknown>, unknown]>([
  ['20', { status: '20' }, { type: 'pending' }],
  ['21 as a number', { status: 21 }, { type: 'pending' }],
  ['24', { status: '24' }, { type: 'sign-failed', remoteRef: entry.serialNo }],
  [
    '22 because the bureau was down',
    { status: '22', failCause: '网络超时，税局升级维护' },
    { type: 'bureau-down', text: '网络超时，税局升级维护', remoteRef: entry.serialNo },
  ],
  [
    '22 because of the order',
    { status: '22', failCause: '购方税号校验不通过' },
    { type: 'rejected', text: '购方税号校验不通过' },
  ],
  ['3', { status: '3', statusMsg: '发票已作废' }, { type: 'unclear', text: 'status 3: 发票已作废' }],
  ['31', { status: '31', statusMsg: '发票作废中' }, { type: 'unclear', text: 'status 31: 发票作废中' }],
  ['nobody knows', { status: '77', statusMsg: '' }, { type: 'unclear', text: 'status 77: ' }],
  [
    '2 without a number',
    { allElectronicInvoiceNumber: '', invoiceNo: '' },
    { type: 'unclear', text: 'finished without an invoice number' },
  ],
  ['2 without amounts', { orderAmount: '二百' }, { type: 'unclear', text: 'finished without amounts' }],
])('an order with status %s', (_, changes, finding) => {
  expect(findingOf(changes)).toEqual(finding)
})

test('every key asked for has a finding: in the list or absent', () => {
  const outcome = lookupOutcome(envelope('E0000', '成功', [entry]), ['K1', 'K2'], now)
  expect(
    outcome.type === 'answered' ? [...outcome.findings].map(([key, { type }]) => [key, type]) : [],
  ).toEqual([
    ['K1', 'found'],
    ['K2', 'absent'],
  ])
})

test('E9500 makes all keys absent', () => {
  expect(lookupOutcome(envelope('E9500', '发票不存在'), ['K1', 'K2'], now)).toEqual({
    type: 'answered',
    findings: new Map([
      ['K1', { type: 'absent' }],
      ['K2', { type: 'absent' }],
    ]),
  })
})

test('an entry that names no order proves nothing absent', () => {
  const outcome = lookupOutcome(envelope('E0000', '成功', [{ ...entry, orderNo: '' }]), ['K1'], now)
  expect(outcome.type === 'answered' ? outcome.findings.get('K1')?.type : outcome.type).toBe('unclear')
})

test('two orders under one number are unclear', () => {
  const outcome = lookupOutcome(envelope('E0000', '', [entry, { ...entry, serialNo: '2' }]), ['K1'], now)
  expect(outcome.type === 'answered' ? outcome.findings.get('K1')?.type : outcome.type).toBe('unclear')
})

test('a success without a list says nothing about any key', () => {
  expect(lookupOutcome(envelope('E0000', '成功'), ['K1'], now).type).toBe('uncertain')
})

test('a retry that is used up is refused, one in trouble is not', () => {
  expect([
    retryOutcome(envelope('E0000', '重试成功'), now),
    retryOutcome(envelope('E9613', '最多重试20次'), now),
    retryOutcome(envelope('E9601', '查询异常'), now),
  ]).toEqual([
    { type: 'accepted' },
    { type: 'refused', text: 'E9613 最多重试20次' },
    { type: 'uncertain', text: 'E9601 查询异常' },
  ])
})

test('health: logged in is up, logged out needs a person', () => {
  expect([
    healthOutcome(envelope('E0000', '', { certificationStatus: '1' }), 12, now),
    healthOutcome(envelope('E0000', '', { certificationStatus: '0' }), 12, now),
  ]).toEqual([
    { type: 'up', latencyMs: 12 },
    { type: 'needs-person', problem: 'login.expired', text: '未登录' },
  ])
})

test('the token desk: granted, limit, wrong secret, no desk at all', () => {
  expect([
    tokenOutcome(http(200, '{"access_token":"t","expires_in":"86400"}'), now),
    tokenOutcome(http(200, '{"error":"070306","error_description":"上限"}'), now),
    tokenOutcome(http(200, '{"code":"070305","describe":"client_secret 不正确"}'), now),
    tokenOutcome(http(502, 'bad gateway'), now),
    tokenOutcome({ type: 'cut', text: 'timeout' }, now),
  ]).toEqual([
    { type: 'granted', token: 't', lifeMs: 86_400_000 },
    { type: 'needs-person', problem: 'token.limit', text: '上限' },
    { type: 'needs-person', problem: 'credentials.refused', text: 'client_secret 不正确' },
    { type: 'unreachable', text: 'token: HTTP 502' },
    { type: 'unreachable', text: 'token: timeout' },
  ])
})

test('a document is fetched, missing, or in trouble', () => {
  expect([
    documentOutcome(http(200, '<EInvoice/>'), 'a.xml', now).type,
    documentOutcome(http(404, ''), 'a.xml', now).type,
    documentOutcome(http(302, ''), 'a.xml', now).type,
    documentOutcome(envelope('E9999', '税局升级维护'), 'a.xml', now).type,
  ]).toEqual(['fetched', 'missing', 'uncertain', 'down'])
})

test('whatever comes back, nothing throws and only a known field code rejects', () => {
  const code = fc.oneof(fc.string(), fc.constantFrom('E0000', 'E9106', 'E9500', 'E9601', '070306', 'E9102'))
  const body = fc.oneof(
    fc.string(),
    fc.json(),
    fc.record({ code, describe: fc.string(), result: fc.jsonValue() }).map((value) => JSON.stringify(value)),
  )
  fc.assert(
    fc.property(fc.integer({ min: 100, max: 599 }), body, (status, text) => {
      const answer = http(status, text)
      const outcome = submitOutcome(answer, now)
      lookupOutcome(answer, ['K1'], now)
      retryOutcome(answer, now)
      healthOutcome(answer, 1, now)
      documentOutcome(answer, 'a.xml', now)
      tokenOutcome(answer, now)
      expect(outcome.type === 'rejected' && !/^E91(0[4-9]|[12]\d|30|31|54)$/.test(outcome.code)).toBe(false)
    }),
  )
})
