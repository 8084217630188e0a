// Changing what the book says about its own company. Old and new values are in the audit trail.
import type { ParsedInput } from '../../../shared/contract/api.ts'
import { normaliseTaxId } from '../../../shared/domain/taxpayer-id.ts'
import { appendAudit } from '../audit/append.ts'
import type { Act } from '../app/act.ts'
import type { WriteDb } from '../db/sql.ts'
import { checkCompany } from './book-folder.ts'
import { ownCompany } from './company.ts'

const columns = {
  name: 'name',
  taxId: 'tax_id',
  address: 'address',
  phone: 'phone',
  bank: 'bank',
  account: 'account',
  clerk: 'clerk',
  taxpayer: 'taxpayer',
} as const
type Field = keyof typeof columns

/** Takes the fields that change; an empty text clears an optional one. Throws AppError input.invalid. */
export const updateCompany = (tx: WriteDb, act: Act, changes: ParsedInput<'book.update'>): void => {
  checkCompany(changes)
  const before = ownCompany(tx)
  const content: Record<string, string | null> = {}
  for (const field of Object.keys(columns) as Field[]) {
    const given = changes[field]
    if (given === undefined) continue
    const value = (field === 'taxId' ? normaliseTaxId(given) : given.trim()) || null
    if (value === (before[field] ?? null)) continue
    tx.prepare<[string | null]>(`UPDATE book SET ${columns[field]} = ? WHERE id = 1`).run(value)
    content[`${field}.before`] = before[field] ?? null
    content[`${field}.after`] = value
  }
  if (Object.keys(content).length > 0)
    appendAudit(tx, act, { event: 'book.updated', subject: 'book', content })
}
