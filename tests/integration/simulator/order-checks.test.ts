import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readLedger } from '../../../src/main/simulator/ledger.ts'
import { startSimulator, type RunningSimulator } from '../../../src/main/simulator/server.ts'
import { callerOf, folder, line, type Caller } from './raw-client.ts'

const negative = {
  price: '',
  num: '',
  taxIncludedAmount: '-200.00',
  taxExcludedAmount: '-198.02',
  tax: '-1.98',
}

const discount = line({
  price: '',
  num: '',
  taxIncludedAmount: '-1.00',
  taxExcludedAmount: '-0.99',
  tax: '-0.01',
  invoiceLineProperty: '1',
})

const place = folder()
let simulator: RunningSimulator
let caller: Caller
beforeAll(async () => {
  simulator = await startSimulator({ port: 0, ledgerFile: place.ledgerFile, issueDelayMs: 0 })
  caller = await callerOf(simulator)
})
afterAll(async () => {
  await simulator.close()
  place.remove()
})

const refusalOf = async (change: Record<string, unknown>): Promise<{ code: string; describe: string }> => {
  const { code, describe: text } = await caller.submit('X1', change)
  return { code, describe: text }
}

const fieldCode = /^E91(0[4-9]|1\d|2\d)$/

describe('an order without a required field is refused by name', () => {
  const required = [
    'buyerName',
    'salerTaxNum',
    'salerTel',
    'salerAddress',
    'orderNo',
    'invoiceDate',
    'clerk',
    'pushMode',
    'invoiceType',
    'invoiceLine',
    'invoiceDetail',
  ]
  test.each(required)('%s', async (field) => {
    const missing = await refusalOf({ [field]: undefined })
    expect(missing).toEqual({
      code: expect.stringMatching(fieldCode) as string,
      describe: expect.stringContaining(field) as string,
    })
  })

  test.each(['goodsName', 'withTaxFlag', 'taxRate'])('line: %s', async (field) => {
    const missing = await refusalOf({ invoiceDetail: [line(), line({ [field]: '' })] })
    expect(missing).toEqual({
      code: expect.stringMatching(fieldCode) as string,
      describe: expect.stringMatching(new RegExp(`第2行.*${field}.*不能为空`)) as string,
    })
  })

  test.each([
    ['a phone to push to', { pushMode: '1' }, 'buyerPhone'],
    ['a mail address to push to', { pushMode: '0' }, 'email'],
    ['a mail address when both are pushed', { pushMode: '2', buyerPhone: '13800000000' }, 'email'],
    ['a tax id on a special invoice', { invoiceLine: 'bs' }, 'buyerTaxNum'],
  ])('%s', async (_, change, field) => {
    const missing = await refusalOf(change)
    expect(missing).toEqual({
      code: expect.stringMatching(fieldCode) as string,
      describe: expect.stringContaining(field) as string,
    })
  })
})

