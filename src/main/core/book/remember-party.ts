// Customers and suppliers are remembered as they are used. A name and tax id together are one party; what is new about
// it is added, and a field that is left empty later does not wipe what is known.
import { companyNameKey } from '../../../shared/domain/company-name.ts'
import type { PartyOnInvoice } from '../../../shared/domain/invoice.ts'
import { normaliseTaxId } from '../../../shared/domain/taxpayer-id.ts'
import type { Act } from '../app/act.ts'
import type { WriteDb } from '../db/sql.ts'
import { derivedId } from './derived-id.ts'
import { latinForms } from './latin-forms.ts'

/** Takes a party as used just now, gives its id. `kind` is remembered as the usual kind of invoice for it. */
export const rememberParty = (
  tx: WriteDb,
  act: Act,
  party: PartyOnInvoice & { readonly email?: string | undefined },
  kind?: string,
): string => {
  const nameKey = companyNameKey(party.name)
  const taxId = normaliseTaxId(party.taxId ?? '')
  const known = tx
    .prepare<[string, string], { id: string }>('SELECT id FROM party WHERE name_key = ? AND tax_id = ?')
    .get(nameKey, taxId)
  const details = {
    address: party.address ?? null,
    phone: party.phone ?? null,
    bank: party.bank ?? null,
    account: party.account ?? null,
    email: party.email ?? null,
    kind: kind ?? null,
    now: act.now,
  }
  if (known !== undefined) {
    tx.prepare<[typeof details & { id: string }]>(
      `UPDATE party SET address = coalesce(@address, address), phone = coalesce(@phone, phone),
         bank = coalesce(@bank, bank), account = coalesce(@account, account), email = coalesce(@email, email),
         last_kind = coalesce(@kind, last_kind), use_count = use_count + 1, last_used_at = max(last_used_at, @now)
       WHERE id = @id`,
    ).run({ ...details, id: known.id })
    return known.id
  }
  const id = derivedId(act.now, `party:${nameKey}:${taxId}`)
  tx.prepare(
    `INSERT INTO party (id, name, name_key, tax_id, address, phone, bank, account, email, pinyin, initials, use_count,
       last_used_at, last_kind, created_at)
     VALUES (@id, @name, @nameKey, @taxId, @address, @phone, @bank, @account, @email, @pinyin, @initials, 1, @now,
       @kind, @now)`,
  ).run({ ...details, id, name: party.name.trim(), nameKey, taxId, ...latinForms(party.name) })
  return id
}
