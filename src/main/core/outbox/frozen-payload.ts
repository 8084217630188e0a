// The exact text that will be sent, frozen with its digest before anything is sent.
import { createHash } from 'node:crypto'
import type { Ports } from '../app/ports.ts'
import type { OwnCompany } from '../book/own-company.ts'
import type { SaleToIssue } from '../book/sale-to-issue.ts'

export interface FrozenPayload {
  readonly payload: string
  /** SHA-256 of the payload's UTF-8 bytes, hex. */
  readonly digest: string
  /** False while the company's own data lacks what the channel requires. */
  readonly complete: boolean
}

export const freezePayload = (
  ports: Pick<Ports, 'orders'>,
  input: {
    readonly channel: string
    readonly key: string
    readonly recordedAt: number
    readonly seller: OwnCompany
    readonly sale: SaleToIssue
  },
): FrozenPayload => {
  const written = ports.orders.write(input)
  const complete = 'payload' in written
  const payload = complete ? written.payload : '{}'
  return { payload, digest: createHash('sha256').update(payload, 'utf8').digest('hex'), complete }
}
