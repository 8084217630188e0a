// Goods and services as they are suggested and listed, with the price and rate they were last sold at.
import type { Output, ParsedInput } from '../../../shared/contract/api.ts'
import { shanghaiIso } from '../../../shared/domain/dates.ts'
import { withoutAbsent } from '../db/rows.ts'
import type { ReadDb, SqlValue } from '../db/sql.ts'
import { namedLike } from './named-like.ts'

interface Row {
  id: string
  name: string
  tax_code: string | null
  spec: string | null
  unit: string | null
  unit_price: string | null
  price_side: 'incl' | 'excl'
  rate: string
  use_count: number
  last_used_at: number
}

/** Takes what is typed so far, gives the likeliest goods; empty text gives the most recent. */
export const suggestGoods = (db: ReadDb, input: ParsedInput<'goods.suggest'>): Output<'goods.suggest'> => ({
  rows: pageOf(db, { text: input.text, limit: input.limit, skip: 0 }),
})

/** All goods the book remembers. */
export const listGoods = (db: ReadDb, input: ParsedInput<'goods.list'>): Output<'goods.list'> => {
  const text = input.text ?? ''
  const { where, params } = namedLike(text, 'tax_code')
  const count = db
    .prepare<[Readonly<Record<string, SqlValue>>], { count: number }>(
      `SELECT count(*) AS count FROM goods WHERE ${where}`,
    )
    .get(params)
  return { rows: pageOf(db, { text, limit: input.limit, skip: input.skip }), count: count?.count ?? 0 }
}

const pageOf = (
  db: ReadDb,
  page: { readonly text: string; readonly limit: number; readonly skip: number },
): Output<'goods.list'>['rows'] => {
  const { where, order, params } = namedLike(page.text, 'tax_code')
  return db
    .prepare<[Readonly<Record<string, SqlValue>>], Row>(
      `SELECT * FROM goods WHERE ${where} ORDER BY ${order} last_used_at DESC, id LIMIT @limit OFFSET @skip`,
    )
    .all({ ...params, limit: page.limit, skip: page.skip })
    .map((row) => ({
      id: row.id,
      name: row.name,
      ...withoutAbsent({
        taxCode: row.tax_code,
        spec: row.spec,
        unit: row.unit,
        unitPrice: row.unit_price,
      }),
      priceSide: row.price_side,
      rate: row.rate,
      useCount: row.use_count,
      lastUsedAt: shanghaiIso(row.last_used_at),
    }))
}
