// One file of an import: what it holds, whether it is new, and the reason in words when it will not be written.
import { Link } from 'wouter'
import { useLanguage, type Language } from '../../app/language.tsx'
import { Amount } from '../../components/amount.tsx'
import { DateText } from '../../components/date-text.tsx'
import { Glyph, type GlyphName } from '../../components/glyphs.tsx'
import { InvoiceNumber } from '../../components/invoice-number.tsx'
import { PartyName } from '../../components/party-name.tsx'
import { Tag } from '../../components/tag.tsx'
import type { PreviewRow, ResultLine } from './import-store.ts'

export interface ImportRowData {
  readonly file: string
  readonly status: PreviewRow['status'] | ResultLine['status']
  readonly reason?: string | undefined
  readonly attached?: boolean | undefined
  readonly invoice?: PreviewRow['invoice'] | undefined
  readonly invoiceId?: string | undefined
}

interface Props {
  readonly row: ImportRowData
  readonly current: boolean
  /** Undefined where the row cannot be taken out. */
  readonly checked?: boolean | undefined
  readonly onToggle?: (() => void) | undefined
}

const looks: Readonly<Record<ImportRowData['status'], readonly [GlyphName, string, string]>> = {
  new: ['tick', 'grn', 'ink'],
  imported: ['tick', 'grn', 'ink'],
  doubtful: ['triangle', 'och', 'och'],
  known: ['issued', 'ink3', 'ink2'],
  duplicate: ['issued', 'ink3', 'ink2'],
  refused: ['cross', 'red', 'red'],
}

export const ImportRow = ({ row, current, checked, onToggle }: Props) => {
  const language = useLanguage()
  const { t } = language
  const { invoice } = row
  const [glyph, tone, word] = looks[row.status]
  const out = checked === false
  return (
    <div className={`grid-row${current ? ' grid-row-current' : ''}${out ? ' import-out' : ''}`}>
      <span role="gridcell" className="grid-cell col-check">
        {onToggle !== undefined && (
          <input
            type="checkbox"
            tabIndex={-1}
            checked={checked === true}
            aria-label={t('import.take', { name: row.file })}
            onChange={onToggle}
          />
        )}
      </span>
      <span role="gridcell" className="grid-cell badge" style={{ color: `var(--${word})` }}>
        <Glyph name={glyph} tone={tone} />
        {statusWord(row.status, t)}
      </span>
      <span role="gridcell" className="grid-cell cut" title={row.file}>
        {row.file}
      </span>
      {invoice === undefined ? (
        <span
          role="gridcell"
          className="grid-cell small second cut import-reason"
          title={note(row, language)}
        >
          {note(row, language)}
        </span>
      ) : (
        <InvoiceCells row={row} invoice={invoice} />
      )}
    </div>
  )
}

interface CellProps {
  readonly row: ImportRowData
  readonly invoice: NonNullable<ImportRowData['invoice']>
}

const InvoiceCells = ({ row, invoice }: CellProps) => {
  const language = useLanguage()
  const { t, coded } = language
  return (
    <>
      <span role="gridcell" className="grid-cell">
        <InvoiceNumber number={invoice.number} code={invoice.code} />
      </span>
      <span role="gridcell" className="grid-cell second">
        <DateText at={invoice.issueDate} />
      </span>
      <span role="gridcell" className="grid-cell col-kind second" title={coded('kind', invoice.kind)}>
        {coded('kind-short', invoice.kind)}
      </span>
      <span role="gridcell" className="grid-cell col-party">
        {invoice.red && <Tag tone="red">{t('common.red')}</Tag>}
        <PartyName name={(invoice.direction === 'issued' ? invoice.buyerName : invoice.sellerName) ?? ''} />
      </span>
      <span role="gridcell" className="grid-cell right">
        <Amount yuan={invoice.total ?? invoice.amount} />
      </span>
      <span
        role="gridcell"
        className="grid-cell cut small import-note"
        style={{ color: `var(--${row.status === 'doubtful' ? 'och' : 'ink2'})` }}
        title={note(row, language)}
      >
        {row.invoiceId === undefined ? (
          note(row, language)
        ) : (
          <>
            <Link href={`/invoices/${row.invoiceId}`} className="link">
              {t('import.open')}
            </Link>{' '}
            {note(row, language)}
          </>
        )}
      </span>
    </>
  )
}

const statusWord = (status: ImportRowData['status'], t: Language['t']): string => {
  switch (status) {
    case 'new':
      return t('import.new')
    case 'imported':
      return t('import.imported')
    case 'doubtful':
      return t('import.doubtful')
    case 'known':
    case 'duplicate':
      return t('import.known')
    case 'refused':
      return t('import.refused')
  }
}

const note = (
  { status, reason, attached, invoice }: ImportRowData,
  { t, coded, locale }: Language,
): string => {
  if (reason !== undefined) return coded('error', reason)
  const parts = (invoice?.warnings ?? []).map((code) => coded('warning', code))
  if (status === 'known') parts.unshift(t('import.known-words'))
  if (status === 'duplicate') parts.unshift(attached === true ? t('import.attached') : t('import.not-again'))
  return parts.join(locale === 'en' ? '; ' : '；')
}
