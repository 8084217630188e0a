// The names companies registered with the pretend platform. An order carries only the seller's tax id; the name on the
// invoice comes from the platform, so practice books tell it theirs over the admin address.
import type { LedgerDb } from './ledger-file.ts'

/** The registered name, or a made-up one that shows it is practice. */
export const sellerName = (db: LedgerDb, taxNo: string): string =>
  db.prepare<[string], { name: string }>('SELECT name FROM sellers WHERE tax_no = ?').get(taxNo)?.name ??
  `练习企业${taxNo}`

/** Registers or renames companies; durable. */
export const registerSellers = (db: LedgerDb, names: Readonly<Record<string, string>>): void => {
  const put = db.prepare(
    'INSERT INTO sellers VALUES (?, ?) ON CONFLICT (tax_no) DO UPDATE SET name = excluded.name',
  )
  db.transaction(() => {
    for (const [taxNo, name] of Object.entries(names)) put.run(taxNo, name)
  }).immediate()
}
