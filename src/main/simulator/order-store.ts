// Stores orders so that none is answered before it is durable, and none is stored twice under one order number. Orders that
// arrive in the same turn of the event loop share one commit.
import { shanghaiDate, shanghaiTime } from '../../shared/domain/dates.ts'
import type { Issuing } from './issuing.ts'
import type { Identity, LedgerDb } from './ledger-file.ts'
import type { OrderRow } from './order-row.ts'

/** An accepted order, not yet stored. */
export interface NewOrder extends Issuing {
  readonly sellerTaxNo: string
  readonly orderNo: string
  readonly payloadDigest: string
  readonly body: string
  readonly buyerName: string
  readonly amountFen: number
  readonly taxFen: number
  readonly totalFen: number
  readonly acceptedAt: number
  readonly visibleFrom: number
}

/** `duplicate`: the order number is taken, nothing was written. */
export type Stored = { readonly kind: 'stored'; readonly serialNo: string } | { readonly kind: 'duplicate' }

export interface OrderStore {
  /** Resolves after the commit that holds the order. */
  store(order: NewOrder): Promise<Stored>
  byOrderNo(orderNo: string, sellerTaxNo: string | undefined): readonly OrderRow[]
  bySerialNo(serialNo: string): OrderRow | undefined
  /** Sets a failed order issuing again, under the same order number and serial number. */
  retry(row: OrderRow, now: number, issuing: Issuing): void
  /** Writes whatever waits; after it nothing is pending. */
  flush(): void
}

interface Waiting {
  readonly order: NewOrder
  readonly resolve: (stored: Stored) => void
  readonly reject: (cause: unknown) => void
}

/** 20 digits: yyMMddHHmmss in Beijing, then the order's id. */
const serialNumber = (acceptedAt: number, id: number): string =>
  `${shanghaiDate(acceptedAt)}${shanghaiTime(acceptedAt)}`.replace(/[-:]/g, '').slice(2) +
  String(id % 100_000_000).padStart(8, '0')

const mostTurns = 4

const wholeSecond = (at: number): number => at - (at % 1000)

/** 20 digits of a Beijing 数电 number: year, 11, channel 2, sequence (fapiao.md §2.1). */
const invoiceNumber = (issuedAt: number, sequence: number): string =>
  `${shanghaiDate(issuedAt).slice(2, 4)}112${String(sequence).padStart(15, '0')}`

export const openOrderStore = (db: LedgerDb, identity: Identity): OrderStore => {
  const lastId = db.prepare<[], { id: number }>('SELECT ifnull(max(id), 0) AS id FROM orders')
  const insert = db.prepare(
    `INSERT INTO orders (id, seller_tax_no, order_no, serial_no, payload_digest, body, buyer_name, amount_fen, tax_fen,
       total_fen, accepted_at, visible_from, signing_from, settles_at, outcome, fail_cause, invoice_number, issued_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (order_no, seller_tax_no) DO NOTHING`,
  )
  const byOrder = db.prepare<[string], OrderRow>('SELECT * FROM orders WHERE order_no = ?')
  const byOrderAndSeller = db.prepare<[string, string], OrderRow>(
    'SELECT * FROM orders WHERE order_no = ? AND seller_tax_no = ?',
  )
  const bySerial = db.prepare<[string], OrderRow>('SELECT * FROM orders WHERE serial_no = ?')
  const again = db.prepare(
    `UPDATE orders SET outcome = ?, fail_cause = ?, invoice_number = ?, issued_at = ?, signing_from = ?,
       settles_at = ?, retry_day = ?, retries = ? WHERE id = ?`,
  )

  /** An order that fails has neither; one that is retried gets the number its id stands for. */
  const numberAndTime = (id: number, { outcome, settlesAt }: Issuing): [string | null, number | null] => {
    if (outcome !== 'invoice') return [null, null]
    const issuedAt = wholeSecond(settlesAt)
    return [invoiceNumber(issuedAt, identity.numberBase + id), issuedAt]
  }
  const insertOrder = (id: number, order: NewOrder): Stored => {
    const serialNo = serialNumber(order.acceptedAt, id)
    const { changes } = insert.run(
      id,
      order.sellerTaxNo,
      order.orderNo,
      serialNo,
      order.payloadDigest,
      order.body,
      order.buyerName,
      order.amountFen,
      order.taxFen,
      order.totalFen,
      order.acceptedAt,
      order.visibleFrom,
      order.signingFrom,
      order.settlesAt,
      order.outcome,
      order.failCause,
      ...numberAndTime(id, order),
    )
    return changes === 1 ? { kind: 'stored', serialNo } : { kind: 'duplicate' }
  }
  const insertAll = db.transaction((batch: readonly Waiting[]): Stored[] => {
    let id = lastId.get()?.id ?? 0
    return batch.map(({ order }) => {
      const stored = insertOrder(id + 1, order)
      if (stored.kind === 'stored') id += 1
      return stored
    })
  })

  let waiting: Waiting[] = []
  const flush = (): void => {
    if (waiting.length === 0) return
    const batch = waiting
    waiting = []
    try {
      const results = insertAll.immediate(batch)
      batch.forEach(({ resolve }, index) => resolve(results[index] ?? { kind: 'duplicate' }))
    } catch (cause) {
      for (const { reject } of batch) reject(cause)
    }
  }

  /** Waits while turns keep bringing orders, a few turns at most: a disk sync costs more than they do. */
  const flushWhenQuiet = (seen: number, turns: number): void => {
    if (waiting.length > seen && turns < mostTurns) setImmediate(flushWhenQuiet, waiting.length, turns + 1)
    else flush()
  }

  return {
    flush,
    store: (order) =>
      new Promise((resolve, reject) => {
        waiting.push({ order, resolve, reject })
        if (waiting.length === 1) setImmediate(flushWhenQuiet, 1, 1)
      }),
    byOrderNo(orderNo, sellerTaxNo) {
      return sellerTaxNo === undefined ? byOrder.all(orderNo) : byOrderAndSeller.all(orderNo, sellerTaxNo)
    },
    bySerialNo: (serialNo) => bySerial.get(serialNo),
    retry(row, now, issuing) {
      const day = shanghaiDate(now)
      again.run(
        issuing.outcome,
        issuing.failCause,
        ...numberAndTime(row.id, issuing),
        issuing.signingFrom,
        issuing.settlesAt,
        day,
        row.retry_day === day ? row.retries + 1 : 1,
        row.id,
      )
    },
  }
}
