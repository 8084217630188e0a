// A month in the list: a ledger line with count and sums between red hairlines.
import type { Output } from '../../../shared/contract/api.ts'
import { useLanguage } from '../../app/language.tsx'
import { Amount } from '../../components/amount.tsx'

interface Props {
  readonly month: Output<'invoice.months'>['months'][number]
  /** A search is on: these are the sums of what it found. */
  readonly partial: boolean
}

const englishMonths = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
]

export const MonthRow = ({ month, partial }: Props) => {
  const { t, locale } = useLanguage()
  const [year = '', number = ''] = month.month.split('-')
  const name = locale === 'en' ? (englishMonths[Number(number) - 1] ?? number) : String(Number(number))
  return (
    <div className="grid-row grid-month">
      <span className="grid-month-name" role="rowheader">
        <strong>{t('invoices.month', { year, month: name })}</strong>
        <span className="second">
          {partial
            ? t('invoices.month-found', { count: month.count.toLocaleString('en') })
            : t('invoices.month-count', { count: month.count.toLocaleString('en') })}
          {month.redCount > 0 && (
            <span className="month-red">{t('invoices.month-red', { count: month.redCount })}</span>
          )}
          {month.voidedCount > 0 && t('invoices.month-voided', { count: month.voidedCount })}
        </span>
      </span>
      <span className="grid-cell col-amount right" role="gridcell">
        <Amount yuan={month.amount} weight="regular" />
      </span>
      <span className="grid-cell col-tax right" role="gridcell">
        <Amount yuan={month.tax} weight="quiet" />
      </span>
      <span className="grid-cell col-total right" role="gridcell">
        <Amount yuan={month.total} weight="total" />
      </span>
      <span className="grid-cell col-files" role="gridcell" />
    </div>
  )
}
