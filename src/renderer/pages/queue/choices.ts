// Which choices a case shows and in what order: the usual one first, the irreversible one last. Choices that make no sense in
// the row's state are left out; those a person would look for stay with the reason why not. Pure.
import type { Output } from '../../../shared/contract/api.ts'
import type { SubmissionAction } from '../../../shared/sync/submission.ts'

type Detail = Pick<Output<'outbox.get'>, 'state' | 'actions' | 'forbidden'>

export interface Choice {
  readonly action: SubmissionAction
  /** Code of the reason, key `forbidden.<code>`. */
  readonly forbidden?: string
}

const order: readonly SubmissionAction[] = ['adopt', 'correct', 'retry', 'look-up', 'cancel']

/** In which states people look for a choice even where it is not allowed. */
const expected: Readonly<Partial<Record<Detail['state'], readonly SubmissionAction[]>>> = {
  conflict: ['adopt', 'retry', 'cancel'],
  parked: ['retry', 'cancel'],
  rejected: ['correct', 'cancel'],
  unknown: ['cancel'],
  waiting: ['cancel'],
}

/** True when a person must decide; otherwise the system goes on by itself and nothing is chosen beforehand. */
export const isYourTurn = ({ state }: Pick<Detail, 'state'>): boolean =>
  state === 'conflict' || state === 'parked' || state === 'rejected'

export const choicesOf = ({ state, actions, forbidden }: Detail): readonly Choice[] =>
  order.flatMap((action): Choice[] => {
    if (actions.includes(action)) return [{ action }]
    const reason = forbidden.find((entry) => entry.action === action)?.reason
    return reason !== undefined && expected[state]?.includes(action) === true
      ? [{ action, forbidden: reason }]
      : []
  })
