// Holds the book against the only witness that counts: the platform's own ledger, written by another program.
import { z } from 'zod'
import { cli, type Home } from '../../support/program.ts'

const ledgerEntry = z.object({
  orderNo: z.string(),
  invoiceNumber: z.string(),
  buyerName: z.string(),
  total: z.string(),
  payloadDigest: z.string(),
})
const outboxEntry = z.object({
  ref: z.string(),
  key: z.string(),
  state: z.string(),
  verified: z.boolean(),
  buyerName: z.string(),
  total: z.string(),
  invoiceNumber: z.string().optional(),
  payloadDigest: z.string(),
})
const issuedInvoice = z.object({
  number: z.string(),
  buyerName: z.string(),
  total: z.string(),
  ref: z.string().optional(),
})

export interface Truth {
  readonly sales: number
  readonly inLedger: number
  /** Sales without an invoice in the ledger, or without its number in the book. */
  readonly lost: readonly string[]
  /** Buyers with more than one invoice in the ledger; each campaign buyer has exactly one sale. */
  readonly doubled: readonly string[]
  /** Sales whose book row and ledger row say different things. */
  readonly different: readonly string[]
  readonly unverified: number
  readonly auditOk: boolean
}

/** Takes the book, the ledger file and the refs recorded; gives what is wrong, counted outside the program. */
export const compareWithLedger = async (home: Home, book: string, ledgerFile: string): Promise<Truth> => {
  const ledger = z.array(ledgerEntry).parse(await cli(home, ['simulator', 'ledger', ledgerFile]))
  const outbox = z.array(outboxEntry).parse(await cli(home, ['outbox', 'list', '--book', book]))
  const invoices = z
    .array(issuedInvoice)
    .parse(await cli(home, ['invoice', 'list', '--direction', 'issued', '--book', book]))
  const [audit] = await cli(home, ['audit', 'verify', '--book', book])
  const byBuyer = Map.groupBy(ledger, (entry) => entry.buyerName)
  const byNumber = new Map(invoices.map((invoice) => [invoice.number, invoice]))
  const lost: string[] = []
  const different: string[] = []
  for (const row of outbox) {
    const entry = byBuyer.get(row.buyerName)?.[0]
    if (entry === undefined || row.invoiceNumber === undefined) {
      lost.push(row.ref)
      continue
    }
    const invoice = byNumber.get(row.invoiceNumber)
    const equal =
      entry.orderNo === row.key &&
      entry.invoiceNumber === row.invoiceNumber &&
      entry.total === row.total &&
      entry.payloadDigest === row.payloadDigest &&
      invoice?.buyerName === entry.buyerName &&
      invoice.total === entry.total
    if (!equal) different.push(row.ref)
  }
  return {
    sales: outbox.length,
    inLedger: ledger.length,
    lost,
    doubled: [...byBuyer].filter(([, entries]) => entries.length > 1).map(([buyer]) => buyer),
    different,
    unverified: outbox.filter((row) => row.state !== 'issued' || !row.verified).length,
    auditOk: z.object({ ok: z.boolean() }).parse(audit).ok,
  }
}
