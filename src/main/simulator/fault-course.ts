// The running side of a fault script: counts the requests each rule has met and says which fault a request gets.
// Same script, same seed, same order of requests: same faults.
import type { FaultKind, FaultRule, FaultScript } from './faults.ts'

/** The name a request goes by in a fault script: the short method name, `token` or `file`. */
export type RequestName = string

const issuing: ReadonlySet<RequestName> = new Set(['requestBillingNew'])
const issuingOrRetry: ReadonlySet<RequestName> = new Set(['requestBillingNew', 'reInvoice'])

/** What a rule without `method` is about. Faults of the line concern every request, faults of the bureau only some. */
const defaultMethods = (kind: FaultKind): ReadonlySet<RequestName> | 'gateway' | 'all' => {
  switch (kind) {
    case 'drop-before-store':
    case 'drop-after-store':
    case 'invisible':
    case 'pending':
    case 'sign-failed':
    case 'issue-failed':
    case 'duplicate':
      return issuing
    case 'credit-exhausted':
    case 'login-expired':
      return issuingOrRetry
    case 'maintenance':
      return 'gateway'
    default:
      return 'all'
  }
}

const shortName = (method: string): RequestName => method.slice(method.lastIndexOf('.') + 1)

const concerns = (rule: FaultRule, name: RequestName): boolean => {
  if (rule.method !== undefined) return shortName(rule.method) === name
  const methods = defaultMethods(rule.do)
  if (methods === 'all') return true
  if (methods === 'gateway') return name !== 'token' && name !== 'file'
  return methods.has(name)
}

/** mulberry32: a small seeded sequence in [0, 1), good enough to scatter faults and the same on every machine. */
const sequenceFrom = (seed: number): (() => number) => {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

export interface FaultCourse {
  /** The rule this request gets, and how often that rule has been applied, this time included. */
  next(name: RequestName): { readonly rule: FaultRule; readonly applied: number } | undefined
  /** Whether a rule of this kind is in force now, without counting anything. */
  isInForce(kind: FaultKind): boolean
  /** Whether nobody should be listening: the first rule in its window is a `refuse` on nothing but time. */
  isDoorShut(): boolean
  /** Whether the script could ever shut the door, so that somebody must keep looking. */
  readonly mayShutDoor: boolean
  readonly script: FaultScript
  readonly setAt: number
  /** For the admin page: each rule with what it has met and done. */
  progress(): readonly (FaultRule & {
    readonly met: number
    readonly applied: number
    readonly inWindow: boolean
  })[]
}

const isDoorRule = (rule: FaultRule): boolean =>
  rule.do === 'refuse' &&
  rule.method === undefined &&
  rule.from === undefined &&
  rule.count === undefined &&
  rule.every === undefined &&
  rule.probability === undefined

/** Starts a script at `setAt`; `now` gives milliseconds, `fallbackSeed` serves scripts without a seed. */
export const startFaultCourse = (
  script: FaultScript,
  now: () => number,
  fallbackSeed: number,
): FaultCourse => {
  const setAt = now()
  const draw = sequenceFrom(script.seed ?? fallbackSeed)
  const runs = script.rules.map((rule) => ({ rule, met: 0, applied: 0 }))
  const inWindow = (rule: FaultRule): boolean => {
    const elapsed = now() - setAt
    return elapsed >= (rule.fromMs ?? 0) && elapsed < (rule.toMs ?? Infinity)
  }
  const applies = (run: (typeof runs)[number]): boolean => {
    const { rule } = run
    const place = run.met - (rule.from ?? 1) + 1
    if (place < 1) return false
    if (rule.every !== undefined && place % rule.every !== 0) return false
    if (rule.count !== undefined && run.applied >= rule.count) return false
    return rule.probability === undefined || draw() < rule.probability
  }
  return {
    script,
    setAt,
    mayShutDoor: script.rules.some(isDoorRule),
    next(name) {
      let winner: (typeof runs)[number] | undefined
      for (const run of runs) {
        if (!concerns(run.rule, name) || !inWindow(run.rule)) continue
        run.met += 1
        if (winner === undefined && applies(run)) winner = run
      }
      if (winner === undefined) return undefined
      winner.applied += 1
      return { rule: winner.rule, applied: winner.applied }
    },
    isInForce: (kind) =>
      runs.some(
        ({ rule, applied }) =>
          rule.do === kind && inWindow(rule) && (rule.count === undefined || applied < rule.count),
      ),
    isDoorShut() {
      const first = script.rules.find(inWindow)
      return first !== undefined && isDoorRule(first)
    },
    progress: () =>
      runs.map(({ rule, met, applied }) => ({ ...rule, met, applied, inWindow: inWindow(rule) })),
  }
}
