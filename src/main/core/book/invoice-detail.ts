// One invoice whole: what it says, its originals, the sale behind it, its red or blue counterparts, its neighbours.
import type { Output } from '../../../shared/contract/api.ts'
import { capitalAmount } from '../../../shared/domain/capital-amount.ts'
import { shanghaiIso } from '../../../shared/domain/dates.ts'
import { fen, yuanText } from '../../../shared/domain/money.ts'
import { AppError } from '../../../shared/errors.ts'
import { withoutAbsent } from '../db/rows.ts'
import type { ReadDb } from '../db/sql.ts'
import { yuanOrAbsent } from './invoice-list.ts'

type Detail = Output<'invoice.get'>
type Texts<K extends string> = { [P in K]: string | null }

interface Row
  extends
    Texts<'kind_title' | 'code' | 'issue_time' | 'blue_number' | 'red_confirmation_number' | 'check_code'>,
    Texts<'machine_number' | 'clerk' | 'payee' | 'reviewer' | 'remark' | 'sale_id'>,
    Texts<'seller_tax_id' | 'seller_address' | 'seller_phone' | 'seller_bank' | 'seller_account'>,
    Texts<'buyer_tax_id' | 'buyer_address' | 'buyer_phone' | 'buyer_bank' | 'buyer_account'> {
  id: string
  key: string
  direction: Detail['direction']
  kind: Detail['kind']
  number: string
  issue_date: string
  seller_name: string
  buyer_name: string
  amount: number | null
  tax: number | null
  total: number | null
  red: number
  line_count: number | null
  status: Detail['status']
  source: Detail['source']
  warnings: string
}

/** Throws AppError invoice.missing. */
export const invoiceDetail = (db: ReadDb, id: string): Detail => {
  const row = db.prepare<[string], Row>('SELECT * FROM invoice WHERE id = ?').get(id)
  if (row === undefined) throw new AppError('invoice.missing')
  return {
    id: row.id,
    key: row.key,
    direction: row.direction,
    kind: row.kind,
    number: row.number,
    issueDate: row.issue_date,
    seller: {
      name: row.seller_name,
      ...withoutAbsent({
        taxId: row.seller_tax_id,
        address: row.seller_address,
        phone: row.seller_phone,
        bank: row.seller_bank,
        account: row.seller_account,
      }),
    },
    buyer: {
      name: row.buyer_name,
      ...withoutAbsent({
        taxId: row.buyer_tax_id,
        address: row.buyer_address,
        phone: row.buyer_phone,
        bank: row.buyer_bank,
        account: row.buyer_account,
      }),
    },
    red: row.red === 1,
    status: row.status,
    source: row.source,
    warnings: JSON.parse(row.warnings),
    ...withoutAbsent({
      kindTitle: row.kind_title,
      code: row.code,
      issueTime: row.issue_time,
      amount: yuanOrAbsent(row.amount),
      tax: yuanOrAbsent(row.tax),
      total: yuanOrAbsent(row.total),
      totalInWords: row.total === null ? undefined : capitalAmount(fen(row.total)),
      blueNumber: row.blue_number,
      redConfirmationNumber: row.red_confirmation_number,
      checkCode: row.check_code,
      machineNumber: row.machine_number,
      clerk: row.clerk,
      payee: row.payee,
      reviewer: row.reviewer,
      remark: row.remark,
      lines: row.line_count === null ? undefined : linesOf(db, id),
      sale: row.sale_id === null ? undefined : saleOf(db, row.sale_id, id),
      previousId: neighbour(db, row, 'newer'),
      nextId: neighbour(db, row, 'older'),
    }),
    originals: originalsOf(db, id),
    linked: linkedTo(db, row),
  }
}

