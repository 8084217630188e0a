import fc from 'fast-check'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openBook } from '../../../src/main/core/book/book-folder.ts'
import { recordSales } from '../../../src/main/core/book/sales.ts'
import { saleToIssue } from '../../../src/main/core/book/read-sale.ts'
import { write } from '../../../src/main/core/db/transaction.ts'
import { inventedCompany } from '../../../src/main/core/practice/invented-companies.ts'
import { openTestBook, type TestBook } from '../../support/open-test-book.ts'
import { sampleSale } from '../../support/sample-sale.ts'

let book: TestBook
beforeEach(async () => {
  book = await openTestBook({ channel: true })
})
afterEach(() => book.close())

const countSales = (): number =>
  book.db.read.prepare<[], { count: number }>('SELECT count(*) AS count FROM sale').get()?.count ?? 0

test('a sale gets the next slip number, its amounts and a place in the queue', async () => {
  const { sales } = await book.call('sale.record', {
    sales: [
      sampleSale({
        ref: 'ORDER-7',
        remark: '送货上门',
        lines: [
          {
            name: '*纸制品*复印纸',
            quantity: '3',
            unitPrice: '10.5',
            amountExclTax: '31.50',
            rate: '0.13',
            unit: '包',
          },
          { name: '*纸制品*复印纸', amountExclTax: '-1.50', rate: '0.13', discountOfPrevious: true },
        ],
      }),
    ],
  })
  const [sale] = sales
  const detail = await book.call('sale.get', { id: sale?.id ?? '' })
  const { name, taxId } = inventedCompany(3)
  expect(sale).toEqual({ id: sale?.id, ref: 'ORDER-7', slipNumber: 'S2026-0001', state: 'queued' })
  expect(detail).toMatchObject({
    saleDate: '2026-11-20',
    priceSide: 'excl',
    buyer: { name, taxId },
    amount: '30.00',
    tax: '3.90',
    total: '33.90',
    totalInWords: '叁拾叁圆玖角整',
    remark: '送货上门',
    recordedBy: '林会计',
    recordedInOutage: false,
    lines: [
      {
        quantity: '3',
        unitPrice: '10.5',
        unitPriceExcl: '10.5',
        amount: '31.50',
        tax: '4.10',
        isDiscount: false,
      },
      { amount: '-1.50', tax: '-0.20', total: '-1.70', isDiscount: true },
    ],
  })
  expect(detail.timeline.map(({ event }) => event)).toEqual(['sale.recorded', 'submission.queued'])
})

test('a line on the other price side than its sale keeps its amount and gets a price that gives it', async () => {
  const { sales } = await book.call('sale.record', {
    sales: [
      sampleSale({
        priceSide: 'incl',
        lines: [
          {
            name: '*办公设备*打印机',
            quantity: '3',
            unitPrice: '100',
            amountExclTax: '300.00',
            rate: '0.13',
          },
        ],
      }),
    ],
  })
  const [line] = saleToIssue(book.db.read, sales[0]?.id ?? '').lines
  expect(line).toMatchObject({
    unitPrice: '113',
    unitPriceExcl: '100',
    amount: 30_000,
    tax: 3_900,
    total: 33_900,
  })
})

test('without a reference of the user the slip number is the reference, also where somebody took it before', async () => {
  const { sales } = await book.call('sale.record', {
    sales: [sampleSale({ ref: 'S2026-0002' }), sampleSale()],
  })
  expect(sales.map(({ ref, slipNumber }) => [ref, slipNumber])).toEqual([
    ['S2026-0002', 'S2026-0001'],
    ['S2026-0002-2', 'S2026-0002'],
  ])
})

