// Heads of the columns. The date turns the order of the list.
import { ArrowDown, ArrowUp } from 'lucide-react'
import { useLanguage } from '../../app/language.tsx'
import { Icon } from '../../components/icon.tsx'
import { turnOrder, useListView, type ListTab } from './list-view.ts'

export const InvoiceGridHead = ({ tab }: { readonly tab: ListTab }) => {
  const { t } = useLanguage()
  const newestFirst = useListView((view) => view.newestFirst)
  const party =
    tab === 'issued' ? t('invoices.buyer') : tab === 'received' ? t('invoices.seller') : t('invoices.party')
  return (
    <div className="grid-row grid-head">
      <span className="grid-cell col-check" />
      <span className="grid-cell col-state">{t('invoices.state')}</span>
      <span className="grid-cell col-date">
        <button
          type="button"
          className="grid-sort"
          onClick={turnOrder}
          title={newestFirst ? t('invoices.oldest-first') : t('invoices.newest-first')}
        >
          {t('invoices.date')}
          <Icon of={newestFirst ? ArrowDown : ArrowUp} size={12} />
        </button>
      </span>
      <span className="grid-cell col-number">{t('invoices.number')}</span>
      <span className="grid-cell col-kind">{t('invoices.kind')}</span>
      <span className="grid-cell col-party">{party}</span>
      <span className="grid-cell col-item">{t('invoices.item')}</span>
      <span className="grid-cell col-amount right">{t('invoices.amount')}</span>
      <span className="grid-cell col-tax right">{t('invoices.tax')}</span>
      <span className="grid-cell col-total right">{t('invoices.total')}</span>
      <span className="grid-cell col-files" />
    </div>
  )
}
