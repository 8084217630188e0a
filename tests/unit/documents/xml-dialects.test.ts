// Every dialect of invoice XML gives the same kind of invoice, whichever words it uses.
import { describe, expect, test } from 'vitest'
import type { ReadInvoice } from '../../../src/shared/domain/invoice.ts'
import { readFile } from '../../../src/main/core/documents/read-file.ts'
import { fixture, zipOf } from '../../support/documents.ts'

const seller = { name: '北京样例云帆科技有限公司', taxId: '91110108MADEM0A15T' }
const buyer = { name: '示范商贸（上海）有限公司', taxId: '91310115MADEM0B2XD' }

const invoiceOf = async (bytes: Uint8Array): Promise<ReadInvoice> => {
  const reading = await readFile(bytes)
  if (!reading.ok) throw new Error(reading.reason)
  return reading.invoice
}

describe('official XML', () => {
  test('is read by name, whatever the order of its elements', async () => {
    expect(await invoiceOf(fixture('einvoice-special.xml'))).toEqual({
      kind: 'digital-special',
      kindTitle: '电子发票（增值税专用发票）',
      number: '26112000000100000101',
      issueDate: '2026-08-03',
      issueTime: '09:31:05',
      seller,
      buyer: { ...buyer, address: '上海市示例路 2 号', phone: '021-00000000' },
      amount: 100000,
      tax: 6000,
      total: 106000,
      totalInWords: '壹仟零陆拾圆整',
      red: false,
      remark: '合同 <8> 号',
      clerk: '样例甲',
      lines: [
        {
          name: '*信息技术服务*维护 & 咨询',
          taxCode: '3040203000000000000',
          unit: '项',
          quantity: '2',
          unitPrice: '550',
          amount: 110000,
          rateText: '0.060000',
          tax: 6600,
        },
        {
          name: '*信息技术服务*维护 & 咨询',
          taxCode: '3040203000000000000',
          amount: -10000,
          rateText: '0.060000',
          tax: -600,
        },
      ],
      warnings: [],
    })
  })

  test('of a platform has empty labels, missing nodes and lines nested in one element', async () => {
    expect(await invoiceOf(fixture('einvoice-platform.xml'))).toEqual({
      kind: 'unknown',
      number: '26112000000100000118',
      issueDate: '2026-07-18',
      issueTime: '23:45:14',
      seller,
      buyer: { name: '个人' },
      amount: 3839,
      tax: 115,
      total: 3954,
      totalInWords: '叁拾玖元伍角肆分',
      red: false,
      lines: [
        {
          name: '*运输服务*客运服务费',
          quantity: '1',
          unitPrice: '39.35',
          amount: 3935,
          rateText: '0.030000',
          tax: 118,
        },
        { name: '*运输服务*客运服务费', amount: -96, rateText: '3%', tax: -3 },
      ],
      warnings: ['kind.unknown'],
    })
  })

  test('of a red invoice names the blue one in its remark', async () => {
    expect(await invoiceOf(fixture('einvoice-red.xml'))).toMatchObject({
      kind: 'digital-ordinary',
      total: -50000,
      totalInWords: '（负数）伍佰圆整',
      red: true,
      blueNumber: '26112000000100000101',
      redConfirmationNumber: '11010826081002615708',
      warnings: [],
    })
  })

  test('with empty labels is red when its total is negative', async () => {
    const text = fixture('einvoice-red.xml')
      .toString()
      .replace(/<InherentLabel>.*<\/InherentLabel>/s, '<InherentLabel><InIssuType/></InherentLabel>')
      .replace(/<Remark>.*<\/Remark>/s, '<Remark></Remark>')
    expect(await invoiceOf(Buffer.from(text))).toMatchObject({ red: true, warnings: ['kind.unknown'] })
  })

  test('that came zipped is read like the file inside', async () => {
    const bytes = fixture('einvoice-special.xml')
    const zipped = await zipOf([{ name: 'dzfp_26112000000100000101.xml', content: bytes }])
    expect(await invoiceOf(zipped)).toEqual(await invoiceOf(bytes))
  })

  test('in UTF-16 or with a byte order mark is the same invoice', async () => {
    const plain = await invoiceOf(fixture('einvoice-special.xml'))
    const text = fixture('einvoice-special.xml').toString()
    const utf16 = Buffer.from(`\ufeff${text.replace('utf-8', 'utf-16')}`, 'utf16le')
    expect(await invoiceOf(utf16)).toEqual(plain)
    expect(await invoiceOf(Buffer.from(`\ufeff${text}`))).toEqual(plain)
  })
})

