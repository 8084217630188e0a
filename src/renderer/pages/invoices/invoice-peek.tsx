// Peek at the invoice the cursor is on: name, amount with 大写, fields, what is odd about it, originals.
import { ExternalLink, X } from 'lucide-react'
import { capitalAmount } from '../../../shared/domain/capital-amount.ts'
import { parseYuan } from '../../../shared/domain/money.ts'
import { formatBytes, formatDateWords } from '../../../shared/format.ts'
import type { Output } from '../../../shared/contract/api.ts'
import { useOperation } from '../../api/use-operation.ts'
import { useLanguage } from '../../app/language.tsx'
import { ActionButton } from '../../components/action-button.tsx'
import { Amount } from '../../components/amount.tsx'
import { Glyph } from '../../components/glyphs.tsx'
import { InvoiceNumber } from '../../components/invoice-number.tsx'
import { Answered } from '../../components/query-states.tsx'
import { StateBadge } from '../../components/state-badge.tsx'
import { invoiceBadge } from '../../components/state-look.ts'
import { Tag } from '../../components/tag.tsx'
import { showPeek } from './list-view.ts'

interface Props {
  readonly id: string
  readonly onOpen: () => void
}

export const InvoicePeek = ({ id, onOpen }: Props) => {
  const { t } = useLanguage()
  const answer = useOperation('invoice.get', { id })
  return (
    <aside className="peek" aria-label={t('invoices.peek')}>
      <Answered of={answer} rows={8}>
        {(invoice) => <PeekContent invoice={invoice} onOpen={onOpen} />}
      </Answered>
    </aside>
  )
}

const PeekContent = ({
  invoice,
  onOpen,
}: {
  readonly invoice: Output<'invoice.get'>
  readonly onOpen: () => void
}) => {
  const { t, coded, locale } = useLanguage()
  const other = invoice.direction === 'issued' ? invoice.buyer : invoice.seller
  const own = invoice.direction === 'issued' ? invoice.seller : invoice.buyer
  const total = invoice.total === undefined ? undefined : parseYuan(invoice.total)
  const first = invoice.lines?.[0]
  return (
    <>
      <header className="peek-head">
        <strong title={coded('kind', invoice.kind)}>{coded('kind-short', invoice.kind)}</strong>
        <StateBadge state={invoiceBadge(invoice.status)} />
        {invoice.red && <Tag tone="red">{t('common.red')}</Tag>}
        <span className="spread" />
        <ActionButton
          plain
          small
          icon={ExternalLink}
          keys="Enter"
          tip={t('invoices.open')}
          onClick={onOpen}
        />
        <ActionButton
          plain
          small
          icon={X}
          keys="Esc"
          tip={t('common.close')}
          onClick={() => showPeek(false)}
        />
      </header>
      <div className="peek-part">
        <p className="peek-name">{other.name}</p>
        {other.taxId !== undefined && <p className="small quiet">{other.taxId}</p>}
        <p className="peek-total">
          <Amount yuan={invoice.total} weight="total" voided={invoice.status === 'voided'} />
        </p>
        {total !== undefined && (
          <p className="small second">{invoice.totalInWords ?? capitalAmount(total)}</p>
        )}
      </div>
      <dl className="peek-part facts">
        <dt>{t('invoices.number')}</dt>
        <dd>
          <InvoiceNumber number={invoice.number} code={invoice.code} />
        </dd>
        <dt>{t('invoices.issue-date')}</dt>
        <dd>{formatDateWords(invoice.issueDate, locale)}</dd>
        <dt>{t('invoices.amount')}</dt>
        <dd>
          <Amount yuan={invoice.amount} weight="regular" />
        </dd>
        <dt>{t('invoices.tax')}</dt>
        <dd>
          <Amount yuan={invoice.tax} weight="regular" />
        </dd>
        {first !== undefined && (
          <>
            <dt>{t('invoices.item')}</dt>
            <dd>
              {first.name}
              {(invoice.lines?.length ?? 1) > 1 &&
                t('invoices.and-more', { count: invoice.lines?.length ?? 0 })}
            </dd>
          </>
        )}
        <dt>{invoice.direction === 'issued' ? t('invoices.seller') : t('invoices.buyer')}</dt>
        <dd>{own.name}</dd>
        {invoice.remark !== undefined && (
          <>
            <dt>{t('invoices.remark')}</dt>
            <dd>{invoice.remark}</dd>
          </>
        )}
      </dl>
      <section className="peek-part">
        <h2>{t('invoices.evidence')}</h2>
        <ul className="peek-evidence">
          {invoice.warnings.length === 0 && (
            <li>
              <Glyph name="tick" tone="grn" /> {t('invoices.nothing-odd')}
            </li>
          )}
          {invoice.warnings.map((code) => (
            <li key={code}>
              <Glyph name="triangle" tone="och" /> {coded('warning', code)}
            </li>
          ))}
          {invoice.sale?.verifiedAt !== undefined && (
            <li>
              <Glyph name="tick" tone="grn" />{' '}
              {t('invoices.verified', { time: invoice.sale.verifiedAt.slice(0, 16).replace('T', ' ') })}
            </li>
          )}
        </ul>
      </section>
      <section className="peek-part">
        <h2>{t('invoices.originals-head')}</h2>
        {invoice.originals.length === 0 && <p className="small second">{t('invoices.no-original')}</p>}
        <ul className="peek-evidence">
          {invoice.originals.map(({ sha256, fileName, size }) => (
            <li key={sha256}>
              <span className="cut" title={fileName}>
                {fileName}
              </span>
              <span className="spread" />
              <span className="quiet nowrap">{formatBytes(size)}</span>
            </li>
          ))}
        </ul>
      </section>
    </>
  )
}
