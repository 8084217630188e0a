// Every state meets every answer: a walk that knows only what was sent and what was looked up judges the machine.
import fc from 'fast-check'
import { test } from 'vitest'
import { onAction, onAdopted } from '../../../src/shared/sync/actions.ts'
import {
  beforeAskingAgain,
  onAskedAgain,
  onFinding,
  onLookupTrouble,
} from '../../../src/shared/sync/finding.ts'
import { onDocument, onVerified } from '../../../src/shared/sync/issued.ts'
import {
  claim,
  onClockMoved,
  onInterrupted,
  onSubmitOutcome,
  onTimer,
} from '../../../src/shared/sync/machine.ts'
import type { KeyFinding, SubmitOutcome } from '../../../src/shared/sync/outcome.ts'
import { changed, type Step } from '../../../src/shared/sync/step.ts'
import { submissionStates, type Submission } from '../../../src/shared/sync/submission.ts'
import { at, expected, foundInvoice, queuedRow, scale, settleMs } from './fixtures.ts'

const outcomes: readonly SubmitOutcome[] = [
  { type: 'accepted', remoteRef: '1' },
  { type: 'rejected', code: 'E9104', text: 'x' },
  { type: 'duplicate' },
  { type: 'busy' },
  { type: 'busy', retryAfterMs: 50 },
  { type: 'unreachable', text: 'x' },
  { type: 'uncertain', text: 'x' },
  { type: 'needs-person', problem: 'login.expired', text: 'x' },
  { type: 'down', text: 'x' },
]
const findings: readonly KeyFinding[] = [
  { type: 'absent' },
  { type: 'pending' },
  { type: 'found', invoice: foundInvoice },
  { type: 'found', invoice: { ...foundInvoice, buyerName: '别人' } },
  { type: 'sign-failed' },
  { type: 'bureau-down', text: 'x' },
  { type: 'rejected', text: 'x' },
  { type: 'unclear', text: 'x' },
]

type Event =
  | { readonly type: 'claim' | 'interrupted' | 'timer' | 'trouble' | 'clock' | 'ask' | 'document' | 'adopt' }
  | { readonly type: 'outcome'; readonly outcome: SubmitOutcome }
  | { readonly type: 'finding'; readonly finding: KeyFinding; readonly canary: 'none' | 'found' | 'missing' }
  | { readonly type: 'action'; readonly action: 'retry' | 'cancel' | 'look-up' }

const events: readonly Event[] = [
  ...(['claim', 'interrupted', 'timer', 'trouble', 'clock', 'ask', 'document', 'adopt'] as const).map(
    (type) => ({ type }),
  ),
  ...outcomes.map((outcome) => ({ type: 'outcome' as const, outcome })),
  ...findings.flatMap((finding) =>
    (['none', 'found', 'missing'] as const).map((canary) => ({ type: 'finding' as const, finding, canary })),
  ),
  ...(['retry', 'cancel', 'look-up'] as const).map((action) => ({ type: 'action' as const, action })),
]

const apply = (row: Submission, event: Event, now: number): Step | undefined => {
  switch (event.type) {
    case 'claim':
      return claim(row, now, 4_000)
    case 'interrupted':
      return onInterrupted(row, now, 2_000)
    case 'timer':
      return onTimer(row, now)
    case 'trouble':
      return onLookupTrouble(row, at(now))
    case 'clock':
      return onClockMoved(row, now, 2_000)
    case 'ask':
      return beforeAskingAgain(row, now, 4_000) ?? onAskedAgain(row, { type: 'accepted' }, at(now))
    case 'document':
      return onDocument(row, { type: 'missing' }, at(now))
    case 'adopt':
      return onAdopted(row, now, scale)?.step
    case 'outcome':
      return onSubmitOutcome(row, event.outcome, at(now))
    case 'finding':
      return row.state === 'issued'
        ? onVerified(row, event.finding, at(now))
        : onFinding(
            row,
            expected,
            event.finding,
            { canaryKnown: event.canary !== 'none', canaryFound: event.canary === 'found' },
            at(now),
          )
    case 'action':
      return onAction(row, event.action, now)
  }
}

