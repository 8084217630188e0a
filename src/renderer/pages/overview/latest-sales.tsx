// The sales recorded last. During an outage they are said to be no invoices, and totalled apart.
import { Link } from 'wouter'
import type { Output } from '../../../shared/contract/api.ts'
import { useLanguage } from '../../app/language.tsx'
import { Amount, amountText } from '../../components/amount.tsx'
import { DateText } from '../../components/date-text.tsx'
import { PartyName } from '../../components/party-name.tsx'
import { EmptyState } from '../../components/query-states.tsx'
import { Section } from '../../components/section.tsx'
import { StateBadge } from '../../components/state-badge.tsx'

interface Props {
  readonly overview: Output<'overview.get'>
  readonly inOutage: boolean
}

export const LatestSales = ({ overview, inOutage }: Props) => {
  const { t } = useLanguage()
  const { latest, thisMonth } = overview
  const { awaiting } = thisMonth
  return (
    <Section
      title={inOutage ? t('overview.recorded-in-outage') : t('overview.latest')}
      note={
        awaiting.count > 0
          ? t('overview.awaiting', { count: awaiting.count, total: amountText(awaiting.total) })
          : t('overview.newest-first')
      }
      aside={<Link href="/queue">{t('overview.open-queue')}</Link>}
      bare
    >
      {latest.length === 0 ? (
        <EmptyState action={<Link href="/record">{t('common.record-sale')}</Link>}>
          {t('overview.no-sales')}
        </EmptyState>
      ) : (
        <table className="sales-table">
          <thead>
            <tr>
              <th className="latest-time">{t('overview.time')}</th>
              <th className="latest-slip">{t('overview.slip-number')}</th>
              <th>{t('overview.customer')}</th>
              <th className="latest-item">{t('overview.item')}</th>
              <th className="latest-total right">{t('overview.total')}</th>
              <th className="latest-state">{t('overview.state')}</th>
            </tr>
          </thead>
          <tbody>
            {latest.map((sale) => (
              <tr key={sale.saleId}>
                <td className="quiet">
                  <DateText at={sale.at} form="clock" />
                </td>
                <td className="nowrap">
                  <Link href={`/sale/${sale.saleId}`} className="slip-link">
                    {sale.slipNumber}
                  </Link>
                </td>
                <td>
                  <PartyName name={sale.buyerName} />
                </td>
                <td className="second cut latest-item" title={sale.firstItem}>
                  {sale.firstItem}
                </td>
                <td className="right">
                  <Amount yuan={sale.total} />
                </td>
                <td>
                  <StateBadge state={sale.state} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Section>
  )
}
