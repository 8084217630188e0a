// Where every row of the list stands, computed from counts alone: month heads and rows of fixed height. Finding a row is
// a search over months, so a million rows cost what a hundred do. Heights in px.

export const rowHeight = 32
export const monthHeight = 30
export const pageSize = 100

export interface ListBlock {
  /** Month YYYY-MM, or any name of the block. */
  readonly key: string
  readonly count: number
  /** False for a list without ledger lines. */
  readonly head: boolean
}

export interface ListLayout {
  readonly blocks: readonly ListBlock[]
  /** Index in the list at which each block begins. */
  readonly starts: readonly number[]
  /** Heads and rows together. */
  readonly size: number
  /** Rows without heads. */
  readonly rows: number
  readonly newestFirst: boolean
}

export type ListItem =
  | { readonly is: 'head'; readonly block: ListBlock }
  /** `at` counts from the newest row of the block, as pages do. */
  | { readonly is: 'row'; readonly block: ListBlock; readonly at: number }

/** Takes blocks newest first, gives the layout in the order they are to be shown. */
export const layOutList = (blocks: readonly ListBlock[], newestFirst = true): ListLayout => {
  const shown = (newestFirst ? blocks : blocks.toReversed()).filter(({ count }) => count > 0)
  const starts: number[] = []
  let size = 0
  let rows = 0
  for (const { count, head } of shown) {
    starts.push(size)
    size += count + (head ? 1 : 0)
    rows += count
  }
  return { blocks: shown, starts, size, rows, newestFirst }
}

/** What stands at an index; undefined outside. */
export const itemAt = (
  { blocks, starts, size, newestFirst }: ListLayout,
  index: number,
): ListItem | undefined => {
  if (index < 0 || index >= size) return undefined
  let low = 0
  let high = starts.length - 1
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if ((starts[middle] ?? 0) <= index) low = middle
    else high = middle - 1
  }
  const block = blocks[low]
  if (block === undefined) return undefined
  const within = index - (starts[low] ?? 0) - (block.head ? 1 : 0)
  if (within < 0) return { is: 'head', block }
  return { is: 'row', block, at: newestFirst ? within : block.count - 1 - within }
}

/** The height of what stands at an index. */
export const heightAt = (layout: ListLayout, index: number): number =>
  itemAt(layout, index)?.is === 'head' ? monthHeight : rowHeight

/** The nearest row from an index on in a direction, stepping over heads; undefined when there is none. */
export const rowFrom = (layout: ListLayout, index: number, direction: 1 | -1): number | undefined => {
  for (let at = index; at >= 0 && at < layout.size; at += direction) {
    if (itemAt(layout, at)?.is === 'row') return at
  }
  return undefined
}

/** So many rows further (negative: back), stepping over heads and stopping at the ends. */
export const moveRows = (layout: ListLayout, from: number, rows: number): number | undefined => {
  const direction = rows < 0 ? -1 : 1
  const wanted = Math.min(Math.max(from + rows, 0), layout.size - 1)
  return rowFrom(layout, wanted, direction) ?? rowFrom(layout, wanted, direction === 1 ? -1 : 1)
}

export interface PageKey {
  readonly block: string
  readonly skip: number
}

export const pageOf = ({ block, at }: Extract<ListItem, { is: 'row' }>): PageKey => ({
  block: block.key,
  skip: Math.floor(at / pageSize) * pageSize,
})

/** The pages that hold the rows between two indices, each once, in order. */
export const pagesBetween = (layout: ListLayout, first: number, last: number): readonly PageKey[] => {
  const found = new Map<string, PageKey>()
  for (let index = Math.max(0, first); index <= Math.min(last, layout.size - 1); index += 1) {
    const item = itemAt(layout, index)
    if (item?.is !== 'row') continue
    const page = pageOf(item)
    found.set(`${page.block} ${page.skip}`, page)
  }
  return [...found.values()]
}
