import { afterEach, beforeEach, expect, test } from 'vitest'
import { directionOf } from '../../../src/main/core/book/direction.ts'
import { completeInvoice, insertInvoice } from '../../../src/main/core/book/invoices.ts'
import { recordIssued } from '../../../src/main/core/book/issue.ts'
import { ownCompany } from '../../../src/main/core/book/company.ts'
import { write } from '../../../src/main/core/db/transaction.ts'
import type { ReadInvoice } from '../../../src/shared/domain/invoice.ts'
import { fen } from '../../../src/shared/domain/money.ts'
import { inventedCompany } from '../../../src/main/core/practice/invented-companies.ts'
import { openTestBook, testCompany, type TestBook } from '../../support/open-test-book.ts'
import { sampleSale } from '../../support/sample-sale.ts'

let book: TestBook
beforeEach(async () => {
  book = await openTestBook({ channel: true })
})
afterEach(() => book.close())

const read = (changes: Partial<ReadInvoice> = {}): ReadInvoice => ({
  kind: 'digital-ordinary',
  number: '25117000000000000001',
  issueDate: '2025-06-01',
  seller: { name: testCompany.name, taxId: testCompany.taxId },
  buyer: { name: inventedCompany(1).name, taxId: inventedCompany(1).taxId },
  amount: fen(10_000),
  tax: fen(600),
  total: fen(10_600),
  red: false,
  lines: [{ name: '*咨询服务*咨询费', amount: fen(10_000), rateText: '6%', tax: fen(600) }],
  warnings: [],
  ...changes,
})

const red = (number: string, total: number, changes: Partial<ReadInvoice> = {}): ReadInvoice =>
  read({
    number,
    issueDate: '2025-06-05',
    amount: fen(-total),
    tax: fen(0),
    total: fen(-total),
    red: true,
    blueNumber: '25117000000000000001',
    ...changes,
  })

const insert = (invoice: ReadInvoice): string =>
  write(
    book.db,
    (tx) =>
      insertInvoice(tx, book.act(), {
        read: invoice,
        direction: directionOf(ownCompany(tx), invoice),
        source: 'import',
      }).id,
  )

test('the direction follows from tax ids, and an invoice between strangers is kept with a warning', async () => {
  const other = inventedCompany(2)
  const ids = [
    insert(read()),
    insert(
      read({
        number: '25117000000000000002',
        seller: other,
        buyer: { name: 'x', taxId: testCompany.taxId.toLowerCase() },
      }),
    ),
    insert(read({ number: '25117000000000000003', seller: other, buyer: inventedCompany(3) })),
  ]
  const details = await Promise.all(ids.map((id) => book.call('invoice.get', { id })))
  expect(details.map(({ direction, warnings }) => [direction, warnings])).toEqual([
    ['issued', []],
    ['received', []],
    ['other', ['party.not-own']],
  ])
})

test('the same invoice is there once; a second try says which one it is', () => {
  const id = insert(read())
  expect(() => insert(read({ kind: 'unknown' }))).toThrow(
    expect.objectContaining({ code: 'invoice.duplicate', params: { id } }),
  )
})

test.each(['blue first', 'red first'])(
  'a red invoice credits its blue one in part and then whole, %s',
  async (order) => {
    const blue = read()
    const reds = [red('25117000000000000008', 4_600), red('25117000000000000009', 6_000)]
    const statuses: string[] = []
    const status = async (id: string): Promise<void> =>
      void statuses.push((await book.call('invoice.get', { id })).status)
    if (order === 'blue first') {
      const id = insert(blue)
      for (const one of reds) {
        insert(one)
        await status(id)
      }
    } else {
      insert(reds[0] ?? blue)
      const id = insert(blue)
      await status(id)
      insert(reds[1] ?? blue)
      await status(id)
    }
    expect(statuses).toEqual(['credited-in-part', 'credited'])
  },
)

test('a red invoice and its blue one know each other, and the time line tells of it', async () => {
  const blue = insert(read())
  const redId = insert(red('25117000000000000009', 10_600))
  const [ofBlue, ofRed] = await Promise.all([blue, redId].map((id) => book.call('invoice.get', { id })))
  const { entries } = await book.call('invoice.timeline', { id: blue })
  expect(ofBlue?.linked).toEqual([
    {
      id: redId,
      relation: 'blue-of',
      number: '25117000000000000009',
      issueDate: '2025-06-05',
      total: '-106.00',
    },
  ])
  expect(ofRed?.linked).toMatchObject([{ id: blue, relation: 'red-of' }])
  expect(entries.map(({ event, detail }) => [event, detail['left']])).toEqual([
    ['invoice.imported', undefined],
    ['invoice.credited', '0.00'],
  ])
})

