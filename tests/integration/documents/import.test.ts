// Imports into a real book: new, known, attached, different, strangers', QR codes, and whole or not at all.
import { afterEach, beforeEach, expect, test } from 'vitest'
import { existsSync } from 'node:fs'
import { importFiles } from '../../../src/main/core/documents/import-files.ts'
import { originalPath, readOriginal, sha256Of } from '../../../src/main/core/documents/originals.ts'
import { takeBackUnfinishedImports } from '../../../src/main/core/documents/import-take-back.ts'
import { writeImport } from '../../../src/main/core/documents/import-job.ts'
import { planImport, type Planned } from '../../../src/main/core/documents/import-plan.ts'
import { fixture, ofdOf } from '../../support/documents.ts'
import { contents, invoiceXml, source, testAct, testBook, type TestBook } from '../../support/import-book.ts'

let book: TestBook
beforeEach(() => {
  book = testBook()
})
afterEach(() => book.close())

const xml = fixture('einvoice-special.xml')

const ofdOfTheSame = (total = '1000.00'): Promise<Buffer> =>
  ofdOf({
    custom: {
      发票号码: '26112000000100000101',
      开票日期: '2026年08月03日',
      合计金额: total,
      合计税额: '60.00',
    },
    template: [[1, '电子发票（增值税专用发票）', 70, 8]],
  })

test('a dry run says what would happen and writes nothing; the import then does it', async () => {
  const sources = [
    source('一.xml', xml),
    source('一.ofd', await ofdOfTheSame()),
    source('copy.xml', xml),
    source('x.txt', Buffer.from('x')),
  ]
  const before = contents(book.db)
  const dry = await importFiles(book.deps, sources, { act: testAct, dryRun: true })
  expect(contents(book.db)).toEqual(before)
  const done = await importFiles(book.deps, sources, { act: testAct })
  const withoutId = done.map(({ invoiceId: _, ...line }) => line)
  expect(withoutId).toEqual(dry)
  expect(dry.map(({ status, attached, reason }) => [status, attached, reason])).toEqual([
    ['imported', undefined, undefined],
    ['duplicate', true, undefined],
    ['duplicate', undefined, undefined],
    ['refused', undefined, 'file.unsupported'],
  ])
  expect(dry[0]?.invoice).toEqual({
    kind: 'digital-special',
    kindTitle: '电子发票（增值税专用发票）',
    direction: 'issued',
    number: '26112000000100000101',
    issueDate: '2026-08-03',
    sellerName: '北京样例云帆科技有限公司',
    sellerTaxId: '91110108MADEM0A15T',
    buyerName: '示范商贸（上海）有限公司',
    buyerTaxId: '91310115MADEM0B2XD',
    amount: '1000.00',
    tax: '60.00',
    total: '1060.00',
    lineCount: 2,
    red: false,
    warnings: [],
  })
  expect(readOriginal(book.folder, sha256Of(xml))).toEqual(xml)
})

test('an original with other fields is kept with the invoice, both values beside it', async () => {
  await importFiles(book.deps, [source('a.xml', xml)], { act: testAct })
  const other = await ofdOfTheSame('1001.00')
  const [line] = await importFiles(book.deps, [source('a.ofd', other)], { act: testAct })
  expect(line).toMatchObject({ status: 'duplicate', attached: true })
  expect(line?.invoice?.warnings).toContain('invoice.differs')
  const row = book.db.read
    .prepare<[string], { differs: string }>('SELECT differs FROM invoice_original WHERE sha256 = ?')
    .get(sha256Of(other))
  expect(JSON.parse(row?.differs ?? '')).toEqual([
    { field: 'amount', book: '1000.00', file: '1001.00' },
    { field: 'total', book: '1060.00', file: '1061.00' },
  ])
  expect(book.db.read.prepare('SELECT amount, original_count, warnings FROM invoice').get()).toEqual({
    amount: 100000,
    original_count: 2,
    warnings: '["invoice.differs"]',
  })
})

test('an invoice between strangers goes in with a warning', async () => {
  const text = xml.toString().replaceAll('91110108MADEM0A15T', '91110108690017781B')
  const [line] = await importFiles(book.deps, [source('s.xml', Buffer.from(text))], { act: testAct })
  expect(line).toMatchObject({
    status: 'imported',
    invoice: { direction: 'other', warnings: ['party.not-own'] },
  })
})

test('an invoice dated in the future goes in with a warning', async () => {
  const text = xml.toString().replace('2026-08-03 09:31', '2026-12-03 09:31')
  const [line] = await importFiles(book.deps, [source('f.xml', Buffer.from(text))], { act: testAct })
  expect(line?.invoice?.warnings).toEqual(['date.future'])
})

