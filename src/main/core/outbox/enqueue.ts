// Puts a sale into the queue, in the transaction that records it: key, payload and digest are frozen here, once.
import type { Hold, SubmissionState } from '../../../shared/sync/submission.ts'
import { dueOn } from '../../../shared/sync/schedule.ts'
import { AppError } from '../../../shared/errors.ts'
import type { Act } from '../app/act.ts'
import type { Ports } from '../app/ports.ts'
import { appendAudit } from '../audit/append.ts'
import { nextChannelKey } from '../book/company.ts'
import type { OwnCompany } from '../book/own-company.ts'
import type { SaleToIssue } from '../book/sale-to-issue.ts'
import type { WriteDb } from '../db/sql.ts'
import { isOutageOpen } from '../outage/outage-open.ts'
import { isChannelConfigured } from './channel-setting.ts'
import { freezePayload } from './frozen-payload.ts'

export interface ToEnqueue {
  readonly sale: SaleToIssue
  readonly seller: OwnCompany
  readonly channel: string
  /** The rejected submission this one corrects; it takes its lane. */
  readonly replaces?: string
}

export interface Enqueued {
  readonly id: string
  readonly channelKey: string
  readonly state: Extract<SubmissionState, 'queued' | 'held'>
  readonly hold?: Hold
}

/** Takes a recorded sale (its row must be there). Held with a reason where it cannot be sent yet. */
export const enqueueSale = (
  tx: WriteDb,
  act: Act,
  ports: Pick<Ports, 'orders' | 'random'>,
  { sale, seller, channel, replaces }: ToEnqueue,
): Enqueued => {
  const id = ports.random.uuid(act.now)
  const key = nextChannelKey(tx)
  const frozen = freezePayload(ports, { channel, key, recordedAt: act.now, seller, sale })
  const hold = holdFor(tx, channel, frozen.complete)
  const state = hold === undefined ? 'queued' : 'held'
  const lane = replaces === undefined ? sale.id : laneOf(tx, replaces)
  tx.prepare<
    [
      string,
      string,
      string,
      string,
      string | null,
      string,
      string,
      string,
      string,
      string,
      string | null,
      number,
      number,
    ]
  >(
    `INSERT INTO submission (id, channel, channel_key, kind, sale_id, replaces, lane, seq, due_on, payload, payload_digest,
       state, hold, created_at, changed_at)
     VALUES (?, ?, ?, 'blue', ?, ?, ?, (SELECT coalesce(max(seq), 0) + 1 FROM submission), ?, ?, ?, ?, ?, ?, ?)`,
  ).run(
    id,
    channel,
    key,
    sale.id,
    replaces ?? null,
    lane,
    dueOn(saleDate(tx, sale.id)),
    frozen.payload,
    frozen.digest,
    state,
    hold ?? null,
    act.now,
    act.now,
  )
  appendAudit(tx, act, {
    event: hold === undefined ? 'submission.queued' : 'submission.held',
    subject: `submission:${id}`,
    content: {
      sale: sale.id,
      key,
      digest: frozen.digest,
      ...(hold === undefined ? {} : { hold }),
      ...(replaces === undefined ? {} : { replaces }),
    },
  })
  return { id, channelKey: key, state, ...(hold === undefined ? {} : { hold }) }
}

const holdFor = (tx: WriteDb, channel: string, complete: boolean): Hold | undefined => {
  if (!complete) return 'seller.incomplete'
  if (!isChannelConfigured(tx, channel)) return 'channel.missing'
  return isOutageOpen(tx) ? 'outage' : undefined
}

const laneOf = (tx: WriteDb, submissionId: string): string => {
  const row = tx
    .prepare<[string], { lane: string }>('SELECT lane FROM submission WHERE id = ?')
    .get(submissionId)
  if (row === undefined) throw new AppError('submission.missing')
  return row.lane
}

const saleDate = (tx: WriteDb, saleId: string): string => {
  const row = tx
    .prepare<[string], { sale_date: string }>('SELECT sale_date FROM sale WHERE id = ?')
    .get(saleId)
  if (row === undefined) throw new AppError('sale.missing')
  return row.sale_date
}