describe('other dialects', () => {
  test('Chinese names, flat, with the blue number in an element of its own', async () => {
    expect(await invoiceOf(fixture('chinese-flat-red.xml'))).toEqual({
      kind: 'digital-ordinary',
      kindTitle: '电子发票（普通发票）',
      number: '26112000000100000132',
      issueDate: '2026-09-18',
      seller,
      buyer,
      amount: -250000,
      tax: -15000,
      total: -265000,
      red: true,
      blueNumber: '26112000000100000101',
      redConfirmationNumber: '11010826091802615709',
      remark: '销货退回',
      warnings: [],
    })
  })

  test('Chinese names, nested, with a masked tax that counts as zero', async () => {
    expect(await invoiceOf(fixture('chinese-nested.xml'))).toEqual({
      kind: 'unknown',
      number: '26112000000100000149',
      issueDate: '2026-09-19',
      issueTime: '10:00:00',
      seller: { ...seller, bank: '示例银行', account: '0001' },
      buyer,
      amount: 19434,
      tax: 566,
      total: 20000,
      totalInWords: '贰佰圆整',
      red: false,
      lines: [
        { name: '*餐饮服务*餐费', quantity: '1', unitPrice: '94.34', amount: 9434, rateText: '6%', tax: 566 },
        { name: '*劳务*清洁', amount: 10000, rateText: '免税', tax: 0, taxMasked: true },
      ],
      warnings: ['kind.unknown'],
    })
  })

  test('pinyin stems in capitals', async () => {
    expect(await invoiceOf(fixture('pinyin-capitals.xml'))).toEqual({
      kind: 'unknown',
      number: '26112000000100000156',
      issueDate: '2026-07-30',
      seller,
      buyer: { name: '个人' },
      amount: 5728,
      tax: 172,
      total: 5900,
      red: false,
      clerk: '样例甲',
      remark: '桌号 8',
      warnings: ['kind.unknown'],
    })
  })

  test('pinyin stems in small letters, where SL beside a rate is the quantity', async () => {
    expect(await invoiceOf(fixture('pinyin-leqi.xml'))).toMatchObject({
      kind: 'digital-special',
      issueDate: '2026-08-01',
      issueTime: '12:00:00',
      total: 113000,
      lines: [{ name: '*电子设备*交换机', quantity: '2', unitPrice: '500', rateText: '0.13', tax: 13000 }],
      warnings: [],
    })
  })

  test('pinyin stems in GBK, where SL beside a quantity is the rate', async () => {
    expect(await invoiceOf(fixture('pinyin-old-gbk.xml'))).toMatchObject({
      kind: 'ordinary-electronic',
      code: '011002600111',
      number: '00123456',
      seller: {
        ...seller,
        address: '北京市示例路1号',
        phone: '010-00000000',
        bank: '示例银行',
        account: '0000000000001',
      },
      checkCode: '12345678901234567890',
      lines: [{ name: '*家具*文件盒', quantity: '1', rateText: '0.10' }],
      warnings: [],
    })
  })

  test('税控 data by itself, with a picture in place of the QR text', async () => {
    const invoice = await invoiceOf(fixture('tax-control.xml'))
    expect(invoice).toMatchObject({
      kind: 'ordinary-electronic',
      code: '011002600111',
      number: '00123457',
      buyer,
      tax: 0,
      lines: [{ rateText: '免税', tax: 0, taxMasked: true }],
      warnings: [],
    })
    expect(invoice.qrText).toBeUndefined()
  })
})

describe('what disagrees is warned of and read all the same', () => {
  const changed = (from: string | RegExp, to: string): Promise<ReadInvoice> =>
    invoiceOf(Buffer.from(fixture('einvoice-special.xml').toString().replace(from, to)))

  test.each([
    ['a wrong check character', '91110108MADEM0A15T', '91110108MADEM0A15X', ['tax-id.checksum']],
    ['a total that is not the sum', /1060\.00/, '1061.00', ['sums.differ', 'words.differ']],
    ['words that say another amount', '壹仟零陆拾圆整', '壹仟零陆拾圆壹角', ['words.differ']],
    ['a number of another year', /26112000000100000101/g, '24112000000100000101', ['number.year-mismatch']],
    ['a line whose tax is off', '66.000000', '66.10', ['lines.tax-differs', 'line.tax-off']],
    ['a price that is not the amount', '<UnPrice>550<', '<UnPrice>551<', ['line.price-off']],
    ['a blue invoice with a red label', '<LabelCode>Y<', '<LabelCode>N<', ['red.sign']],
  ])('%s', async (_, from, to, warnings) => {
    expect((await changed(from, to)).warnings).toEqual(warnings)
  })

  test('a number or a date that is missing leaves no invoice', async () => {
    const text = fixture('pinyin-capitals.xml').toString()
    expect(await readFile(Buffer.from(text.replace('2026-07-30', '')))).toEqual({
      ok: false,
      reason: 'file.not-invoice',
    })
    expect(await readFile(Buffer.from('<a><b>1</b></a>'))).toEqual({ ok: false, reason: 'file.not-invoice' })
  })

  test('several invoices in one file are not taken for one', async () => {
    const two =
      '<list><a><FPHM>26112000000100000156</FPHM></a><a><FPHM>26112000000100000163</FPHM></a></list>'
    expect(await readFile(Buffer.from(two))).toEqual({ ok: false, reason: 'file.unsupported' })
  })

  test('the accounting instance of an invoice is no invoice', async () => {
    expect(await readFile(fixture('accounting-instance.xml'))).toEqual({
      ok: false,
      reason: 'accounting.instance',
    })
  })
})
