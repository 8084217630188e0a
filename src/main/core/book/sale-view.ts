// Sales as they are shown: the page of those awaiting issue, one sale whole, and what the book knows about a new one.
import type { Output, ParsedInput } from '../../../shared/contract/api.ts'
import { capitalAmount } from '../../../shared/domain/capital-amount.ts'
import { shanghaiIso } from '../../../shared/domain/dates.ts'
import { fen, yuanText } from '../../../shared/domain/money.ts'
import { AppError } from '../../../shared/errors.ts'
import type { Hold, SubmissionState } from '../../../shared/sync/submission.ts'
import { withoutAbsent } from '../db/rows.ts'
import type { ReadDb, SqlValue } from '../db/sql.ts'
import { likeText } from './latin-forms.ts'
import { saleLines } from './read-sale.ts'
import { saleTimeline } from './timeline.ts'

type SaleRow = Output<'sale.page'>['rows'][number]
export type SaleDetail = Output<'sale.get'>

interface Row {
  id: string
  ref: string
  slip_number: string
  sale_date: string
  kind: SaleRow['kind']
  price_side: 'incl' | 'excl'
  buyer_name: string
  buyer_tax_id: string | null
  buyer_address: string | null
  buyer_phone: string | null
  buyer_bank: string | null
  buyer_account: string | null
  buyer_email: string | null
  first_item: string
  line_count: number
  amount: number
  tax: number
  total: number
  remark: string | null
  invoice_id: string | null
  recorded_by: string
  recorded_in_outage: string | null
  created_at: number
  state: SubmissionState
  hold: Hold | null
  submission_id: string
}

/** A sale with the newest of its submissions; earlier ones were corrected. */
const selectSale = `SELECT sale.id, ref, slip_number, sale_date, sale.kind, price_side, buyer_name, buyer_tax_id,
    buyer_address, buyer_phone, buyer_bank, buyer_account, buyer_email, first_item, line_count, amount, tax, total, remark,
    sale.invoice_id, recorded_by, recorded_in_outage, sale.created_at, s.state, s.hold, s.id AS submission_id
  FROM sale JOIN submission s ON s.id = (SELECT id FROM submission WHERE sale_id = sale.id ORDER BY seq DESC LIMIT 1)`

/** Sales awaiting issue, newest first, with the sums of all that match. */
export const salePage = (db: ReadDb, input: ParsedInput<'sale.page'>): Output<'sale.page'> => {
  const text = input.text?.trim() ?? ''
  const where =
    text === ''
      ? `sale.state = 'awaiting'`
      : `sale.state = 'awaiting' AND (buyer_name LIKE @text ESCAPE '\\' OR first_item LIKE @text ESCAPE '\\'
           OR slip_number LIKE @text ESCAPE '\\' OR ref LIKE @text ESCAPE '\\')`
  const params: Readonly<Record<string, SqlValue>> = text === '' ? {} : { text: `%${likeText(text)}%` }
  const rows = db
    .prepare<[Readonly<Record<string, SqlValue>>], Row>(
      `${selectSale} WHERE ${where} ORDER BY sale_date DESC, slip_number DESC LIMIT @limit OFFSET @skip`,
    )
    .all({ ...params, limit: input.limit, skip: input.skip })
  const all = db
    .prepare<
      [Readonly<Record<string, SqlValue>>],
      { count: number; amount: number; tax: number; total: number }
    >(
      `SELECT count(*) AS count, coalesce(sum(amount), 0) AS amount, coalesce(sum(tax), 0) AS tax,
         coalesce(sum(total), 0) AS total FROM sale WHERE ${where}`,
    )
    .get(params)
  return {
    rows: rows.map(saleRow),
    all: {
      count: all?.count ?? 0,
      amount: yuanText(fen(all?.amount ?? 0)),
      tax: yuanText(fen(all?.tax ?? 0)),
      total: yuanText(fen(all?.total ?? 0)),
    },
  }
}

/** Throws AppError sale.missing. */
export const saleDetail = (db: ReadDb, id: string): SaleDetail => {
  const row = db.prepare<[string], Row>(`${selectSale} WHERE sale.id = ?`).get(id)
  if (row === undefined) throw new AppError('sale.missing')
  return {
    ...saleRow(row),
    priceSide: row.price_side,
    buyer: {
      name: row.buyer_name,
      ...withoutAbsent({
        taxId: row.buyer_tax_id,
        address: row.buyer_address,
        phone: row.buyer_phone,
        bank: row.buyer_bank,
        account: row.buyer_account,
        email: row.buyer_email,
      }),
    },
    ...withoutAbsent({ remark: row.remark, invoiceId: row.invoice_id }),
    totalInWords: capitalAmount(fen(row.total)),
    recordedBy: row.recorded_by,
    recordedInOutage: row.recorded_in_outage !== null,
    lines: saleLines(db, id).map((line) => ({
      name: line.name,
      ...withoutAbsent({
        taxCode: line.tax_code,
        spec: line.spec,
        unit: line.unit,
        quantity: line.quantity,
        unitPrice: line.unit_price,
        unitPriceExcl: line.unit_price_excl,
      }),
      amount: yuanText(fen(line.amount)),
      tax: yuanText(fen(line.tax)),
      total: yuanText(fen(line.total)),
      rate: line.rate,
      isDiscount: line.is_discount === 1,
    })),
    timeline: [...saleTimeline(db, id)],
  }
}

/** The sale recorded last, to start the next one from. */
export const lastSale = (db: ReadDb): SaleDetail | undefined => {
  const row = db
    .prepare<[], { id: string }>('SELECT id FROM sale ORDER BY created_at DESC, slip_number DESC LIMIT 1')
    .get()
  return row === undefined ? undefined : saleDetail(db, row.id)
}

const saleRow = (row: Row): SaleRow => ({
  id: row.id,
  ref: row.ref,
  slipNumber: row.slip_number,
  saleDate: row.sale_date,
  kind: row.kind,
  buyerName: row.buyer_name,
  firstItem: row.first_item,
  lineCount: row.line_count,
  amount: yuanText(fen(row.amount)),
  tax: yuanText(fen(row.tax)),
  total: yuanText(fen(row.total)),
  state: row.state,
  ...withoutAbsent({ hold: row.hold }),
  submissionId: row.submission_id,
  recordedAt: shanghaiIso(row.created_at),
})
