// What the book keeps about its 诺诺 channel (setting `channel.nuonuo`), and the times that follow from the settle time.
import { AppError } from '../../../../shared/errors.ts'

export interface NuonuoConfig {
  readonly baseUrl: string
  readonly tokenUrl: string
  readonly appKey: string
  readonly settleSeconds: number
  readonly maxInFlight: number
  /** Tax id of the company the app acts for; sent as userTax, which keeps other companies' orders out of lookups. */
  readonly taxId?: string
  /** Hosts besides the platform's own from which documents may be fetched; `*.example.cn` also means its subdomains. */
  readonly documentHosts?: readonly string[]
}

export const defaultSettleSeconds = 360
export const defaultMaxInFlight = 1

/** Where 诺诺 keeps its documents, seen in its field list (wwbgo/NuoNuoSdk queryInvoiceResult.response.txt). */
export const nuonuoDocumentHosts: readonly string[] = ['*.jss.com.cn', '*.nuonuo.com']

/** Deadline of one request, ms: a twelfth of the settle time, between 2 and 30 s. */
export const requestTimeoutMs = (settleSeconds: number): number =>
  Math.min(30_000, Math.max(2_000, (settleSeconds * 1000) / 12))

const isText = (value: unknown): value is string => typeof value === 'string' && value !== ''
const isPositive = (value: unknown): value is number =>
  typeof value === 'number' && Number.isFinite(value) && value > 0

/** Reads the JSON value of setting `channel.nuonuo`; throws channel.incomplete where it names no platform. */
export const nuonuoConfigFrom = (json: unknown): NuonuoConfig => {
  const fields = typeof json === 'object' && json !== null ? { ...json } : {}
  const { baseUrl, tokenUrl, appKey, settleSeconds, maxInFlight, taxId, documentHosts }: NuonuoFields = fields
  if (
    !isText(baseUrl) ||
    !isText(tokenUrl) ||
    !isText(appKey) ||
    !URL.canParse(baseUrl) ||
    !URL.canParse(tokenUrl)
  )
    throw new AppError('channel.incomplete', { params: { channel: 'nuonuo' } })
  return {
    baseUrl,
    tokenUrl,
    appKey,
    settleSeconds: isPositive(settleSeconds) ? settleSeconds : defaultSettleSeconds,
    maxInFlight: isPositive(maxInFlight) ? Math.floor(maxInFlight) || 1 : defaultMaxInFlight,
    ...(isText(taxId) ? { taxId } : {}),
    ...(Array.isArray(documentHosts) ? { documentHosts: documentHosts.filter(isText) } : {}),
  }
}

interface NuonuoFields {
  readonly baseUrl?: unknown
  readonly tokenUrl?: unknown
  readonly appKey?: unknown
  readonly settleSeconds?: unknown
  readonly maxInFlight?: unknown
  readonly taxId?: unknown
  readonly documentHosts?: unknown
}