test('a reference that is there already is refused with its place, and nothing is written', async () => {
  await book.call('sale.record', { sales: [sampleSale({ ref: 'A' })] })
  const known = await book.reply('sale.record', {
    sales: [sampleSale({ ref: 'B' }), sampleSale({ ref: 'A' })],
  })
  const twice = await book.reply('sale.record', {
    sales: [sampleSale({ ref: 'C' }), sampleSale({ ref: 'C' })],
  })
  const refused = { code: 'sale.duplicate-ref', issues: [{ path: 'sales.1.ref', code: 'ref.duplicate' }] }
  expect(known).toMatchObject({ ok: false, error: { ...refused, params: { ref: 'A' } } })
  expect(twice).toMatchObject({ ok: false, error: { ...refused, params: { ref: 'C' } } })
  expect(countSales()).toBe(1)
  expect((await book.call('sale.check', {})).nextSlipNumber).toBe('S2026-0002')
})

test('every fault of every draft is said at its field, and nothing is written', async () => {
  const reply = await book.reply('sale.record', {
    sales: [
      sampleSale(),
      sampleSale({ buyer: { name: ' ' }, saleDate: '2026-11-21' }),
      sampleSale({
        kind: 'digital-special',
        buyer: { name: '个人' },
        lines: [{ name: 'x', amountInclTax: 'zwölf', rate: '0.13' }],
      }),
    ],
  })
  expect(reply).toMatchObject({
    ok: false,
    error: {
      code: 'sale.invalid',
      issues: [
        { path: 'sales.1.buyer.name', code: 'text.required' },
        { path: 'sales.1.saleDate', code: 'date.future' },
        { path: 'sales.2.buyer', code: 'buyer.person-on-special' },
        { path: 'sales.2.lines.0.amountInclTax', code: 'amount.invalid' },
      ],
    },
  })
  expect(countSales()).toBe(0)
})

test('a doubtful tax id refuses nothing, and what the person confirmed is in the audit trail', async () => {
  const { sales } = await book.call('sale.record', {
    sales: [
      sampleSale({ buyer: { name: '样例', taxId: '91110108MAEX0Q3K30' }, confirmed: ['tax-id.checksum'] }),
    ],
  })
  const { timeline } = await book.call('sale.get', { id: sales[0]?.id ?? '' })
  expect(timeline[0]).toMatchObject({
    event: 'sale.recorded',
    detail: { confirmed: 'tax-id.checksum', total: '106.00' },
  })
})

test('slip numbers have no gaps, whoever records and whatever is taken back', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.boolean(), fc.boolean()), { maxLength: 25 }), (steps) => {
      const other = openBook(book.folder)
      const start = countSales()
      try {
        for (const [byOther, takenBack] of steps) {
          const record = (): unknown =>
            write(byOther ? other.db : book.db, (tx) => {
              const [sale] = recordSales(tx, book.act(), book.ports, [sampleSale()])
              if (takenBack) throw new Error('taken back')
              return sale
            })
          if (takenBack) expect(record).toThrow('taken back')
          else record()
        }
      } finally {
        other.db.close()
      }
      const written = steps.filter(([, takenBack]) => !takenBack).length
      const slips = book.db.read
        .prepare<[], { slip_number: string }>('SELECT slip_number FROM sale ORDER BY slip_number')
        .all()
        .map(({ slip_number }) => slip_number)
      expect(slips).toEqual(
        Array.from({ length: start + written }, (_, at) => `S2026-${String(at + 1).padStart(4, '0')}`),
      )
    }),
    { numRuns: 20 },
  )
})

test('the new year begins at one again, in Beijing time', async () => {
  await book.call('sale.record', { sales: [sampleSale()] })
  book.ports.clock.at = Date.parse('2026-12-31T16:00:00Z')
  const { sales } = await book.call('sale.record', { sales: [sampleSale()] })
  expect(sales[0]?.slipNumber).toBe('S2027-0001')
})

test('a sale recorded in an outage is held and says so', async () => {
  await book.call('outage.start', { reason: '税局升级' })
  const { sales } = await book.call('sale.record', { sales: [sampleSale()] })
  const detail = await book.call('sale.get', { id: sales[0]?.id ?? '' })
  expect(sales[0]?.state).toBe('held')
  expect(detail).toMatchObject({ state: 'held', hold: 'outage', recordedInOutage: true })
})

