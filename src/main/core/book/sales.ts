// Recording sales that wait to be issued: slip number, remembered party and goods, audit line and place in the queue in
// one transaction. All drafts of a call are recorded or none is.
import { shanghaiDate } from '../../../shared/domain/dates.ts'
import { AppError } from '../../../shared/errors.ts'
import type { SubmissionState } from '../../../shared/sync/submission.ts'
import { appendAudit } from '../audit/append.ts'
import type { Act } from '../app/act.ts'
import type { Ports } from '../app/ports.ts'
import type { WriteDb } from '../db/sql.ts'
import { enqueueSale } from '../outbox/enqueue.ts'
import { ownCompany } from './company.ts'
import { computeDrafts, type ReadySale, type SaleInput } from './compute-draft.ts'
import { insertSale } from './insert-sale.ts'
import { rememberGoods } from './remember-goods.ts'
import { rememberParty } from './remember-party.ts'
import { takeSlipNumber } from './slip-number.ts'

export interface RecordedSale {
  readonly id: string
  readonly ref: string
  readonly slipNumber: string
  readonly state: SubmissionState
}

/** The only channel there is yet. */
export const saleChannel = 'nuonuo'

/** Takes drafts, gives the recorded sales in the same order. Throws AppError sale.invalid, sale.duplicate-ref. */
export const recordSales = (
  tx: WriteDb,
  act: Act,
  ports: Ports,
  drafts: readonly SaleInput[],
): readonly RecordedSale[] => {
  const seller = ownCompany(tx)
  const ready = computeDrafts(drafts, { seller, now: act.now })
  refuseKnownRefs(tx, ready)
  const outage = tx.prepare<[], { id: string }>('SELECT id FROM outage_episode WHERE ended_at IS NULL').get()
  const year = Number(shanghaiDate(act.now).slice(0, 4))
  return ready.map((draft, index) => {
    const slipNumber = takeSlipNumber(tx, year)
    const sale = { ...draft, id: ports.random.uuid(act.now), ref: draft.ref ?? freeRef(tx, slipNumber) }
    const partyId = rememberParty(tx, act, sale.buyer, sale.kind)
    insertSale(tx, act, sale, { slipNumber, partyId, outageId: outage?.id ?? null })
    for (const line of sale.lines) {
      if (!line.isDiscount) rememberGoods(tx, act, { ...line, priceSide: sale.priceSide })
    }
    const confirmed = drafts[index]?.confirmed ?? []
    appendAudit(tx, act, {
      event: 'sale.recorded',
      subject: `sale:${sale.id}`,
      content: {
        slipNumber,
        ref: sale.ref,
        total: sale.total,
        inOutage: outage !== undefined,
        ...(confirmed.length === 0 ? {} : { confirmed: confirmed.join(' ') }),
      },
    })
    const submission = enqueueSale(tx, act, ports, { sale, seller, channel: saleChannel })
    return { id: sale.id, ref: sale.ref, slipNumber, state: submission.state }
  })
}

const isRefTaken = (tx: WriteDb, ref: string): boolean =>
  tx.prepare<[string]>('SELECT 1 FROM sale WHERE ref = ?').get(ref) !== undefined

const refuseKnownRefs = (tx: WriteDb, drafts: readonly ReadySale[]): void => {
  const seen = new Set<string>()
  for (const [index, { ref }] of drafts.entries()) {
    if (ref === undefined) continue
    if (seen.has(ref) || isRefTaken(tx, ref)) {
      throw new AppError('sale.duplicate-ref', {
        params: { ref },
        issues: [{ path: `sales.${index}.ref`, code: 'ref.duplicate', params: { ref } }],
      })
    }
    seen.add(ref)
  }
}

/** The slip number, unless somebody has used that very text as a reference of their own. */
const freeRef = (tx: WriteDb, slipNumber: string): string => {
  let ref = slipNumber
  for (let count = 2; isRefTaken(tx, ref); count += 1) ref = `${slipNumber}-${count}`
  return ref
}
