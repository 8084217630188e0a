// The list's filter as SQL. Digits look for the start of a number or code first, then for any part of a number, then for
// text; text looks at the other party's name (also by pinyin) and the first item.
import type { ParsedInput } from '../../../shared/contract/api.ts'
import { normaliseNumber } from '../../../shared/domain/invoice-number.ts'
import type { ReadDb, SqlValue } from '../db/sql.ts'
import { likeText, searchTerms } from './latin-forms.ts'

export type InvoiceFilter = ParsedInput<'invoice.months'>

export interface Where {
  /** Conditions to be joined with AND; `1` where there are none. */
  readonly sql: string
  readonly params: Readonly<Record<string, SqlValue>>
  /** The same for one month at a time on the index invoice_by_month, where numbers find many and it has all columns asked. */
  readonly monthly?: string
}

/** Up to so many hits they are gathered and sorted; with more the list is walked in its own order until a page is full. */
const gatheredAtMost = 2000

/** Rows of an import that is not finished are not there yet. */
const finished = `(import_job IS NULL OR import_job NOT IN (SELECT id FROM import_job WHERE state = 'running'))`

export const isImportRunning = (db: ReadDb): boolean =>
  db.prepare<[]>(`SELECT 1 FROM import_job WHERE state = 'running' LIMIT 1`).get() !== undefined

/** Takes the filter and, for a page, its month. */
export const invoiceWhere = (
  db: ReadDb,
  filter: InvoiceFilter & { readonly month?: string | undefined },
): Where => {
  const conditions: string[] = isImportRunning(db) ? [finished] : []
  const params: Record<string, SqlValue> = {}
  if (filter.direction !== undefined) {
    conditions.push('direction = @direction')
    params['direction'] = filter.direction
  }
  if (filter.month !== undefined) {
    conditions.push('issue_date BETWEEN @firstDay AND @lastDay')
    params['firstDay'] = `${filter.month}-01`
    params['lastDay'] = `${filter.month}-31`
  }
  if (filter.red !== undefined) conditions.push(filter.red ? 'red = 1' : 'red = 0')
  if (filter.warnings !== undefined) conditions.push(filter.warnings ? `warnings <> '[]'` : `warnings = '[]'`)
  const text = filter.text?.trim() ?? ''
  if (text !== '') {
    const found = textCondition(db, text)
    Object.assign(params, found.params)
    const { monthly } = found
    const isOnIndex = filter.warnings === undefined && conditions[0] !== finished
    return {
      sql: [...conditions, found.sql].join(' AND '),
      params,
      ...(monthly === undefined || !isOnIndex ? {} : { monthly: [...conditions, monthly].join(' AND ') }),
    }
  }
  return { sql: conditions.length === 0 ? '1' : conditions.join(' AND '), params }
}

const numberRange = 'number >= @prefix AND number < @prefixEnd'
const codeRange = 'code >= @prefix AND code < @prefixEnd'
const byNumber = `SELECT rowid FROM invoice WHERE ${numberRange}`
const byCode = `SELECT rowid FROM invoice WHERE ${codeRange}`
const byNumberPart = `SELECT rowid FROM invoice WHERE number LIKE @part`

/** The unary + keeps the planner from the column's own index, and so on the list's order. */
const walked = (range: string): string => range.replaceAll(/\b(number|code) /g, '+$1 ')

const textCondition = (db: ReadDb, text: string): Where => {
  const digits = normaliseNumber(text)
  if (!/^\d+$/.test(digits)) return nameOrItem(db, text)
  // ":" is the character after "9".
  const prefix = { prefix: digits, prefixEnd: `${digits}:` }
  const ofCode = countUpTo(db, byCode, prefix)
  const hits = countUpTo(db, byNumber, prefix) + ofCode
  if (hits > gatheredAtMost) {
    const ranges = ofCode === 0 ? numberRange : `(${numberRange} OR ${codeRange})`
    return { sql: walked(ranges), params: prefix, monthly: ranges }
  }
  if (hits > 0) return { sql: `rowid IN (${byNumber} UNION ALL ${byCode})`, params: prefix }
  const part = { part: `%${digits}%` }
  if (digits.length >= 4 && countUpTo(db, byNumberPart, part) > 0) {
    return { sql: `rowid IN (${byNumberPart})`, params: part }
  }
  return nameOrItem(db, text)
}

const byItem = `SELECT rowid FROM invoice WHERE first_item LIKE @text ESCAPE '\\'`

const nameOrItem = (db: ReadDb, text: string): Where => {
  const { name, latin } = searchTerms(text)
  const parties =
    latin === ''
      ? `SELECT id FROM party WHERE name_key LIKE @name ESCAPE '\\'`
      : `SELECT id FROM party WHERE name_key LIKE @name ESCAPE '\\' OR pinyin LIKE @latin OR initials LIKE @latin`
  const byParty = `SELECT rowid FROM invoice WHERE party_id IN (${parties})`
  const params = {
    text: `%${likeText(text)}%`,
    name: `%${name}%`,
    ...(latin === '' ? {} : { latin: `%${latin}%` }),
  }
  const { text: item, ...ofParty } = params
  const hits = countUpTo(db, byParty, ofParty) + countUpTo(db, byItem, { text: item })
  return hits > gatheredAtMost
    ? { sql: `(party_id IN (${parties}) OR first_item LIKE @text ESCAPE '\\')`, params }
    : { sql: `rowid IN (${byParty} UNION ALL ${byItem})`, params }
}

/** Stops counting just past what is worth gathering. */
const countUpTo = (db: ReadDb, gather: string, params: Readonly<Record<string, SqlValue>>): number =>
  db
    .prepare<[Readonly<Record<string, SqlValue>>], { count: number }>(
      `SELECT count(*) AS count FROM (${gather} LIMIT ${gatheredAtMost + 1})`,
    )
    .get(params)?.count ?? 0
