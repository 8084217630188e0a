// Goods and services are remembered by name with the price and rate they were last sold at.
import { companyNameKey } from '../../../shared/domain/company-name.ts'
import type { Act } from '../app/act.ts'
import type { WriteDb } from '../db/sql.ts'
import { derivedId } from './derived-id.ts'
import { latinForms } from './latin-forms.ts'

export interface SoldGoods {
  readonly name: string
  readonly taxCode?: string | undefined
  readonly spec?: string | undefined
  readonly unit?: string | undefined
  readonly unitPrice?: string | undefined
  readonly priceSide: 'incl' | 'excl'
  readonly rate: string
}

/** Takes one line as just sold. */
export const rememberGoods = (tx: WriteDb, act: Act, goods: SoldGoods): void => {
  const nameKey = companyNameKey(goods.name)
  const sold = {
    nameKey,
    taxCode: goods.taxCode ?? null,
    spec: goods.spec ?? null,
    unit: goods.unit ?? null,
    unitPrice: goods.unitPrice ?? null,
    priceSide: goods.priceSide,
    rate: goods.rate,
    now: act.now,
  }
  const updated = tx
    .prepare<[typeof sold]>(
      `UPDATE goods SET tax_code = coalesce(@taxCode, tax_code), spec = coalesce(@spec, spec),
         unit = coalesce(@unit, unit), unit_price = coalesce(@unitPrice, unit_price),
         price_side = iif(@unitPrice IS NULL, price_side, @priceSide), rate = @rate, use_count = use_count + 1,
         last_used_at = max(last_used_at, @now)
       WHERE name_key = @nameKey`,
    )
    .run(sold)
  if (updated.changes > 0) return
  tx.prepare(
    `INSERT INTO goods (id, name, name_key, tax_code, spec, unit, unit_price, price_side, rate, pinyin, initials,
       use_count, last_used_at)
     VALUES (@id, @name, @nameKey, @taxCode, @spec, @unit, @unitPrice, @priceSide, @rate, @pinyin, @initials, 1, @now)`,
  ).run({
    ...sold,
    id: derivedId(act.now, `goods:${nameKey}`),
    name: goods.name.trim(),
    ...latinForms(goods.name),
  })
}
