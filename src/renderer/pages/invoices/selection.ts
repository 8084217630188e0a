// Which rows are selected: some by id with what is known of them, or all hits but some. Sums are those of a spreadsheet:
// voided invoices count as rows and add nothing.
import {
  addFen,
  fen,
  parseYuan,
  subtractFen,
  yuanText,
  zeroFen,
  type Fen,
} from '../../../shared/domain/money.ts'

export interface SelectableRow {
  readonly id: string
  readonly number: string
  readonly amount?: string | undefined
  readonly tax?: string | undefined
  readonly total?: string | undefined
  readonly red: boolean
  readonly status: string
}

export type Selection<Row extends SelectableRow> =
  | { readonly is: 'some'; readonly rows: ReadonlyMap<string, Row> }
  | { readonly is: 'all'; readonly without: ReadonlyMap<string, Row> }

export interface SelectionSums {
  readonly count: number
  readonly amount: string
  readonly tax: string
  readonly total: string
  readonly redCount: number
  readonly redTotal: string
}

export const nothingSelected = { is: 'some', rows: new Map<string, never>() } as const

export const isSelected = <Row extends SelectableRow>(selection: Selection<Row>, id: string): boolean =>
  selection.is === 'some' ? selection.rows.has(id) : !selection.without.has(id)

/** Adds or takes away rows; `selected` says which, by default the opposite of the first row's state. */
export const toggleRows = <Row extends SelectableRow>(
  selection: Selection<Row>,
  rows: readonly Row[],
  selected = rows[0] !== undefined && !isSelected(selection, rows[0].id),
): Selection<Row> => {
  const changed = new Map(selection.is === 'some' ? selection.rows : selection.without)
  for (const row of rows) {
    if (selected === (selection.is === 'some')) changed.set(row.id, row)
    else changed.delete(row.id)
  }
  return selection.is === 'some' ? { is: 'some', rows: changed } : { is: 'all', without: changed }
}

/** Sums of what is selected; `all` are the sums of all hits. */
export const selectionSums = <Row extends SelectableRow>(
  selection: Selection<Row>,
  all: SelectionSums,
): SelectionSums => {
  if (selection.is === 'some') return sumRows([...selection.rows.values()])
  const out = sumRows([...selection.without.values()])
  const less = (whole: string, part: string): string => yuanText(subtractFen(fenOf(whole), fenOf(part)))
  return {
    count: all.count - out.count,
    amount: less(all.amount, out.amount),
    tax: less(all.tax, out.tax),
    total: less(all.total, out.total),
    redCount: all.redCount - out.redCount,
    redTotal: less(all.redTotal, out.redTotal),
  }
}

const sumRows = (rows: readonly SelectableRow[]): SelectionSums => {
  const counting = rows.filter(({ status }) => status !== 'voided')
  const red = counting.filter((row) => row.red)
  const sum = (part: readonly SelectableRow[], field: 'amount' | 'tax' | 'total'): string =>
    yuanText(part.reduce<Fen>((total, row) => addFen(total, fenOf(row[field])), zeroFen))
  return {
    count: rows.length,
    amount: sum(counting, 'amount'),
    tax: sum(counting, 'tax'),
    total: sum(counting, 'total'),
    redCount: red.length,
    redTotal: sum(red, 'total'),
  }
}

const fenOf = (yuan: string | undefined): Fen => (yuan === undefined ? zeroFen : (parseYuan(yuan) ?? fen(0)))
