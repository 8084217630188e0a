// Customers and suppliers with what was issued to them and received from them.
import { useQueries } from '@tanstack/react-query'
import { useCallback } from 'react'
import { useLocation } from 'wouter'
import type { Output } from '../../../shared/contract/api.ts'
import { call } from '../../api/client.ts'
import { useOperation } from '../../api/use-operation.ts'
import { useLanguage } from '../../app/language.tsx'
import { Amount } from '../../components/amount.tsx'
import { DateText } from '../../components/date-text.tsx'
import { PartyName } from '../../components/party-name.tsx'
import { EmptyState } from '../../components/query-states.tsx'
import { useSettled } from '../../state/use-settled.ts'
import { pageSize, type PageKey } from '../invoices/list-layout.ts'
import { listOf } from '../invoices/list-view.ts'
import { NothingFound, PagedGrid } from './paged-grid.tsx'

type PartyRow = Output<'party.list'>['rows'][number]

interface Props {
  readonly text: string
  readonly onClear: () => void
}

export const PartiesGrid = ({ text, onClear }: Props) => {
  const { t } = useLanguage()
  const [, go] = useLocation()
  const asked = useSettled(text, 120).trim()
  const filter = asked === '' ? {} : { text: asked }
  const first = useOperation('party.list', { ...filter, skip: 0, limit: pageSize })
  const usePages = (pages: readonly PageKey[]): ((index: number) => PartyRow | undefined) => {
    const answers = useQueries({
      queries: pages.map(({ skip }) => {
        const input = { ...filter, skip, limit: pageSize }
        return { queryKey: ['party.list', input], queryFn: () => call('party.list', input) }
      }),
    })
    return (index) => {
      const page = pages.findIndex(({ skip }) => skip <= index && index < skip + pageSize)
      return answers[page]?.data?.rows[index - (pages[page]?.skip ?? 0)]
    }
  }
  const open = useCallback(
    ({ name }: PartyRow) => {
      listOf(name)
      go('/invoices')
    },
    [go],
  )
  return (
    <PagedGrid<PartyRow>
      className="parties-grid"
      label={t('parties.parties')}
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
          {t('parties.no-parties')}
        </EmptyState>
      }
      nothing={<NothingFound text={asked} onClear={onClear} />}
      usePages={usePages}
      onOpen={open}
      head={
        <>
          <span className="grid-cell">{t('parties.name')}</span>
          <span className="grid-cell col-id">{t('parties.tax-id')}</span>
          <span className="grid-cell col-mail">{t('parties.email')}</span>
          <span className="grid-cell right">{t('parties.issued')}</span>
          <span className="grid-cell right">{t('parties.issued-total')}</span>
          <span className="grid-cell right">{t('parties.received')}</span>
          <span className="grid-cell right">{t('parties.received-total')}</span>
          <span className="grid-cell right">{t('parties.last')}</span>
        </>
      }
      renderRow={(row) => (
        <>
          <span role="gridcell" className="grid-cell col-party">
            <PartyName name={row.name} hit={asked} />
          </span>
          <span role="gridcell" className="grid-cell col-id second">
            {row.taxId}
          </span>
          <span role="gridcell" className="grid-cell col-mail second cut" title={row.email}>
            {row.email}
          </span>
          <span role="gridcell" className="grid-cell right second">
            {row.issuedCount === 0 ? '' : row.issuedCount}
          </span>
          <span role="gridcell" className="grid-cell right">
            {row.issuedCount > 0 && <Amount yuan={row.issuedTotal} />}
          </span>
          <span role="gridcell" className="grid-cell right second">
            {row.receivedCount === 0 ? '' : row.receivedCount}
          </span>
          <span role="gridcell" className="grid-cell right">
            {row.receivedCount > 0 && <Amount yuan={row.receivedTotal} />}
          </span>
          <span role="gridcell" className="grid-cell right second">
            <DateText at={row.lastUsedAt} />
          </span>
        </>
      )}
      foot={<span>{t('parties.count-parties', { count: first.data?.count ?? 0 })}</span>}
    />
  )
}
