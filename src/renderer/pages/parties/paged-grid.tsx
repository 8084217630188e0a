// A list in pages of a hundred: virtual rows, cursor, Enter to open, and what stands in its place while there are none.
import { type ReactNode, type RefObject, useMemo, useRef, useState } from 'react'
import { useLanguage } from '../../app/language.tsx'
import { EmptyState, ErrorState, LoadingRows } from '../../components/query-states.tsx'
import { FootBar } from '../../components/page-head.tsx'
import { WaitingRow } from '../invoices/invoice-row.tsx'
import { layOutList, rowHeight, type PageKey } from '../invoices/list-layout.ts'
import { useListKeys } from '../invoices/use-list-keys.ts'
import { useVirtualList } from '../invoices/use-virtual-list.ts'

interface Props<Row> {
  readonly className: string
  readonly label: string
  readonly head: ReactNode
  /** Absent while the first answer is on the way. */
  readonly count: number | undefined
  readonly error: unknown
  readonly retry: () => void
  readonly empty: ReactNode
  readonly nothing: ReactNode
  readonly usePages: (pages: readonly PageKey[]) => (index: number) => Row | undefined
  readonly renderRow: (row: Row) => ReactNode
  readonly onOpen: (row: Row) => void
  readonly foot: ReactNode
  readonly searched: boolean
}

export const PagedGrid = <Row,>(props: Props<Row>) => {
  const { count, usePages, renderRow, onOpen } = props
  const { t } = useLanguage()
  const scroller: RefObject<HTMLDivElement | null> = useRef(null)
  const [current, setCurrent] = useState(-1)
  const layout = useMemo(() => layOutList([{ key: 'rows', count: count ?? 0, head: false }]), [count])
  const list = useVirtualList(layout, scroller)
  const rowAt = usePages(list.pages)
  const stand = (index: number): void => {
    const at = Math.min(Math.max(index, 0), layout.size - 1)
    setCurrent(at)
    if (at >= 0) list.reveal(at)
  }
  const open = (index: number): void => {
    const row = rowAt(index)
    if (row !== undefined) onOpen(row)
  }
  useListKeys({
    move: (rows) => stand(current < 0 ? 0 : current + rows),
    screen: (direction) => stand(current + direction * list.screen),
    toEnd: (which) => stand(which === 'first' ? 0 : layout.size - 1),
    open: () => open(current),
  })
  return (
    <>
      <div className="grid-place">
        <div className={`grid-main ${props.className}`}>
          <div className="grid-row grid-head">{props.head}</div>
          <div
            ref={scroller}
            className="grid-scroll"
            role="grid"
            tabIndex={0}
            aria-label={props.label}
            aria-rowcount={count ?? 0}
          >
            {count === undefined && props.error === undefined && <LoadingRows rows={12} height={rowHeight} />}
            {props.error !== undefined && (
              <div className="grid-message">
                <ErrorState error={props.error} retry={props.retry} />
              </div>
            )}
            {count === 0 && (
              <div className="grid-message">{props.searched ? props.nothing : props.empty}</div>
            )}
            <div className="grid-canvas" style={{ height: list.height }}>
              {list.items.map(({ index, start, size }) => {
                const row = rowAt(index)
                return (
                  <div
                    key={index}
                    role="row"
                    aria-rowindex={index + 1}
                    className="grid-slot"
                    style={{ transform: `translateY(${start}px)`, height: size }}
                    onClick={() => setCurrent(index)}
                    onDoubleClick={() => open(index)}
                  >
                    {row === undefined ? (
                      <WaitingRow seed={index} />
                    ) : (
                      <div className={index === current ? 'grid-row grid-row-current' : 'grid-row'}>
                        {renderRow(row)}
                      </div>
                    )}
                  </div>
                )
              })}
            </div>
          </div>
        </div>
      </div>
      <FootBar>
        {props.foot}
        <span className="spread" />
        <span className="quiet">{t('parties.keys')}</span>
      </FootBar>
    </>
  )
}

/** Nothing matches the search; the way out is to clear it. */
export const NothingFound = ({ text, onClear }: { readonly text: string; readonly onClear: () => void }) => {
  const { t } = useLanguage()
  return (
    <EmptyState
      action={
        <button type="button" className="link" onClick={onClear}>
          {t('invoices.clear-search')}
        </button>
      }
    >
      {t('invoices.nothing-found', { text })}
    </EmptyState>
  )
}
