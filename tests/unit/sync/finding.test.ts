// Single answers that once led, or could lead, to a false belief or to waiting for ever.
import { expect, test } from 'vitest'
import { onAction } from '../../../src/shared/sync/actions.ts'
import {
  onAskedAgain,
  onFinding,
  onLookupTrouble,
  unclearCap,
  unwitnessedCap,
} from '../../../src/shared/sync/finding.ts'
import { claim, onInterrupted, onSubmitOutcome } from '../../../src/shared/sync/machine.ts'
import { changed, type Step } from '../../../src/shared/sync/step.ts'
import type { Submission } from '../../../src/shared/sync/submission.ts'
import { at, expected, queuedRow } from './fixtures.ts'

const after = (row: Submission, step: Step | undefined): Submission => {
  if (step === undefined) throw new Error('nothing happened')
  return changed(row, step.change)
}
const sending = after(queuedRow, claim(queuedRow, 0, 4_000))
const doubted = after(sending, onSubmitOutcome(sending, { type: 'uncertain', text: 'reset' }, at(0)))
const hidden = { canaryKnown: true, canaryFound: false }
const shown = { canaryKnown: true, canaryFound: true }
const absent = (row: Submission, now: number, witness = shown): Submission =>
  after(row, onFinding(row, expected, { type: 'absent' }, witness, at(now)))

test('an interrupted row is looked at at once, but that look is none of the two', () => {
  const interrupted = after(sending, onInterrupted(sending, 1_000, 2_000))
  const looked = absent(interrupted, 1_001)
  expect([looked.firstAbsentAt, looked.doubtFrom]).toEqual([undefined, 3_000])
  expect(absent(looked, 4_000).state).toBe('unknown')
  expect(absent(absent(looked, 3_500), 4_000).state).toBe('queued')
})

test('an unclear answer between two looks that say absent makes the count start again', () => {
  const once = absent(doubted, 500)
  const unclear = after(once, onFinding(once, expected, { type: 'unclear', text: '99' }, shown, at(600)))
  expect(absent(unclear, 5_000).state).toBe('unknown')
  expect(absent(absent(unclear, 5_000), 5_500).state).toBe('queued')
})

test('an answer outside the table goes to a person after sixty of them', () => {
  const row = { ...doubted, lookups: unclearCap }
  expect(after(row, onFinding(row, expected, { type: 'unclear', text: '99' }, shown, at(9)))).toMatchObject({
    state: 'parked',
    problem: 'lookup.unclear',
    mustLook: true,
  })
})

test('a row whose witness is never found goes to a person, may not be cancelled, and asked again is looked up without it', () => {
  let row = doubted
  let noted = 0
  let now = 10_000
  while (row.state === 'unknown') {
    const step = onFinding(row, expected, { type: 'absent' }, hidden, at(now))
    noted += step?.attempt === undefined ? 0 : 1
    row = after(row, step)
    now += 500
  }
  expect(row).toMatchObject({
    state: 'parked',
    problem: 'witness.missing',
    mustLook: true,
    evidence: { unwitnessed: unwitnessedCap - 1 },
  })
  expect(noted).toBe(2)
  expect(onAction(row, 'cancel', now)).toBeUndefined()
  const asked = after(row, onAction(row, 'retry', now))
  expect(asked).toMatchObject({ state: 'unknown', mustLook: true, doubtFrom: now })
  const first = absent(asked, now, hidden)
  expect(first.state).toBe('unknown')
  expect(absent(first, now + 400, hidden).state).toBe('unknown')
  expect(absent(first, now + 1_000, hidden)).toMatchObject({ state: 'queued', channelKey: row.channelKey })
})

test('looks that failed for other reasons do not count, and one look with a witness makes that count start again', () => {
  const tired = { ...doubted, lookups: 1_000, evidence: { unwitnessed: unwitnessedCap - 2 } }
  const once = absent(tired, 500, hidden)
  expect([once.state, once.evidence]).toEqual(['unknown', { unwitnessed: unwitnessedCap - 1 }])
  const witnessed = absent(once, 600)
  expect([witnessed.state, witnessed.evidence?.unwitnessed]).toEqual(['unknown', undefined])
  expect(absent(witnessed, 700, hidden)).toMatchObject({ state: 'unknown', evidence: { unwitnessed: 1 } })
})

test('what the platform called a duplicate is never sent by itself, witness or not', () => {
  const said = after(sending, onSubmitOutcome(sending, { type: 'duplicate' }, at(0)))
  const row = { ...said, evidence: { unwitnessed: unwitnessedCap - 1 } }
  expect(absent(row, 50_000, hidden)).toMatchObject({ state: 'parked', problem: 'duplicate.absent' })
})

test('what a platform asks to wait is rounded up to whole milliseconds', () => {
  expect(onLookupTrouble(doubted, at(1_000), 1_000.5)?.change.nextAt).toBe(2_001)
  const asked = { ...doubted, state: 'waiting', problem: 'sign-failed' } as const
  expect(onAskedAgain(asked, { type: 'busy', retryAfterMs: 10.2 }, at(1_000))?.change.nextAt).toBe(1_011)
})
