// QR texts of invoices (§4): the published strings, the three check sums, and what is no invoice.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fen } from '../../../src/shared/domain/money.ts'
import { crc16, parseQrText, qrText } from '../../../src/shared/domain/qr-text.ts'

const reproduced: readonly [string, 'UMTS' | 'MODBUS' | 'ARC'][] = [
  ['01,10,033002000211,83089647,510.68,20200723,16197833567414507415,0941', 'UMTS'],
  ['01,10,032001900311,25577301,181.14,20201112,58569302723370975117,989C', 'UMTS'],
  ['01,10,050001700111,12235358,10000.00,20200805,16630282980991510014,7257', 'UMTS'],
  ['01,10,050001700111,99999951,300.00,20201010,14754822929856772523,E400', 'UMTS'],
  ['01,10,011001600211,25236205,33.96,20170701,70438474151372413936,AD3C', 'UMTS'],
  ['01,31,,24312000000358032546,633.00,20241118,,16C0', 'UMTS'],
  ['01,31,,26442000004359167806,1705400.00,20260421,,8EEF', 'UMTS'],
  ['01,32,,24312000000136634917,0.01,20240514,,1DD6', 'UMTS'],
  ['01,32,,26427000000375586818,10.70,20260430,,FAFB', 'UMTS'],
  ['01,32,,25442000000069606292,140.74,20250208,,A6A1', 'UMTS'],
  ['01,32,,20882408051806541460,0.01,20240805,,649C', 'UMTS'],
  ['01,51,,26339132621000219582,56.00,20260423,,219a', 'MODBUS'],
  ['01,32,,26317200000008021556,16.40,20260908,,b017', 'ARC'],
]
const masked = [
  '01,10,011001605111,80100798,64.9,20161018,85342965681116380258,BE2D',
  '01,10,011001800211,35367871,100.00,20181029,06339552573889022162,CE35',
  '01,32,,26427000000316294884,100.76,20260330,,5F98',
  '01,32,,26337906210400590013,10.01,20260422,,349F',
]

test('each variant gives its published check value', () => {
  expect([crc16('123456789', 'UMTS'), crc16('123456789', 'MODBUS'), crc16('123456789', 'ARC')]).toEqual([
    'FEE8',
    '4B37',
    'BB3D',
  ])
})

test.each(reproduced)('%s matches %s', (text, crcVariant) => {
  expect(parseQrText(text)).toMatchObject({ ok: true, value: { crc: 'match', crcVariant } })
})

test.each(masked)('%s is read although its check sum does not match', (text) => {
  expect(parseQrText(text)).toMatchObject({
    ok: true,
    value: { crc: 'mismatch', number: text.split(',')[3] },
  })
})

test('a 税控 text gives the amount without tax, with its trailing comma too', () => {
  const raw = '01,10,033002000211,83089647,510.68,20200723,16197833567414507415,0941,'
  expect(parseQrText(` ${raw}\n`)).toEqual({
    ok: true,
    value: {
      kind: 'ordinary-electronic',
      code: '033002000211',
      number: '83089647',
      amount: 51068,
      amountSide: 'excl',
      date: '2020-07-23',
      checkCode: '16197833567414507415',
      crc: 'match',
      crcVariant: 'UMTS',
      raw,
    },
  })
})

test('a 数电 text gives the amount with tax and has no code', () => {
  const raw = '01,31,,24312000000358032546,633.00,20241118,,16C0'
  expect(parseQrText(raw)).toEqual({
    ok: true,
    value: {
      kind: 'digital-special',
      number: '24312000000358032546',
      amount: 63300,
      amountSide: 'incl',
      date: '2024-11-18',
      crc: 'match',
      crcVariant: 'UMTS',
      raw,
    },
  })
})

test('a blockchain text has the seller in the place of the amount', () => {
  const digest = 'a1'.repeat(32)
  const raw = `01,10,153002209100,11335527,91110108MADEM0A15T,459.00,20221102,${digest}`
  expect(parseQrText(raw)).toEqual({
    ok: true,
    value: {
      kind: 'blockchain',
      code: '153002209100',
      sellerTaxId: '91110108MADEM0A15T',
      number: '11335527',
      amount: 45900,
      amountSide: 'unknown',
      date: '2022-11-02',
      checkCode: digest,
      crc: 'absent',
      raw,
    },
  })
})

test('seven fields, an empty last field and an amount without decimals are read', () => {
  const texts = [
    '01,10,011001600211,25236205,112,20170701,70438474151372413936',
    '01,32,,24312000000136634917,64.9,20240514,,',
    '０１，３２，，24312000000136634917，64.9，20240514，，',
  ]
  expect(texts.map(parseQrText)).toMatchObject([
    { ok: true, value: { amount: 11200, crc: 'absent', checkCode: '70438474151372413936' } },
    { ok: true, value: { amount: 6490, crc: 'absent', date: '2024-05-14' } },
    { ok: true, value: { amount: 6490, crc: 'absent', date: '2024-05-14' } },
  ])
})

test('a kind nobody knows is still an invoice', () => {
  expect(parseQrText('01,99,,24312000000136634917,1.00,20240514,,0000')).toMatchObject({
    ok: true,
    value: { kind: 'unknown' },
  })
})

test.each([
  ['https://dppt.beijing.chinatax.gov.cn:8443/kpfw/exportDzfpwjEwm?Wjgs=PDF', 'qr.url'],
  ['hello', 'qr.not-invoice'],
  ['', 'qr.not-invoice'],
  ['02,10,1,2,3,4,5,6', 'qr.not-invoice'],
  ['01,32,,123,1.00,20240514,,0000', 'qr.number'],
  ['01,32,,24312000000136634917,1.234,20240514,,0000', 'qr.amount'],
  ['01,32,,24312000000136634917,1.00,20240231,,0000', 'qr.date'],
])('%s is no invoice: %s', (raw, code) => {
  expect(parseQrText(raw)).toEqual({ ok: false, error: { code, raw } })
})

test('what is written can be read, and one changed digit shows', () => {
  fc.assert(
    fc.property(
      fc.constantFrom('digital-special', 'digital-ordinary'),
      fc.stringMatching(/^\d{20}$/),
      fc.integer({ min: -9_999_999_999, max: 9_999_999_999 }).map(fen),
      fc.date({ min: new Date('2020-01-01'), max: new Date('2035-12-31'), noInvalidDate: true }),
      fc.nat({ max: 19 }),
      (kind, number, total, day, position) => {
        const issueDate = day.toISOString().slice(0, 10)
        const raw = qrText({ kind, number, total, issueDate })
        expect(parseQrText(raw)).toEqual({
          ok: true,
          value: {
            kind,
            number,
            amount: total,
            amountSide: 'incl',
            date: issueDate,
            crc: 'match',
            crcVariant: 'UMTS',
            raw,
          },
        })
        const digit = (Number(number[position]) + 1) % 10
        const changed = `${number.slice(0, position)}${digit}${number.slice(position + 1)}`
        const read = parseQrText(raw.replace(number, changed))
        expect(read.ok && read.value.crcVariant).not.toBe('UMTS')
      },
    ),
  )
})

test('no text whatever makes the reader throw', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string({ unit: 'binary' }),
        fc.array(fc.string(), { maxLength: 10 }).map((parts) => `01,32,${parts.join(',')}`),
      ),
      (text) => {
        expect(typeof parseQrText(text).ok).toBe('boolean')
      },
    ),
  )
})
