// One row of the list, and the grey bars that stand in its place while its page is on the way.
import { Paperclip } from 'lucide-react'
import { memo, type MouseEvent } from 'react'
import { useLanguage } from '../../app/language.tsx'
import { Amount } from '../../components/amount.tsx'
import { DateText } from '../../components/date-text.tsx'
import { Icon } from '../../components/icon.tsx'
import { InvoiceNumber } from '../../components/invoice-number.tsx'
import { Marked, PartyName } from '../../components/party-name.tsx'
import { StateBadge } from '../../components/state-badge.tsx'
import { invoiceBadge } from '../../components/state-look.ts'
import { Tag } from '../../components/tag.tsx'
import type { InvoiceRow } from './use-invoice-rows.ts'

interface Props {
  readonly row: InvoiceRow
  readonly index: number
  readonly current: boolean
  readonly selected: boolean
  readonly hit: string
  readonly onStand: (index: number, event: MouseEvent) => void
  readonly onOpen: (id: string) => void
  readonly onToggle: (index: number, extend: boolean) => void
}

export const InvoiceRowView = memo((props: Props) => {
  const { row, index, current, selected, hit, onStand, onOpen, onToggle } = props
  const { t, coded } = useLanguage()
  const voided = row.status === 'voided'
  const more = (row.lineCount ?? 1) > 1
  return (
    <div
      className={`grid-row${selected ? ' grid-row-selected' : ''}${current ? ' grid-row-current' : ''}`}
      onClick={(event) => onStand(index, event)}
      onDoubleClick={() => onOpen(row.id)}
    >
      <span className="grid-cell col-check" role="gridcell">
        <input
          type="checkbox"
          tabIndex={-1}
          checked={selected}
          aria-label={t('invoices.select', { number: row.number })}
          onClick={(event) => {
            event.stopPropagation()
            onToggle(index, event.shiftKey)
          }}
          onChange={() => undefined}
        />
      </span>
      <span className="grid-cell col-state" role="gridcell">
        <StateBadge state={invoiceBadge(row.status)} />
      </span>
      <span className="grid-cell col-date second" role="gridcell">
        <DateText at={row.issueDate} />
      </span>
      <span className="grid-cell col-number" role="gridcell">
        <InvoiceNumber number={row.number} code={row.code} hit={hit} />
      </span>
      <span className="grid-cell col-kind second" role="gridcell" title={coded('kind', row.kind)}>
        {coded('kind-short', row.kind)}
      </span>
      <span className="grid-cell col-party" role="gridcell">
        {row.red && <Tag tone="red">{t('common.red')}</Tag>}
        {row.direction === 'other' && <Tag>{t('invoices.strangers')}</Tag>}
        {row.warningCount > 0 && <Tag tone="och">{t('invoices.doubtful')}</Tag>}
        <PartyName name={row.partyName} hit={hit} />
      </span>
      <span className="grid-cell col-item second cut" role="gridcell" title={row.firstItem}>
        <Marked text={row.firstItem ?? ''} hit={hit} />
        {more && t('invoices.and-more', { count: row.lineCount ?? 0 })}
      </span>
      <span className="grid-cell col-amount right" role="gridcell">
        <Amount yuan={row.amount} weight="regular" voided={voided} />
      </span>
      <span className="grid-cell col-tax right" role="gridcell">
        <Amount yuan={row.tax} weight="quiet" voided={voided} />
      </span>
      <span className="grid-cell col-total right" role="gridcell">
        <Amount yuan={row.total} voided={voided} />
      </span>
      <span className="grid-cell col-files quiet" role="gridcell">
        {row.originalCount > 0 && (
          <span title={t('invoices.originals', { count: row.originalCount })}>
            <Icon of={Paperclip} size={13} /> {row.originalCount}
          </span>
        )}
      </span>
    </div>
  )
})

export const WaitingRow = ({ seed }: { readonly seed: number }) => (
  <div className="grid-row grid-row-waiting" aria-hidden="true">
    <span className="waiting-bar" style={{ width: 60 }} />
    <span className="waiting-bar" style={{ width: 190 }} />
    <span className="waiting-bar" style={{ width: 90 + ((seed * 37) % 110) }} />
    <span className="spread" />
    <span className="waiting-bar" style={{ width: 60 + ((seed * 13) % 40) }} />
  </div>
)
