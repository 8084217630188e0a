// Invoices that never were, for the practice book, demo books and tests of many rows: 数电 and 税控 kinds, both directions,
// red ones with their blue, long names, a few with a number of another year. The same seed gives the same invoices.
import { addDays } from '../../../shared/domain/dates.ts'
import type { InvoiceKind, InvoiceLine, PartyOnInvoice, ReadInvoice } from '../../../shared/domain/invoice.ts'
import { fen, negateFen, sumFen } from '../../../shared/domain/money.ts'
import { lineFromExclusive } from '../../../shared/domain/tax.ts'
import { inventedCompany } from './invented-companies.ts'

export interface InventedOptions {
  readonly seed: number
  /** The newest day, YYYY-MM-DD. */
  readonly today: string
  /** How many days they go back from it. */
  readonly days: number
  /** How many other companies there are. */
  readonly companies: number
}

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
export const seededNumbers = (seed: number): (() => number) => {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

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

/** Invented invoices without end; for the same company and seed always the same. */
export function* inventedInvoices(
  company: { readonly name: string; readonly taxId: string },
  { seed, today, days, companies }: InventedOptions,
): Generator<ReadInvoice, never> {
  const next = seededNumbers(seed)
  const below = (limit: number): number => Math.floor(next() * limit)
  const own: PartyOnInvoice = { name: company.name, taxId: company.taxId }
  const creditable: ReadInvoice[] = []
  for (let count = 1; ; count += 1) {
    const blue = below(100) < 2 ? creditable.pop() : undefined
    if (blue !== undefined) {
      yield redOf(blue, { count, today })
      continue
    }
    const issueDate = addDays(today, -below(days))
    const other = inventedCompany(below(companies))
    const stranger = inventedCompany(companies + 100 + below(50))
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
    const { warnings, ...identity } = numbered({ issueDate, count, below })
    const invoice: ReadInvoice = {
      ...identity,
      issueDate,
      ...sides,
      amount,
      tax,
      total: fen(amount + tax),
      red: false,
      lines,
      clerk: '样例开票员',
      warnings,
    }
    if (invoice.number.length === 20) creditable.push(invoice)
    yield invoice
  }
}

interface Identity {
  readonly kind: InvoiceKind
  readonly number: string
  readonly code?: string
  readonly warnings: readonly string[]
}

const numbered = (from: {
  readonly issueDate: string
  readonly count: number
  readonly below: (limit: number) => number
}): Identity => {
  const { issueDate, count, below } = from
  const year = issueDate.slice(2, 4)
  const special = below(3) === 0
  if (issueDate < '2024-12-01' && below(2) === 0) {
    const number = String(10_000_000 + (count % 80_000_000))
    return special
      ? { kind: 'special-paper', code: `1100${year}3130`, number, warnings: [] }
      : { kind: 'ordinary-electronic', code: `01100${year}00111`, number, warnings: [] }
  }
  // The year before its own: numbers of anonymised files are like that (fapiao.md §2.1).
  const isOdd = below(50) === 0
  const numberYear = isOdd ? String(Number(year) - 1) : year
  return {
    kind: special ? 'digital-special' : 'digital-ordinary',
    number: `${numberYear}11${below(2) === 0 ? '2' : '7'}${sequence(issueDate, count)}`,
    warnings: isOdd ? ['number.year-mismatch'] : [],
  }
}

/** 15 digits that rise with the day, as the bureau's do. */
const sequence = (issueDate: string, count: number): string => {
  const [year = 0, month = 0, day = 0] = issueDate.split('-').map(Number)
  const days = (year - 2020) * 372 + month * 31 + day
  return String(days * 10_000_000 + (count % 10_000_000)).padStart(15, '0')
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
    number: `${issueDate.slice(2, 4)}112${sequence(issueDate, count)}`,
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
