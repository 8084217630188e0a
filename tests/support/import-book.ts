// A real book in a temporary folder with a real reader, for tests of imports. Only the clock and the ids are made up.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { v7 } from 'uuid'
import type { Act } from '../../src/main/core/app/act.ts'
import type { Ports } from '../../src/main/core/app/ports.ts'
import { createBook, openBook } from '../../src/main/core/book/book-folder.ts'
import type { BookDb } from '../../src/main/core/db/open.ts'
import { createFileReader, type FileReaderPool } from '../../src/main/core/documents/file-reader.ts'
import type { ImportDeps, ImportSource } from '../../src/main/core/documents/import-plan.ts'

export const readerEntry = new URL('../../src/main/core/documents/reader-worker.ts', import.meta.url)

/** 2026-11-20 12:00 in Shanghai. */
export const testNow = Date.UTC(2026, 10, 20, 4)
export const testAct: Act = { now: testNow, actor: 'test', correlationId: 'c1' }

export const testPorts: Pick<Ports, 'clock' | 'random'> = {
  clock: { now: () => testNow },
  random: { uuid: (msecs) => v7({ msecs }), bytes: (count) => new Uint8Array(count).fill(7) },
}

export interface TestBook {
  readonly folder: string
  readonly db: BookDb
  readonly reader: FileReaderPool
  readonly deps: ImportDeps
  close(): Promise<void>
}

export const own = { name: '北京样例云帆科技有限公司', taxId: '91110108MADEM0A15T' }

/** Makes a book, or opens the one in `folder` again. */
export const testBook = (options: { readonly folder?: string; readonly own?: typeof own } = {}): TestBook => {
  const folder = options.folder ?? path.join(mkdtempSync(path.join(tmpdir(), 'piaobu-import-')), 'book')
  if (options.folder === undefined) {
    createBook({
      dir: folder,
      company: { ...(options.own ?? own), taxpayer: 'general' },
      practice: false,
      ports: testPorts,
    })
  }
  const { db } = openBook(folder)
  const reader = createFileReader({ entry: readerEntry })
  const close = async (): Promise<void> => {
    db.close()
    await reader.close()
    rmSync(path.dirname(folder), { recursive: true, force: true })
  }
  return { folder, db, reader, deps: { db, folder, ports: { ...testPorts, reader } }, close }
}

export const source = (file: string, bytes: Uint8Array): ImportSource => ({ file, load: () => bytes })

/** Official XML of an invented sale by the book's company. */
export const invoiceXml = (
  number: string,
  options: { readonly total?: string; readonly buyer?: string } = {},
): Buffer => {
  const { total = '106.00', buyer = '示范商贸（上海）有限公司' } = options
  return Buffer.from(
    `<EInvoice><Header><InherentLabel><InIssuType><LabelCode>Y</LabelCode></InIssuType><GeneralOrSpecialVAT><LabelCode>02</LabelCode></GeneralOrSpecialVAT></InherentLabel></Header><EInvoiceData><SellerInformation><SellerIdNum>${own.taxId}</SellerIdNum><SellerName>${own.name}</SellerName></SellerInformation><BuyerInformation><BuyerName>${buyer}</BuyerName></BuyerInformation><BasicInformation><TotalAmWithoutTax>100.00</TotalAmWithoutTax><TotalTaxAm>6.00</TotalTaxAm><TotalTax-includedAmount>${total}</TotalTax-includedAmount></BasicInformation><IssuItemInformation><ItemName>*信息技术服务*维护</ItemName><Amount>100.00</Amount><TaxRate>0.06</TaxRate><ComTaxAm>6.00</ComTaxAm></IssuItemInformation></EInvoiceData><TaxSupervisionInfo><InvoiceNumber>${number}</InvoiceNumber><IssueTime>2026-08-03</IssueTime></TaxSupervisionInfo></EInvoice>`,
  )
}

/** Everything an import can change, for comparing before and after. */
export const contents = (db: BookDb): Readonly<Record<string, unknown>> => ({
  invoices: db.read
    .prepare('SELECT id, key, status, original_count, warnings FROM invoice ORDER BY id')
    .all(),
  lines: db.read.prepare('SELECT * FROM invoice_line ORDER BY invoice_id, position').all(),
  originals: db.read.prepare('SELECT invoice_id, sha256 FROM invoice_original ORDER BY 1, 2').all(),
  files: db.read.prepare('SELECT sha256 FROM original ORDER BY 1').all(),
  months: db.read.prepare('SELECT * FROM month_total WHERE count <> 0 ORDER BY 1, 2').all(),
  running: db.read.prepare("SELECT count(*) AS n FROM import_job WHERE state = 'running'").get(),
})
