import { describe, expect, test } from 'vitest'
import { startFaultCourse } from '../../../src/main/simulator/fault-course.ts'
import { faultScriptFrom } from '../../../src/main/simulator/faults.ts'
import { clockAt } from './raw-client.ts'

const clock = clockAt('2026-11-21T10:00:00+08:00')
const course = (rules: object[], seed = 7) => startFaultCourse(faultScriptFrom({ seed, rules }), clock.now, 1)
const run = (running: ReturnType<typeof course>, times: number, name = 'requestBillingNew') =>
  Array.from({ length: times }, () => running.next(name)?.rule.do ?? '-')

describe('when a rule applies', () => {
  test('from the second request on, twice, then no more', () => {
    expect(run(course([{ do: 'slow', from: 2, count: 2 }]), 5)).toEqual(['-', 'slow', 'slow', '-', '-'])
  })

  test('every third request', () => {
    expect(run(course([{ do: 'slow', every: 3 }]), 6)).toEqual(['-', '-', 'slow', '-', '-', 'slow'])
  })

  test('the first matching rule wins, the others still count what they met', () => {
    const rules = [
      { do: 'reset', every: 2 },
      { do: 'hang', from: 3 },
    ]
    expect(run(course(rules), 5)).toEqual(['-', 'reset', 'hang', 'reset', 'hang'])
  })

  test('inside its time, counted from when the script was set', () => {
    const running = course([{ do: 'slow', fromMs: 100, toMs: 200 }])
    const seen = [0, 99, 1, 99, 1].map((ms) => {
      clock.forward(ms)
      return run(running, 1)[0]
    })
    expect(seen).toEqual(['-', '-', 'slow', 'slow', '-'])
  })

  test('for the method it names, short or full, and for tokens and files', () => {
    const rules = [
      { do: 'slow', method: 'nuonuo.OpeMplatform.reInvoice' },
      { do: 'hang', method: 'getCreditLine' },
      { do: 'reset', method: 'token' },
    ]
    const running = course(rules)
    const seen = ['reInvoice', 'getCreditLine', 'token', 'file'].map((name) => run(running, 1, name)[0])
    expect(seen).toEqual(['slow', 'hang', 'reset', '-'])
  })

  test('without a method, faults of storing concern only new orders', () => {
    const running = course([{ do: 'drop-after-store' }])
    expect(
      ['queryInvoiceResult', 'token', 'requestBillingNew'].map((name) => run(running, 1, name)[0]),
    ).toEqual(['-', '-', 'drop-after-store'])
  })

  test('by chance, the same for the same seed', () => {
    const rules = [{ do: 'slow', probability: 0.5 }]
    const first = run(course(rules, 7), 200)
    const hits = first.filter((fault) => fault === 'slow').length
    expect(run(course(rules, 7), 200)).toEqual(first)
    expect(run(course(rules, 8), 200)).not.toEqual(first)
    expect(hits).toBeGreaterThan(70)
    expect(hits).toBeLessThan(130)
  })
})

test.each([
  [null, 'A fault script is an object with a list "rules".'],
  [{ rules: {} }, 'The "rules" of a fault script must be a list.'],
  [{ sed: 1, rules: [] }, 'The fault script has an unknown field "sed".'],
  [{ seed: 'x', rules: [] }, 'The "seed" of a fault script must be a whole number.'],
  [{ rules: [7] }, 'Rule 1 is not an object.'],
  [{ rules: [{ do: 'slow', time: 1 }] }, 'Rule 1 (slow) has an unknown field "time".'],
  [
    { rules: [{ do: 'slow' }, { do: 'slow', ms: -1 }] },
    'Rule 2 (slow): "ms" must be a number of milliseconds, 0 or more.',
  ],
  [{ rules: [{ do: 'reset', probability: 2 }] }, 'Rule 1 (reset): "probability" must lie between 0 and 1.'],
  [
    { rules: [{ do: 'status', code: 99 }] },
    'Rule 1 (status): "code" of a status fault must be an HTTP status from 200 to 599.',
  ],
])('a bad script is refused with a plain sentence: %j', (json, sentence) => {
  expect(() => faultScriptFrom(json)).toThrow(new Error(sentence))
})
