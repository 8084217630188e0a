// Recording a sale the way a bookkeeper does: by keyboard, with what the book remembers, told at the field what is wrong.
import { z } from 'zod'
import { inventedCompany } from '../../src/main/core/practice/invented-companies.ts'
import { expect, sharedApp, test } from './support/app.ts'

const app = sharedApp()
const reply = <T extends z.ZodType>(value: T) => z.object({ ok: z.literal(true), value })
const buyer = { name: '北京样例云帆科技有限公司', taxId: inventedCompany(0).taxId }

const lastSale = async () => {
  const { cli, book } = app()
  const [answer] = await cli(['call', 'sale.last', '{}', '--book', book])
  return reply(
    z.object({
      sale: z.object({
        slipNumber: z.string(),
        buyer: z.object({ name: z.string(), taxId: z.string().optional() }),
        total: z.string(),
        lines: z.array(z.object({ name: z.string(), quantity: z.string().optional(), total: z.string() })),
      }),
    }),
  ).parse(answer).value.sale
}

const openForm = async (): Promise<void> => {
  const { page } = app()
  await page.evaluate(() => {
    window.location.hash = '#/'
  })
  await expect(page.getByRole('heading', { name: '星期' })).toBeVisible()
  await page.keyboard.press('n')
  await expect(page.getByRole('heading', { name: '记一笔销售' })).toBeVisible()
  await expect(page.locator('#buyer-name')).toBeFocused()
}

test.beforeAll(async () => {
  const { cli, book, page } = app()
  await cli(
    ['sale', 'add', '-', '--book', book],
    JSON.stringify({
      ref: '先前一笔',
      buyer,
      kind: 'digital-special',
      lines: [
        {
          name: '*纸制品*复印纸 A4 70g',
          quantity: '2',
          unitPrice: '22.6',
          amountInclTax: '45.20',
          rate: '0.13',
        },
        { name: '*信息技术服务*软件维护服务费', amountInclTax: '1060.00', rate: '0.06' },
      ],
    }),
  )
  await expect(page.getByRole('heading', { name: '星期' })).toBeVisible()
})

test('three lines for a remembered customer take no mouse: initials for the customer, pinyin for the goods', async () => {
  const { page } = app()
  await openForm()
  await page.keyboard.type('bjyl')
  await expect(page.getByRole('option').filter({ hasText: buyer.name })).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(page.locator('#buyer-taxId')).toHaveValue(buyer.taxId)
  await expect(page.locator('[data-path="lines.0.name"]')).toBeFocused()

  await page.keyboard.type('fuyinzhi')
  await expect(page.getByRole('option').filter({ hasText: '复印纸' })).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(page.locator('[data-path="lines.0.quantity"]')).toBeFocused()
  await page.keyboard.type('10')
  for (const field of ['unitPrice', 'rate', 'amount']) {
    await page.keyboard.press('Enter')
    await expect(page.locator(`[data-path="lines.0.${field}"]`)).toBeFocused()
  }
  await page.keyboard.press('Enter')
  await expect(page.locator('[data-path="lines.1.name"]')).toBeFocused()

  await page.keyboard.type('rjwhfwf')
  await expect(page.getByRole('option').filter({ hasText: '软件维护服务费' })).toBeVisible()
  await page.keyboard.press('Enter')
  await page.locator('[data-path="lines.1.amount"]').focus()
  await page.keyboard.type('530')
  await page.keyboard.press('Enter')
  await page.keyboard.type('样例培训')
  await page.keyboard.press('Escape')
  await page.locator('[data-path="lines.2.amount"]').focus()
  await page.keyboard.type('100')
  await expect(page.getByText('捌佰伍拾陆圆整')).toBeVisible()

  await page.keyboard.press('Control+Enter')
  await expect(page.getByText(/已记下 S\d{4}-0002/)).toBeVisible()
  expect(await lastSale()).toEqual({
    slipNumber: expect.stringMatching(/^S\d{4}-0002$/),
    buyer,
    total: '856.00',
    lines: [
      { name: '*纸制品*复印纸 A4 70g', quantity: '10', total: '226.00' },
      { name: '*信息技术服务*软件维护服务费', total: '530.00' },
      { name: '样例培训', total: '100.00' },
    ],
  })
  await expect(page.locator('#buyer-name')).toBeFocused()
  await expect(page.locator('#buyer-name')).toHaveValue('')
})

