// An invoice known from its QR code alone holds what the code holds and nothing more.
import { expect, test } from 'vitest'
import { readQrText } from '../../../src/main/core/documents/qr.ts'
import { Refusal } from '../../../src/main/core/documents/refusal.ts'

test('a 税控 code holds the amount without tax', () => {
  expect(readQrText('01,10,050001700111,12235358,10000.00,20200805,16630282980991510014,7257,')).toEqual({
    kind: 'ordinary-electronic',
    code: '050001700111',
    number: '12235358',
    issueDate: '2020-08-05',
    seller: { name: '' },
    buyer: { name: '' },
    amount: 1000000,
    red: false,
    checkCode: '16630282980991510014',
    qrText: '01,10,050001700111,12235358,10000.00,20200805,16630282980991510014,7257,',
    warnings: ['qr.only'],
  })
})

test('a 数电 code holds the total', () => {
  const text = '01,31,,24312000000358032546,633.00,20241118,,16C0'
  expect(readQrText(text)).toEqual({
    kind: 'digital-special',
    number: '24312000000358032546',
    issueDate: '2024-11-18',
    seller: { name: '' },
    buyer: { name: '' },
    total: 63300,
    red: false,
    qrText: text,
    warnings: ['qr.only'],
  })
})

test('a code whose check digits are wrong is to be compared by eye', () => {
  expect(readQrText('01,31,,24312000000358032546,634.00,20241118,,16C0').warnings).toEqual([
    'qr.only',
    'qr.check-digits',
  ])
})

test('a blockchain code names the seller, and its amount is on neither side', () => {
  const text = `01,10,153002209100,11335527,91110108MADEM0A15T,459.00,20221102,${'a'.repeat(64)}`
  expect(readQrText(text)).toMatchObject({
    kind: 'blockchain',
    seller: { name: '', taxId: '91110108MADEM0A15T' },
    warnings: ['qr.only'],
  })
  expect(readQrText(text)).not.toHaveProperty('amount')
})

test.each(['https://dppt.beijing.chinatax.gov.cn:8443/x', 'hello', ''])('%s is no invoice', (text) => {
  expect(() => readQrText(text)).toThrow(Refusal)
})
