// Migration 1: the book as first released. A frozen document: never edited after release.
// Money is INTEGER 分, quantities and unit prices decimal TEXT, instants INTEGER ms UTC, civil dates TEXT (Asia/Shanghai).
import type { WriteDb } from '../sql.ts'
import { companyTables } from './0001-first/company.ts'
import { invoiceTables } from './0001-first/invoices.ts'
import { queueTables } from './0001-first/queue.ts'

export const version = 1

export const up = (db: WriteDb): void => {
  db.exec(companyTables)
  db.exec(invoiceTables)
  db.exec(queueTables)
}
