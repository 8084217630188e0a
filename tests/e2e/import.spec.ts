// Importing: files are dropped and looked at, nothing is written before it is confirmed, the same again is known, and the
// invoice page shows the face, the originals with their digests and what is odd, and gives back the same bytes.
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { Page } from '@playwright/test'
import { z } from 'zod'
import { fixture, hasSamples, ofdOf, sample } from '../support/documents.ts'
import { expect, sharedApp, test } from './support/app.ts'

const app = sharedApp()

interface Dropped {
  readonly name: string
  readonly bytes: Buffer
}

const drop = async (page: Page, files: readonly Dropped[]): Promise<void> => {
  const data = await page.evaluateHandle(
    (given) => {
      const transfer = new DataTransfer()
      for (const { name, base64 } of given) {
        const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))
        transfer.items.add(new File([bytes], name))
      }
      return transfer
    },
    files.map(({ name, bytes }) => ({ name, base64: bytes.toString('base64') })),
  )
  await page.locator('.import-page').dispatchEvent('dragover', { dataTransfer: data })
  await expect(page.locator('.import-over')).toBeVisible()
  await page.locator('.import-page').dispatchEvent('drop', { dataTransfer: data })
}

const invoicesInBook = async () =>
  z
    .array(z.object({ number: z.string(), total: z.string(), red: z.boolean().optional() }))
    .parse(await app().cli(['invoice', 'list', '--book', app().book]))

const openImport = async (): Promise<void> => {
  const { page } = app()
  await page.evaluate(() => {
    window.location.hash = '#/import'
  })
  await expect(page.getByRole('heading', { name: '导入' })).toBeVisible()
  if (await page.getByRole('button', { name: '再导入一批' }).isVisible())
    await page.getByRole('button', { name: '再导入一批' }).click()
  await expect(page.getByText('把发票文件或文件夹拖到这里')).toBeVisible()
}

const rowOf = (name: string) => app().page.getByRole('row').filter({ hasText: name })

const batch = async (): Promise<readonly Dropped[]> => [
  { name: '专票.xml', bytes: fixture('einvoice-special.xml') },
  { name: '同一张专票.xml', bytes: fixture('einvoice-special.xml') },
  { name: '红字.xml', bytes: fixture('einvoice-red.xml') },
  { name: '另一张.ofd', bytes: await ofdOf({ attachment: fixture('einvoice-platform.xml') }) },
  { name: '不是发票.xml', bytes: Buffer.from('<?xml version="1.0"?><菜单><菜>豆腐</菜></菜单>') },
  { name: '会计凭证.xml', bytes: fixture('accounting-instance.xml') },
]

test('dropped files are shown first, written when confirmed, and known the second time', async () => {
  const { page, complaints } = app()
  await openImport()
  await drop(page, await batch())
  await expect(rowOf('会计凭证.xml')).toContainText('不收')
  await expect(rowOf('不是发票.xml')).toContainText('不是发票')
  await expect(rowOf('红字.xml').getByText('红字', { exact: true })).toBeVisible()
  await expect(page.getByRole('button', { name: /写入 3 张/ })).toBeEnabled()
  await page.screenshot({ path: test.info().outputPath('preview.png') })
  expect(await invoicesInBook()).toEqual([])

  await page.keyboard.press('Control+Enter')
  await expect(page.getByText('写入 3 张。', { exact: false })).toBeVisible()
  await page.screenshot({ path: test.info().outputPath('written.png') })
  expect(await invoicesInBook()).toHaveLength(3)

  await openImport()
  await drop(page, await batch())
  await expect(rowOf('另一张.ofd')).toContainText('已有')
  await expect(rowOf('红字.xml')).toContainText('已有')
  await expect(page.getByRole('button', { name: /写入 \d+ 张|补存/ })).toBeVisible()
  await page.screenshot({ path: test.info().outputPath('again.png') })
  await page.keyboard.press('Escape')
  await expect(page.getByText('把发票文件或文件夹拖到这里')).toBeVisible()
  expect(await invoicesInBook()).toHaveLength(3)
  expect(complaints).toEqual([])
})

test('the invoice page shows face, originals and doubts, and gives the original back byte for byte', async () => {
  const { page, cli, book } = app()
  const bytes = fixture('einvoice-special.xml')
  const digest = createHash('sha256').update(bytes).digest('hex')
  const [reply] = await cli([
    'call',
    'invoice.page',
    '{"text":"26112000000100000101","limit":1}',
    '--book',
    book,
  ])
  const { id } = z.object({ value: z.object({ rows: z.tuple([z.object({ id: z.string() })]) }) }).parse(reply)
    .value.rows[0]
  await page.evaluate((invoice) => {
    window.location.hash = `#/invoices/${invoice}`
  }, id)
  await expect(page.getByText('票面视图，由 XML 原件生成')).toBeVisible()
  await expect(page.getByText('电子发票（增值税专用发票）').first()).toBeVisible()
  await expect(page.getByText('壹仟零陆拾圆整').first()).toBeVisible()
  await expect(page.getByTitle(digest)).toContainText(digest.slice(0, 4))
  await expect(page.getByText('买卖双方都不是本公司')).toBeVisible()
  await page.screenshot({ path: test.info().outputPath('invoice.png') })
  const coming = page.waitForEvent('download')
  await page.getByRole('button', { name: /^下载 .*xml/ }).click()
  const download = await coming
  expect(
    createHash('sha256')
      .update(readFileSync(await download.path()))
      .digest('hex'),
  ).toBe(digest)
})

test('the text of a QR code is read and shown, and Esc leaves the book as it was', async () => {
  const { page } = app()
  await openImport()
  await page.keyboard.press('r')
  await page.getByLabel('二维码上的文字').fill('01,32,,26112000000100000777,218.00,20261103,,')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('button', { name: /写入 1 张/ })).toBeEnabled()
  await page.keyboard.press('Escape')
  await expect(page.getByText('把发票文件或文件夹拖到这里')).toBeVisible()
})

test('four real invoices are read as they are printed', async () => {
  test.skip(!hasSamples, 'the sample invoices are not on this machine')
  const { page, complaints } = app()
  const before = (await invoicesInBook()).length
  const names = [
    'digital-special-beijing.ofd',
    'digital-special-official.xml',
    'taxcontrol-exempt-jiangsu.ofd',
    'taxcontrol-ordinary-zhejiang.ofd',
  ]
  const others = ['accounting-xbrl-special.xml', 'bureau-export-small.xlsx', 'not-an-invoice.ofd']
  await openImport()
  await drop(
    page,
    [...names, ...others].map((name) => ({ name, bytes: sample(name) })),
  )
  await expect(page.getByRole('button', { name: /写入 4 张/ })).toBeEnabled()
  for (const name of others) await expect(rowOf(name)).toContainText('不收')
  await page.screenshot({ path: test.info().outputPath('samples.png') })
  await page.keyboard.press('Control+Enter')
  await expect(page.getByText('写入 4 张。', { exact: false })).toBeVisible()
  expect(await invoicesInBook()).toHaveLength(before + 4)
  expect(complaints).toEqual([])
})
