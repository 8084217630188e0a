// Fills a book with realistic invented invoices, for benches, demo books and tests of many rows: 数电 and 税控 kinds, both
// directions, red ones with their blue, long names. The same seed gives the same book.
import { existsSync } from 'node:fs'
import { bookFile, createBook, openBook } from '../../src/main/core/book/book-folder.ts'
import { findInvoiceByKey, insertInvoice } from '../../src/main/core/book/invoices.ts'
import { ownCompany } from '../../src/main/core/book/company.ts'
import type { OwnCompany } from '../../src/main/core/book/own-company.ts'
import { directionOf } from '../../src/main/core/book/direction.ts'
import type { BookDb } from '../../src/main/core/db/open.ts'
import { write } from '../../src/main/core/db/transaction.ts'
import { addDays } from '../../src/shared/domain/dates.ts'
import { invoiceKey } from '../../src/shared/domain/invoice-number.ts'
import type {
  InvoiceKind,
  InvoiceLine,
  PartyOnInvoice,
  ReadInvoice,
} from '../../src/shared/domain/invoice.ts'
import { fen, negateFen, sumFen } from '../../src/shared/domain/money.ts'
import { lineFromExclusive } from '../../src/shared/domain/tax.ts'
import { inventedCompany } from './invented-companies.ts'
import { testCompany } from './open-test-book.ts'
import { seededNumbers, testPorts, testStart } from './test-ports.ts'

export interface SeedOptions {
  readonly count: number
  readonly seed?: number
  /** The newest day, YYYY-MM-DD; invoices go back three years from it. */
  readonly today?: string
  readonly companies?: number
}

const pieceSize = 2000
const goods = [
  ['*信息技术服务*软件维护服务费', '0.06'],
  ['*纸制品*复印纸 A4 70g', '0.13'],
  ['*办公设备*激光打印机', '0.13'],
  ['*餐饮服务*餐费', '0.06'],
  ['*物流辅助服务*仓储费', '0.06'],
  ['*运输服务*货物运输', '0.09'],
  ['*咨询服务*管理咨询费', '0.06'],
  ['*建筑服务*装修工程款', '0.09'],
  ['*电子元件*连接线 1.5m', '0.13'],
  ['*经营租赁*房屋租金', '0.09'],
] as const

/** Takes a folder (a book is made there if there is none) and writes `count` invoices. Gives how many were written. */
export const seedBook = (dir: string, options: SeedOptions): { readonly written: number } => {
  const ports = testPorts({ seed: options.seed ?? 1 })
  if (!existsSync(bookFile(dir))) createBook({ dir, company: testCompany, practice: true, ports })
  const { db } = openBook(dir)
  // Made for the moment: a book that is lost half way is simply made again, so the disk need not be waited for.
  db.writer.connection.pragma('synchronous = OFF')
  try {
    const company = ownCompany(db.read)
    return { written: withoutListIndexes(db.writer.connection, () => writeAll(db, company, options)) }
  } finally {
    db.close()
  }
}

const writeAll = (db: BookDb, company: OwnCompany, { count, ...rest }: SeedOptions): number => {
  const invoices = inventedInvoices(company, rest)
  let written = 0
  while (written < count) {
    const before = written
    write(db, (tx) => {
      const act = { now: testStart + before, actor: '林会计', correlationId: 'seed' }
      while (written < count && written < before + pieceSize) {
        const read = invoices.next().value
        if (findInvoiceByKey(tx, invoiceKey(read)) !== undefined) continue
        insertInvoice(tx, act, { read, direction: directionOf(company, read), source: 'import' })
        written += 1
      }
    })
  }
  return written
}

/** Indexes that only the list needs are built once at the end, which is several times faster than row by row. */
const withoutListIndexes = <T>(connection: BookDb['writer']['connection'], work: () => T): T => {
  const indexes = connection
    .prepare<[], { name: string; sql: string }>(
      `SELECT name, sql FROM sqlite_schema WHERE type = 'index' AND tbl_name = 'invoice' AND sql IS NOT NULL
         AND name NOT IN ('invoice_by_number', 'invoice_by_blue')`,
    )
    .all()
  for (const { name } of indexes) connection.exec(`DROP INDEX ${name}`)
  try {
    return work()
  } finally {
    for (const { sql } of indexes) connection.exec(sql)
  }
}

