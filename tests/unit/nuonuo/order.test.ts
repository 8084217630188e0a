import { expect, test } from 'vitest'
import { nuonuoOrders } from '../../../src/main/sync/channels/nuonuo/order.ts'
import { fen } from '../../../src/shared/domain/money.ts'
import { orderInput, serviceLine } from './orders.ts'

const bodyOf = (written: ReturnType<typeof nuonuoOrders.write>): { order: Record<string, unknown> } => {
  if ('missing' in written) throw new Error(`missing ${written.missing.join(', ')}`)
  return JSON.parse(written.payload) as { order: Record<string, unknown> }
}
const linesOf = (input: Parameters<typeof nuonuoOrders.write>[0]): Record<string, string>[] =>
  bodyOf(nuonuoOrders.write(input)).order['invoiceDetail'] as Record<string, string>[]

test('a simple sale becomes the compact body of the reference, with the order time in Shanghai', () => {
  expect(nuonuoOrders.write(orderInput())).toEqual({
    payload:
      '{"order":{"orderNo":"P7QX2KAA0000000001","invoiceDate":"2026-11-21 23:30:05","invoiceType":"1","invoiceLine":"pc",' +
      '"salerTaxNum":"91110108MA01ABCDE0","salerTel":"010-88886666","salerAddress":"北京市海淀区练习路1号",' +
      '"buyerName":"个人","buyerTaxNum":"","clerk":"张三","pushMode":"-1","buyerPhone":"","email":"","remark":"",' +
      '"invoiceDetail":[{"goodsName":"技术服务费","goodsCode":"3040201030000000000","withTaxFlag":"1","price":"200",' +
      '"num":"1","taxRate":"0.01","taxIncludedAmount":"200.00","taxExcludedAmount":"198.02","tax":"1.98",' +
      '"invoiceLineProperty":"0","favouredPolicyFlag":"0"}]}}',
  })
})

test('the same sale gives the same bytes every time', () => {
  expect(nuonuoOrders.write(orderInput())).toEqual(nuonuoOrders.write(structuredClone(orderInput())))
})

test('a seller without phone, address or clerk is told which are missing', () => {
  const { address: _, phone: __, clerk: ___, ...rest } = orderInput().seller
  expect(nuonuoOrders.write({ ...orderInput(), seller: { ...rest, clerk: ' ' } })).toEqual({
    missing: ['phone', 'address', 'clerk'],
  })
})

test('a special invoice carries the buyer in full and both bank accounts', () => {
  const input = orderInput(
    {
      kind: 'digital-special',
      remark: '合同 12',
      buyer: {
        name: '上海示例科技有限公司',
        taxId: '91310000MA1FL0000X',
        address: '上海市示例路2号',
        phone: '021-1234',
        bank: '示例银行',
        account: '6222',
      },
    },
    { bank: '练习银行', account: '0100' },
  )
  expect(bodyOf(nuonuoOrders.write(input)).order).toMatchObject({
    invoiceLine: 'bs',
    salerAccount: '练习银行 0100',
    buyerName: '上海示例科技有限公司',
    buyerTaxNum: '91310000MA1FL0000X',
    buyerTel: '021-1234',
    buyerAddress: '上海市示例路2号',
    buyerAccount: '示例银行 6222',
    remark: '合同 12',
  })
})

test('prices without tax are flagged so', () => {
  const line = { ...serviceLine, unitPrice: '198.02' }
  expect(linesOf(orderInput({ priceSide: 'excl', lines: [line] }))[0]).toMatchObject({
    withTaxFlag: '0',
    price: '198.02',
    num: '1',
  })
})

test('a price with more than eight decimals is derived again from the amount', () => {
  const line = { ...serviceLine, quantity: '3', unitPrice: '66.666666666666', total: fen(20000) }
  expect(linesOf(orderInput({ lines: [line] }))[0]).toMatchObject({ price: '66.66666667', num: '3' })
})

test('where no price of eight decimals gives the amount back, price and quantity are both left out', () => {
  const line = {
    ...serviceLine,
    quantity: '30000000',
    unitPrice: '0.0666666666666',
    total: fen(200_000_000),
    amount: fen(198_019_802),
    tax: fen(1_980_198),
  }
  const [sent] = linesOf(orderInput({ lines: [line] }))
  expect([sent?.['price'], sent?.['num'], sent?.['taxIncludedAmount']]).toEqual([
    undefined,
    undefined,
    '2000000.00',
  ])
})

test('a quantity that does not fit leaves the amounts to stand alone', () => {
  const line = { ...serviceLine, quantity: '1.0000000001' }
  const [sent] = linesOf(orderInput({ lines: [line] }))
  expect(sent).not.toHaveProperty('price')
  expect(sent).not.toHaveProperty('num')
})

test('a discount follows its line: natures 2 and 1, and the discount has no price', () => {
  const discount = {
    ...serviceLine,
    amount: fen(-990),
    tax: fen(-10),
    total: fen(-1000),
    isDiscount: true,
  }
  const sent = linesOf(orderInput({ lines: [serviceLine, serviceLine, discount] }))
  expect(sent.map((line) => [line['invoiceLineProperty'], line['price'], line['taxIncludedAmount']])).toEqual(
    [
      ['0', '200', '200.00'],
      ['2', '200', '200.00'],
      ['1', undefined, '-10.00'],
    ],
  )
})

test.each([
  ['exempt', '0', '03'],
  ['not-taxed', '0', '04'],
  ['zero', '0', '0'],
  ['0.13', '0.13', '0'],
] as const)('rate %s is sent as %s with policy %s', (rate, taxRate, favouredPolicyFlag) => {
  expect(linesOf(orderInput({ lines: [{ ...serviceLine, rate }] }))[0]).toMatchObject({
    taxRate,
    favouredPolicyFlag,
  })
})
