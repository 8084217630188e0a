// The fault script: what the pretend platform is told to do wrong, as data. `do` decides what happens; the other fields
// decide when. Rules are asked in order and the first that applies wins; a rule applies to a request when
//   method        it names the method (short or full name, or `token`, `file`); without it, see `defaultMethods`
//   fromMs, toMs  the time since the script was set lies in [fromMs, toMs)
//   from          it is at least the from-th request (1-based) the rule has met in its window
//   every         it is each n-th of those, counted from `from`
//   count         the rule has been applied fewer than `count` times
//   probability   a draw from the script's own seeded sequence falls below it
// `refuse` on nothing but time really closes the port (door.ts); any other `refuse` cuts single connections unread.
// `sign-failed` and `issue-failed` with method reInvoice make the retry fail again.
// `ms` is a length of time, `seconds` a Retry-After, `code` an HTTP status or, for issue-failed, `bureau`.

export const faultKinds = [
  'refuse',
  'hang',
  'reset',
  'maintenance',
  'status',
  'retry-after',
  'slow',
  'drop-before-store',
  'drop-after-store',
  'invisible',
  'pending',
  'sign-failed',
  'issue-failed',
  'duplicate',
  'garbage',
  'credit-exhausted',
  'login-expired',
] as const

export type FaultKind = (typeof faultKinds)[number]

export interface FaultRule {
  readonly do: FaultKind
  readonly method?: string
  readonly fromMs?: number
  readonly toMs?: number
  readonly from?: number
  readonly count?: number
  readonly every?: number
  readonly probability?: number
  readonly ms?: number
  readonly code?: number | string
  readonly seconds?: number
}

export interface FaultScript {
  readonly seed?: number
  readonly rules: readonly FaultRule[]
}

export const noFaults: FaultScript = { rules: [] }

const numberFields: readonly [keyof FaultRule, (value: number) => boolean, string][] = [
  ['fromMs', (v) => v >= 0, 'must be a number of milliseconds, 0 or more'],
  ['toMs', (v) => v >= 0, 'must be a number of milliseconds, 0 or more'],
  ['from', (v) => Number.isInteger(v) && v >= 1, 'must be a whole number, 1 or more'],
  ['count', (v) => Number.isInteger(v) && v >= 0, 'must be a whole number, 0 or more'],
  ['every', (v) => Number.isInteger(v) && v >= 1, 'must be a whole number, 1 or more'],
  ['probability', (v) => v >= 0 && v <= 1, 'must lie between 0 and 1'],
  ['ms', (v) => v >= 0, 'must be a number of milliseconds, 0 or more'],
  ['seconds', (v) => v >= 0, 'must be a number of seconds, 0 or more'],
]

const ruleFields: ReadonlySet<string> = new Set([
  'do',
  'method',
  'code',
  ...numberFields.map(([field]) => field),
])

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const isFaultKind = (value: unknown): value is FaultKind =>
  typeof value === 'string' && (faultKinds as readonly string[]).includes(value)

const checkCode = (kind: FaultKind, code: unknown, where: string): number | string | undefined => {
  if (code === undefined) return undefined
  if (kind === 'status') {
    if (typeof code === 'number' && Number.isInteger(code) && code >= 200 && code <= 599) return code
    throw new Error(`${where}: "code" of a status fault must be an HTTP status from 200 to 599.`)
  }
  if (typeof code === 'string' || typeof code === 'number') return code
  throw new Error(`${where}: "code" must be a number or a text.`)
}

const ruleFrom = (json: unknown, index: number): FaultRule => {
  const where = `Rule ${index + 1}`
  if (!isRecord(json)) throw new Error(`${where} is not an object.`)
  const kind = json['do']
  if (!isFaultKind(kind))
    throw new Error(`${where}: "do" is ${JSON.stringify(kind)}, but must be one of ${faultKinds.join(', ')}.`)
  for (const field of Object.keys(json))
    if (!ruleFields.has(field)) throw new Error(`${where} (${kind}) has an unknown field "${field}".`)
  const numbers: Record<string, number> = {}
  for (const [field, isGood, must] of numberFields) {
    const value = json[field]
    if (value === undefined) continue
    if (typeof value !== 'number' || !Number.isFinite(value) || !isGood(value))
      throw new Error(`${where} (${kind}): "${field}" ${must}.`)
    numbers[field] = value
  }
  const method = json['method']
  if (method !== undefined && (typeof method !== 'string' || method === ''))
    throw new Error(`${where} (${kind}): "method" must be a method name, "token" or "file".`)
  const code = checkCode(kind, json['code'], `${where} (${kind})`)
  return {
    do: kind,
    ...(method === undefined ? {} : { method }),
    ...(code === undefined ? {} : { code }),
    ...numbers,
  }
}

/** A script read from JSON; throws an Error with a plain sentence naming the bad rule. */
export const faultScriptFrom = (json: unknown): FaultScript => {
  if (!isRecord(json)) throw new Error('A fault script is an object with a list "rules".')
  for (const field of Object.keys(json))
    if (field !== 'seed' && field !== 'rules')
      throw new Error(`The fault script has an unknown field "${field}".`)
  const { seed, rules = [] } = json
  if (seed !== undefined && (typeof seed !== 'number' || !Number.isSafeInteger(seed)))
    throw new Error('The "seed" of a fault script must be a whole number.')
  if (!Array.isArray(rules)) throw new Error('The "rules" of a fault script must be a list.')
  return { ...(seed === undefined ? {} : { seed }), rules: rules.map(ruleFrom) }
}