const linesOf = (db: ReadDb, id: string): NonNullable<Detail['lines']> =>
  db
    .prepare<
      [string],
      { name: string; amount: number; tax: number; tax_masked: number } & Texts<
        'tax_code' | 'spec' | 'unit' | 'quantity' | 'unit_price' | 'rate_text'
      >
    >('SELECT * FROM invoice_line WHERE invoice_id = ? ORDER BY position')
    .all(id)
    .map((line) => ({
      name: line.name,
      ...withoutAbsent({
        taxCode: line.tax_code,
        spec: line.spec,
        unit: line.unit,
        quantity: line.quantity,
        unitPrice: line.unit_price,
        rateText: line.rate_text,
      }),
      amount: yuanText(fen(line.amount)),
      tax: yuanText(fen(line.tax)),
      taxMasked: line.tax_masked === 1,
    }))

const saleOf = (db: ReadDb, saleId: string, invoiceId: string): Detail['sale'] => {
  const row = db
    .prepare<
      [string, string],
      {
        id: string
        ref: string
        slip_number: string
        submission_id: string
        state: NonNullable<Detail['sale']>['state']
        verified_at: number | null
      }
    >(
      `SELECT sale.id, sale.ref, sale.slip_number, s.id AS submission_id, s.state, s.verified_at
       FROM sale JOIN submission s ON s.sale_id = sale.id
       WHERE sale.id = ? ORDER BY s.invoice_id IS ? DESC, s.seq DESC LIMIT 1`,
    )
    .get(saleId, invoiceId)
  if (row === undefined) return undefined
  return {
    id: row.id,
    ref: row.ref,
    slipNumber: row.slip_number,
    submissionId: row.submission_id,
    state: row.state,
    ...(row.verified_at === null ? {} : { verifiedAt: shanghaiIso(row.verified_at) }),
  }
}

const originalsOf = (db: ReadDb, id: string): Detail['originals'] =>
  db
    .prepare<
      [string],
      {
        sha256: string
        file_name: string
        format: Detail['originals'][number]['format']
        size: number
        source: Detail['originals'][number]['source']
        added_at: number
        added_by: string
        differs: string | null
      }
    >(
      `SELECT o.sha256, io.file_name, o.format, o.size, io.source, io.added_at, io.added_by, io.differs
       FROM invoice_original io JOIN original o ON o.sha256 = io.sha256
       WHERE io.invoice_id = ? ORDER BY io.added_at, o.sha256`,
    )
    .all(id)
    .map((row) => ({
      sha256: row.sha256,
      fileName: row.file_name,
      format: row.format,
      size: row.size,
      source: row.source,
      addedAt: shanghaiIso(row.added_at),
      addedBy: row.added_by,
      ...(row.differs === null ? {} : { differs: JSON.parse(row.differs) }),
    }))

/** The unary + keeps the planner on the index of the number: it has no statistics to know that numbers are rare. */
const linkedTo = (db: ReadDb, row: Row): Detail['linked'] => {
  const relation = row.red === 1 ? 'red-of' : 'blue-of'
  const condition = row.red === 1 ? 'number = @number AND +red = 0' : 'blue_number = @number AND +red = 1'
  const number = row.red === 1 ? row.blue_number : row.number
  if (number === null) return []
  return db
    .prepare<
      [Readonly<Record<string, string>>],
      { id: string; number: string; issue_date: string; total: number | null }
    >(
      `SELECT id, number, issue_date, total FROM invoice
       WHERE ${condition} AND +direction = @direction ORDER BY issue_date, id LIMIT 50`,
    )
    .all({ number, direction: row.direction })
    .map((other) => ({
      id: other.id,
      relation,
      number: other.number,
      issueDate: other.issue_date,
      ...withoutAbsent({ total: yuanOrAbsent(other.total) }),
    }))
}

const neighbour = (db: ReadDb, row: Row, side: 'newer' | 'older'): string | undefined => {
  const [than, order] = side === 'newer' ? ['>', 'ASC'] : ['<', 'DESC']
  return db
    .prepare<[string, string], { id: string }>(
      `SELECT id FROM invoice WHERE (issue_date, id) ${than} (?, ?) ORDER BY issue_date ${order}, id ${order} LIMIT 1`,
    )
    .get(row.issue_date, row.id)?.id
}
