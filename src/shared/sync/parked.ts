// A row is given to a person: the machine does nothing more with it by itself. Nothing is deleted, nothing is sent.
import { noDoubt } from './machine.ts'
import { shortText, type Step } from './step.ts'

/** Takes the problem's code and the platform's words; `absent` where absence is believed, so that it may be cancelled. */
export const parked = (
  problem: string,
  text: string | undefined,
  rest: Omit<Step, 'change' | 'audit'> = {},
  absent = false,
): Step => ({
  change: {
    state: 'parked',
    problem,
    problemText: text === undefined ? undefined : shortText(text),
    nextAt: undefined,
    leaseUntil: undefined,
    ...(absent ? { mustLook: false, ...noDoubt } : {}),
  },
  ...rest,
  audit: { event: 'submission.parked', content: { problem } },
})
