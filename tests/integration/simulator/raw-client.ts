// A caller of the pretend platform that knows only the wire: HTTP, the query string, the headers and the signature.
import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { signatureOf } from '../../../src/main/simulator/signature.ts'

export interface Place {
  readonly url: string
  readonly tokenUrl: string
  readonly appKey: string
  readonly appSecret: string
}

export interface Envelope {
  readonly code: string
  readonly describe: string
  readonly result: unknown
}

export const sellerTaxNo = '339901999999199'

export const folder = (): { readonly path: string; readonly ledgerFile: string; remove(): void } => {
  const path = mkdtempSync(join(tmpdir(), '模拟 平台-'))
  return {
    path,
    ledgerFile: join(path, 'ledger.db'),
    remove: () => rmSync(path, { recursive: true, force: true }),
  }
}

/** A clock that stands still until moved. */
export const clockAt = (iso: string): { now: () => number; forward(ms: number): void } => {
  let at = Date.parse(iso)
  return {
    now: () => at,
    forward(ms) {
      at += ms
    },
  }
}

export const line = (change: Readonly<Record<string, unknown>> = {}): Record<string, unknown> => ({
  goodsName: '技术服务费',
  goodsCode: '3040201030000000000',
  withTaxFlag: '1',
  price: '200',
  num: '1',
  taxRate: '0.01',
  taxIncludedAmount: '200.00',
  taxExcludedAmount: '198.02',
  tax: '1.98',
  invoiceLineProperty: '0',
  favouredPolicyFlag: '0',
  ...change,
})

export const order = (
  orderNo: string,
  change: Readonly<Record<string, unknown>> = {},
): { readonly order: Record<string, unknown> } => ({
  order: {
    orderNo,
    invoiceDate: '2026-11-21 10:00:00',
    invoiceType: '1',
    invoiceLine: 'pc',
    salerTaxNum: sellerTaxNo,
    salerTel: '010-88886666',
    salerAddress: '北京市海淀区示例路1号',
    buyerName: '个人',
    buyerTaxNum: '',
    clerk: '张三',
    pushMode: '-1',
    buyerPhone: '',
    email: '',
    remark: '',
    invoiceDetail: [line()],
    ...change,
  },
})

export interface Caller {
  readonly token: string
  /** POSTs a body (JSON or text) to a method; `change` bends single query values or headers. */
  call(
    method: string,
    body: unknown,
    change?: { readonly query?: Record<string, string>; readonly headers?: Record<string, string> },
  ): Promise<Response>
  /** The same, read as an envelope. */
  ask(method: string, body: unknown, change?: Parameters<Caller['call']>[2]): Promise<Envelope>
  submit(orderNo: string, change?: Readonly<Record<string, unknown>>): Promise<Envelope>
  lookup(...orderNos: string[]): Promise<Envelope>
}

const envelopeOf = async (response: Response): Promise<Envelope> => (await response.json()) as Envelope

export const requestToken = async (
  place: Place,
  change: Readonly<Record<string, string>> = {},
): Promise<Record<string, unknown>> => {
  const response = await fetch(place.tokenUrl, {
    method: 'POST',
    body: new URLSearchParams({
      client_id: place.appKey,
      client_secret: place.appSecret,
      grant_type: 'client_credentials',
      ...change,
    }),
  })
  return (await response.json()) as Record<string, unknown>
}

/** Fetches a token unless one is given. */
export const callerOf = async (
  place: Place,
  options: { readonly now?: () => number; readonly token?: string } = {},
): Promise<Caller> => {
  const now = options.now ?? Date.now
  const token = options.token ?? String((await requestToken(place))['access_token'])
  const call: Caller['call'] = (method, body, change = {}) => {
    const text = typeof body === 'string' ? body : JSON.stringify(body)
    const query = {
      senid: randomUUID().replaceAll('-', ''),
      nonce: '12345678',
      timestamp: String(Math.floor(now() / 1000)),
      appkey: place.appKey,
    }
    const sign = signatureOf(
      place.appSecret,
      { appKey: place.appKey, senid: query.senid, nonce: query.nonce, timestamp: query.timestamp },
      text,
    )
    return fetch(`${place.url}?${new URLSearchParams({ ...query, ...change.query })}`, {
      method: 'POST',
      headers: {
        'Content-Type': 'application/json; charset=UTF-8',
        'X-Nuonuo-Sign': sign,
        accessToken: token,
        userTax: sellerTaxNo,
        method: `nuonuo.OpeMplatform.${method}`,
        ...change.headers,
      },
      body: text,
    })
  }
  const ask: Caller['ask'] = async (...args) => envelopeOf(await call(...args))
  return {
    token,
    call,
    ask,
    submit: (orderNo, change) => ask('requestBillingNew', order(orderNo, change)),
    lookup: (...orderNos) => ask('queryInvoiceResult', { orderNos, isOfferInvoiceDetail: '0' }),
  }
}

export interface Found {
  readonly orderNo: string
  readonly serialNo: string
  readonly status: string
  readonly statusMsg: string
  readonly failCause: string
  readonly invoiceNo: string
  readonly invoiceTime: number | null
  readonly xmlUrl: string
}

/** The entries of a lookup; none for E9500. */
export const foundIn = (answer: Envelope): readonly Found[] =>
  Array.isArray(answer.result) ? (answer.result as Found[]) : []

/** What a call failed with: the system's code, or the HTTP status of an answer. */
export const failureOf = async (attempt: Promise<Response>): Promise<string> => {
  try {
    return `HTTP ${(await attempt).status}`
  } catch (error) {
    const cause = error instanceof Error ? error.cause : undefined
    return cause instanceof Error && 'code' in cause ? String(cause.code) : String(error)
  }
}
