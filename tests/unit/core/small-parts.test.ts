import fc from 'fast-check'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { mayCall } from '../../../src/main/core/access/roles.ts'
import { canonicalJson } from '../../../src/main/core/app/canonical-json.ts'
import { base32, base32FromBytes } from '../../../src/main/core/book/base32.ts'
import { derivedId } from '../../../src/main/core/book/derived-id.ts'
import { latinForms } from '../../../src/main/core/book/latin-forms.ts'
import { isVersionAtLeast } from '../../../src/main/core/db/connect.ts'
import { assertNodeCanLoadSqlite } from '../../../src/main/core/db/driver.ts'
import { inputIssues } from '../../../src/shared/contract/input-issues.ts'

test('equal values have equal canonical text, whatever the order of their fields', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
      const turned = Object.fromEntries(Object.entries(value).reverse())
      expect(canonicalJson(turned)).toBe(canonicalJson(value))
      expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)))
    }),
  )
})

test('absent fields do not change the canonical text', () => {
  expect(canonicalJson({ b: [1, { d: undefined, c: null }], a: undefined })).toBe('{"b":[1,{"c":null}]}')
})

test('base 32 counts up in order and leaves out letters that look like digits', () => {
  expect([0, 31, 32, 1023].map((value) => base32(value, 2))).toEqual(['00', '0Z', '10', 'ZZ'])
  expect(() => base32(1024, 2)).toThrow(RangeError)
  expect(base32FromBytes(Uint8Array.from([0, 17, 255, 32, 9]))).toBe('0HZ09')
})

test('ids made from a key are uuids, sort by time, and are the same for the same key', () => {
  const early = derivedId(1_000, 'invoice:a')
  expect(z.uuid().safeParse(early).success).toBe(true)
  expect(derivedId(1_000, 'invoice:a')).toBe(early)
  expect(derivedId(1_000, 'invoice:b')).not.toBe(early)
  expect(derivedId(2_000, 'invoice:a') > early).toBe(true)
})

test('Chinese names are found by pinyin and initials, Latin letters and digits stay', () => {
  expect(latinForms('样例云帆')).toEqual({ pinyin: 'yangliyunfan', initials: 'ylyf' })
  expect(latinForms('北京ABC科技（360）')).toEqual({ pinyin: 'beijingabckeji360', initials: 'bjabckj360' })
})

test('versions are compared by number, not as text', () => {
  const older = ['3.51.2', '3.9.9', '3.50.10'].map((version) => isVersionAtLeast(version, '3.51.3'))
  const newer = ['3.51.3', '3.51.10', '3.100', '4.0'].map((version) => isVersionAtLeast(version, '3.51.3'))
  expect({ older, newer }).toEqual({ older: [false, false, false], newer: [true, true, true, true] })
})

test('a Node that cannot load the database says so instead of ending', () => {
  expect(() => assertNodeCanLoadSqlite('9')).toThrow('node.too-old')
  expect(() => assertNodeCanLoadSqlite(undefined)).toThrow('node.too-old')
  expect(() => assertNodeCanLoadSqlite('10')).not.toThrow()
})

test('an operation without roles is open to everybody, one with roles to those alone', () => {
  expect([
    mayCall('viewer', undefined),
    mayCall('viewer', ['owner', 'accountant']),
    mayCall('accountant', ['owner', 'accountant']),
  ]).toEqual([true, false, true])
})

test('what is wrong with an input is said at its field in our own words', () => {
  const schema = z.strictObject({
    name: z.string().max(3),
    lines: z.array(z.strictObject({ rate: z.enum(['a']), date: z.string().regex(/^\d+$/) })).min(1),
  })
  const issues = (input: unknown): unknown => {
    const parsed = schema.safeParse(input)
    return parsed.success ? [] : inputIssues(parsed.error)
  }
  expect(issues({ name: 'long', lines: [{ rate: 'b', date: 'x', more: 1 }] })).toEqual([
    { path: 'name', code: 'input.too-long' },
    { path: 'lines.0.rate', code: 'input.wrong-value' },
    { path: 'lines.0.date', code: 'input.format' },
    { path: 'lines.0.more', code: 'input.unknown-field' },
  ])
  expect(issues({ name: 7, lines: [] })).toEqual([
    { path: 'name', code: 'input.wrong-type' },
    { path: 'lines', code: 'input.too-short' },
  ])
  expect(issues({ lines: [{ rate: 'a', date: '1' }] })).toEqual([{ path: 'name', code: 'input.missing' }])
})
