// The fewest lines that get an order through the platform's gateway: sign, send, read. No deadlines, no outcomes; anything
// unexpected throws.
import { randomBytes } from 'node:crypto'
import { Pool } from 'undici'
import { z } from 'zod'
import { signRequest } from '../../src/main/sync/channels/nuonuo/sign.ts'

export interface BareClient {
  fetchToken(): Promise<void>
  submit(payload: string): Promise<void>
  /** The document's address for each key that is issued. */
  lookUp(keys: readonly string[]): Promise<ReadonlyMap<string, string>>
  fetchDocument(url: string): Promise<Buffer>
  close(): Promise<void>
}

interface Envelope {
  readonly code?: string
  readonly result?: unknown
}
interface Found {
  readonly orderNo: string
  readonly status: string
  readonly xmlUrl: string
}

export const openBareClient = (options: {
  readonly url: string
  readonly tokenUrl: string
  readonly appKey: string
  readonly appSecret: string
  readonly taxId: string
  readonly connections: number
}): BareClient => {
  const { appKey, appSecret, taxId } = options
  const gateway = new URL(options.url)
  const pool = new Pool(gateway.origin, { connections: options.connections, pipelining: 1 })
  let token = ''

  const call = async (method: string, body: string): Promise<Envelope> => {
    const senid = randomBytes(16).toString('hex')
    const nonce = String(10_000_000 + Math.floor(Math.random() * 89_999_999))
    const timestamp = String(Math.floor(Date.now() / 1000))
    const answer = await pool.request({
      method: 'POST',
      path: `${gateway.pathname}?senid=${senid}&nonce=${nonce}&timestamp=${timestamp}&appkey=${appKey}`,
      headers: {
        'content-type': 'application/json; charset=UTF-8',
        'X-Nuonuo-Sign': signRequest(appSecret, { appKey, senid, nonce, timestamp, body }),
        accessToken: token,
        userTax: taxId,
        method: `nuonuo.OpeMplatform.${method}`,
      },
      body,
    })
    // A bench trusts its own platform.
    const envelope = JSON.parse(await answer.body.text()) as Envelope
    if (envelope.code !== 'E0000' && envelope.code !== 'E9500') throw new Error(`${method}: ${envelope.code}`)
    return envelope
  }

  return {
    async fetchToken() {
      const tokenUrl = new URL(options.tokenUrl)
      const form = { client_id: appKey, client_secret: appSecret, grant_type: 'client_credentials' }
      const answer = await pool.request({
        method: 'POST',
        path: tokenUrl.pathname,
        headers: { 'content-type': 'application/x-www-form-urlencoded;charset=UTF-8' },
        body: new URLSearchParams(form).toString(),
      })
      token = z.object({ access_token: z.string() }).parse(await answer.body.json()).access_token
    },
    async submit(payload) {
      await call('requestBillingNew', payload)
    },
    async lookUp(keys) {
      const { result } = await call(
        'queryInvoiceResult',
        JSON.stringify({ orderNos: keys, isOfferInvoiceDetail: '0' }),
      )
      const rows = Array.isArray(result) ? (result as readonly Found[]) : []
      return new Map(rows.flatMap((row) => (row.status === '2' ? [[row.orderNo, row.xmlUrl] as const] : [])))
    },
    async fetchDocument(url) {
      const answer = await pool.request({ method: 'GET', path: new URL(url).pathname })
      return Buffer.from(await answer.body.arrayBuffer())
    },
    close: () => pool.close(),
  }
}
