// The list knows where every row stands from the counts of months alone.
import { expect, test } from 'vitest'
import {
  heightAt,
  itemAt,
  layOutList,
  moveRows,
  pagesBetween,
} from '../../../src/renderer/pages/invoices/list-layout.ts'

const months = [
  { key: '2026-12', count: 2, head: true },
  { key: '2026-11', count: 0, head: true },
  { key: '2026-10', count: 250, head: true },
]
const place = (layout: ReturnType<typeof layOutList>, index: number): string => {
  const item = itemAt(layout, index)
  return item === undefined ? 'outside' : item.is === 'head' ? item.block.key : `${item.block.key} ${item.at}`
}

test('each month begins with its ledger line and an empty month has none', () => {
  const layout = layOutList(months)
  expect([
    layout.size,
    layout.rows,
    ...[0, 1, 2, 3, 4, 253, 254].map((index) => place(layout, index)),
  ]).toEqual([
    254,
    252,
    '2026-12',
    '2026-12 0',
    '2026-12 1',
    '2026-10',
    '2026-10 0',
    '2026-10 249',
    'outside',
  ])
})

test('oldest first turns months and rows round, pages stay those of the book', () => {
  const layout = layOutList(months, false)
  expect([0, 1, 250, 251, 252].map((index) => place(layout, index))).toEqual([
    '2026-10',
    '2026-10 249',
    '2026-10 0',
    '2026-12',
    '2026-12 1',
  ])
})

test('the cursor steps over ledger lines and stops at the ends', () => {
  const layout = layOutList(months)
  expect([
    moveRows(layout, 2, 1),
    moveRows(layout, 4, -1),
    moveRows(layout, 1, -1),
    moveRows(layout, 4, 9999),
  ]).toEqual([4, 2, 1, 253])
})

test('rows in sight name the pages they are on, each once', () => {
  expect(pagesBetween(layOutList(months), 0, 105)).toEqual([
    { block: '2026-12', skip: 0 },
    { block: '2026-10', skip: 0 },
    { block: '2026-10', skip: 100 },
  ])
})

test('a million rows stay below the tallest element a browser draws', () => {
  const layout = layOutList(
    Array.from({ length: 120 }, (_, at) => ({ key: `${at}`, count: 8334, head: true })),
  )
  const tall = 120 * heightAt(layout, 0) + layout.rows * heightAt(layout, 1)
  expect([layout.rows >= 1_000_000, tall < 33_554_432]).toEqual([true, true])
})