/** What an onlooker saw since the row was last sent. */
interface Seen {
  readonly sentBefore: boolean
  /** Sent, and not surely refused or surely not sent. */
  readonly doubtSince?: number
  readonly absentAt: readonly number[]
}

const watch = (seen: Seen, before: Submission, event: Event, now: number): Seen => {
  if (event.type === 'claim' && before.state === 'queued')
    return { sentBefore: true, doubtSince: now, absentAt: [] }
  if (event.type === 'outcome' && before.state === 'sending') {
    const { type } = event.outcome
    if (type === 'unreachable') return { sentBefore: false, absentAt: [] }
    if (type === 'busy' || type === 'down' || type === 'needs-person')
      return { sentBefore: true, absentAt: [] }
    return { sentBefore: true, doubtSince: now, absentAt: [] }
  }
  if (event.type === 'interrupted' && before.state === 'sending') {
    return { sentBefore: true, doubtSince: now, absentAt: [] }
  }
  if (event.type === 'finding' && event.finding.type === 'absent' && event.canary !== 'missing') {
    return { ...seen, absentAt: [...seen.absentAt, now] }
  }
  return seen
}

const mayBeSent = ({ sentBefore, doubtSince, absentAt }: Seen): boolean => {
  if (!sentBefore) return true
  const last = absentAt.at(-1)
  if (last === undefined) return false
  if (doubtSince === undefined) return true
  return last >= doubtSince + settleMs && absentAt.some((first) => last - first >= settleMs / 2)
}

const finals: readonly string[] = ['issued', 'rejected', 'cancelled']

const check = (holds: boolean, what: string): void => {
  if (!holds) throw new Error(`broken: ${what}`)
}

const walk = (course: readonly { readonly event: Event; readonly waitMs: number }[]): void => {
  let row = queuedRow
  let now = 1_000_000
  let seen: Seen = { sentBefore: false, absentAt: [] }
  for (const { event, waitMs } of course) {
    now += waitMs
    const before = row
    const step = apply(row, event, now)
    seen = watch(seen, before, event, now)
    if (step === undefined) continue
    row = changed(row, step.change)
    check(submissionStates.includes(row.state), 'a state of the table')
    check(row.channelKey === queuedRow.channelKey, 'the key never changes')
    if (finals.includes(before.state)) check(row.state === before.state, `${before.state} is final`)
    if (row.state === 'sending') {
      check(before.state === 'queued' && !before.mustLook && row.mustLook, 'only a queued row is sent')
    }
    if (row.state === 'queued' || row.state === 'cancelled') {
      check(!row.mustLook && mayBeSent(seen), `${before.state} to ${row.state} without the lookups demanded`)
    }
  }
}

test('whatever happens to a row that was sent, it is never sent again without the lookups demanded', () => {
  fc.assert(
    fc.property(
      fc.array(
        fc.record({
          event: fc.constantFrom(...events),
          waitMs: fc.constantFrom(0, 1, 100, 500, 501, 1_000, 3_000),
        }),
        { minLength: 1, maxLength: 12 },
      ),
      (course) => walk([{ event: { type: 'claim' }, waitMs: 0 }, ...course]),
    ),
    { numRuns: 10_000 },
  )
})

test('every outcome followed by every pair of events, at every distance, keeps the invariants', () => {
  for (const outcome of outcomes) {
    for (const first of events) {
      for (const second of events) {
        for (const waitMs of [0, 500, 3_000]) {
          walk([
            { event: { type: 'claim' }, waitMs: 0 },
            { event: { type: 'outcome', outcome }, waitMs: 5 },
            { event: first, waitMs },
            { event: second, waitMs },
            { event: { type: 'finding', finding: { type: 'absent' }, canary: 'found' }, waitMs },
            { event: { type: 'claim' }, waitMs: 0 },
          ])
        }
      }
    }
  }
})
