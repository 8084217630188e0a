// Sums of selected invoices are those of a spreadsheet.
import { expect, test } from 'vitest'
import {
  isSelected,
  nothingSelected,
  selectionSums,
  toggleRows,
  type SelectableRow,
  type Selection,
} from '../../../src/renderer/pages/invoices/selection.ts'

const row = (id: string, total: string, rest: Partial<SelectableRow> = {}): SelectableRow => ({
  id,
  number: id,
  amount: total,
  tax: '0.00',
  total,
  red: total.startsWith('-'),
  status: 'normal',
  ...rest,
})
const rows = [row('a', '100.00'), row('b', '-40.00'), row('c', '7.00', { status: 'voided' })]
const all = { count: 5, amount: '500.00', tax: '0.00', total: '500.00', redCount: 1, redTotal: '-40.00' }
const none: Selection<SelectableRow> = nothingSelected

test('a voided invoice counts as a row and adds nothing; red ones are told apart', () => {
  expect(selectionSums(toggleRows(none, rows), all)).toEqual({
    count: 3,
    amount: '60.00',
    tax: '0.00',
    total: '60.00',
    redCount: 1,
    redTotal: '-40.00',
  })
})

test('all hits but one are the sums of all without that one', () => {
  const selection = toggleRows<SelectableRow>({ is: 'all', without: new Map() }, [row('b', '-40.00')])
  expect([isSelected(selection, 'a'), isSelected(selection, 'b'), selectionSums(selection, all)]).toEqual([
    true,
    false,
    { count: 4, amount: '540.00', tax: '0.00', total: '540.00', redCount: 0, redTotal: '0.00' },
  ])
})

test('selecting again takes a row out', () => {
  const once = toggleRows(none, rows.slice(0, 1))
  expect(selectionSums(toggleRows(once, rows.slice(0, 1)), all).count).toBe(0)
})
