// Only the rows in sight exist. TanStack Virtual does the scrolling; heights come from the layout, never from measuring.
import { useVirtualizer, type VirtualItem } from '@tanstack/react-virtual'
import { type RefObject, useCallback, useEffect, useState } from 'react'
import { heightAt, pagesBetween, type ListLayout, type PageKey } from './list-layout.ts'

export interface VirtualList {
  readonly items: readonly VirtualItem[]
  readonly height: number
  /** Pages to have: those in sight once the scroll bar rests for a moment. */
  readonly pages: readonly PageKey[]
  /** Rows a screen holds. */
  readonly screen: number
  reveal(index: number): void
}

const restMs = 50

export const useVirtualList = (layout: ListLayout, scroller: RefObject<HTMLElement | null>): VirtualList => {
  const virtual = useVirtualizer({
    count: layout.size,
    getScrollElement: () => scroller.current,
    estimateSize: useCallback((index: number) => heightAt(layout, index), [layout]),
    // A new function for a new layout makes the library lay out anew.
    getItemKey: useCallback((index: number) => (layout.size < 0 ? -1 : index), [layout]),
    overscan: 8,
  })
  const items = virtual.getVirtualItems()
  const first = items[0]?.index ?? 0
  const last = items.at(-1)?.index ?? -1
  const [settled, setSettled] = useState({ layout, first: 0, last: Math.min(60, layout.size - 1) })
  useEffect(() => {
    const timer = setTimeout(() => setSettled({ layout, first, last }), restMs)
    return () => clearTimeout(timer)
  }, [layout, first, last])
  const pages =
    settled.layout === layout
      ? pagesBetween(layout, settled.first, settled.last)
      : pagesBetween(layout, first, Math.max(last, Math.min(40, layout.size - 1)))
  return {
    items,
    height: virtual.getTotalSize(),
    pages,
    screen: Math.max(1, items.length - 16),
    reveal: (index) => virtual.scrollToIndex(index, { align: 'auto' }),
  }
}
