// The three ways an OFD carries its fields, alone and together.
import { describe, expect, test } from 'vitest'
import type { ReadInvoice } from '../../../src/shared/domain/invoice.ts'
import { readFile } from '../../../src/main/core/documents/read-file.ts'
import { fixture, ofdOf, tag, tagFile, type OfdParts, type Printed } from '../../support/documents.ts'

const seller = { name: '北京样例云帆科技有限公司', taxId: '91110108MADEM0A15T' }
const buyer = { name: '示范商贸（上海）有限公司', taxId: '91310115MADEM0B2XD' }

const invoiceOf = async (parts: OfdParts): Promise<ReadInvoice> => {
  const reading = await readFile(await ofdOf(parts))
  if (!reading.ok) throw new Error(reading.reason)
  return reading.invoice
}

const custom = {
  发票号码: '26112000000100000170',
  开票日期: '2026年08月03日',
  合计金额: '300.00',
  合计税额: '18.00',
  销售方纳税人识别号: seller.taxId,
  购买方纳税人识别号: buyer.taxId,
}

const template: readonly Printed[] = [
  [1, '电子发票（增值税专用发票）', 70, 8],
  [2, '发票号码：', 150, 10],
]

const page: readonly Printed[] = [
  [10, '26112000000100000170', 170, 10],
  [11, '2026年08月03日', 170, 16],
  [12, buyer.name, 20, 34],
  [13, buyer.taxId, 54, 43],
  [14, seller.name, 120, 34],
  [15, seller.taxId, 154, 43],
  [16, '¥', 127, 90],
  [17, '300.00', 127, 90],
  [18, '¥', 179, 90],
  [19, '18.00', 179, 90],
  [20, '叁佰壹拾捌圆整', 63, 96],
  [21, '¥', 155, 96],
  [22, '318.00', 155, 96],
  // Two lines; the name of the first is wrapped.
  [30, '*信息技术服务*技术', 4, 56],
  [31, '服务费', 4, 60.5],
  [32, '100.00', 127, 56.1],
  [33, '6%', 154, 56.1],
  [34, '6.00', 179, 56.1],
  [35, '1', 77, 56.1],
  [36, '100', 102, 56.1],
  [37, '*信息技术服务*维护费', 4, 65],
  [38, '200.00', 127, 65.1],
  [39, '6%', 154, 65.1],
  [40, '12.00', 179, 65.1],
]

const lines = [
  {
    name: '*信息技术服务*技术服务费',
    quantity: '1',
    unitPrice: '100',
    amount: 10000,
    rateText: '6%',
    tax: 600,
  },
  { name: '*信息技术服务*维护费', amount: 20000, rateText: '6%', tax: 1200 },
]

const whole = {
  kind: 'digital-special',
  kindTitle: '电子发票（增值税专用发票）',
  number: '26112000000100000170',
  issueDate: '2026-08-03',
  seller,
  buyer,
  amount: 30000,
  tax: 1800,
  total: 31800,
  totalInWords: '叁佰壹拾捌圆整',
  red: false,
  lines,
  warnings: [],
}

const familyA = tagFile(
  tag('InvoiceNo', 10),
  tag('IssueDate', 11),
  `<ofd:Buyer>${tag('BuyerName', 12)}${tag('BuyerTaxID', 13)}</ofd:Buyer>`,
  `<ofd:Seller>${tag('SellerName', 14)}${tag('SellerTaxID', 15)}</ofd:Seller>`,
  tag('TaxExclusiveTotalAmount', 16, 17),
  tag('TaxTotalAmount', 18, 19),
  tag('TaxInclusiveTotalAmount', 21, 22),
  tag('Item', 30, 31, 37),
  tag('Amount', 32, 38),
  tag('TaxScheme', 33, 39),
  tag('TaxAmount', 34, 40),
  tag('Quantity', 35),
  tag('Price', 36),
)

const familyB = tagFile(
  tag('InvoiceNumber', 10),
  tag('IssueTime', 11),
  tag('BuyerName', 12),
  tag('BuyerIdNum', 13),
  tag('SellerName', 14),
  tag('SellerIdNum', 15),
  tag('TotalAmWithoutTax', 16, 17),
  tag('TotalTaxAm', 18, 19),
  tag('TotalTax-includedAmount', 21),
  '<ofd:ItemName><ofd:ObjectData>30</ofd:ObjectData><ofd:ObjectData>31</ofd:ObjectData><ofd:ObjectData>37</ofd:ObjectData></ofd:ItemName>',
  tag('Amount', 32, 38),
  tag('TaxRate', 33, 39),
  tag('ComTaxAm', 34, 40),
  tag('Quantity', 35),
  tag('UnPrice', 36),
)