test('a red invoice of another seller, or one that only shares eight digits with two blue ones, credits nobody', async () => {
  const other = inventedCompany(2)
  const own = { name: testCompany.name, taxId: testCompany.taxId }
  const paper = { kind: 'ordinary-electronic', number: '12345678', seller: other, buyer: own } as const
  const blues = [
    insert(read()),
    insert(read({ ...paper, code: '011002300111' })),
    insert(read({ ...paper, code: '011002300211' })),
  ]
  insert(red('25117000000000000008', 10_600, { seller: inventedCompany(5), buyer: own }))
  insert(red('25117000000000000009', 10_600, { seller: other, buyer: own, blueNumber: '12345678' }))
  const statuses = await Promise.all(blues.map(async (id) => (await book.call('invoice.get', { id })).status))
  expect(statuses).toEqual(['normal', 'normal', 'normal'])
})

test('an invoice known from its QR code alone is completed by its file, once', async () => {
  const fromCode = read({ seller: { name: '' }, buyer: { name: '' } })
  const { amount: _amount, tax: _tax, lines: _lines, ...qr } = fromCode
  const id = write(
    book.db,
    (tx) => insertInvoice(tx, book.act(), { read: qr, direction: 'other', source: 'qr' }).id,
  )
  const before = await book.call('invoice.get', { id })
  const complete = (): void =>
    write(book.db, (tx) => completeInvoice(tx, book.act(), { id, read: read(), direction: 'issued' }))
  complete()
  const after = await book.call('invoice.get', { id })
  expect(before).toMatchObject({ direction: 'other', total: '106.00', source: 'qr' })
  expect(before).not.toHaveProperty('amount')
  expect(before).not.toHaveProperty('lines')
  expect(after).toMatchObject({
    direction: 'issued',
    amount: '100.00',
    source: 'import',
    warnings: [],
    lines: [{ tax: '6.00' }],
  })
  expect(complete).toThrow('invoice.missing')
  expect((await book.call('invoice.months', { direction: 'issued' })).all).toMatchObject({
    count: 1,
    total: '106.00',
  })
  expect((await book.call('invoice.months', { direction: 'other' })).all.count).toBe(0)
})

const found = {
  number: '26117000000000000077',
  kind: 'digital-ordinary',
  issuedAt: Date.parse('2026-11-20T10:05:06+08:00'),
  buyerName: inventedCompany(3).name,
  amount: fen(10_000),
  tax: fen(600),
  total: fen(10_600),
} as const

const recorded = async (): Promise<{ readonly saleId: string; readonly submissionId: string }> => {
  await book.call('sale.record', { sales: [sampleSale({ remark: '样例备注' })] })
  const row = (await book.call('outbox.list', {})).rows[0]
  return { saleId: row?.saleId ?? '', submissionId: row?.id ?? '' }
}

test('what the platform issued becomes an invoice with the sale’s lines, and the sale is done', async () => {
  const ids = await recorded()
  const id = write(book.db, (tx) => recordIssued(tx, book.act(), { ...ids, kind: found.kind, found }))
  const invoice = await book.call('invoice.get', { id })
  expect(invoice).toMatchObject({
    direction: 'issued',
    number: found.number,
    issueDate: '2026-11-20',
    issueTime: '10:05:06',
    seller: { name: testCompany.name, taxId: testCompany.taxId, bank: testCompany.bank },
    buyer: { name: inventedCompany(3).name, taxId: inventedCompany(3).taxId },
    total: '106.00',
    totalInWords: '壹佰零陆圆整',
    remark: '样例备注',
    source: 'platform',
    lines: [{ name: '*信息技术服务*软件维护费', rateText: '0.06', tax: '6.00' }],
    sale: { id: ids.saleId, slipNumber: 'S2026-0001' },
  })
  expect((await book.call('sale.page', {})).all.count).toBe(0)
  const { entries } = await book.call('invoice.timeline', { id })
  expect(entries.map(({ event }) => event)).toEqual([
    'sale.recorded',
    'submission.queued',
    'invoice.issued',
    'sale.issued',
  ])
})

test('an invoice imported before the answer came is taken for the sale and not written twice', async () => {
  const ids = await recorded()
  const imported = insert(read({ number: found.number, issueDate: '2026-11-20' }))
  const id = write(book.db, (tx) => recordIssued(tx, book.act(), { ...ids, kind: found.kind, found }))
  expect(id).toBe(imported)
  expect((await book.call('invoice.get', { id })).sale?.id).toBe(ids.saleId)
})

test('where the platform’s sums differ, no lines are made up', async () => {
  const ids = await recorded()
  const other = { ...found, amount: fen(10_100), total: fen(10_700) }
  const id = write(book.db, (tx) => recordIssued(tx, book.act(), { ...ids, kind: found.kind, found: other }))
  const invoice = await book.call('invoice.get', { id })
  expect(invoice).toMatchObject({ amount: '101.00', total: '107.00' })
  expect(invoice).not.toHaveProperty('lines')
})
