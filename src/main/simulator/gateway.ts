// POST /open/v1/services: who may speak, and which method answers. Nothing reaches a method before application key, time,
// signature and token are right (fapiao.md §9.1 — Query string, Headers, Signature, Codes).
import type { IncomingHttpHeaders } from 'node:http'
import { certificationStatus, creditLine } from './account-status.ts'
import { codes, refusal, type Answer } from './answer.ts'
import type { FaultRule } from './faults.ts'
import { lookupOrders } from './lookup-orders.ts'
import type { MethodCall, Platform } from './platform.ts'
import { retryOrder } from './retry-order.ts'
import { signatureOf } from './signature.ts'
import { submitOrder } from './submit-order.ts'
import type { TokenDesk } from './tokens.ts'

export interface GatewayRequest {
  readonly query: URLSearchParams
  readonly headers: IncomingHttpHeaders
  readonly body: Buffer
  readonly fault: FaultRule | undefined
}

type Method = (platform: Platform, call: MethodCall) => Answer | Promise<Answer>

const prefix = 'nuonuo.OpeMplatform.'
const methods: ReadonlyMap<string, Method> = new Map<string, Method>([
  [`${prefix}requestBillingNew`, submitOrder],
  [`${prefix}queryInvoiceResult`, lookupOrders],
  [`${prefix}reInvoice`, retryOrder],
  [`${prefix}getCreditLine`, creditLine],
  [`${prefix}getCertificationStatus`, certificationStatus],
])

/** What the bureau behind the platform says while it is being upgraded. */
export const maintenanceAnswer = refusal(codes.maintenance, '系统异常：税局升级维护，请稍后再试')

/** Answers of faults that turn a verified request away before it is looked at; nothing is stored. */
const turnedAway = (fault: FaultRule | undefined): Answer | undefined => {
  switch (fault?.do) {
    case 'maintenance':
      return maintenanceAnswer
    case 'credit-exhausted':
      return refusal(codes.creditExhausted, '授信额度不足，剩余可用授信额度不能满足本次开票')
    case 'login-expired':
      return refusal(codes.loginExpired, '电子税务局登录已失效，请重新登录认证')
    default:
      return undefined
  }
}

const header = (headers: IncomingHttpHeaders, name: string): string => {
  const value = headers[name]
  return typeof value === 'string' ? value : ''
}

const verify = (
  { platform, tokens, toleranceMs }: Gateway,
  { query, headers, body }: GatewayRequest,
): Answer | undefined => {
  const { appKey, appSecret } = platform.identity
  const senid = query.get('senid') ?? ''
  const nonce = query.get('nonce') ?? ''
  const timestamp = query.get('timestamp') ?? ''
  if (query.get('appkey') !== appKey) return refusal(codes.appKey, 'appKey 不正确')
  if (!/^[0-9a-f]{32}$/i.test(senid)) return refusal(codes.requestForm, 'senid 应为32位十六进制')
  if (!/^\d{8}$/.test(nonce)) return refusal(codes.requestForm, 'nonce 应为8位正整数')
  if (!/^\d{10}$/.test(timestamp) || Math.abs(Number(timestamp) * 1000 - platform.now()) > toleranceMs)
    return refusal(codes.timestamp, 'timestamp 与服务器时间相差过大')
  if (!header(headers, 'content-type').toLowerCase().startsWith('application/json'))
    return refusal(codes.requestForm, 'Content-Type 应为 application/json')
  const sign = header(headers, 'x-nuonuo-sign')
  if (sign !== signatureOf(appSecret, { appKey, senid, nonce, timestamp }, body))
    return refusal(codes.signature, '签名不正确')
  if (!tokens.isValid(header(headers, 'accesstoken')))
    return refusal(codes.token, 'accessToken 不正确或已过期')
  return undefined
}

export interface Gateway {
  readonly platform: Platform
  readonly tokens: TokenDesk
  /** How far `timestamp` may be from the simulator's clock. */
  readonly toleranceMs: number
}

/** The answer to one request of the gateway. */
export const answerGateway = async (gateway: Gateway, request: GatewayRequest): Promise<Answer> => {
  const wrong = verify(gateway, request)
  if (wrong !== undefined) return wrong
  const method = methods.get(header(request.headers, 'method'))
  if (method === undefined) return refusal(codes.method, '请求的方法(method)不存在或未授权')
  const away = turnedAway(request.fault)
  if (away !== undefined) return away
  const userTax = header(request.headers, 'usertax')
  return method(gateway.platform, {
    body: request.body,
    userTax: userTax === '' ? undefined : userTax,
    fault: request.fault,
  })
}
