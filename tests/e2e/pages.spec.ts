// Every page in both languages and both themes at the design size, with an outage under way, and once narrow and once with
// large text: its heading is there, nothing is cut or untranslated, axe finds nothing serious, the policy is not breached.
import { z } from 'zod'
import { expect, sharedApp, test } from './support/app.ts'
import { axeFindings, clipped, untranslated } from './support/look.ts'
import { inventedSale } from './support/sales.ts'

const app = sharedApp({ filled: true })

const replyOf = <T extends z.ZodType>(value: T) => z.object({ ok: z.literal(true), value })
const rowsOf = (row: z.ZodType<{ id: string }>) => replyOf(z.object({ rows: z.array(row) }))

type Locale = 'zh-CN' | 'en'

interface PageToSee {
  readonly name: string
  readonly at: string
  /** Its heading in both languages; a date for the overview. */
  readonly heading: Readonly<Record<Locale, string | RegExp>>
  /** What to do after it is open. */
  readonly then?: (locale: Locale) => Promise<void>
}

const found = { sale: '', held: '', rejected: '', issued: '', red: '', issuedBuyer: '', redParty: '' }

const ask = async (operation: string, input: object): Promise<unknown> => {
  const [reply] = await app().cli(['call', operation, JSON.stringify(input), '--book', app().book])
  return reply
}

test.beforeAll(async () => {
  test.setTimeout(120_000)
  const { page, cli, book } = app()
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  const issuedBefore = [1, 2, 3, 4, 5].map(inventedSale)
  await cli(['sale', 'add', '-', '--book', book], JSON.stringify(issuedBefore))
  await expect
    .poll(
      async () =>
        z
          .array(z.object({ state: z.string(), verified: z.boolean() }))
          .parse(await cli(['outbox', 'list', '--book', book]))
          .filter(({ state, verified }) => state === 'issued' && verified).length,
      { timeout: 30_000 },
    )
    .toBe(issuedBefore.length)
  await page.goto(`${page.url().split('#')[0]}#/practice`)
  await page.getByRole('button', { name: '退回一笔' }).click()
  await expect(page.getByRole('button', { name: '退回一笔' })).toHaveAttribute('aria-pressed', 'true')
  await cli(['sale', 'add', '-', '--book', book], JSON.stringify(inventedSale(6)))
  await expect
    .poll(async () => JSON.stringify(await cli(['outbox', 'list', '--book', book])), { timeout: 30_000 })
    .toContain('"rejected"')
  const until = new Date(Date.now() + 2 * 3_600_000).toISOString().replace(/\.\d+Z$/, 'Z')
  await cli(['outage', 'start', '--reason', '税务局公告月末升级', '--until', until, '--book', book])
  const held = [9, 18, 7, 8, 10, 11, 12, 27].map(inventedSale)
  await cli(['sale', 'add', '-', '--book', book], JSON.stringify(held))

  const sales = rowsOf(z.object({ id: z.string(), saleId: z.string(), state: z.string() })).parse(
    await ask('outbox.list', { limit: 50 }),
  )
  const rows = z
    .array(z.object({ id: z.string(), saleId: z.string(), state: z.string() }))
    .parse(sales.value.rows)
  found.rejected = rows.find(({ state }) => state === 'rejected')?.id ?? ''
  const heldRow = rows.find(({ state }) => state === 'held')
  found.held = heldRow?.id ?? ''
  found.sale = heldRow?.saleId ?? ''
  const invoice = z.object({ id: z.string(), partyName: z.string(), originalCount: z.number().optional() })
  const newest = replyOf(z.object({ rows: z.array(invoice) })).parse(
    await ask('invoice.page', { direction: 'issued', limit: 50 }),
  )
  const issued = newest.value.rows[0]
  found.issued = issued?.id ?? ''
  const reds = replyOf(z.object({ rows: z.array(invoice) })).parse(
    await ask('invoice.page', { red: true, limit: 5 }),
  )
  found.red = reds.value.rows[0]?.id ?? ''
})

const any = { 'zh-CN': /./, en: /./ } as const

