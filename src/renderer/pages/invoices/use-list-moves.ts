// Moving the cursor through a list and stretching a selection with Shift. The place where a stretch began stays put.
import { useCallback, useEffect, useMemo, useRef } from 'react'
import { moveRows, rowFrom, type ListLayout } from './list-layout.ts'
import { standOn, useListView } from './list-view.ts'
import type { VirtualList } from './use-virtual-list.ts'

interface Props {
  readonly layout: ListLayout
  readonly list: VirtualList
  /** Selects a row, or with a second index everything between. */
  readonly onToggle: (index: number, extendFrom: number | undefined) => void
}

export const useListMoves = ({ layout, list, onToggle }: Props) => {
  const anchor = useRef<number | undefined>(undefined)
  const { reveal, screen } = list
  const go = useRef(reveal)
  const page = useRef(screen)
  useEffect(() => {
    go.current = reveal
    page.current = screen
  })

  const standAt = useCallback(
    (index: number | undefined, extend: boolean): void => {
      if (index === undefined) return
      const before = useListView.getState().current
      if (extend) {
        anchor.current ??= before < 0 ? index : before
        onToggle(index, anchor.current)
      } else anchor.current = undefined
      standOn(index)
      go.current(index)
    },
    [onToggle],
  )
  return useMemo(() => {
    const current = (): number => useListView.getState().current
    const first = rowFrom(layout, 0, 1)
    return {
      stand: (index: number, extend: boolean) => standAt(index, extend),
      toggle: (index: number, extend: boolean) => {
        onToggle(index, extend ? (anchor.current ?? current()) : undefined)
        if (!extend) anchor.current = index
        standOn(index)
      },
      keys: {
        move: (rows: number, extend: boolean) =>
          standAt(current() < 0 ? first : moveRows(layout, current(), rows), extend),
        screen: (direction: 1 | -1, extend: boolean) =>
          standAt(current() < 0 ? first : moveRows(layout, current(), direction * page.current), extend),
        toEnd: (which: 'first' | 'last', extend: boolean) =>
          standAt(which === 'first' ? first : rowFrom(layout, layout.size - 1, -1), extend),
      },
    }
  }, [layout, onToggle, standAt])
}