describe('tags that point at text', () => {
  test('family A, with the title in the template page and a wrapped name', async () => {
    expect(await invoiceOf({ tags: familyA, pages: [page], template })).toEqual(whole)
  })

  test('family B, whose total is the currency sign alone, so that it follows from the other sums', async () => {
    expect(await invoiceOf({ tags: familyB, pages: [page], template })).toEqual(whole)
  })

  test('lines go on to the next page', async () => {
    const second: readonly Printed[] = [
      [41, '*信息技术服务*更多', 4, 56],
      [42, '5.00', 127, 56.1],
    ]
    const tags = tagFile(
      tag('InvoiceNo', 10),
      tag('IssueDate', 11),
      tag('Item', 30, 31, 37, 41),
      tag('Amount', 32, 38, 42),
    )
    expect((await invoiceOf({ tags, pages: [page, second] })).lines?.map(({ name }) => name)).toEqual([
      '*信息技术服务*技术服务费',
      '*信息技术服务*维护费',
      '*信息技术服务*更多',
    ])
  })

  test('a rail ticket names its sums differently', async () => {
    const rail: readonly Printed[] = [
      [10, '26117000001000000019', 0, 10],
      [11, '2026年09月16日', 0, 16],
      [12, '109.00', 0, 20],
      [13, '100.00', 0, 24],
      [14, '9.00', 0, 28],
      [15, '电子发票（铁路电子客票）', 60, 2],
    ]
    const tags = tagFile(
      tag('ElectronicInvoiceRailwayETicketNumber', 10),
      tag('DateOfIssue', 11),
      tag('Fare', 12),
      tag('TotalAmountExcludingTax', 13),
      tag('TaxAmount', 14),
    )
    expect(await invoiceOf({ tags, pages: [rail] })).toEqual({
      kind: 'digital-rail',
      kindTitle: '电子发票（铁路电子客票）',
      number: '26117000001000000019',
      issueDate: '2026-09-16',
      seller: { name: '' },
      buyer: { name: '' },
      amount: 10000,
      tax: 900,
      total: 10900,
      red: false,
      warnings: [],
    })
  })
})

describe('custom data and attachments', () => {
  test('custom data alone are an invoice without names and lines; the total is their sum', async () => {
    expect(await invoiceOf({ custom })).toEqual({
      kind: 'unknown',
      number: '26112000000100000170',
      issueDate: '2026-08-03',
      seller: { name: '', taxId: seller.taxId },
      buyer: { name: '', taxId: buyer.taxId },
      amount: 30000,
      tax: 1800,
      total: 31800,
      red: false,
      warnings: ['kind.unknown'],
    })
  })

  test('all three ways together give the same invoice, later ones filling what earlier lack', async () => {
    expect(await invoiceOf({ custom, tags: familyA, pages: [page], template })).toEqual(whole)
  })

  test('the data file of a 税控 invoice fills names and lines, and a masked tax is zero', async () => {
    const parts = {
      custom: {
        发票代码: '011002600111',
        发票号码: '00123457',
        合计金额: '100.00',
        合计税额: '***',
        开票日期: '2026年09月02日',
        校验码: '12345 67890 12345 67890',
      },
      attachment: fixture('tax-control.xml'),
      pages: [[[10, '北京增值税电子普通发票', 60, 2] as const]],
    }
    expect(await invoiceOf(parts)).toMatchObject({
      kind: 'ordinary-electronic',
      kindTitle: '增值税电子普通发票',
      checkCode: '12345678901234567890',
      seller,
      buyer,
      tax: 0,
      total: 10000,
      lines: [{ taxMasked: true }],
      warnings: [],
    })
  })

  test('ways that disagree are warned of', async () => {
    const other = { ...custom, 合计金额: '301.00' }
    expect((await invoiceOf({ custom: other, tags: familyA, pages: [page], template })).warnings).toContain(
      'parts.differ',
    )
  })

  test('a tag file that is not well-formed does not stop the reading', async () => {
    expect(await invoiceOf({ custom, tags: '<root><a></root>', template })).toMatchObject({
      kind: 'digital-special',
      total: 31800,
    })
  })

  test('an OFD of something else is not an invoice', async () => {
    expect(await readFile(await ofdOf({ pages: [[[1, '你好', 0, 0]]] }))).toEqual({
      ok: false,
      reason: 'file.not-invoice',
    })
  })
})