test('a QR code gives what it says; the file that comes later brings the rest', async () => {
  const qr = '01,31,,26112000000100000101,1060.00,20260803,,'
  const [scanned] = await importFiles(book.deps, [{ file: 'qr', qr }], { act: testAct })
  expect(scanned).toEqual({
    file: 'qr',
    status: 'imported',
    invoiceId: scanned?.invoiceId,
    invoice: {
      kind: 'digital-special',
      direction: 'other',
      number: '26112000000100000101',
      issueDate: '2026-08-03',
      total: '1060.00',
      red: false,
      warnings: ['qr.only'],
    },
  })
  expect((await importFiles(book.deps, [{ file: 'qr', qr }], { act: testAct }))[0]?.status).toBe('duplicate')
  const [line] = await importFiles(book.deps, [source('a.xml', xml)], { act: testAct })
  expect(line).toMatchObject({ status: 'duplicate', attached: true, invoice: { warnings: [] } })
  expect(
    book.db.read
      .prepare(
        'SELECT source, direction, amount, tax, total, line_count, original_count, warnings FROM invoice',
      )
      .all(),
  ).toEqual([
    {
      source: 'import',
      direction: 'issued',
      amount: 100000,
      tax: 6000,
      total: 106000,
      line_count: 2,
      original_count: 1,
      warnings: '[]',
    },
  ])
  expect(contents(book.db)['months']).toMatchObject([{ direction: 'issued', count: 1, total: 106000 }])
})

const many = (from: number, count: number) =>
  Array.from({ length: count }, (_, index) => {
    const number = `2611200000020${String(from + index).padStart(7, '0')}`
    return source(`${number}.xml`, invoiceXml(number))
  })

test('more files than one transaction takes go in under one job', async () => {
  const written: number[] = []
  const lines = await importFiles(book.deps, many(0, 120), {
    act: testAct,
    onWritten: (count) => written.push(count),
  })
  expect(lines.map(({ status }) => status)).toEqual(Array.from({ length: 120 }, () => 'imported'))
  expect(written).toEqual([50, 100])
  expect(book.db.read.prepare('SELECT state, file_count FROM import_job').all()).toEqual([
    { state: 'done', file_count: 120 },
  ])
})

const plannedOf = async (sources: ReturnType<typeof many>): Promise<Planned[]> => {
  const plan: Planned[] = []
  for await (const planned of planImport(book.deps, sources)) plan.push(planned)
  return plan
}

test('an import that is stopped half-way leaves the book as it was', async () => {
  const blue = source('blue.xml', xml)
  await importFiles(book.deps, [blue], { act: testAct })
  const before = contents(book.db)
  const red = source(
    'red.xml',
    Buffer.from(fixture('einvoice-red.xml').toString().replaceAll('500.00', '1060.00')),
  )
  const differing = source('blue.ofd', await ofdOfTheSame('1001.00'))
  const stopper = new AbortController()
  await expect(
    importFiles(book.deps, [red, differing, ...many(0, 120)], {
      act: testAct,
      signal: stopper.signal,
      onWritten: (count) => {
        if (count === 50) {
          expect(contents(book.db)['invoices']).toHaveLength(50)
          stopper.abort()
        }
      },
    }),
  ).rejects.toThrow()
  expect(contents(book.db)).toEqual(before)
})

test('an import whose file changed after it was read writes nothing', async () => {
  let bytes: Buffer = invoiceXml('26112000000200000001')
  const plan = await plannedOf([{ file: 'a.xml', load: () => bytes }] as ReturnType<typeof many>)
  bytes = invoiceXml('26112000000200000002')
  const before = contents(book.db)
  await expect(writeImport(book.deps, plan, { act: testAct })).rejects.toMatchObject({ code: 'file.missing' })
  expect(contents(book.db)).toEqual(before)
})

test('an import that fails half-way leaves the book as it was, and another can follow', async () => {
  const before = contents(book.db)
  const plan = await plannedOf(many(0, 120))
  const failing = writeImport(book.deps, plan, {
    act: testAct,
    onWritten: () => {
      throw new Error('no more')
    },
  })
  await expect(failing).rejects.toThrow('no more')
  expect(contents(book.db)).toEqual(before)
  expect(await takeBackUnfinishedImports({ ...book, act: testAct })).toBe(0)
  expect(await importFiles(book.deps, many(0, 3), { act: testAct })).toHaveLength(3)
})

test('a sample of lines comes back from the book as it was read, and its file is where the digest says', async () => {
  await importFiles(book.deps, [source('C:\\发票\\一.xml', xml)], { act: testAct })
  expect(book.db.read.prepare('SELECT file_name, source FROM invoice_original').all()).toEqual([
    { file_name: '一.xml', source: 'import' },
  ])
  expect(existsSync(originalPath(book.folder, sha256Of(xml)))).toBe(true)
})