describe('an order that breaks a rule is refused with its code', () => {
  const cases: [string, Record<string, unknown>, string][] = [
    ['a 21-character order number', { orderNo: 'P'.repeat(21) }, 'E9105'],
    ['a red invoice', { invoiceType: '2' }, 'E9116'],
    ['a paper invoice', { invoiceLine: 'c' }, 'E9117'],
    ['the 30th of February', { invoiceDate: '2026-02-30 10:00:00' }, 'E9111'],
    ['a date without a time', { invoiceDate: '2026-02-20' }, 'E9111'],
    ['a buyer name with angle brackets', { buyerName: '<b>' }, 'E9107'],
    ['a name of 101 characters', { buyerName: '名'.repeat(101) }, 'E9107'],
    ['a remark of 201 characters', { remark: '备'.repeat(201) }, 'E9127'],
    ['a number where a text belongs', { clerk: 7 }, 'E9129'],
    ['2001 lines', { invoiceDetail: Array.from({ length: 2001 }, () => line()) }, 'E9118'],
    ['a percentage as rate', { invoiceDetail: [line({ taxRate: '13%' })] }, 'E9121'],
    ['a code of 18 digits', { invoiceDetail: [line({ goodsCode: '304020103000000000' })] }, 'E9122'],
    ['nine decimals in a price', { invoiceDetail: [line({ price: '1.123456789' })] }, 'E9123'],
    ['a price without a quantity', { invoiceDetail: [line({ num: '' })] }, 'E9123'],
    ['neither price nor all amounts', { invoiceDetail: [line({ price: '', num: '', tax: '' })] }, 'E9125'],
    ['three decimals in an amount', { invoiceDetail: [line({ tax: '1.980' })] }, 'E9125'],
    ['amounts that do not add up', { invoiceDetail: [line({ taxIncludedAmount: '200.01' })] }, 'E9130'],
    [
      'a tax seven fen off',
      { invoiceDetail: [line({ taxExcludedAmount: '200.00', tax: '2.07', taxIncludedAmount: '202.07' })] },
      'E9131',
    ],
    [
      'an amount beyond all reason',
      { invoiceDetail: [line({ price: '999999', num: '999999', taxIncludedAmount: '' })] },
      'E9125',
    ],
    ['a negative line', { invoiceDetail: [line(negative)] }, 'E9125'],
    ['a lone discount line', { invoiceDetail: [line({ ...negative, invoiceLineProperty: '1' })] }, 'E9126'],
    [
      'a discounted line without its discount',
      { invoiceDetail: [line({ invoiceLineProperty: '2' })] },
      'E9126',
    ],
    [
      'a discount larger than its line',
      {
        invoiceDetail: [
          line({ invoiceLineProperty: '2' }),
          line({
            price: '',
            num: '',
            taxIncludedAmount: '-202.00',
            taxExcludedAmount: '-200.00',
            tax: '-2.00',
            invoiceLineProperty: '1',
          }),
        ],
      },
      'E9126',
    ],
    [
      'two discounts in a row',
      { invoiceDetail: [line({ invoiceLineProperty: '2' }), discount, discount] },
      'E9126',
    ],
    [
      'an exempt line on a special invoice',
      {
        invoiceLine: 'bs',
        buyerTaxNum: '91110108690017781B',
        invoiceDetail: [
          line({ taxRate: '0', favouredPolicyFlag: '03', taxExcludedAmount: '200.00', tax: '0.00' }),
        ],
      },
      'E9154',
    ],
    ['another company’s tax id', { salerTaxNum: '339902999999789113' }, 'E9301'],
  ]
  test.each(cases)('%s', async (_, change, code) => {
    const refused = await refusalOf(change)
    expect(refused.code, refused.describe).toBe(code)
  })

  test('none of them is in the ledger', () => {
    expect([...readLedger(place.ledgerFile)]).toEqual([])
  })
})

describe('what the platform takes', () => {
  test('a tax six fen off, an exempt line, a discount, and amounts worked out from price and quantity', async () => {
    const answers = await Promise.all([
      caller.submit('T1', {
        invoiceDetail: [line({ taxExcludedAmount: '200.00', tax: '2.06', taxIncludedAmount: '202.06' })],
      }),
      caller.submit('T2', {
        invoiceDetail: [
          line({ taxRate: '0', favouredPolicyFlag: '03', taxExcludedAmount: '200.00', tax: '0.00' }),
        ],
      }),
      caller.submit('T3', { invoiceDetail: [line({ invoiceLineProperty: '2' }), discount] }),
      caller.submit('T4', {
        invoiceDetail: [line({ taxIncludedAmount: '', taxExcludedAmount: '', tax: '' })],
      }),
    ])
    expect(answers.map(({ code, describe: text }) => `${code} ${text}`)).toEqual(
      Array.from({ length: 4 }, () => 'E0000 同步成功'),
    )
    expect([...readLedger(place.ledgerFile)].map(({ orderNo, total }) => [orderNo, total]).sort()).toEqual([
      ['T1', '202.06'],
      ['T2', '200.00'],
      ['T3', '199.00'],
      ['T4', '200.00'],
    ])
  })

  test('the same order number only once, even when both arrive together', async () => {
    const answers = await Promise.all([1, 2, 3].map(() => caller.submit('D1')))
    const later = await caller.submit('D1', { buyerName: '另一位' })
    const rows = [...readLedger(place.ledgerFile)].filter(({ orderNo }) => orderNo === 'D1')
    expect([answers.map(({ code }) => code).sort(), later.code, rows.map((row) => row.buyerName)]).toEqual([
      ['E0000', 'E9106', 'E9106'],
      'E9106',
      ['个人'],
    ])
  })

  test('lookups of one to fifty keys, answering only what is there', async () => {
    const tooMany = await caller.lookup(...Array.from({ length: 51 }, (_, i) => `N${i}`))
    const none = await caller.lookup()
    const missing = await caller.lookup('N1', 'N2')
    const some = await caller.lookup('N1', 'D1')
    expect([tooMany.code, none.code, missing.code, some.code]).toEqual(['E9601', 'E9611', 'E9500', 'E0000'])
    expect((some.result as { orderNo: string }[]).map(({ orderNo }) => orderNo)).toEqual(['D1'])
  })

  test('a body that is no JSON is refused as such', async () => {
    const answer = await caller.ask('requestBillingNew', '{"order":')
    expect(answer).toEqual({ code: 'E9129', describe: '请求体 order 不能为空', result: null })
  })
})
