import { expect, test } from 'vitest'
import { signRequest } from '../../../src/main/sync/channels/nuonuo/sign.ts'

test.each([
  ['{"serialNos":["19010211130401000006"],"isOfferInvoiceDetail":"1"}', 'Mt/8UVnA8Zkiqz1VyW/3np9j9DE='],
  ['{"a":"发票"}', 'DLQufOVW/mgLBjMHREBbpvy4dsU='],
])('the signature of %s is the computed one', (body, signature) => {
  expect(
    signRequest('11E0B90C9B7E4D3A', {
      appKey: 'TESTAPPKEY',
      senid: '0123456789abcdef0123456789abcdef',
      nonce: '12345678',
      timestamp: '1735689600',
      body,
    }),
  ).toBe(signature)
})
