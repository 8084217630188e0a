// The sample files give exactly the fields their README lists. They are real, so they are not part of this repository.
import { beforeEach, afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { importFiles } from '../../../src/main/core/documents/import-files.ts'
import { readFile } from '../../../src/main/core/documents/read-file.ts'
import { parseYuan } from '../../../src/shared/domain/money.ts'
import { hasSamples, sample, samplesFolder } from '../../support/documents.ts'
import { source, testAct, testBook, type TestBook } from '../../support/import-book.ts'

const files = [
  'digital-special-beijing.ofd',
  'taxcontrol-ordinary-zhejiang.ofd',
  'taxcontrol-exempt-jiangsu.ofd',
  'digital-special-official.xml',
]

/** The table "Expected fields" of the samples' README: field → one text a file, in the order of `files`. */
const table = (): ReadonlyMap<string, readonly string[]> => {
  const text = readFileSync(path.join(samplesFolder, 'README.md'), 'utf8')
  const rows = text.slice(text.indexOf('## Expected fields'), text.indexOf('## bureau-export')).split('\n')
  return new Map(
    rows
      .filter((row) => row.startsWith('| '))
      .map((row) => row.split('|').map((cell) => cell.trim()))
      .map(([, field = '', ...cells]) => [field, cells.slice(0, 4)]),
  )
}

const orNothing = (text: string | undefined): string | undefined => (text === '' ? undefined : text)

describe('samples', () => {
  beforeEach((context) => {
    if (!hasSamples) context.skip('the sample files are not here')
  })

  test.each(files.map((file, column) => [file, column] as const))(
    '%s gives its fields',
    async (file, column) => {
      const rows = table()
      const cell = (field: string): string => rows.get(field)?.[column] ?? ''
      const reading = await readFile(sample(file))
      if (!reading.ok) throw new Error(reading.reason)
      const { invoice } = reading
      const [line] = invoice.lines ?? []
      const masked = cell('税额').includes('***')
      const id = (field: string): string => cell(field).split(' ')[0] ?? ''
      expect({
        kind: invoice.kind,
        title: invoice.kindTitle,
        code: invoice.code,
        number: invoice.number,
        date: invoice.issueDate,
        checkCode: invoice.checkCode,
        machine: invoice.machineNumber,
        seller: [invoice.seller.name, invoice.seller.taxId],
        buyer: [invoice.buyer.name, invoice.buyer.taxId],
        sums: [invoice.amount, invoice.tax, invoice.total],
        words: invoice.totalInWords,
        lines: invoice.lines?.length,
        item: line?.name,
        quantityAndPrice: `${line?.quantity}, ${line?.unitPrice}`,
        masked: line?.taxMasked === true,
        qr: invoice.qrText,
        red: invoice.red,
        warnings: invoice.warnings,
      }).toEqual({
        kind: cell('发票代码') === '' ? 'digital-special' : 'ordinary-electronic',
        title: cell('kind'),
        code: orNothing(cell('发票代码')),
        number: cell('发票号码'),
        date: cell('开票日期').slice(0, 10),
        checkCode: orNothing(cell('校验码')),
        machine: orNothing(cell('机器编号')),
        seller: [cell('seller'), id('seller tax id')],
        buyer: [cell('buyer'), id('buyer tax id')],
        sums: [
          parseYuan(cell('金额 (without tax)')),
          masked ? 0 : parseYuan(cell('税额')),
          parseYuan(cell('价税合计')),
        ],
        words: cell('in words'),
        lines: Number(cell('lines')),
        item: cell('item').replace(/ \(.*\)$/, ''),
        quantityAndPrice: cell('quantity, price'),
        masked,
        qr: orNothing(cell('QR text (GraphCode)')),
        red: false,
        warnings: cell('seller tax id').includes('warn') ? ['tax-id.checksum'] : [],
      })
    },
  )

  describe('imported', () => {
    let book: TestBook
    beforeAll(() => {
      book = testBook()
    })
    afterAll(() => book.close())

    test('the four go in, a second time they are duplicates, and the others are refused with their reasons', async () => {
      const others = ['not-an-invoice.ofd', 'accounting-xbrl-special.xml', 'bureau-export-small.xlsx']
      const sources = [...files, ...others].map((file) => source(file, sample(file)))
      const first = await importFiles(book.deps, sources, { act: testAct })
      const second = await importFiles(book.deps, sources, { act: testAct })
      expect(first.map(({ status, reason, attached }) => [status, reason, attached])).toEqual([
        ...files.map(() => ['imported', undefined, undefined]),
        ['refused', 'file.not-invoice', undefined],
        ['refused', 'accounting.instance', undefined],
        ['refused', 'file.unsupported', undefined],
      ])
      expect(second.map(({ status, attached }) => [status, attached])).toEqual([
        ...files.map(() => ['duplicate', undefined]),
        ...others.map(() => ['refused', undefined]),
      ])
    })
  })
})
