// Taxpayer identifiers against public vectors (§3.1, §3.2).
import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  checkTaxId,
  makeUscc,
  normaliseTaxId,
  usccCheckCharacter,
} from '../../../src/shared/domain/taxpayer-id.ts'

const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY'
const validCodes =
  '91110108690017781B 91460300MAA92DJN95 91110108339805094M 92330781MA2EDMFU50 91320115MA202UKD7X 91510700205412308D 91320111339366503A 91440300708461136T 91110108769914581E 91350200MA33HHD072 91330302MA29A6CE0J 9134010007564947X2 91620104MAELGLFD88 91110108MA01RDGF56 91320104MA27BF34X1 91330105MA7C4PL8XP 91310000MA1FW9A80N 91110105MA01JH69XW 9153000077859986X2 915300007194052520 91640221574877733M 91150103MA0Q8T6YX5 52310106751466629W 91500107057774330E 91500000902846312Y 913205830880018839 91440104MABURP0XXA'.split(
    ' ',
  )

test('the 27 public credit codes are valid', () => {
  expect(validCodes).toHaveLength(27)
  expect(validCodes.filter((code) => !(checkTaxId(code).kind === 'uscc' && checkTaxId(code).valid))).toEqual(
    [],
  )
})

test.each([
  ['91500102563638729E', '5', ['tax-id.checksum']],
  ['91440000000000000X', 'Y', ['tax-id.checksum']],
  ['91110000000000000X', 'E', ['tax-id.checksum']],
  ['91500106MA2CE71F65', '6', ['tax-id.checksum']],
  ['91310120MA1HL11D0X', 'A', ['tax-id.checksum']],
  ['91440000000000001Y', '2', ['tax-id.checksum']],
  ['91500000747150890S', '8', ['tax-id.alphabet', 'tax-id.checksum']],
  ['9150010807MGZHI002', undefined, ['tax-id.alphabet']],
  ['91110101202001201', undefined, ['tax-id.length']],
])('%s is not a credit code; the last character should be %s', (code, expectedLast, issues) => {
  expect(checkTaxId(code)).toEqual({
    kind: 'uscc',
    valid: false,
    ...(expectedLast === undefined ? {} : { expectedLast }),
    issues,
  })
})

test('an eighteen-digit ID card is told from a credit code', () => {
  expect(['11010519491231002X', '440524188001010014', '110105194912310021'].map(checkTaxId)).toEqual([
    { kind: 'id-card', valid: true, issues: [] },
    { kind: 'id-card', valid: true, issues: [] },
    { kind: 'id-card', valid: false, expectedLast: 'X', issues: ['tax-id.checksum'] },
  ])
})

test('older and other identifiers are let through, without a claim that they are right', () => {
  expect(
    ['110101TRDX8RQU1', '339901999999199', 'ABCDEFGHJK123456', '11010519491231002X01'].map(checkTaxId),
  ).toEqual([
    { kind: 'old-15', valid: true, issues: [] },
    { kind: 'old-15', valid: true, issues: [] },
    { kind: 'other', valid: true, issues: ['tax-id.unknown-form'] },
    { kind: 'other', valid: true, issues: ['tax-id.unknown-form'] },
  ])
  expect(['1234', '123456789012345678901', '9111-0108', ''].map((id) => checkTaxId(id).issues)).toEqual([
    ['tax-id.length'],
    ['tax-id.length'],
    ['tax-id.characters'],
    ['tax-id.characters'],
  ])
})

test('a credit code whose inner organisation code does not hold is valid with a warning', () => {
  const code = makeUscc('91110108MADEM0A1X')
  expect(checkTaxId(code)).toEqual({ kind: 'uscc', valid: true, issues: ['tax-id.inner-check'] })
})

test('a made-up company gets a code that holds inside and out', () => {
  expect(makeUscc('91110108MADEM0A1')).toBe('91110108MADEM0A15T')
  expect(checkTaxId(makeUscc('91110108MADEM0A1'))).toEqual({ kind: 'uscc', valid: true, issues: [] })
  expect(() => makeUscc('too short')).toThrow(RangeError)
})

test('a letter O typed for a zero is seen as a credit code gone wrong', () => {
  expect(['9111O108690017781B', '911101O8690017781B', '91110108690O17781B'].map(checkTaxId)).toEqual(
    Array(3).fill({ kind: 'uscc', valid: false, issues: ['tax-id.alphabet'] }),
  )
})

test('an identifier is written in half-width capitals without spaces', () => {
  expect(normaliseTaxId(' ９１110108　69001778 1b\u00a0')).toBe('91110108690017781B')
})

test('normalising twice changes nothing more', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 30 }), (text) => {
      expect(normaliseTaxId(normaliseTaxId(text))).toBe(normaliseTaxId(text))
    }),
  )
})

test('one wrong character anywhere in a credit code is always found', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...validCodes),
      fc.nat({ max: 17 }),
      fc.constantFrom(...alphabet),
      (code, position, character) => {
        fc.pre(code[position] !== character)
        const wrong = code.slice(0, position) + character + code.slice(position + 1)
        expect(usccCheckCharacter(wrong.slice(0, 17))).not.toBe(wrong.slice(17))
        expect(checkTaxId(wrong)).not.toMatchObject({ kind: 'uscc', valid: true })
      },
    ),
  )
})
