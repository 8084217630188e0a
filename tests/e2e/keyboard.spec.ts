// The window without a mouse: every entry can be reached and seen to have the focus, keys are listed, the palette finds.
import { expect, sharedApp, test } from './support/app.ts'

const app = sharedApp({ filled: true })

const atStart = async (): Promise<void> => {
  const { page } = app()
  await page.evaluate(() => {
    window.location.hash = '#/'
  })
  await expect(page.getByRole('heading', { level: 1, name: '星期' })).toBeVisible()
  await page.evaluate(() => {
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur()
  })
}

/** `ring` when the element with the focus, or the field around it, shows that it has it. */
const ringOfFocused = (): Promise<string> =>
  app().page.evaluate(() => {
    const focused = document.activeElement
    if (focused === null || focused === document.body) return 'nothing has the focus'
    const { outlineStyle, outlineWidth } = getComputedStyle(focused)
    if (outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2) return 'ring'
    for (
      let at: Element | null = focused, steps = 0;
      at !== null && steps < 4;
      at = at.parentElement, steps += 1
    )
      if (at.matches('input, :has(> input), .ant-picker') && getComputedStyle(at).boxShadow !== 'none')
        return 'ring'
    const label = (focused.textContent ?? '').trim().slice(0, 20) || focused.className
    return `no ring on ${focused.tagName} ${label}: ${outlineStyle} ${outlineWidth}`
  })

test('every entry of the navigation is reached by Tab, shows its ring and opens by Enter', async () => {
  const { page } = app()
  const entries = [
    ['总览', /星期/],
    ['发票簿', '发票簿'],
    ['记一笔销售', '记一笔销售'],
    ['导入', '导入'],
    ['客户与商品', '客户与商品'],
    ['队列', '队列'],
    ['停机中心', '停机中心'],
    ['练习台', '练习台'],
    ['设置', '设置'],
  ] as const
  for (const [entry, heading] of entries) {
    await atStart()
    const link = page.getByRole('navigation').getByRole('link', { name: entry })
    for (let tabs = 0; tabs < 30; tabs += 1) {
      await page.keyboard.press('Tab')
      if (await link.evaluate((element) => element === document.activeElement)) break
    }
    await expect(link).toBeFocused()
    expect(await ringOfFocused()).toBe('ring')
    await page.keyboard.press('Enter')
    await expect(page.getByRole('heading', { level: 1, name: heading })).toBeVisible()
    if (entry === '记一笔销售') await page.keyboard.press('Escape')
  }
})

test('whatever Tab reaches on a page shows that it has the focus', async () => {
  const { page } = app()
  for (const at of ['/', '/invoices', '/queue', '/outage', '/practice', '/settings', '/import', '/parties']) {
    await page.evaluate((hash) => {
      window.location.hash = hash
    }, `#${at}`)
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    await expect(page.locator('.loading-rows')).toHaveCount(0)
    await page.locator('.nav a').last().focus()
    const rings: string[] = []
    for (let tabs = 0; tabs < 14; tabs += 1) {
      await page.keyboard.press('Tab')
      if (await page.evaluate(() => document.activeElement === document.body)) break
      // antd's fields grow their ring in a tenth of a second.
      await page.waitForTimeout(150)
      rings.push(`${at} ${await ringOfFocused()}`)
    }
    expect.soft([...new Set(rings)].filter((ring) => ring !== `${at} ring`)).toEqual([])
  }
})

test('letters lead to pages, ? lists the keys and Esc closes the list', async () => {
  const { page } = app()
  await atStart()
  for (const [second, heading] of [
    ['b', '发票簿'],
    ['q', '队列'],
    ['t', '停机中心'],
    ['o', /星期/],
  ] as const) {
    await page.keyboard.press('g')
    await page.keyboard.press(second)
    await expect(page.getByRole('heading', { level: 1, name: heading })).toBeVisible()
  }
  await page.keyboard.press('i')
  await expect(page.getByRole('heading', { level: 1, name: '导入' })).toBeVisible()
  await page.keyboard.press('?')
  const table = page.getByRole('dialog', { name: '全部按键' })
  await expect(table).toBeVisible()
  await expect(table).toContainText('下一处错误')
  await page.keyboard.press('Escape')
  await expect(table).toBeHidden()
})

test('the palette finds a page by pinyin, a customer by initials and an invoice by its digits', async () => {
  const { page, complaints } = app()
  await atStart()
  await page.keyboard.press('Control+k')
  const field = page.getByPlaceholder('客户、号码、金额、页面')
  await expect(field).toBeFocused()
  await page.keyboard.type('dl')
  await expect(page.getByRole('option', { name: /队列/ })).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1, name: '队列' })).toBeVisible()

  await page.keyboard.press('Control+k')
  await page.keyboard.type('bjyl')
  const customer = page.getByRole('option').filter({ hasText: '样例' }).first()
  await expect(customer).toBeVisible()
  await page.screenshot({ path: test.info().outputPath('palette.png') })
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1, name: '客户与商品' })).toBeVisible()
  await expect(page.getByRole('row').filter({ hasText: '样例' }).first()).toBeVisible()

  await page.keyboard.press('Escape')
  await page.keyboard.press('Control+k')
  await page.keyboard.type('2611')
  await expect(page.getByRole('option').filter({ hasText: '普' }).first()).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(field).toBeHidden()
  expect(complaints).toEqual([])
})
