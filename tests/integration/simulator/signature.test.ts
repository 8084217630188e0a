import { expect, test } from 'vitest'
import { signatureOf } from '../../../src/main/simulator/signature.ts'

const parts = {
  appKey: 'TESTAPPKEY',
  senid: '0123456789abcdef0123456789abcdef',
  nonce: '12345678',
  timestamp: '1735689600',
}

test('the signature of a lookup is the one computed for the reference', () => {
  const body = '{"serialNos":["19010211130401000006"],"isOfferInvoiceDetail":"1"}'
  expect(signatureOf('11E0B90C9B7E4D3A', parts, body)).toBe('Mt/8UVnA8Zkiqz1VyW/3np9j9DE=')
})

test('the signature of a Chinese body is over its UTF-8 bytes', () => {
  expect(signatureOf('11E0B90C9B7E4D3A', parts, Buffer.from('{"a":"发票"}'))).toBe(
    'DLQufOVW/mgLBjMHREBbpvy4dsU=',
  )
})
