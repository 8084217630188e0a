// One invoice: its face, originals, what was checked, what it is linked with, and how it got here.
import { ChevronDown, ChevronLeft, ChevronUp, Download, Printer } from 'lucide-react'
import { useCallback, useEffect } from 'react'
import { Link, useLocation } from 'wouter'
import type { Output } from '../../../shared/contract/api.ts'
import { useOperation } from '../../api/use-operation.ts'
import { useLanguage } from '../../app/language.tsx'
import { useKey } from '../../app/use-key.ts'
import { ActionButton } from '../../components/action-button.tsx'
import { Amount } from '../../components/amount.tsx'
import { dateText } from '../../components/date-text.tsx'
import { Glyph } from '../../components/glyphs.tsx'
import { InvoiceNumber } from '../../components/invoice-number.tsx'
import { Answered, ErrorState, LoadingRows } from '../../components/query-states.tsx'
import { Section } from '../../components/section.tsx'
import { StateBadge } from '../../components/state-badge.tsx'
import { invoiceBadge } from '../../components/state-look.ts'
import { Tag } from '../../components/tag.tsx'
import { CourseColumn } from './course-column.tsx'
import { InvoiceFace } from './invoice-face.tsx'
import './invoice.css'
import { downloadOriginal, OriginalsTable } from './originals-table.tsx'

type Invoice = Output<'invoice.get'>

export const InvoicePage = ({ id }: { readonly id: string }) => {
  const [, go] = useLocation()
  const answer = useOperation('invoice.get', { id })
  const course = useOperation('invoice.timeline', { id })
  const back = useCallback(() => go('/invoices'), [go])
  useKey('escape', back)
  if (answer.data === undefined || (answer.isError && answer.data.id !== id)) {
    return (
      <main className="page page-padded">
        {answer.isError ? (
          <ErrorState error={answer.error} retry={() => void answer.refetch()} />
        ) : (
          <LoadingRows rows={14} />
        )}
      </main>
    )
  }
  return (
    <main className="page invoice-page">
      <InvoiceHead invoice={answer.data} />
      <div className="page-split invoice-split">
        <div>
          <InvoiceFace invoice={answer.data} />
          <OriginalsTable originals={answer.data.originals} />
          <Checks invoice={answer.data} />
          <Links invoice={answer.data} />
        </div>
        <aside className="page-side">
          <Answered of={course} rows={6}>
            {({ entries }) => <CourseColumn entries={entries} />}
          </Answered>
        </aside>
      </div>
    </main>
  )
}

const InvoiceHead = ({ invoice }: { readonly invoice: Invoice }) => {
  const { t, coded } = useLanguage()
  const [, go] = useLocation()
  const { previousId, nextId, originals } = invoice
  const other = invoice.direction === 'issued' ? invoice.buyer : invoice.seller
  const print = useCallback(() => window.print(), [])
  const up = useCallback(() => previousId !== undefined && go(`/invoices/${previousId}`), [previousId, go])
  const down = useCallback(() => nextId !== undefined && go(`/invoices/${nextId}`), [nextId, go])
  const first = originals.find(({ format }) => format === 'xml') ?? originals[0]
  const download = useCallback(() => {
    if (first !== undefined) void downloadOriginal(first)
  }, [first])
  useKey('p', print)
  useKey('d', download)
  useKey('up, k', up)
  useKey('down, j', down)
  useEffect(() => {
    document.querySelector('.invoice-split')?.scrollTo({ top: 0 })
  }, [invoice.id])
  return (
    <header className="page-head invoice-head">
      <Link href="/invoices" className="invoice-back">
        <ChevronLeft size={16} strokeWidth={1.25} aria-hidden="true" />
        {t('invoices.title')}
      </Link>
      <h1 className="cut" title={other.name}>
        {other.name === '' ? t('invoice.no-party') : other.name}
      </h1>
      <StateBadge state={invoiceBadge(invoice.status)} />
      <Tag>{coded('kind-short', invoice.kind)}</Tag>
      {invoice.red && <Tag tone="red">{t('common.red')}</Tag>}
      {invoice.sale?.verifiedAt !== undefined && <Tag tone="grn">{t('invoice.verified')}</Tag>}
      {invoice.direction === 'other' && <Tag tone="och">{t('invoices.strangers')}</Tag>}
      <span className="spread" />
      <ActionButton
        plain
        icon={ChevronUp}
        keys="↑"
        tip={t('invoice.previous')}
        disabled={previousId === undefined}
        onClick={up}
      />
      <ActionButton
        plain
        icon={ChevronDown}
        keys="↓"
        tip={t('invoice.next')}
        disabled={nextId === undefined}
        onClick={down}
      />
      <ActionButton icon={Download} keys="D" disabled={first === undefined} onClick={download}>
        {t('invoice.original')}
      </ActionButton>
      <ActionButton primary icon={Printer} keys="P" onClick={print}>
        {t('invoice.print')}
      </ActionButton>
    </header>
  )
}

const Checks = ({ invoice }: { readonly invoice: Invoice }) => {
  const { t, coded, locale } = useLanguage()
  const verified = invoice.sale?.verifiedAt
  return (
    <Section bare title={t('invoice.checks')}>
      <ul className="invoice-checks">
        {invoice.warnings.map((code) => (
          <li key={code}>
            <Glyph name="triangle" tone="och" />
            {coded('warning', code)}
          </li>
        ))}
        {invoice.warnings.length === 0 && (
          <li>
            <Glyph name="tick" tone="grn" />
            {t('invoice.nothing-odd')}
          </li>
        )}
        {invoice.sale !== undefined && (
          <li>
            <Glyph
              name={verified === undefined ? 'waiting' : 'tick'}
              tone={verified === undefined ? 'och' : 'grn'}
            />
            {verified === undefined
              ? t('invoice.not-verified')
              : t('invoice.verified-at', { time: dateText(verified, 'moment', locale) })}
          </li>
        )}
      </ul>
    </Section>
  )
}

const Links = ({ invoice }: { readonly invoice: Invoice }) => {
  const { t } = useLanguage()
  if (invoice.sale === undefined && invoice.linked.length === 0 && invoice.blueNumber === undefined)
    return null
  const knowsBlue = invoice.linked.some(({ relation }) => relation === 'red-of')
  return (
    <Section bare title={t('invoice.links')}>
      <ul className="invoice-links">
        {invoice.sale !== undefined && (
          <li>
            {t('invoice.slip')}{' '}
            <Link href={`/sale/${invoice.sale.id}`} className="link">
              {invoice.sale.slipNumber}
            </Link>
            {invoice.sale.ref !== invoice.sale.slipNumber && (
              <span className="quiet"> {invoice.sale.ref}</span>
            )}
          </li>
        )}
        {invoice.linked.map(({ id, relation, number, total }) => (
          <li key={id}>
            {relation === 'red-of' ? t('invoice.blue') : t('invoice.red')}{' '}
            <Link href={`/invoices/${id}`} className="link">
              <InvoiceNumber number={number} />
            </Link>{' '}
            <Amount yuan={total} weight="regular" />
          </li>
        ))}
        {!knowsBlue && invoice.blueNumber !== undefined && (
          <li>
            {t('invoice.blue')} <InvoiceNumber number={invoice.blueNumber} />{' '}
            <span className="quiet">{t('invoice.blue-not-here')}</span>
          </li>
        )}
      </ul>
    </Section>
  )
}
