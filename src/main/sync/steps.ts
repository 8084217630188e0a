// The named moments of the engine's work. A campaign kills the process at each of them; a new engine must go on safely.

export const steps = [
  'recover.before-commit',
  'recover.committed',
  'turn.before-commit',
  'turn.committed',
  'claim.before-commit',
  'claim.committed',
  'submit.before-request',
  'submit.answered',
  'settle.before-commit',
  'settle.committed',
  'lookup.before-request',
  'lookup.answered',
  'issue.before-commit',
  'issue.committed',
  'retry.before-request',
  'retry.answered',
  'document.before-request',
  'document.answered',
  'document.kept',
  'probe.before-request',
  'probe.answered',
] as const
export type StepName = (typeof steps)[number]

/** Moments of a turn: each before and after its commit. */
export type TurnStep = 'recover' | 'turn' | 'claim' | 'settle' | 'issue'
