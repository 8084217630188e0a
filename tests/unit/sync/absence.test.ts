// When "not there" is believed.
import { expect, test } from 'vitest'
import { weighAbsence } from '../../../src/shared/sync/absence.ts'

const settleMs = 1_000
const found = { canaryKnown: true, canaryFound: true }
const hidden = { canaryKnown: true, canaryFound: false }
const none = { canaryKnown: false, canaryFound: false }
const believed = (
  row: Parameters<typeof weighAbsence>[0],
  at: number,
  witness: Parameters<typeof weighAbsence>[3] = found,
): boolean => weighAbsence(row, at, settleMs, witness).believed

test('one look is never enough in doubt, however late', () => {
  expect(believed({ doubtFrom: 0 }, 50_000)).toBe(false)
})

test('two looks half a settle time apart are believed once the settle time is over', () => {
  expect(believed({ doubtFrom: 0, firstAbsentAt: 400 }, 999)).toBe(false)
  expect(believed({ doubtFrom: 0, firstAbsentAt: 400 }, 1_000)).toBe(true)
  expect(believed({ doubtFrom: 0, firstAbsentAt: 900 }, 1_399)).toBe(false)
  expect(believed({ doubtFrom: 0, firstAbsentAt: 900 }, 1_400)).toBe(true)
})

test('a look in which the newest stored key was not found proves nothing', () => {
  expect(believed({ doubtFrom: 0, firstAbsentAt: 400 }, 5_000, hidden)).toBe(false)
  expect(believed({}, 5_000, hidden)).toBe(false)
})

test('while nothing is known to be stored, the answered look itself is the witness', () => {
  expect(believed({ doubtFrom: 0, firstAbsentAt: 400 }, 5_000, none)).toBe(true)
})

test('what the platform said it did not take is believed absent after one trusted look', () => {
  expect(believed({}, 10)).toBe(true)
})

test('a clock set back makes the count of looks start again', () => {
  const view = weighAbsence({ doubtFrom: 0, firstAbsentAt: 9_000 }, 2_000, settleMs, found)
  expect(view).toEqual({ believed: false, firstAbsentAt: 2_000, lastAbsentAt: 2_000, believableAt: 2_500 })
})

test('a look that left while the order could still be on its way is not the first of the two', () => {
  const early = weighAbsence({ doubtFrom: 2_000 }, 1_999, settleMs, found)
  expect(early).toEqual({ believed: false })
  expect(believed({ doubtFrom: 2_000 }, 3_000)).toBe(false)
  expect(weighAbsence({ doubtFrom: 2_000 }, 2_000, settleMs, found)).toEqual({
    believed: false,
    firstAbsentAt: 2_000,
    lastAbsentAt: 2_000,
    believableAt: 3_000,
  })
})
