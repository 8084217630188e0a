// The search that parties and goods share: a part of the name, the pinyin or the initials; beginnings before middles.
import type { SqlValue } from '../db/sql.ts'
import { searchTerms } from './latin-forms.ts'

export interface NamedLike {
  readonly where: string
  /** Empty, or ends with a comma. */
  readonly order: string
  readonly params: Readonly<Record<string, SqlValue>>
}

/** Takes the text typed and one more column whose beginning counts (a tax id, a tax code). */
export const namedLike = (text: string, codeColumn: 'tax_id' | 'tax_code'): NamedLike => {
  const { name, latin } = searchTerms(text)
  if (name === '') return { where: '1', order: '', params: {} }
  const like = `LIKE @part ESCAPE '\\'`
  const begins = `LIKE @start ESCAPE '\\'`
  const byName = `name_key ${like} OR ${codeColumn} ${begins}`
  const params = { part: `%${name}%`, start: `${name}%` }
  if (latin === '') return { where: `(${byName})`, order: `name_key ${begins} DESC,`, params }
  return {
    where: `(${byName} OR pinyin LIKE @latinPart OR initials LIKE @latinPart)`,
    order: `(pinyin LIKE @latinStart OR initials LIKE @latinStart OR name_key ${begins}) DESC,
      initials LIKE @latinPart DESC,`,
    params: { ...params, latinPart: `%${latin}%`, latinStart: `${latin}%` },
  }
}
