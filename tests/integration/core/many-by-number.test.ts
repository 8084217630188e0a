// A short number finds much of the book: sums and pages then come by other ways than for few hits, and say the same.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openCore, type Core } from '../../../src/main/core/app/create-core.ts'
import { invoiceMonths, invoicePage } from '../../../src/main/core/book/invoice-list.ts'
import { seedBook } from '../../support/seed-book.ts'
import { testPorts } from '../../support/test-ports.ts'

let folder: string
let core: Core
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'piaobu-'))
  seedBook(folder, { count: 9000 })
  core = openCore({ folder, ports: testPorts() })
})
afterAll(() => {
  core.close()
  rmSync(folder, { recursive: true, force: true })
})

const plainMonths = (prefix: string, condition: string): unknown =>
  core.db.read
    .prepare<[{ prefix: string }]>(
      `SELECT month, sum(status <> 'voided') AS count, sum(iif(status = 'voided', 0, total)) AS total FROM invoice
       WHERE (substr(number, 1, length(@prefix)) = @prefix OR substr(coalesce(code, ''), 1, length(@prefix)) = @prefix) AND ${condition}
       GROUP BY month ORDER BY month DESC`,
    )
    .all({ prefix })

test.each([
  ['25', {}, '1'],
  ['25', { direction: 'issued' }, `direction = 'issued'`],
  ['25', { red: false }, 'red = 0'],
  ['25', { warnings: true }, `warnings <> '[]'`],
  ['1', {}, '1'],
  ['1', { direction: 'received' }, `direction = 'received'`],
  ['2', {}, '1'],
] as const)(
  'what starts with %s (%j) is summed month by month as it is listed',
  (text, filter, condition) => {
    const { months, all } = invoiceMonths(core.db.read, { text, ...filter })
    const summed = months.map(({ month, count, total }) => ({
      month,
      count,
      total: Math.round(Number(total) * 100),
    }))
    expect(summed).toEqual(plainMonths(text, condition))
    const [newest] = months
    const page = invoicePage(core.db.read, {
      text,
      ...filter,
      month: newest?.month,
      skip: 0,
      limit: 200,
    })
    expect(page.rows.length).toBe(Math.min(200, (newest?.count ?? 0) + (newest?.voidedCount ?? 0)))
    expect(all.count).toBe(months.reduce((sum, { count }) => sum + count, 0))
  },
)