/** Invented invoices without end; for the same company and seed always the same. */
export function* inventedInvoices(
  company: OwnCompany,
  options: Pick<SeedOptions, 'seed' | 'today' | 'companies'> = {},
): Generator<ReadInvoice, never> {
  const next = seededNumbers(options.seed ?? 1)
  const below = (limit: number): number => Math.floor(next() * limit)
  const today = options.today ?? '2026-11-20'
  const own: PartyOnInvoice = { name: company.name, taxId: company.taxId }
  const creditable: ReadInvoice[] = []
  for (let count = 1; ; count += 1) {
    const blue = below(100) < 2 ? creditable.pop() : undefined
    if (blue !== undefined) {
      yield redOf(blue, { count, today })
      continue
    }
    const issueDate = addDays(today, -below(1095))
    const other = inventedCompany(below(options.companies ?? 600))
    const stranger = inventedCompany(700 + below(50))
    const place = below(100)
    const sides =
      place < 55
        ? { seller: own, buyer: other }
        : place < 98
          ? { seller: other, buyer: own }
          : { seller: other, buyer: stranger }
    const lines = Array.from({ length: 1 + below(3) }, () => inventedLine(below))
    const amount = sumFen(lines.map((line) => line.amount))
    const tax = sumFen(lines.map((line) => line.tax))
    const invoice: ReadInvoice = {
      ...numbered({ issueDate, count, below }),
      issueDate,
      ...sides,
      amount,
      tax,
      total: fen(amount + tax),
      red: false,
      lines,
      clerk: '样例开票员',
      warnings: below(50) === 0 ? ['number.year-mismatch'] : [],
    }
    if (invoice.number.length === 20) creditable.push(invoice)
    yield invoice
  }
}

const numbered = (from: {
  readonly issueDate: string
  readonly count: number
  readonly below: (limit: number) => number
}): { readonly kind: InvoiceKind; readonly number: string; readonly code?: string } => {
  const { issueDate, count, below } = from
  const year = issueDate.slice(2, 4)
  const special = below(3) === 0
  if (issueDate < '2024-12-01' && below(2) === 0) {
    const number = String(10_000_000 + (count % 80_000_000))
    return special
      ? { kind: 'special-paper', code: `1100${year}3130`, number }
      : { kind: 'ordinary-electronic', code: `01100${year}00111`, number }
  }
  const number = `${year}11${below(2) === 0 ? '2' : '7'}${String(count).padStart(15, '0')}`
  return { kind: special ? 'digital-special' : 'digital-ordinary', number }
}

const inventedLine = (below: (limit: number) => number): InvoiceLine => {
  const [name, rate] = goods[below(goods.length)] ?? goods[0]
  const quantity = 1 + below(20)
  const priceFen = 100 * (1 + below(5000))
  const { amount, tax } = lineFromExclusive({ amountExcl: fen(quantity * priceFen), rate })
  return {
    name,
    unit: '项',
    quantity: String(quantity),
    unitPrice: String(priceFen / 100),
    amount,
    rateText: rate,
    tax,
  }
}

/** The whole invoice taken back, a few days later. */
const redOf = (
  blue: ReadInvoice,
  { count, today }: { readonly count: number; readonly today: string },
): ReadInvoice => {
  const day = addDays(blue.issueDate, 3)
  const issueDate = day > today ? today : day
  return {
    ...blue,
    number: `${issueDate.slice(2, 4)}112${String(count).padStart(15, '0')}`,
    issueDate,
    amount: negateFen(blue.amount ?? fen(0)),
    tax: negateFen(blue.tax ?? fen(0)),
    total: negateFen(blue.total ?? fen(0)),
    red: true,
    blueNumber: blue.number,
    lines: (blue.lines ?? []).map((line) => ({
      ...line,
      ...(line.quantity === undefined ? {} : { quantity: `-${line.quantity}` }),
      amount: negateFen(line.amount),
      tax: negateFen(line.tax),
    })),
    warnings: [],
  }
}
