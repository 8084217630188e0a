// The invoice book: views, one search, the grid with its months, peek and sums.
import { FileInput, PenLine } from 'lucide-react'
import { useRef } from 'react'
import { useLocation } from 'wouter'
import { useLanguage } from '../../app/language.tsx'
import { ActionButton } from '../../components/action-button.tsx'
import { PageHead } from '../../components/page-head.tsx'
import { InvoiceGrid } from './invoice-grid.tsx'
import './invoices.css'
import { ListTabs } from './list-tabs.tsx'
import { useListView } from './list-view.ts'
import { SearchField } from './search-field.tsx'
import { SlipGrid } from './slip-grid.tsx'

export const InvoicesPage = () => {
  const { t } = useLanguage()
  const [, go] = useLocation()
  const tab = useListView((view) => view.tab)
  const rows = useRef<HTMLDivElement>(null)
  return (
    <main className="page invoices">
      <PageHead title={t('invoices.title')} note={t('invoices.unit')}>
        <ActionButton icon={FileInput} keys="I" onClick={() => go('/import')}>
          {t('common.import')}
        </ActionButton>
        <ActionButton primary icon={PenLine} keys="N" onClick={() => go('/record')}>
          {t('common.record-sale')}
        </ActionButton>
      </PageHead>
      <ListTabs />
      <SearchField
        placeholder={tab === 'awaiting' ? t('invoices.search-slips') : t('invoices.search')}
        rows={rows}
      />
      {tab === 'awaiting' ? (
        <SlipGrid scroller={rows} />
      ) : (
        <InvoiceGrid key={tab} tab={tab} scroller={rows} />
      )}
    </main>
  )
}
