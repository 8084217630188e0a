// The saved views with their counts.
import type { Output } from '../../../shared/contract/api.ts'
import { useOperation } from '../../api/use-operation.ts'
import { type MessageKey, useT } from '../../app/language.tsx'
import { listTabs, showTab, useListView, type ListTab } from './list-view.ts'

const labels: Readonly<Record<ListTab, MessageKey>> = {
  all: 'invoices.tab-all',
  issued: 'invoices.tab-issued',
  received: 'invoices.tab-received',
  awaiting: 'invoices.tab-awaiting',
  red: 'invoices.tab-red',
  warnings: 'invoices.tab-warnings',
}

export const ListTabs = () => {
  const t = useT()
  const tab = useListView((view) => view.tab)
  const { data: counts } = useOperation('invoice.counts', {})
  return (
    <div className="tabs" role="tablist" aria-label={t('invoices.views')}>
      {listTabs.map((one) => (
        <button
          key={one}
          type="button"
          role="tab"
          aria-selected={one === tab}
          className={one === tab ? 'tab tab-current' : 'tab'}
          onClick={() => showTab(one)}
        >
          {t(labels[one])}
          <span>{countOf(counts, one)}</span>
        </button>
      ))}
    </div>
  )
}

const countOf = (counts: Output<'invoice.counts'> | undefined, tab: ListTab): string =>
  counts === undefined ? '' : counts[tab].toLocaleString('en')
