// How an order goes from taken to settled, as stored data: when it signs, when it settles, and as what.
import type { FaultRule } from './faults.ts'
import type { Outcome } from './order-row.ts'

/** How long `pending` and `invisible` last where the rule does not say. */
export const defaultHoldMs = 3000
const bureauCause = '网络超时，税局升级维护，请稍后重试'
const rejectionCause = '购方税号校验不通过'

export interface Issuing {
  readonly signingFrom: number
  readonly settlesAt: number
  readonly outcome: Outcome
  readonly failCause: string
}

const outcomeOf = (fault: FaultRule | undefined): Pick<Issuing, 'outcome' | 'failCause'> => {
  if (fault?.do === 'sign-failed') return { outcome: 'sign-failed', failCause: '签章失败，请重试' }
  if (fault?.do === 'issue-failed')
    return { outcome: 'issue-failed', failCause: fault.code === 'bureau' ? bureauCause : rejectionCause }
  return { outcome: 'invoice', failCause: '' }
}

/** Whole milliseconds; the last quarter of an ordinary issuing is signing (status 21), a pending one stays 20. */
export const issuingFrom = (at: number, issueDelayMs: number, fault: FaultRule | undefined): Issuing => {
  const isHeld = fault?.do === 'pending'
  const delayMs = isHeld ? (fault.ms ?? defaultHoldMs) : issueDelayMs
  const settlesAt = Math.ceil(at + delayMs)
  return {
    signingFrom: isHeld ? settlesAt : Math.ceil(at + delayMs * 0.75),
    settlesAt,
    ...outcomeOf(fault),
  }
}
