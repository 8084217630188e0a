// Sentences by key, with parameters and a plural.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { flattenCatalogue, translate } from '../../src/shared/i18n.ts'

const catalogue = flattenCatalogue({
  error: { internal: 'Something broke', disk: { full: '{free} left on {disk}' } },
  queue:
    '{count, plural, =0 {Nothing waits} one {# sale of {name} waits} other {# sales of {name} wait}} · {time}',
  odd: 'a } b { c # {}',
})

test('nested keys become dotted ones', () => {
  expect([...catalogue.keys()]).toEqual(['error.internal', 'error.disk.full', 'queue', 'odd'])
})

test('parameters are filled in, and one that is missing stays visible', () => {
  expect(translate(catalogue, 'error.disk.full', { free: '3 MB', disk: 'D:' })).toBe('3 MB left on D:')
  expect(translate(catalogue, 'error.disk.full', { free: '3 MB' })).toBe('3 MB left on {disk}')
  expect(translate(catalogue, 'error.disk.full', { free: '{disk}', disk: 1 })).toBe('{disk} left on 1')
})

test('a plural picks its form and fills it in', () => {
  const queue = (count: number): string => translate(catalogue, 'queue', { count, name: 'Li', time: '10:00' })
  expect([queue(0), queue(1), queue(12)]).toEqual([
    'Nothing waits · 10:00',
    '1 sale of Li waits · 10:00',
    '12 sales of Li wait · 10:00',
  ])
})

test('a missing key shows itself', () => {
  expect([translate(catalogue, 'error.nothing'), translate(catalogue, 'toString')]).toEqual([
    'error.nothing',
    'toString',
  ])
})

test('odd braces are shown as they are', () => {
  expect(translate(catalogue, 'odd')).toBe('a } b { c # {}')
})

test('no sentence whatever makes the translation throw', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom('{', '}', ',', '#', 'a', ' ', 'plural', 'one', 'other') }),
      (sentence) => {
        expect(typeof translate(new Map([['key', sentence]]), 'key', { a: 1 })).toBe('string')
      },
    ),
  )
})
