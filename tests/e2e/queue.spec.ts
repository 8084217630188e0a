// What goes wrong with the platform, made to happen through the practice desk and settled before the user's eyes.
import path from 'node:path'
import { z } from 'zod'
import { expect, sharedApp, test } from './support/app.ts'
import { inventedSale } from './support/sales.ts'

const app = sharedApp()

const goTo = async (at: string, heading: string): Promise<void> => {
  const { page } = app()
  await page.evaluate((hash) => {
    window.location.hash = hash
  }, `#${at}`)
  await expect(page.getByRole('heading', { level: 1, name: heading })).toBeVisible()
}

const fault = (name: string) =>
  app()
    .page.getByRole('button')
    .filter({ has: app().page.getByText(name, { exact: true }) })

const setFault = async (name: string): Promise<void> => {
  await goTo('/practice', '练习台')
  await fault(name).click()
  await expect(fault(name)).toHaveAttribute('aria-pressed', 'true')
}

const allWell = async (): Promise<void> => {
  const { page } = app()
  await goTo('/practice', '练习台')
  const clear = page.getByRole('button', { name: '全部恢复正常' })
  // A fault that is used up goes by itself, and the button with it.
  await expect(async () => {
    if (await clear.isEnabled()) await clear.click({ timeout: 1000 })
    await expect(page.getByText('没有故障，平台一切正常。')).toBeVisible({ timeout: 1500 })
  }).toPass({ timeout: 20_000 })
}

/** Records sales beside the window; gives their slip numbers. */
const record = async (...numbers: readonly number[]): Promise<readonly string[]> => {
  const { cli, book } = app()
  const lines = await cli(['sale', 'add', '-', '--book', book], JSON.stringify(numbers.map(inventedSale)))
  return z
    .array(z.object({ slipNumber: z.string() }))
    .parse(lines)
    .map(({ slipNumber }) => slipNumber)
}

const outbox = async () => {
  const { cli, book } = app()
  return z
    .array(
      z.object({
        ref: z.string(),
        slipNumber: z.string(),
        key: z.string(),
        state: z.string(),
        verified: z.boolean(),
        invoiceNumber: z.string().optional(),
      }),
    )
    .parse(await cli(['outbox', 'list', '--book', book]))
}

const ledger = async () => {
  const { cli, book } = app()
  return z
    .array(z.object({ orderNo: z.string(), invoiceNumber: z.string(), buyerName: z.string() }))
    .parse(await cli(['simulator', 'ledger', path.join(book, 'practice', 'ledger.db')]))
}

const rowOf = (slip: string) => app().page.getByRole('row').filter({ hasText: slip })

test('a sale whose answer was lost is looked up and settled before the user’s eyes, with one invoice', async () => {
  const { page } = app()
  await setFault('丢回音')
  await page.getByText('详情：故障脚本').click()
  const script = page.getByRole('textbox', { name: '详情：故障脚本' })
  const { rules } = z.object({ rules: z.array(z.unknown()) }).parse(JSON.parse(await script.inputValue()))
  // Slow lookups keep the unknown in sight long enough to be seen.
  const slowLookups = { do: 'slow', method: 'queryInvoiceResult', ms: 1500 }
  await script.fill(JSON.stringify({ rules: [...rules, slowLookups] }))
  await page.getByRole('button', { name: '按脚本执行' }).click()
  await expect(page.getByText('自己写的脚本，1 条规则')).toBeVisible()
  await goTo('/queue', '队列')
  const [slips] = await Promise.all([
    record(1, 2, 3, 4, 5, 6),
    expect(page.getByText('结果未知').first()).toBeVisible({ timeout: 20_000 }),
  ])
  await page.screenshot({ path: test.info().outputPath('unknown.png') })
  await allWell()
  await goTo('/queue', '队列')
  for (const slip of slips) await expect(rowOf(slip)).toContainText('已开具', { timeout: 45_000 })
  await expect
    .poll(async () => (await outbox()).every(({ verified }) => verified), { timeout: 30_000 })
    .toBe(true)
  const rows = await outbox()
  const entries = await ledger()
  expect(entries.map(({ orderNo, invoiceNumber }) => `${orderNo} ${invoiceNumber}`).sort()).toEqual(
    rows.map(({ key, invoiceNumber }) => `${key} ${invoiceNumber}`).sort(),
  )
})

test('a rejected sale is corrected into a new one that is issued, and the first is kept', async () => {
  const { page } = app()
  await setFault('退回一笔')
  const [slip = ''] = await record(7)
  await goTo('/queue', '队列')
  await rowOf(slip).filter({ hasText: '被退回' }).click({ timeout: 30_000 })
  await expect(page.getByText('被退回，没有开出。', { exact: false })).toBeVisible()
  await page.getByRole('button', { name: /去更正/ }).click()
  await expect(page.getByRole('heading', { name: '更正这一笔' })).toBeVisible()
  await page.locator('#buyer-name').fill('改正后的样例客户有限公司')
  await page.keyboard.press('Escape')
  await page.locator('#buyer-taxId').fill('')
  await page.keyboard.press('Control+Enter')
  await expect(page.getByText(/已更正，S\d{4}-\d+ 重新排队/)).toBeVisible()
  await expect
    .poll(
      async () => (await outbox()).filter(({ slipNumber }) => slipNumber >= slip).map(({ state }) => state),
      {
        timeout: 30_000,
      },
    )
    .toEqual(['rejected', 'issued'])
  expect((await ledger()).filter(({ buyerName }) => buyerName === '改正后的样例客户有限公司')).toHaveLength(1)
})

test('while the queue is paused nothing is sent; going on sends it', async () => {
  const { page } = app()
  await allWell()
  await goTo('/queue', '队列')
  await page.keyboard.press('Control+.')
  await expect(page.getByText('已暂停，不再发送新的；已发出的照常核查。')).toBeVisible()
  const before = (await ledger()).length
  const [slip = ''] = await record(9)
  await expect(rowOf(slip)).toContainText('队列已暂停')
  await expect(page.getByText('您暂停了发送，查询照常')).toBeVisible()
  await page.waitForTimeout(2000)
  expect(await ledger()).toHaveLength(before)
  await page.getByRole('button', { name: /继续/ }).click()
  await expect(rowOf(slip)).toContainText('已开具', { timeout: 30_000 })
  expect(await ledger()).toHaveLength(before + 1)
})

test('an outage begins by itself when the platform cannot be reached and ends by itself when it is back', async () => {
  const { page, complaints } = app()
  await setFault('平台连不上')
  const [first = ''] = await record(10)
  const bar = page.getByRole('banner')
  await expect(bar).toContainText('停机中', { timeout: 60_000 })
  await expect(bar).toContainText('服务商连不上')
  const [second = ''] = await record(11)
  await goTo('/queue', '队列')
  await expect(rowOf(second)).toContainText('停机中，恢复后补开')
  await page.screenshot({ path: test.info().outputPath('down.png') })
  await allWell()
  await expect(bar).not.toContainText('停机中', { timeout: 90_000 })
  await goTo('/queue', '队列')
  for (const slip of [first, second]) await expect(rowOf(slip)).toContainText('已开具', { timeout: 60_000 })
  expect((await ledger()).length).toBe((await outbox()).filter(({ state }) => state === 'issued').length)
  expect(complaints).toEqual([])
})
