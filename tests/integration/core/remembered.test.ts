import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestBook, type TestBook } from '../../support/open-test-book.ts'
import { sampleSale } from '../../support/sample-sale.ts'

let book: TestBook
const names = ['北京样例云帆科技有限公司', '上海示范启明商贸有限公司', '示范云海咨询有限公司']

beforeAll(async () => {
  book = await openTestBook({ channel: true })
  for (const [number, name] of names.entries()) {
    book.ports.clock.advance(1000)
    const lines = [
      {
        name: ['*纸制品*复印纸', '*咨询服务*管理咨询', '*餐饮服务*餐费'][number] ?? '',
        amountInclTax: '10.00',
        rate: '0.06',
      },
    ]
    await book.call('sale.record', {
      sales: [sampleSale({ buyer: { name, phone: `010-${number}` }, lines })],
    })
  }
})
afterAll(() => book.close())

const suggested = async (text: string): Promise<readonly string[]> =>
  (await book.call('party.suggest', { text })).rows.map(({ name }) => name)

test('customers are found by a part of the name, by pinyin and by initials; most recent first when nothing is typed', async () => {
  expect(await suggested('')).toEqual([names[2], names[1], names[0]])
  expect(await suggested('云帆')).toEqual([names[0]])
  expect(await suggested('qiming')).toEqual([names[1]])
  expect(await suggested('sfyh')).toEqual([names[2]])
  expect(await suggested('示范')).toEqual([names[2], names[1]])
  expect(await suggested('100%_')).toEqual([])
})

test('a customer used again is one customer, what is new is added and nothing is wiped', async () => {
  const buyer = { name: '上海示范启明商贸有限公司', address: '上海市示范路 1 号' }
  book.ports.clock.advance(1000)
  await book.call('sale.record', { sales: [sampleSale({ buyer, kind: 'digital-ordinary' })] })
  const { rows } = await book.call('party.suggest', { text: '启明' })
  expect(rows).toMatchObject([
    {
      name: names[1],
      phone: '010-1',
      address: '上海市示范路 1 号',
      useCount: 2,
      lastKind: 'digital-ordinary',
    },
  ])
})

test('the same name with brackets of another width is the same customer; another tax id is another', async () => {
  const make = (name: string, taxId?: string): Promise<unknown> =>
    book.call('sale.record', {
      sales: [sampleSale({ buyer: { name, ...(taxId === undefined ? {} : { taxId }) } })],
    })
  await make('样例（北京）物流有限公司')
  await make('样例(北京)物流有限公司')
  await make('样例（北京）物流有限公司', '91110108MAEX0Q3K3C')
  const { rows, count } = await book.call('party.list', { text: '物流' })
  expect(count).toBe(2)
  expect(rows.map(({ useCount, taxId }) => [taxId, useCount]).toSorted()).toEqual(
    [
      ['91110108MAEX0Q3K3C', 1],
      [undefined, 2],
    ].toSorted(),
  )
})

test('goods come back with the price and rate they were last sold at', async () => {
  const line = {
    name: '*办公设备*打印机',
    unit: '台',
    quantity: '2',
    unitPrice: '1130',
    amountInclTax: '2260.00',
    rate: '0.13',
  }
  await book.call('sale.record', { sales: [sampleSale({ lines: [line] })] })
  await book.call('sale.record', {
    sales: [sampleSale({ lines: [{ name: line.name, amountInclTax: '10.00', rate: '0.13' }] })],
  })
  const { rows } = await book.call('goods.suggest', { text: 'dyj' })
  expect(rows).toMatchObject([
    { name: line.name, unit: '台', unitPrice: '1130', priceSide: 'incl', rate: '0.13', useCount: 2 },
  ])
  expect((await book.call('goods.list', { text: '打印', limit: 5 })).count).toBe(1)
})

test('a discount is not remembered as goods', async () => {
  const lines = [
    { name: '*家具*样例桌', amountInclTax: '100.00', rate: '0.13' },
    { name: '*家具*样例桌', amountInclTax: '-10.00', rate: '0.13', discountOfPrevious: true },
  ]
  await book.call('sale.record', { sales: [sampleSale({ lines })] })
  const { rows } = await book.call('goods.suggest', { text: '样例桌' })
  expect(rows).toMatchObject([{ useCount: 1 }])
})