test('what the book knows of a customer and of a likely duplicate is there before the sale is recorded', async () => {
  await book.call('sale.record', { sales: [sampleSale({ kind: 'digital-special' }), sampleSale()] })
  const { name } = inventedCompany(3)
  const known = await book.call('sale.check', { buyerName: name.replace('（', '('), total: '106.00' })
  const unknown = await book.call('sale.check', { buyerName: '没有见过的公司', total: '106.00' })
  expect(known).toMatchObject({
    nextSlipNumber: 'S2026-0003',
    duplicates: [{ slipNumber: 'S2026-0002' }, { slipNumber: 'S2026-0001', total: '106.00' }],
    customer: { invoices: 0, lastTotal: '106.00', usualItems: ['*信息技术服务*软件维护费'] },
    queuePosition: 3,
  })
  expect(unknown).toEqual({ nextSlipNumber: 'S2026-0003', duplicates: [], queuePosition: 3 })
})

test('the page of sales awaiting issue is newest first, can be searched, and sums all that match', async () => {
  const sales = [1, 2, 3, 4].map((number) => sampleSale({ buyer: { name: inventedCompany(number).name } }))
  await book.call('sale.record', { sales })
  const page = await book.call('sale.page', { limit: 2, skip: 1 })
  const found = await book.call('sale.page', { text: inventedCompany(2).name.slice(2, 6) })
  expect(page.rows.map(({ slipNumber }) => slipNumber)).toEqual(['S2026-0003', 'S2026-0002'])
  expect(page.all).toEqual({ count: 4, amount: '400.00', tax: '24.00', total: '424.00' })
  expect(found.rows.map(({ slipNumber }) => slipNumber)).toEqual(['S2026-0002'])
  expect((await book.call('sale.last', {})).sale?.slipNumber).toBe('S2026-0004')
})

test('a refused sale is put right and queued again under a new key; the first stays as evidence', async () => {
  await book.call('sale.record', { sales: [sampleSale()] })
  const [row] = (await book.call('outbox.list', {})).rows
  const id = row?.id ?? ''
  write(book.db, (tx) =>
    tx.prepare<[string]>(`UPDATE submission SET state = 'rejected' WHERE id = ?`).run(id),
  )
  const sale = sampleSale({
    buyer: { name: '样例更正后有限公司' },
    lines: [{ name: '咨询费', amountInclTax: '212.00', rate: '0.06' }],
  })
  const corrected = await book.call('outbox.act', { id, action: 'correct', sale })
  const detail = await book.call('sale.get', { id: row?.saleId ?? '' })
  expect(corrected).toMatchObject({
    slipNumber: 'S2026-0001',
    state: 'queued',
    total: '212.00',
    buyerName: '样例更正后有限公司',
  })
  expect(corrected.channelKey).not.toBe(row?.channelKey)
  expect(detail).toMatchObject({ total: '212.00', lines: [{ name: '咨询费' }], submissionId: corrected.id })
  expect((await book.call('outbox.list', {})).count).toBe(2)
  const wrong = await book.reply('outbox.act', { id: corrected.id, action: 'correct', sale: { lines: 3 } })
  expect(wrong).toMatchObject({
    ok: false,
    error: {
      code: 'input.invalid',
      issues: expect.arrayContaining([{ path: 'sale.buyer', code: 'input.missing' }]),
    },
  })
})

test('the draft comes back as it was saved, and goes with the sale made from it', async () => {
  const id = '019aa0c1-2b3c-7d4e-8f00-0123456789ab'
  const content = { buyer: '半个名', lines: [null, { rate: '' }] }
  await book.call('draft.save', { id, content: { old: true } })
  await book.call('draft.save', { id, content })
  expect((await book.call('draft.get', {})).draft).toMatchObject({ id, content })
  await book.call('sale.record', { sales: [sampleSale()], draftId: id })
  expect(await book.call('draft.get', {})).toEqual({})
  expect(await book.reply('draft.discard', { id })).toMatchObject({
    ok: false,
    error: { code: 'draft.missing' },
  })
})
