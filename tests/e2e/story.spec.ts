// The main job from end to end, by keyboard: the tax system goes down, fifty sales are recorded by hand, it comes back,
// and every sale becomes exactly one invoice by itself, looked up again and visible. The platform's ledger is the witness.
import path from 'node:path'
import { z } from 'zod'
import { expect, test, type App } from './support/app.ts'

const sales = 50

const ledgerLine = z.object({
  orderNo: z.string(),
  invoiceNumber: z.string(),
  buyerName: z.string(),
  total: z.string(),
  payloadDigest: z.string(),
})
const outboxLine = z.object({
  key: z.string(),
  state: z.string(),
  verified: z.boolean(),
  buyerName: z.string(),
  total: z.string(),
  invoiceNumber: z.string().optional(),
  payloadDigest: z.string(),
})
const invoiceLine = z.object({
  number: z.string(),
  issueDate: z.string(),
  buyerName: z.string(),
  total: z.string(),
})

/** Slips are numbered by the year in Beijing. */
const slipNumber = (count: number): string => {
  const year = new Date(Date.now() + 8 * 3_600_000).getUTCFullYear()
  return `S${year}-${String(count).padStart(4, '0')}`
}

/** One sale of one line, without touching the mouse. */
const recordByKeyboard = async (
  { page }: App,
  buyer: string,
  item: string,
  amount: string,
): Promise<void> => {
  await page.getByRole('combobox', { name: '客户名称' }).or(page.getByLabel('客户名称')).first().focus()
  await page.keyboard.type(buyer)
  await page.keyboard.press('Escape')
  await page.getByLabel(/项目/).first().focus()
  await page.keyboard.type(item)
  await page.keyboard.press('Escape')
  await page
    .getByLabel(/含税金额/)
    .first()
    .focus()
  await page.keyboard.type(amount)
  await page.keyboard.press('Control+Enter')
}

test('every sale recorded in an outage becomes exactly one invoice when the tax system is back', async ({
  app,
}) => {
  test.setTimeout(300_000)
  const { page } = app
  await expect(page.getByText('还没有记过销售').first()).toBeVisible()

  await page.keyboard.press('g')
  await page.keyboard.press('t')
  await expect(page.getByRole('heading', { name: '停机中心' })).toBeVisible()
  await page.getByRole('button', { name: '转入停机' }).focus()
  await page.keyboard.press('Enter')
  await expect(page.getByText('停机中').first()).toBeVisible()

  await page.keyboard.press('n')
  await expect(page.getByText('非发票').first()).toBeVisible()
  for (let index = 1; index <= sales; index += 1) {
    await recordByKeyboard(
      app,
      `样例客户${String(index).padStart(3, '0')}商贸有限公司`,
      '技术服务费',
      `${100 + index}.50`,
    )
    await expect(page.getByText(slipNumber(index + 1)).first()).toBeVisible()
  }

  await page.keyboard.press('Escape')
  await page.keyboard.press('g')
  await page.keyboard.press('q')
  await expect(page.getByText(`${sales}`).first()).toBeVisible()

  await page.keyboard.press('g')
  await page.keyboard.press('t')
  await page.getByRole('button', { name: /结束停机/ }).focus()
  await page.keyboard.press('Enter')
  await page.getByRole('dialog').getByRole('button', { name: '结束并补开' }).focus()
  await page.keyboard.press('Enter')

  await expect
    .poll(
      async () => {
        const rows = z.array(outboxLine).parse(await app.cli(['outbox', 'list', '--book', app.book]))
        return rows.filter((row) => row.state === 'issued' && row.verified).length
      },
      { timeout: 60_000 },
    )
    .toBe(sales)

  const outbox = z.array(outboxLine).parse(await app.cli(['outbox', 'list', '--book', app.book]))
  const invoices = z
    .array(invoiceLine)
    .parse(await app.cli(['invoice', 'list', '--direction', 'issued', '--book', app.book]))
  const ledger = z
    .array(ledgerLine)
    .parse(await app.cli(['simulator', 'ledger', path.join(app.book, 'practice', 'ledger.db')]))
  const sayOf = (row: { buyerName: string; total: string }): string => `${row.buyerName} ${row.total}`
  expect(ledger).toHaveLength(sales)
  expect(new Set(ledger.map(sayOf)).size).toBe(sales)
  expect(
    outbox.map((row) => `${sayOf(row)} ${row.key} ${row.invoiceNumber} ${row.payloadDigest}`).sort(),
  ).toEqual(
    ledger.map((row) => `${sayOf(row)} ${row.orderNo} ${row.invoiceNumber} ${row.payloadDigest}`).sort(),
  )
  expect(invoices.map((row) => `${sayOf(row)} ${row.number}`).sort()).toEqual(
    ledger.map((row) => `${sayOf(row)} ${row.invoiceNumber}`).sort(),
  )

  await page.keyboard.press('g')
  await page.keyboard.press('b')
  await expect(page.getByRole('grid').getByText('样例客户050商贸有限公司')).toBeVisible()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await expect(page.getByText(/电子发票（普通发票）/)).toBeVisible()
  await expect(page.getByText(/已开具/).first()).toBeVisible()
  expect(app.complaints).toEqual([])
})
