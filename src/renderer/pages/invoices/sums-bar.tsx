// The bar at the foot of the list: sums of all hits, or of what is selected, as in a spreadsheet.
import { Copy, X } from 'lucide-react'
import { type MessageKey, useLanguage } from '../../app/language.tsx'
import { ActionButton } from '../../components/action-button.tsx'
import { Amount } from '../../components/amount.tsx'
import { FootBar } from '../../components/page-head.tsx'
import type { ListTab } from './list-view.ts'
import type { SelectionSums } from './selection.ts'

const tabNames: Readonly<Record<ListTab, MessageKey>> = {
  all: 'invoices.sum-all',
  issued: 'invoices.sum-issued',
  received: 'invoices.sum-received',
  awaiting: 'invoices.sum-awaiting',
  red: 'invoices.sum-red',
  warnings: 'invoices.sum-warnings',
}

interface SumsProps {
  readonly all: Pick<SelectionSums, 'count' | 'amount' | 'tax' | 'total'>
  readonly tab: ListTab
  readonly searched: boolean
}

export const SumsBar = ({ all, tab, searched }: SumsProps) => {
  const { t } = useLanguage()
  return (
    <FootBar>
      <span>
        {t(searched ? 'invoices.sum-found' : tabNames[tab])} <strong>{all.count.toLocaleString('en')}</strong>{' '}
        {tab === 'awaiting' ? t('invoices.sales-unit') : t('invoices.sheets')}
      </span>
      <Sums sums={all} />
      <span className="spread" />
      <span className="foot-keys">{t(tab === 'awaiting' ? 'invoices.keys-slips' : 'invoices.keys')}</span>
    </FootBar>
  )
}

interface SelectionProps {
  readonly sums: SelectionSums
  readonly onCopy: (() => boolean) | undefined
  readonly onClear: () => void
}

export const SelectionBar = ({ sums, onCopy, onClear }: SelectionProps) => {
  const { t } = useLanguage()
  return (
    <FootBar>
      <span>
        {t('invoices.selected')} <strong>{sums.count.toLocaleString('en')}</strong> {t('invoices.sheets')}
      </span>
      <Sums sums={sums} />
      {sums.redCount > 0 && (
        <span className="foot-red">
          {t('invoices.with-red', { count: sums.redCount })} <Amount yuan={sums.redTotal} weight="total" />
        </span>
      )}
      <span className="spread" />
      {onCopy !== undefined && (
        <ActionButton plain small icon={Copy} keys="Ctrl C" onClick={onCopy}>
          {t('invoices.copy-numbers')}
        </ActionButton>
      )}
      <ActionButton plain small icon={X} keys="Esc" onClick={onClear}>
        {t('invoices.unselect')}
      </ActionButton>
    </FootBar>
  )
}

const Sums = ({ sums }: { readonly sums: Pick<SelectionSums, 'amount' | 'tax' | 'total'> }) => {
  const { t } = useLanguage()
  return (
    <>
      <span>
        {t('invoices.amount')} <Amount yuan={sums.amount} weight="total" />
      </span>
      <span>
        {t('invoices.tax')} <Amount yuan={sums.tax} weight="total" />
      </span>
      <span>
        {t('invoices.total')} <Amount yuan={sums.total} weight="total" />
      </span>
    </>
  )
}
