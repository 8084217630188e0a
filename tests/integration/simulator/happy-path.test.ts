import { createHash } from 'node:crypto'
import { XMLParser } from 'fast-xml-parser'
import { afterEach, expect, test } from 'vitest'
import { readLedger } from '../../../src/main/simulator/ledger.ts'
import { startSimulator, type RunningSimulator } from '../../../src/main/simulator/server.ts'
import { callerOf, clockAt, folder, foundIn, line, order, sellerTaxNo } from './raw-client.ts'

const place = folder()
let simulator: RunningSimulator | undefined
afterEach(async () => {
  await simulator?.close()
  place.remove()
})

test('a special invoice is sold, issued, looked up, read as XML and taken off the credit line', async () => {
  const clock = clockAt('2026-11-21T10:00:00.250+08:00')
  simulator = await startSimulator({
    port: 0,
    ledgerFile: place.ledgerFile,
    now: clock.now,
    sellerNames: { [sellerTaxNo]: '练习商贸有限公司' },
    creditLineFen: 1_000_000,
  })
  const caller = await callerOf(simulator, { now: clock.now })
  const body = JSON.stringify(
    order('P1', {
      invoiceLine: 'bs',
      buyerName: '示例 A&B 公司',
      buyerTaxNum: '91110108690017781B',
      salerAccount: '示例银行 北京支行 1100100200300',
      remark: '合同 "7" & <附件>',
      invoiceDetail: [
        line({
          goodsName: '燕麦',
          goodsCode: '1010101070000000000',
          taxRate: '0.13',
          price: '56.5',
          num: '2',
          unit: '袋',
          taxIncludedAmount: '113.00',
          taxExcludedAmount: '100.00',
          tax: '13.00',
          invoiceLineProperty: '2',
        }),
        line({
          goodsName: '燕麦',
          goodsCode: '1010101070000000000',
          taxRate: '0.13',
          price: '',
          num: '',
          taxIncludedAmount: '-11.30',
          taxExcludedAmount: '-10.00',
          tax: '-1.30',
          invoiceLineProperty: '1',
        }),
      ],
    }),
  )

  const accepted = await caller.ask('requestBillingNew', body)
  const { invoiceSerialNum } = accepted.result as { invoiceSerialNum: string }
  expect({ code: accepted.code, serial: /^26112110000\d{9}$/.test(invoiceSerialNum) }).toEqual({
    code: 'E0000',
    serial: true,
  })

  const [issuing] = foundIn(await caller.lookup('P1'))
  clock.forward(17)
  const [signing] = foundIn(await caller.lookup('P1'))
  expect([issuing, signing].map((found) => [found?.status, found?.invoiceNo, found?.xmlUrl])).toEqual([
    ['20', '', ''],
    ['21', '', ''],
  ])

  clock.forward(3)
  const bySerial = await caller.ask('queryInvoiceResult', {
    serialNos: [invoiceSerialNum],
    isOfferInvoiceDetail: '1',
  })
  const [issued] = bySerial.result as Record<string, unknown>[]
  const number = String(issued?.['invoiceNo'])
  expect(number).toMatch(/^26112\d{15}$/)
  expect(issued).toMatchObject({
    serialNo: invoiceSerialNum,
    orderNo: 'P1',
    status: '2',
    statusMsg: '开票完成（最终状态）',
    failCause: '',
    invoiceTime: Date.parse('2026-11-21T10:00:00+08:00'),
    invoiceCode: '',
    allElectronicInvoiceNumber: number,
    exTaxAmount: '90.00',
    taxAmount: '11.70',
    orderAmount: '101.70',
    payerName: '示例 A&B 公司',
    payerTaxNo: '91110108690017781B',
    salerTaxNum: sellerTaxNo,
    saleName: '练习商贸有限公司',
    invoiceKind: '电子发票(增值税专用发票)',
    xmlUrl: `${new URL(simulator.url).origin}/files/${invoiceSerialNum}.xml`,
  })
  expect(String(issued?.['qrCode'])).toMatch(new RegExp(`^01,31,,${number},101.70,20261121,,[0-9A-F]{4}$`))
  expect((issued?.['invoiceItems'] as unknown[]).length).toBe(2)

  const file = await fetch(String(issued?.['xmlUrl']))
  const xml = new XMLParser({ parseTagValue: false }).parse(await file.text()) as Record<string, unknown>
  expect(xml['EInvoice']).toMatchObject({
    Header: {
      EIid: number,
      EInvoiceTag: 'SWEI1100',
      InherentLabel: { InIssuType: { LabelCode: 'Y' }, GeneralOrSpecialVAT: { LabelCode: '01' } },
    },
    EInvoiceData: {
      SellerInformation: {
        SellerIdNum: sellerTaxNo,
        SellerName: '练习商贸有限公司',
        SellerBankName: '示例银行 北京支行',
        SellerBankAccNum: '1100100200300',
      },
      BuyerInformation: { BuyerIdNum: '91110108690017781B', BuyerName: '示例 A&B 公司' },
      BasicInformation: {
        TotalAmWithoutTax: '90.00',
        TotalTaxAm: '11.70',
        'TotalTax-includedAmount': '101.70',
        'TotalTax-includedAmountInChinese': '壹佰零壹圆柒角整',
        Drawer: '张三',
        RequestTime: '2026-11-21 10:00:00',
      },
      IssuItemInformation: [
        {
          ItemName: '*谷物*燕麦',
          MeaUnits: '袋',
          Quantity: '2',
          UnPrice: '50',
          Amount: '100.00',
          TaxRate: '0.13',
          ComTaxAm: '13.00',
          TotaltaxIncludedAmount: '113.00',
          TaxClassificationCode: '1010101070000000000',
        },
        { Quantity: '', UnPrice: '', Amount: '-10.00', ComTaxAm: '-1.30', TotaltaxIncludedAmount: '-11.30' },
      ],
      AdditionalInformation: { Remark: '合同 "7" & <附件>' },
    },
    TaxSupervisionInfo: { InvoiceNumber: number, IssueTime: '2026-11-21 10:00:00' },
  })

  const credit = await caller.ask('getCreditLine', { queryType: '0' })
  expect(credit.result).toMatchObject({
    availableCreditLine: '9910.00',
    usedCreditLine: '90.00',
    totalCreditLine: '10000.00',
  })
  const states = await Promise.all(
    ['0', '1', '2'].map(async (queryType) => {
      const { result } = await caller.ask('getCertificationStatus', { queryType })
      return (result as { certificationStatus: string }).certificationStatus
    }),
  )
  expect(states).toEqual(['1', '1', '1'])

  expect([...readLedger(place.ledgerFile, clock.now())]).toEqual([
    {
      orderNo: 'P1',
      invoiceNumber: number,
      buyerName: '示例 A&B 公司',
      total: '101.70',
      at: '2026-11-21T10:00:00+08:00',
      payloadDigest: createHash('sha256').update(body).digest('hex'),
    },
  ])
})
