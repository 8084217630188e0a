// Goods and services as they were last sold: price, rate and code that a new line starts with.
import { useQueries } from '@tanstack/react-query'
import { useCallback } from 'react'
import { useLocation } from 'wouter'
import { parseRate, rateLabel } from '../../../shared/domain/tax.ts'
import type { Output } from '../../../shared/contract/api.ts'
import { call } from '../../api/client.ts'
import { useOperation } from '../../api/use-operation.ts'
import { useLanguage } from '../../app/language.tsx'
import { DateText } from '../../components/date-text.tsx'
import { Marked } from '../../components/party-name.tsx'
import { EmptyState } from '../../components/query-states.tsx'
import { useSettled } from '../../state/use-settled.ts'
import { pageSize, type PageKey } from '../invoices/list-layout.ts'
import { listOf } from '../invoices/list-view.ts'
import { priceText } from '../record/cell-text.ts'
import { NothingFound, PagedGrid } from './paged-grid.tsx'

type GoodsRow = Output<'goods.list'>['rows'][number]

interface Props {
  readonly text: string
  readonly onClear: () => void
}

export const GoodsGrid = ({ text, onClear }: Props) => {
  const { t } = useLanguage()
  const [, go] = useLocation()
  const asked = useSettled(text, 120).trim()
  const filter = asked === '' ? {} : { text: asked }
  const first = useOperation('goods.list', { ...filter, skip: 0, limit: pageSize })
  const usePages = (pages: readonly PageKey[]): ((index: number) => GoodsRow | undefined) => {
    const answers = useQueries({
      queries: pages.map(({ skip }) => {
        const input = { ...filter, skip, limit: pageSize }
        return { queryKey: ['goods.list', input], queryFn: () => call('goods.list', input) }
      }),
    })
    return (index) => {
      const page = pages.findIndex(({ skip }) => skip <= index && index < skip + pageSize)
      return answers[page]?.data?.rows[index - (pages[page]?.skip ?? 0)]
    }
  }
  const open = useCallback(
    ({ name }: GoodsRow) => {
      listOf(name)
      go('/invoices')
    },
    [go],
  )
  const rate = (row: GoodsRow): string => {
    const parsed = parseRate(row.rate)
    if (parsed === 'exempt') return t('record.exempt')
    if (parsed === 'not-taxed') return t('record.not-taxed')
    return parsed === undefined ? row.rate : rateLabel(parsed)
  }
  return (
    <PagedGrid<GoodsRow>
      className="goods-grid"
      label={t('parties.goods')}
      count={first.data?.count}
      error={first.isError && first.data === undefined ? first.error : undefined}
      retry={() => void first.refetch()}
      searched={asked !== ''}
      empty={
        <EmptyState
          action={
            <button type="button" className="link" onClick={() => go('/record')}>
              {t('common.record-sale')}
            </button>
          }
        >
          {t('parties.no-goods')}
        </EmptyState>
      }
      nothing={<NothingFound text={asked} onClear={onClear} />}
      usePages={usePages}
      onOpen={open}
      head={
        <>
          <span className="grid-cell">{t('record.item')}</span>
          <span className="grid-cell">{t('record.spec')}</span>
          <span className="grid-cell">{t('record.unit')}</span>
          <span className="grid-cell right">{t('parties.price')}</span>
          <span className="grid-cell">{t('parties.side')}</span>
          <span className="grid-cell right">{t('record.rate')}</span>
          <span className="grid-cell col-id">{t('record.tax-code')}</span>
          <span className="grid-cell right">{t('parties.used')}</span>
          <span className="grid-cell right">{t('parties.last')}</span>
        </>
      }
      renderRow={(row) => (
        <>
          <span role="gridcell" className="grid-cell cut" title={row.name}>
            <Marked text={row.name} hit={asked} />
          </span>
          <span role="gridcell" className="grid-cell second cut" title={row.spec}>
            {row.spec}
          </span>
          <span role="gridcell" className="grid-cell second cut">
            {row.unit}
          </span>
          <span role="gridcell" className="grid-cell right number">
            {row.unitPrice === undefined ? '' : priceText(row.unitPrice)}
          </span>
          <span role="gridcell" className="grid-cell second">
            {row.unitPrice !== undefined && (row.priceSide === 'incl' ? t('record.incl') : t('record.excl'))}
          </span>
          <span role="gridcell" className="grid-cell right">
            {rate(row)}
          </span>
          <span role="gridcell" className="grid-cell col-id second">
            {row.taxCode}
          </span>
          <span role="gridcell" className="grid-cell right second">
            {row.useCount}
          </span>
          <span role="gridcell" className="grid-cell right second">
            <DateText at={row.lastUsedAt} />
          </span>
        </>
      )}
      foot={<span>{t('parties.count-goods', { count: first.data?.count ?? 0 })}</span>}
    />
  )
}
