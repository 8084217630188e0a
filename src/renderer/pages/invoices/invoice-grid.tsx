// The grid of invoices: virtual rows over the layout of months, keys, selection, peek and the bar with sums.
import { type MouseEvent, type RefObject, useCallback, useEffect, useMemo, useState } from 'react'
import { useLocation } from 'wouter'
import type { Output } from '../../../shared/contract/api.ts'
import { parseYuan, sumFen, yuanText, zeroFen } from '../../../shared/domain/money.ts'
import { useOperation } from '../../api/use-operation.ts'
import { useLanguage } from '../../app/language.tsx'
import { todayInShanghai } from '../../components/date-text.tsx'
import { EmptyState, ErrorState, LoadingRows } from '../../components/query-states.tsx'
import { toast } from '../../state/toasts.ts'
import { useSettled } from '../../state/use-settled.ts'
import { InvoiceGridHead } from './invoice-grid-head.tsx'
import { InvoicePeek } from './invoice-peek.tsx'
import { InvoiceRowView, WaitingRow } from './invoice-row.tsx'
import { itemAt, layOutList, rowHeight } from './list-layout.ts'
import { filterOf, searchFor, showPeek, useListView, type ListTab } from './list-view.ts'
import { MonthRow } from './month-row.tsx'
import {
  isSelected,
  nothingSelected,
  selectionSums,
  toggleRows,
  type Selection,
  type SelectionSums,
} from './selection.ts'
import { SelectionBar, SumsBar } from './sums-bar.tsx'
import { useInvoiceRows, type InvoiceRow } from './use-invoice-rows.ts'
import { useListKeys } from './use-list-keys.ts'
import { useListMoves } from './use-list-moves.ts'
import { useVirtualList } from './use-virtual-list.ts'

interface Props {
  readonly tab: ListTab
  readonly scroller: RefObject<HTMLDivElement | null>
}

const searchRestMs = 120

