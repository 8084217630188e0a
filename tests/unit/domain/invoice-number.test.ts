// Codes and numbers of invoices (§2): what is refused, what is only remarked on.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  checkInvoiceNumber,
  invoiceKey,
  kindFromCode,
  normaliseNumber,
  padNumber,
  parseInvoiceCode10,
  parseInvoiceCode12,
  type NumberToCheck,
} from '../../../src/shared/domain/invoice-number.ts'
import { regionName } from '../../../src/shared/domain/region.ts'

const digital: NumberToCheck = {
  kind: 'digital-ordinary',
  number: '26112000000347783971',
  issueDate: '2026-07-14',
  today: '2026-11-21',
  source: 'manual',
}
const taxControl: NumberToCheck = {
  kind: 'ordinary-electronic',
  code: '011002600111',
  number: '08123456',
  issueDate: '2026-09-02',
  today: '2026-11-21',
  source: 'import',
}
const nothing = { errors: [], warnings: [] }

test('good numbers of both systems pass without a word', () => {
  expect([digital, taxControl].map(checkInvoiceNumber)).toEqual([nothing, nothing])
})

test.each<[string, NumberToCheck, string]>([
  ['a 数电 number with a code', { ...digital, code: '011002600111' }, 'code code.not-with-digital'],
  ['eight digits without a code', { ...taxControl, code: undefined }, 'code code.required'],
  ['a code of nine digits', { ...taxControl, code: '123456789' }, 'code code.length'],
  ['a code with a letter', { ...taxControl, code: '01100260011A' }, 'code code.digits'],
  ['a number with a letter', { ...digital, number: '2611200000034778397A' }, 'number number.digits'],
  ['a number of nineteen digits', { ...digital, number: '2611200000034778397' }, 'number number.length'],
  ['no number', { ...digital, number: ' ' }, 'number text.required'],
  ['a date that does not exist', { ...digital, issueDate: '2026-02-30' }, 'issueDate date.invalid'],
  ['a date in the future typed by hand', { ...digital, issueDate: '2026-11-22' }, 'issueDate date.future'],
])('%s is refused', (_, invoice, expected) => {
  expect(checkInvoiceNumber(invoice).errors.map((found) => `${found.path} ${found.code}`)).toEqual([expected])
})

test.each<[string, NumberToCheck, string[]]>([
  ['another year than the number says', { ...digital, issueDate: '2025-07-14' }, ['number.year-mismatch']],
  ['an area we do not know', { ...digital, number: '26992000000347783971' }, ['number.region-unknown']],
  ['a 数电 number on an old kind', { ...digital, kind: 'ordinary-paper' }, ['kind.number-mismatch']],
  [
    'an old number on a 数电 kind',
    { ...taxControl, kind: 'digital-ordinary' },
    ['kind.number-mismatch', 'code.kind-mismatch'],
  ],
  ['a code of another kind', { ...taxControl, code: '011002600104' }, ['code.kind-mismatch']],
  ['a code from a later year', { ...taxControl, issueDate: '2025-09-02' }, ['code.year-late']],
  ['a future date on import', { ...digital, source: 'import', issueDate: '2026-11-22' }, ['date.future']],
  [
    'a date over five years ago',
    { ...taxControl, code: '011002000111', issueDate: '2021-11-20' },
    ['date.over-five-years'],
  ],
  ['a number that lost its zero', { ...taxControl, number: '8123456' }, ['number.padded']],
])('%s is only remarked on', (_, invoice, warnings) => {
  expect(checkInvoiceNumber(invoice)).toEqual({ errors: [], warnings })
})

test('exactly five years ago can still be verified', () => {
  expect(checkInvoiceNumber({ ...taxControl, code: '011002000111', issueDate: '2021-11-21' })).toEqual(
    nothing,
  )
})

test('a 数电 paper invoice may carry both its code and a twenty-digit number', () => {
  expect(checkInvoiceNumber({ ...digital, kind: 'digital-paper-special', code: '011002600105' })).toEqual(
    nothing,
  )
})

test('the parts of a twelve-digit code are read, also of a code whose kind nobody knows', () => {
  expect(parseInvoiceCode12('011001600211')).toEqual({
    area: '1100',
    year: 2016,
    batch: '002',
    suffix: '11',
    kind: 'ordinary-electronic',
  })
  expect(parseInvoiceCode12('011002680026')).toEqual({ area: '1100', year: 2026, batch: '800', suffix: '26' })
  expect(parseInvoiceCode12('153002209100')).toBeUndefined()
})

test('the parts of a ten-digit code are read', () => {
  expect(parseInvoiceCode10('4403172130')).toEqual({
    area: '4403',
    year: 2017,
    batch: '2',
    language: '1',
    copies: '3',
    amountVersion: '0',
    kind: 'special-paper',
  })
})

test('a code tells its kind where the reference knows it', () => {
  const codes = [
    '033002000211',
    '011002000112',
    '011002000113',
    '011002600104',
    '011002600107',
    '4403172130',
    '4403172430',
    '',
  ]
  expect(codes.map(kindFromCode)).toEqual([
    'ordinary-electronic',
    'toll-electronic',
    'special-electronic',
    'ordinary-paper',
    'ordinary-roll',
    'special-paper',
    undefined,
    undefined,
  ])
})

test('the same invoice has the same key however it was typed', () => {
  expect([
    invoiceKey({ number: '２6117000001134616865 ' }),
    invoiceKey({ kind: 'digital-paper-special', code: '011002600105', number: '26112000000347783971' }),
    invoiceKey({ code: '33002000211', number: '3089647' }),
    invoiceKey({ kind: 'ordinary-electronic', code: ' 033002000211', number: '03089647' }),
  ]).toEqual([
    'digital:26117000001134616865',
    'digital:26112000000347783971',
    '033002000211:03089647',
    '033002000211:03089647',
  ])
})

test('areas have their names', () => {
  expect(['11', '95', '99'].map(regionName)).toEqual(['北京', '深圳', undefined])
})

test('normalising and padding twice change nothing more', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 24 }), fc.nat({ max: 99_999_999 }), (text, digits) => {
      expect(normaliseNumber(normaliseNumber(text))).toBe(normaliseNumber(text))
      expect(padNumber(padNumber(String(digits)))).toBe(String(digits).padStart(8, '0'))
    }),
  )
})
