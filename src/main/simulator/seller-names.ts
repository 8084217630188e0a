// The names companies registered with the pretend platform. An order carries only the seller's tax id; the name on the
// invoice comes from the platform, so practice books tell it theirs over the admin address.
import type { LedgerDb } from './ledger-file.ts'

export interface SellerNames {
  /** The registered name, or a made-up one that shows it is practice. */
  nameOf(taxNo: string): string
  /** Registers or renames companies; durable. */
  register(names: Readonly<Record<string, string>>): void
}

export const openSellerNames = (db: LedgerDb): SellerNames => {
  const rows = db.prepare<[], { tax_no: string; name: string }>('SELECT tax_no, name FROM sellers').all()
  const known = new Map(rows.map((row) => [row.tax_no, row.name]))
  const put = db.prepare(
    'INSERT INTO sellers VALUES (?, ?) ON CONFLICT (tax_no) DO UPDATE SET name = excluded.name',
  )
  const putAll = db.transaction((names: Readonly<Record<string, string>>) => {
    for (const [taxNo, name] of Object.entries(names)) put.run(taxNo, name)
  })
  return {
    nameOf: (taxNo) => known.get(taxNo) ?? `练习企业${taxNo}`,
    register(names) {
      putAll.immediate(names)
      for (const [taxNo, name] of Object.entries(names)) known.set(taxNo, name)
    },
  }
}
