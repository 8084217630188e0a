// Sales that wait for issue. They are no invoices: marked so, totalled apart, opened as slips.
import { useQueries } from '@tanstack/react-query'
import { memo, type RefObject, useEffect, useMemo } from 'react'
import { useLocation } from 'wouter'
import type { Output } from '../../../shared/contract/api.ts'
import { call } from '../../api/client.ts'
import { useOperation } from '../../api/use-operation.ts'
import { useLanguage } from '../../app/language.tsx'
import { Amount } from '../../components/amount.tsx'
import { DateText } from '../../components/date-text.tsx'
import { Marked, PartyName } from '../../components/party-name.tsx'
import { EmptyState, ErrorState, LoadingRows } from '../../components/query-states.tsx'
import { StateBadge } from '../../components/state-badge.tsx'
import { Tag } from '../../components/tag.tsx'
import { useSettled } from '../../state/use-settled.ts'
import { WaitingRow } from './invoice-row.tsx'
import { itemAt, layOutList, pageSize, rowHeight } from './list-layout.ts'
import { searchFor, useListView } from './list-view.ts'
import { SumsBar } from './sums-bar.tsx'
import { useListKeys } from './use-list-keys.ts'
import { useListMoves } from './use-list-moves.ts'
import { useVirtualList } from './use-virtual-list.ts'

type SlipRow = Output<'sale.page'>['rows'][number]

const nothing = (): void => undefined

export const SlipGrid = ({ scroller }: { readonly scroller: RefObject<HTMLDivElement | null> }) => {
  const { t } = useLanguage()
  const [, go] = useLocation()
  const { text, current } = useListView()
  const asked = useSettled(text, 120).trim()
  const filter = useMemo(() => (asked === '' ? {} : { text: asked }), [asked])
  const first = useOperation('sale.page', { ...filter, skip: 0, limit: pageSize })
  const count = first.data?.all.count ?? 0
  const layout = useMemo(() => layOutList([{ key: 'slips', count, head: false }]), [count])
  const list = useVirtualList(layout, scroller)
  const pages = useQueries({
    queries: list.pages.map(({ skip }) => {
      const input = { ...filter, skip, limit: pageSize }
      return { queryKey: ['sale.page', input], queryFn: () => call('sale.page', input) }
    }),
  })
  const rowAt = (index: number): SlipRow | undefined => {
    const page = list.pages.findIndex(({ skip }) => skip <= index && index < skip + pageSize)
    return pages[page]?.data?.rows[index - (list.pages[page]?.skip ?? 0)]
  }
  const moves = useListMoves({ layout, list, onToggle: nothing })
  const open = (id: string | undefined): void => {
    if (id !== undefined) go(`/sale/${id}`)
  }
  useListKeys({
    ...moves.keys,
    open: () => open(rowAt(current)?.id),
    back: () => {
      if (text === '') return false
      searchFor('')
      return true
    },
  })
  useEffect(() => {
    scroller.current?.focus({ preventScroll: true })
  }, [scroller])
  return (
    <>
      <div className="grid-place">
        <div className="grid-main grid-slips">
          <div className="grid-row grid-head">
            <span className="grid-cell col-state">{t('invoices.state')}</span>
            <span className="grid-cell col-date">{t('invoices.date')}</span>
            <span className="grid-cell col-slip">{t('invoices.slip')}</span>
            <span className="grid-cell col-kind">{t('invoices.kind')}</span>
            <span className="grid-cell col-party">{t('invoices.buyer')}</span>
            <span className="grid-cell col-item">{t('invoices.item')}</span>
            <span className="grid-cell col-amount right">{t('invoices.amount')}</span>
            <span className="grid-cell col-tax right">{t('invoices.tax')}</span>
            <span className="grid-cell col-total right">{t('invoices.total')}</span>
          </div>
          <div
            ref={scroller}
            className="grid-scroll"
            role="grid"
            tabIndex={0}
            aria-label={t('invoices.tab-awaiting')}
            aria-rowcount={layout.size}
          >
            {first.data === undefined && !first.isError && <LoadingRows rows={12} height={rowHeight} />}
            {first.data === undefined && first.isError && (
              <div className="grid-message">
                <ErrorState error={first.error} retry={() => void first.refetch()} />
              </div>
            )}
            {first.data !== undefined && count === 0 && (
              <div className="grid-message">
                <EmptyState
                  action={
                    <button
                      type="button"
                      className="link"
                      onClick={() => (asked === '' ? go('/record') : searchFor(''))}
                    >
                      {asked === '' ? t('common.record-sale') : t('invoices.clear-search')}
                    </button>
                  }
                >
                  {asked === '' ? t('invoices.no-slips') : t('invoices.nothing-found', { text: asked })}
                </EmptyState>
              </div>
            )}
            <div className="grid-canvas" style={{ height: list.height }}>
              {list.items.map(({ index, start, size }) => {
                const row = itemAt(layout, index) === undefined ? undefined : rowAt(index)
                return (
                  <div
                    key={index}
                    role="row"
                    aria-rowindex={index + 1}
                    className="grid-slot"
                    style={{ transform: `translateY(${start}px)`, height: size }}
                    onClick={() => moves.stand(index, false)}
                    onDoubleClick={() => open(row?.id)}
                  >
                    {row === undefined ? (
                      <WaitingRow seed={index} />
                    ) : (
                      <SlipRowView row={row} current={index === current} hit={asked} />
                    )}
                  </div>
                )
              })}
            </div>
          </div>
        </div>
      </div>
      <SumsBar
        all={first.data?.all ?? { count: 0, amount: '0.00', tax: '0.00', total: '0.00' }}
        tab="awaiting"
        searched={asked !== ''}
      />
    </>
  )
}

interface RowProps {
  readonly row: SlipRow
  readonly current: boolean
  readonly hit: string
}

const SlipRowView = memo(({ row, current, hit }: RowProps) => {
  const { t, coded } = useLanguage()
  return (
    <div className={current ? 'grid-row grid-row-current' : 'grid-row'}>
      <span className="grid-cell col-state" role="gridcell">
        <StateBadge state={row.state} />
      </span>
      <span className="grid-cell col-date second" role="gridcell">
        <DateText at={row.saleDate} />
      </span>
      <span className="grid-cell col-slip" role="gridcell">
        <Marked text={row.slipNumber} hit={hit} /> <Tag tone="och">{t('common.not-invoice')}</Tag>
      </span>
      <span className="grid-cell col-kind second" role="gridcell" title={coded('kind', row.kind)}>
        {coded('kind-short', row.kind)}
      </span>
      <span className="grid-cell col-party" role="gridcell">
        <PartyName name={row.buyerName} hit={hit} />
      </span>
      <span className="grid-cell col-item second cut" role="gridcell" title={row.firstItem}>
        {row.firstItem}
        {row.lineCount > 1 && t('invoices.and-more', { count: row.lineCount })}
      </span>
      <span className="grid-cell col-amount right" role="gridcell">
        <Amount yuan={row.amount} weight="quiet" />
      </span>
      <span className="grid-cell col-tax right" role="gridcell">
        <Amount yuan={row.tax} weight="quiet" />
      </span>
      <span className="grid-cell col-total right" role="gridcell">
        <Amount yuan={row.total} weight="regular" />
      </span>
    </div>
  )
})
