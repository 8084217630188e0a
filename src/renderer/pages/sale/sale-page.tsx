// One sale that was recorded: the slip, what it waits for, what can be done, and what happened so far.
import { ChevronLeft, ListEnd, PenLine, Printer, ReceiptText } from 'lucide-react'
import { useCallback, useEffect } from 'react'
import { Link, useLocation } from 'wouter'
import type { Output } from '../../../shared/contract/api.ts'
import { useOperation } from '../../api/use-operation.ts'
import { useLanguage } from '../../app/language.tsx'
import { useKey } from '../../app/use-key.ts'
import { ActionButton } from '../../components/action-button.tsx'
import { dateText } from '../../components/date-text.tsx'
import { ErrorState, LoadingRows } from '../../components/query-states.tsx'
import { Section } from '../../components/section.tsx'
import { StateBadge } from '../../components/state-badge.tsx'
import { Tag } from '../../components/tag.tsx'
import { CourseColumn } from '../invoice/course-column.tsx'
import '../invoice/invoice.css'
import { takePrintRequest } from './print-request.ts'
import './sale.css'
import { Slip } from './slip.tsx'

type Sale = Output<'sale.get'>

export const SalePage = ({ id }: { readonly id: string }) => {
  const [, go] = useLocation()
  const answer = useOperation('sale.get', { id }, { keep: false })
  const { data: book } = useOperation('book.get', {})
  const sale = answer.data
  const back = useCallback(() => go('/invoices'), [go])
  useKey('escape', back)
  useEffect(() => {
    if (sale !== undefined && book !== undefined && takePrintRequest(sale.id)) window.print()
  }, [sale, book])
  if (sale === undefined) {
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
    <main className="page sale-page">
      <SaleHead sale={sale} />
      <div className="page-split invoice-split">
        <div>
          <Slip sale={sale} seller={book?.name ?? ''} practice={book?.practice === true} />
          <Waits sale={sale} />
        </div>
        <aside className="page-side">
          <CourseColumn entries={sale.timeline} />
        </aside>
      </div>
    </main>
  )
}

const SaleHead = ({ sale }: { readonly sale: Sale }) => {
  const { t } = useLanguage()
  const [, go] = useLocation()
  const print = useCallback(() => window.print(), [])
  const openCase = useCallback(() => go(`/queue/${sale.submissionId}`), [go, sale.submissionId])
  const correct = useCallback(() => go(`/record/correct/${sale.id}`), [go, sale.id])
  const openInvoice = useCallback(() => {
    if (sale.invoiceId !== undefined) go(`/invoices/${sale.invoiceId}`)
  }, [go, sale.invoiceId])
  const rejected = sale.state === 'rejected'
  const issued = sale.invoiceId !== undefined
  useKey('p', print)
  useKey('q', openCase)
  useKey('e', correct, { enabled: rejected })
  useKey('enter', openInvoice, { enabled: issued })
  return (
    <header className="page-head invoice-head">
      <Link href="/invoices" className="invoice-back">
        <ChevronLeft size={16} strokeWidth={1.25} aria-hidden="true" />
        {t('invoices.title')}
      </Link>
      <h1 className="cut" title={sale.buyer.name}>
        {sale.buyer.name}
      </h1>
      <StateBadge state={sale.state} />
      {!issued && <Tag tone="och">{t('common.not-invoice')}</Tag>}
      <span className="spread" />
      <ActionButton icon={ListEnd} keys="Q" onClick={openCase}>
        {t('sale.in-queue')}
      </ActionButton>
      <ActionButton primary={!rejected && !issued} icon={Printer} keys="P" onClick={print}>
        {t('sale.print')}
      </ActionButton>
      {rejected && (
        <ActionButton primary icon={PenLine} keys="E" onClick={correct}>
          {t('sale.correct')}
        </ActionButton>
      )}
      {issued && (
        <ActionButton primary icon={ReceiptText} keys="Enter" onClick={openInvoice}>
          {t('sale.open-invoice')}
        </ActionButton>
      )}
    </header>
  )
}

const Waits = ({ sale }: { readonly sale: Sale }) => {
  const { t, coded, locale } = useLanguage()
  const { data: row } = useOperation('outbox.get', { id: sale.submissionId }, { keep: false })
  const waits = row?.waitsFor
  const situation =
    sale.hold !== undefined
      ? coded('hold', sale.hold)
      : waits === undefined
        ? ''
        : waits.code === 'turn' && waits.position === undefined
          ? t('waits.turn-unplaced')
          : coded('waits', waits.code, { position: waits.position ?? 0 })
  return (
    <Section bare title={t('sale.situation')}>
      <dl className="sale-facts">
        <dt>{t('invoices.state')}</dt>
        <dd>
          <StateBadge state={sale.state} />
        </dd>
        {situation !== '' && (
          <>
            <dt>{t('sale.waits-for')}</dt>
            <dd>
              {situation}
              {waits?.at !== undefined && `, ${dateText(waits.at, 'moment', locale)}`}
            </dd>
          </>
        )}
        {row?.problem !== undefined && (
          <>
            <dt>{t('sale.problem')}</dt>
            <dd>{row.problemText ?? coded('problem', row.problem)}</dd>
          </>
        )}
        <dt>{t('sale.recorded')}</dt>
        <dd>
          {dateText(sale.recordedAt, 'moment', locale)} · {sale.recordedBy}
          {sale.recordedInOutage && ` · ${t('sale.in-outage')}`}
        </dd>
        {sale.ref !== sale.slipNumber && (
          <>
            <dt>{t('sale.ref')}</dt>
            <dd>{sale.ref}</dd>
          </>
        )}
      </dl>
    </Section>
  )
}
