// Customers and suppliers as they are suggested and listed: by a part of the name, by pinyin, by initials; what is used
// most recently comes first.
import type { Output, ParsedInput } from '../../../shared/contract/api.ts'
import { shanghaiIso } from '../../../shared/domain/dates.ts'
import { fen, yuanText } from '../../../shared/domain/money.ts'
import { withoutAbsent } from '../db/rows.ts'
import type { ReadDb, SqlValue } from '../db/sql.ts'
import { namedLike } from './named-like.ts'

interface Row {
  id: string
  name: string
  tax_id: string
  address: string | null
  phone: string | null
  bank: string | null
  account: string | null
  email: string | null
  use_count: number
  last_used_at: number
  last_kind: string | null
}

type PartyRow = Output<'party.suggest'>['rows'][number]

/** Takes what is typed so far, gives the likeliest parties; empty text gives the most recent. */
export const suggestParties = (db: ReadDb, input: ParsedInput<'party.suggest'>): Output<'party.suggest'> => {
  const { where, order, params } = namedLike(input.text, 'tax_id')
  const rows = db
    .prepare<[Readonly<Record<string, SqlValue>>], Row>(
      `SELECT * FROM party WHERE ${where} ORDER BY ${order} last_used_at DESC, id LIMIT @limit`,
    )
    .all({ ...params, limit: input.limit })
  return { rows: rows.map(partyRow) }
}

/** All parties, with what was issued to and received from each. */
export const listParties = (db: ReadDb, input: ParsedInput<'party.list'>): Output<'party.list'> => {
  const { where, order, params } = namedLike(input.text ?? '', 'tax_id')
  const sum = (direction: string, what: string): string =>
    `(SELECT ${what} FROM invoice WHERE party_id = party.id AND direction = '${direction}' AND status <> 'voided')`
  const rows = db
    .prepare<
      [Readonly<Record<string, SqlValue>>],
      Row & { issued_count: number; issued_total: number; received_count: number; received_total: number }
    >(
      `SELECT *, ${sum('issued', 'count(*)')} AS issued_count, ${sum('issued', 'coalesce(sum(total), 0)')} AS issued_total,
         ${sum('received', 'count(*)')} AS received_count,
         ${sum('received', 'coalesce(sum(total), 0)')} AS received_total
       FROM (SELECT * FROM party WHERE ${where} ORDER BY ${order} last_used_at DESC, id LIMIT @limit OFFSET @skip) AS party`,
    )
    .all({ ...params, limit: input.limit, skip: input.skip })
  const count = db
    .prepare<[Readonly<Record<string, SqlValue>>], { count: number }>(
      `SELECT count(*) AS count FROM party WHERE ${where}`,
    )
    .get(params)
  return {
    rows: rows.map((row) => ({
      ...partyRow(row),
      issuedCount: row.issued_count,
      issuedTotal: yuanText(fen(row.issued_total)),
      receivedCount: row.received_count,
      receivedTotal: yuanText(fen(row.received_total)),
    })),
    count: count?.count ?? 0,
  }
}

const partyRow = (row: Row): PartyRow => ({
  id: row.id,
  name: row.name,
  ...withoutAbsent({
    taxId: row.tax_id === '' ? undefined : row.tax_id,
    address: row.address,
    phone: row.phone,
    bank: row.bank,
    account: row.account,
    email: row.email,
    lastKind: row.last_kind,
  }),
  useCount: row.use_count,
  lastUsedAt: shanghaiIso(row.last_used_at),
})