test('a mistyped tax number shows the likely right one, and one click puts it in', async () => {
  const { page } = app()
  await openForm()
  const wrong = `${buyer.taxId.slice(0, -1)}${buyer.taxId.endsWith('B') ? 'C' : 'B'}`
  await page.locator('#buyer-taxId').fill(wrong)
  await page.locator('#buyer-phone').focus()
  await expect(
    page.getByText(`末位按校验应为 ${buyer.taxId.slice(-1)}，现在是 ${wrong.slice(-1)}。请对照执照。`),
  ).toBeVisible()
  await page.getByRole('button', { name: `改成 ${buyer.taxId.slice(-1)}` }).click()
  await expect(page.locator('#buyer-taxId')).toHaveValue(buyer.taxId)
  await expect(page.getByText(/末位按校验应为/)).toHaveCount(0)
})

test('faults are counted at the foot and F8 goes from one to the next', async () => {
  const { page } = app()
  await openForm()
  await page
    .locator('#buyer-taxId')
    .fill(`${buyer.taxId.slice(0, -1)}${buyer.taxId.endsWith('B') ? 'C' : 'B'}`)
  await page.locator('[data-path="lines.0.name"]').fill('样例商品')
  await page.locator('[data-path="lines.0.quantity"]').fill('3')
  await page.keyboard.press('Control+Enter')
  await expect(page.getByText('还有 3 处要改')).toBeVisible()
  await expect(page.locator('#buyer-name')).toBeFocused()
  await page.keyboard.press('F8')
  await expect(page.locator('#buyer-taxId')).toBeFocused()
  await page.keyboard.press('F8')
  await expect(page.locator('[data-path^="lines.0."]:focus')).toHaveCount(1)
  await page.keyboard.press('F8')
  await expect(page.locator('#buyer-name')).toBeFocused()
  await page.keyboard.type('样例客户')
  await page.keyboard.press('Tab')
  await expect(page.getByText('还有 2 处要改')).toBeVisible()
})

test('a draft survives a reload of the window', async () => {
  const { page } = app()
  await openForm()
  await page.locator('#buyer-name').fill('还没写完的客户')
  await page.locator('[data-path="lines.0.name"]').fill('写了一半的项目')
  await page.locator('#remark').fill('明天再写')
  await expect(page.getByText(/草稿已存/)).toBeVisible()
  await page.waitForTimeout(900)
  await page.reload()
  await expect(page.locator('#buyer-name')).toHaveValue('还没写完的客户')
  await expect(page.locator('[data-path="lines.0.name"]')).toHaveValue('写了一半的项目')
  await expect(page.locator('#remark')).toHaveValue('明天再写')
})

test('what is printed of a sale says that it is not an invoice', async () => {
  const { page, complaints } = app()
  await page.locator('#buyer-name').fill(buyer.name)
  await page.keyboard.press('Escape')
  await page.locator('#buyer-taxId').fill(buyer.taxId)
  await page.locator('[data-path="lines.0.quantity"]').fill('')
  await page.locator('[data-path="lines.0.amount"]').fill('88.00')
  await page.evaluate(() => {
    window.print = () => document.body.setAttribute('data-printed', 'yes')
  })
  await page.keyboard.press('Control+p')
  await expect(page.getByRole('heading', { name: '销售单' })).toBeVisible()
  await expect(page.locator('body')).toHaveAttribute('data-printed', 'yes')
  await page.emulateMedia({ media: 'print' })
  await expect(page.locator('.slip-mark')).toBeVisible()
  await expect(page.locator('.slip-mark')).toHaveAttribute('data-mark', /非发票/)
  await expect(page.locator('.slip')).toContainText('不是发票，不能抵扣或报销。')
  await expect(page.locator('.nav')).toBeHidden()
  await page.screenshot({ path: test.info().outputPath('slip-print.png') })
  await page.emulateMedia({ media: 'screen' })
  expect(complaints).toEqual([])
})
