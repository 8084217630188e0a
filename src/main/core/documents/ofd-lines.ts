// Lines of a printed invoice from the texts its tags point at. A wrapped name makes more texts than lines, so the amounts
// count the lines: each text belongs to the line whose amount stands on its height or last above it.
import type { LineField, LineTexts } from './fields-on-file.ts'
import { maxLines } from './limits.ts'
import type { TextOnPage } from './ofd-texts.ts'
import { Refusal } from './refusal.ts'

export interface PlacedText extends TextOnPage {
  readonly field: LineField
}

/** Texts of one line differ in height by less than this; printed lines are at least 4 mm apart. */
const sameLineMm = 2

/** Takes the tagged texts of all lines, gives the lines from top to bottom. */
export const lineRows = (cells: readonly PlacedText[]): readonly LineTexts[] => {
  const rows = cells
    .filter(({ field }) => field === 'amount')
    .toSorted(byPlace)
    .map((amount) => ({ page: amount.page, y: amount.y, texts: {} as LineTexts }))
  if (rows.length > maxLines) throw new Refusal('file.hostile', 'too many lines')
  for (const cell of cells.toSorted(byPlace)) {
    const row = rowOf(rows, cell)
    if (row !== undefined) row.texts[cell.field] = `${row.texts[cell.field] ?? ''}${cell.text.trim()}`
  }
  return rows.map(({ texts }) => texts)
}

const byPlace = (one: TextOnPage, other: TextOnPage): number =>
  one.page - other.page || one.y - other.y || one.x - other.x

const rowOf = <Row extends { readonly page: number; readonly y: number }>(
  rows: readonly Row[],
  cell: PlacedText,
): Row | undefined => {
  // The rows are in order, so the last one that does not begin below the text is found by halving.
  let low = 0
  let high = rows.length
  while (low < high) {
    const middle = (low + high) >> 1
    const row = rows[middle]
    if (row === undefined) break
    const isBelow = row.page > cell.page || (row.page === cell.page && row.y > cell.y + sameLineMm)
    if (isBelow) high = middle
    else low = middle + 1
  }
  return rows[low - 1] ?? rows[0]
}
