// Handlers of contract/outbox.ts.
import { inputIssues } from '../../../../shared/contract/input-issues.ts'
import { saleDraft } from '../../../../shared/contract/sales.ts'
import { AppError } from '../../../../shared/errors.ts'
import type { SaleInput } from '../../book/compute-draft.ts'
import { correctSale } from '../../book/correct-sale.ts'
import { actOn, correctRejected } from '../../outbox/act-on.ts'
import { setQueuePaused } from '../../outbox/pause.ts'
import { queueDetail, queueList, queueRowOf } from '../../outbox/queue-view.ts'
import { outboxSummary } from '../../outbox/summary.ts'
import type { Handlers } from '../handler.ts'

export const outboxHandlers: Handlers<
  'outbox.summary' | 'outbox.list' | 'outbox.get' | 'outbox.act' | 'outbox.pause' | 'outbox.resume'
> = {
  'outbox.summary': ({ db }, _input, { now }) => outboxSummary(db.read, now),
  'outbox.list': ({ db }, input) => queueList(db.read, input),
  'outbox.get': ({ db }, { id }) => queueDetail(db.read, id),
  'outbox.act': ({ ports }, { id, action, sale }, commit) => {
    if (action !== 'correct') {
      return commit((tx, act) => {
        actOn(tx, act, { id, action })
        return queueRowOf(tx, id)
      })
    }
    const draft = correctedDraft(sale)
    return commit((tx, act) => {
      const { saleId } = queueRowOf(tx, id)
      const corrected = correctSale(tx, act, { saleId, draft })
      return queueRowOf(tx, correctRejected(tx, act, ports, { id, sale: corrected }).id)
    })
  },
  'outbox.pause': (_core, _input, commit) =>
    commit((tx, act) => {
      setQueuePaused(tx, act, true)
      return outboxSummary(tx, act.now)
    }),
  'outbox.resume': (_core, _input, commit) =>
    commit((tx, act) => {
      setQueuePaused(tx, act, false)
      return outboxSummary(tx, act.now)
    }),
}

/** The corrected sale as the form sends it. Throws AppError input.invalid, paths under `sale`. */
const correctedDraft = (sale: unknown): SaleInput => {
  const parsed = saleDraft.safeParse(sale)
  if (parsed.success) return parsed.data
  const issues = inputIssues(parsed.error).map((issue) => ({
    ...issue,
    path: issue.path === '' ? 'sale' : `sale.${issue.path}`,
  }))
  throw new AppError('input.invalid', { issues })
}
