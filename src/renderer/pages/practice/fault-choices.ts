// The faults a person can switch on in plain words, each one rule of the simulator's script. Several may be on at once;
// the first matching rule wins, so the order here is the order of the script. Pure.
import type { MessageKey } from '../../app/language.tsx'

export interface FaultChoice {
  readonly name: string
  readonly label: MessageKey
  readonly effect: MessageKey
  readonly rule: Readonly<Record<string, string | number>>
}

export const faultChoices: readonly FaultChoice[] = [
  { name: 'down', label: 'fault.down', effect: 'fault.down-effect', rule: { do: 'refuse' } },
  {
    name: 'maintenance',
    label: 'fault.maintenance',
    effect: 'fault.maintenance-effect',
    rule: { do: 'maintenance' },
  },
  { name: 'login', label: 'fault.login', effect: 'fault.login-effect', rule: { do: 'login-expired' } },
  { name: 'credit', label: 'fault.credit', effect: 'fault.credit-effect', rule: { do: 'credit-exhausted' } },
  {
    name: 'refuse',
    label: 'fault.refuse',
    effect: 'fault.refuse-effect',
    rule: { do: 'issue-failed', count: 1 },
  },
  {
    name: 'lost',
    label: 'fault.lost',
    effect: 'fault.lost-effect',
    rule: { do: 'drop-after-store', every: 3 },
  },
  {
    name: 'lost-before',
    label: 'fault.lost-before',
    effect: 'fault.lost-before-effect',
    rule: { do: 'drop-before-store', every: 3 },
  },
  { name: 'sign', label: 'fault.sign', effect: 'fault.sign-effect', rule: { do: 'sign-failed', count: 3 } },
  { name: 'late', label: 'fault.late', effect: 'fault.late-effect', rule: { do: 'invisible', ms: 3000 } },
  {
    name: 'pending',
    label: 'fault.pending',
    effect: 'fault.pending-effect',
    rule: { do: 'pending', ms: 5000 },
  },
  { name: 'busy', label: 'fault.busy', effect: 'fault.busy-effect', rule: { do: 'retry-after', seconds: 5 } },
  {
    name: 'garbage',
    label: 'fault.garbage',
    effect: 'fault.garbage-effect',
    rule: { do: 'garbage', every: 4 },
  },
  { name: 'slow', label: 'fault.slow', effect: 'fault.slow-effect', rule: { do: 'slow', ms: 1200 } },
]

export interface FaultsInForce {
  /** Choices whose rule is in the script. */
  readonly chosen: ReadonlySet<string>
  /** Rules that are no choice of ours. */
  readonly own: readonly unknown[]
}

const canonical = (rule: unknown): string =>
  typeof rule === 'object' && rule !== null
    ? JSON.stringify(Object.entries(rule).sort(([a], [b]) => (a < b ? -1 : 1)))
    : JSON.stringify(rule)

const byRule = new Map(faultChoices.map(({ name, rule }) => [canonical(rule), name]))

// What the platform adds to a rule to say how it fared.
const fared: ReadonlySet<string> = new Set(['met', 'applied', 'inWindow'])

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The rules of a script as a person would write them: without how they fared, and without those that are used up. */
export const plainScript = (script: unknown): { readonly rules: readonly unknown[] } => {
  const rules: readonly unknown[] = isRecord(script) && Array.isArray(script['rules']) ? script['rules'] : []
  return {
    rules: rules
      .filter(
        (rule) =>
          !(
            isRecord(rule) &&
            typeof rule['count'] === 'number' &&
            Number(rule['applied'] ?? 0) >= rule['count']
          ),
      )
      .map((rule) =>
        isRecord(rule)
          ? Object.fromEntries(Object.entries(rule).filter(([field]) => !fared.has(field)))
          : rule,
      ),
  }
}

/** What a script holds, whatever shape the platform gave it; anything unreadable counts as nothing. */
export const faultsInForce = (script: unknown): FaultsInForce => {
  const { rules } = plainScript(script)
  const chosen = new Set<string>()
  const own: unknown[] = []
  for (const rule of rules) {
    const name = byRule.get(canonical(rule))
    if (name === undefined) own.push(rule)
    else chosen.add(name)
  }
  return { chosen, own }
}

/** The script with one choice switched; rules of one's own stay, after the choices. */
export const scriptWith = (
  { chosen, own }: FaultsInForce,
  name: string,
): { readonly rules: readonly unknown[] } => {
  const on = new Set(chosen)
  if (!on.delete(name)) on.add(name)
  return { rules: [...faultChoices.filter((choice) => on.has(choice.name)).map(({ rule }) => rule), ...own] }
}