const pages = (): readonly PageToSee[] => {
  const { page } = app()
  return [
    { name: 'overview', at: '/', heading: { 'zh-CN': /月.*星期|周/, en: /day/ } },
    { name: 'invoices', at: '/invoices', heading: { 'zh-CN': '发票簿', en: 'Invoices' } },
    {
      name: 'invoices-peek',
      at: '/invoices',
      heading: { 'zh-CN': '发票簿', en: 'Invoices' },
      then: async () => {
        await page.getByRole('grid').focus()
        await page.keyboard.press('ArrowDown')
        await page.keyboard.press('ArrowDown')
        await page.keyboard.press('x')
        await page.keyboard.press('Space')
      },
    },
    {
      name: 'invoices-awaiting',
      at: '/invoices',
      heading: { 'zh-CN': '发票簿', en: 'Invoices' },
      then: () => page.getByRole('tab').nth(3).click(),
    },
    { name: 'invoice', at: `/invoices/${found.issued}`, heading: any },
    { name: 'invoice-red', at: `/invoices/${found.red}`, heading: any },
    { name: 'sale', at: `/sale/${found.sale}`, heading: any },
    {
      name: 'record',
      at: '/record',
      heading: { 'zh-CN': '记一笔销售', en: 'Record a sale' },
      then: async () => {
        await page.locator('#buyer-taxId').fill('91110108MAEX0Q3K0A')
        await page.locator('[data-path="lines.0.name"]').fill('*信息技术服务*软件维护服务费')
        await page.locator('[data-path="lines.0.amount"]').focus()
        await page.keyboard.type('99999999.99')
        await page.locator('[data-path="lines.1.name"]').fill('*纸制品*复印纸 A4 70g')
        await page.locator('[data-path="lines.1.quantity"]').fill('12')
        await page.keyboard.press('Escape')
        await page.keyboard.press('Control+Enter')
      },
    },
    { name: 'import', at: '/import', heading: { 'zh-CN': '导入', en: 'Import' } },
    { name: 'parties', at: '/parties', heading: { 'zh-CN': '客户与商品', en: /Customers/ } },
    {
      name: 'goods',
      at: '/parties',
      heading: { 'zh-CN': '客户与商品', en: /Customers/ },
      then: () => page.getByRole('tab').nth(1).click(),
    },
    { name: 'queue', at: '/queue', heading: { 'zh-CN': '队列', en: 'Queue' } },
    { name: 'queue-case', at: `/queue/${found.rejected}`, heading: { 'zh-CN': '队列', en: 'Queue' } },
    { name: 'outage', at: '/outage', heading: { 'zh-CN': '停机中心', en: /Outage/ } },
    { name: 'practice', at: '/practice', heading: { 'zh-CN': '练习台', en: /Practice/ } },
    { name: 'settings', at: '/settings', heading: { 'zh-CN': '设置', en: 'Settings' } },
    {
      name: 'palette',
      at: '/settings',
      heading: any,
      then: async () => {
        await page.keyboard.press('Control+k')
        await page.getByRole('combobox').fill('1')
      },
    },
    { name: 'keys', at: '/settings', heading: any, then: () => page.keyboard.press('?') },
  ]
}

const goTo = async (at: string): Promise<void> => {
  const { page } = app()
  await page.evaluate((hash) => {
    for (const dialog of document.querySelectorAll('dialog[open]')) dialog.dispatchEvent(new Event('cancel'))
    window.location.hash = hash
  }, `#${at}`)
}

const setLook = async (look: { locale: Locale; theme: 'light' | 'dark'; largeText?: boolean }) => {
  const { page } = app()
  await goTo('/settings')
  await page
    .locator('.look-form .ant-segmented-item')
    .filter({ hasText: look.locale === 'en' ? 'English' : '中文' })
    .click()
  await expect(page.locator('html')).toHaveAttribute('lang', look.locale)
  await page
    .locator('.look-form .ant-segmented-item')
    .filter({
      hasText: { 'zh-CN': { light: '浅色', dark: '深色' }, en: { light: 'Light', dark: 'Dark' } }[
        look.locale
      ][look.theme],
    })
    .click()
  const large = page.locator('.look-form').getByRole('switch')
  if (((await large.getAttribute('aria-checked')) === 'true') !== (look.largeText === true))
    await large.click()
  await expect(page.locator('html')).toHaveAttribute('data-large', String(look.largeText === true))
}

/** Seen in every language and theme, but not again in the smallest window and with large text. */
const once: ReadonlySet<string> = new Set(['invoices-peek', 'invoice-red', 'palette', 'keys'])

const see = async (locale: Locale, suffix: string, withAxe: boolean, all = true): Promise<void> => {
  const { page, complaints } = app()
  for (const one of pages().filter(({ name }) => all || !once.has(name))) {
    await test.step(`${one.name} ${suffix}`, async () => {
      await goTo(one.at)
      await expect(page.getByRole('heading', { level: 1 })).toHaveText(one.heading[locale])
      await expect(page.locator('.loading-rows')).toHaveCount(0)
      await one.then?.(locale)
      await page.waitForTimeout(120)
      await page.screenshot({ path: test.info().outputPath(`${one.name}-${suffix}.png`) })
      expect.soft(await untranslated(page), `untranslated on ${one.name} ${suffix}`).toEqual([])
      expect.soft(await clipped(page), `cut on ${one.name} ${suffix}`).toEqual([])
      if (withAxe) expect.soft(await axeFindings(page), `axe on ${one.name} ${suffix}`).toEqual([])
    })
  }
  expect(complaints).toEqual([])
}

for (const locale of ['zh-CN', 'en'] as const) {
  for (const theme of ['light', 'dark'] as const) {
    test(`every page is whole in ${locale}, ${theme}`, async () => {
      await setLook({ locale, theme })
      // What axe judges hangs on the theme and on the words, not on each pair of them.
      await see(locale, `${locale}-${theme}`, (locale === 'en') === (theme === 'dark'))
    })
  }
}

test('every page is whole in the smallest window', async () => {
  const { page } = app()
  await page.setViewportSize({ width: 1024, height: 700 })
  await setLook({ locale: 'en', theme: 'light' })
  await see('en', 'narrow', false, false)
  await page.setViewportSize({ width: 1280, height: 800 })
})

test('every page is whole with large text', async () => {
  await setLook({ locale: 'en', theme: 'light', largeText: true })
  await see('en', 'large', false, false)
})