export const InvoiceGrid = ({ tab, scroller }: Props) => {
  const { t } = useLanguage()
  const [, go] = useLocation()
  const { text, newestFirst, current, peek } = useListView()
  const asked = useSettled(text, searchRestMs)
  const filter = useMemo(() => filterOf(tab, asked), [tab, asked])
  const answer = useOperation('invoice.months', filter)
  const months = answer.data?.months
  const layout = useMemo(
    () =>
      layOutList(
        (months ?? []).map(({ month, count }) => ({ key: month, count, head: true })),
        newestFirst,
      ),
    [months, newestFirst],
  )
  const list = useVirtualList(layout, scroller)
  const { rowAt, rowsBetween, error } = useInvoiceRows(filter, list.pages)
  const [selection, setSelection] = useState<Selection<InvoiceRow>>(nothingSelected)
  const monthByKey = useMemo(() => new Map(months?.map((month) => [month.month, month])), [months])
  const currentItem = itemAt(layout, current)
  const currentRow = currentItem?.is === 'row' ? rowAt(currentItem) : undefined
  const all = allSums(answer.data)

  const open = useCallback((id: string) => go(`/invoices/${id}`), [go])
  const toggle = useCallback(
    (index: number, extendFrom: number | undefined) => {
      const [first, last] =
        extendFrom === undefined ? [index, index] : [Math.min(index, extendFrom), Math.max(index, extendFrom)]
      void rowsBetween(layout, first, last).then((rows) =>
        setSelection((before) => toggleRows(before, rows, extendFrom === undefined ? undefined : true)),
      )
    },
    [layout, rowsBetween],
  )
  const moves = useListMoves({ layout, list, onToggle: toggle })
  const sums = selectionSums(selection, all)
  const copy = (): boolean => {
    if (selection.is !== 'some' || selection.rows.size === 0 || window.getSelection()?.isCollapsed === false)
      return false
    const numbers = [...selection.rows.values()].map(({ number }) => number)
    void navigator.clipboard.writeText(numbers.join('\n'))
    toast(t('invoices.copied', { count: numbers.length }))
    return true
  }
  useListKeys({
    ...moves.keys,
    peek: () => showPeek(!peek),
    open: () => currentRow !== undefined && open(currentRow.id),
    select: (extend) => current >= 0 && moves.toggle(current, extend),
    selectAll: () => setSelection({ is: 'all', without: new Map() }),
    copy,
    back: () => {
      if (peek) showPeek(false)
      else if (sums.count > 0) setSelection(nothingSelected)
      else if (text !== '') searchFor('')
      else return false
      return true
    },
  })
  useEffect(() => {
    scroller.current?.focus({ preventScroll: true })
  }, [scroller])
  useEffect(() => {
    scroller.current?.scrollTo({ top: 0 })
    setSelection(nothingSelected)
  }, [filter, newestFirst, scroller])

  const onStand = useCallback(
    (index: number, event: MouseEvent) => moves.stand(index, event.shiftKey),
    [moves],
  )
  const onToggle = useCallback((index: number, extend: boolean) => moves.toggle(index, extend), [moves])
  const broken = answer.isError && answer.data === undefined ? answer.error : error
  return (
    <>
      <div className="grid-place">
        <div className={hasOldYears(months) ? 'grid-main grid-old' : 'grid-main'}>
          <InvoiceGridHead tab={tab} />
          <div
            ref={scroller}
            className="grid-scroll"
            role="grid"
            tabIndex={0}
            aria-label={t('invoices.title')}
            aria-rowcount={layout.size}
            aria-multiselectable="true"
            {...(currentRow === undefined ? {} : { 'aria-activedescendant': `row-${current}` })}
          >
            {answer.data === undefined && !answer.isError && <LoadingRows rows={16} height={rowHeight} />}
            {broken !== undefined && (
              <div className="grid-message">
                <ErrorState error={broken} retry={() => void answer.refetch()} />
              </div>
            )}
            {months !== undefined && layout.size === 0 && <Nothing searched={asked} />}
            <div className="grid-canvas" style={{ height: list.height }}>
              {list.items.map(({ index, start, size }) => {
                const item = itemAt(layout, index)
                if (item === undefined) return null
                const month = monthByKey.get(item.block.key)
                const row = item.is === 'row' ? rowAt(item) : undefined
                return (
                  <div
                    key={index}
                    id={`row-${index}`}
                    role="row"
                    aria-rowindex={index + 1}
                    aria-selected={row !== undefined && isSelected(selection, row.id)}
                    className="grid-slot"
                    style={{ transform: `translateY(${start}px)`, height: size }}
                  >
                    {item.is === 'head' ? (
                      month !== undefined && <MonthRow month={month} partial={asked !== ''} />
                    ) : row === undefined ? (
                      <WaitingRow seed={index} />
                    ) : (
                      <InvoiceRowView
                        row={row}
                        index={index}
                        current={index === current}
                        selected={isSelected(selection, row.id)}
                        hit={asked.trim()}
                        onStand={onStand}
                        onOpen={open}
                        onToggle={onToggle}
                      />
                    )}
                  </div>
                )
              })}
            </div>
          </div>
        </div>
        {peek && currentRow !== undefined && (
          <InvoicePeek id={currentRow.id} onOpen={() => open(currentRow.id)} />
        )}
      </div>
      {sums.count > 0 ? (
        <SelectionBar
          sums={sums}
          onCopy={selection.is === 'some' ? copy : undefined}
          onClear={() => setSelection(nothingSelected)}
        />
      ) : (
        <SumsBar all={all} tab={tab} searched={asked !== ''} />
      )}
    </>
  )
}

const Nothing = ({ searched }: { readonly searched: string }) => {
  const { t } = useLanguage()
  const [, go] = useLocation()
  return (
    <div className="grid-message">
      {searched.trim() === '' ? (
        <EmptyState
          action={
            <button type="button" className="link" onClick={() => go('/import')}>
              {t('invoices.import-first')}
            </button>
          }
        >
          {t('invoices.empty')}
        </EmptyState>
      ) : (
        <EmptyState
          action={
            <button type="button" className="link" onClick={() => searchFor('')}>
              {t('invoices.clear-search')}
            </button>
          }
        >
          {t('invoices.nothing-found', { text: searched.trim() })}
        </EmptyState>
      )}
    </div>
  )
}

const hasOldYears = (months: Output<'invoice.months'>['months'] | undefined): boolean => {
  const year = todayInShanghai().slice(0, 4)
  return months?.some(({ month }) => !month.startsWith(year)) === true
}

const allSums = (answer: Output<'invoice.months'> | undefined): SelectionSums => {
  const none = { count: 0, amount: '0.00', tax: '0.00', total: '0.00' }
  const months = answer?.months ?? []
  return {
    ...(answer?.all ?? none),
    redCount: months.reduce((sum, { redCount }) => sum + redCount, 0),
    redTotal: yuanText(sumFen(months.map(({ redTotal }) => parseYuan(redTotal) ?? zeroFen))),
  }
}
