// The chosen case: what happened, ours beside the bureau's, the choices with their consequences, and the proof.
import { Link } from 'wouter'
import { useOperation } from '../../api/use-operation.ts'
import type { Output } from '../../../shared/contract/api.ts'
import { formatDigest } from '../../../shared/format.ts'
import { useLanguage } from '../../app/language.tsx'
import { Amount } from '../../components/amount.tsx'
import { dateText } from '../../components/date-text.tsx'
import { InvoiceNumber } from '../../components/invoice-number.tsx'
import { Answered } from '../../components/query-states.tsx'
import { Section } from '../../components/section.tsx'
import { StateBadge } from '../../components/state-badge.tsx'
import { Timeline } from '../../components/timeline.tsx'
import { attemptItems } from './attempt-items.ts'
import { CaseChoices } from './case-choices.tsx'
import { Comparison } from './comparison.tsx'

type Detail = Output<'outbox.get'>

export const CasePane = ({ id }: { readonly id: string }) => {
  const detail = useOperation('outbox.get', { id }, { everyMs: 5000 })
  return <Answered of={detail}>{(data) => <Case detail={data} />}</Answered>
}

/** States whose text is the platform's own; elsewhere it is a technical trace. */
const quotes: ReadonlySet<Detail['state']> = new Set(['rejected', 'conflict', 'parked'])

const Case = ({ detail }: { readonly detail: Detail }) => {
  const language = useLanguage()
  const { t, locale } = language
  return (
    <>
      <header className="case-head">
        <StateBadge state={detail.state} />
        <span className="second">{detail.slipNumber}</span>
        <span className="spread" />
        <span className="quiet small">
          {t('queue.found-at', { time: dateText(detail.changedAt, 'moment', locale) })}
        </span>
      </header>
      <p className="case-party">
        {detail.buyerName} <Amount yuan={detail.total} weight="total" />
      </p>
      <p className="case-words">
        <CaseWords detail={detail} />
      </p>
      {quotes.has(detail.state) && detail.problemText !== undefined && detail.problemText !== '' && (
        <p className="small second case-quote">{t('queue.vendor-says', { text: detail.problemText })}</p>
      )}
      {detail.comparison !== undefined && <Comparison fields={detail.comparison} />}
      <CaseChoices detail={detail} />
      <Section
        title={t('queue.course')}
        note={
          detail.attemptsMade.length === 0
            ? undefined
            : t('queue.course-count', { count: detail.attemptsMade.length })
        }
      >
        <Timeline items={attemptItems(detail, language)} />
      </Section>
      <Section title={t('queue.facts')}>
        <dl className="case-facts">
          {detail.invoiceNumber !== undefined && (
            <div>
              <dt>{t('queue.invoice')}</dt>
              <dd>
                {detail.invoiceId === undefined ? (
                  <InvoiceNumber number={detail.invoiceNumber} />
                ) : (
                  <Link href={`/invoices/${detail.invoiceId}`}>
                    <InvoiceNumber number={detail.invoiceNumber} />
                  </Link>
                )}
              </dd>
            </div>
          )}
          <div>
            <dt>{t('queue.recorded')}</dt>
            <dd>
              {dateText(detail.recordedAt, 'moment', locale)} ·{' '}
              <Link href={`/sale/${detail.saleId}`}>{t('queue.open-sale')}</Link>
            </dd>
          </div>
          <div>
            <dt>{t('queue.channel-key')}</dt>
            <dd>{detail.channelKey}</dd>
          </div>
          <div>
            <dt>{t('queue.digest')}</dt>
            <dd title={detail.payloadDigest}>{formatDigest(detail.payloadDigest)}</dd>
          </div>
        </dl>
      </Section>
    </>
  )
}

const CaseWords = ({ detail }: { readonly detail: Detail }) => {
  const { t, coded, locale } = useLanguage()
  switch (detail.state) {
    case 'conflict':
      return t('queue.conflict-words')
    case 'rejected':
      return t('queue.rejected-words')
    case 'parked':
      return (
        <>
          {detail.problem !== undefined &&
            `${coded('problem', detail.problem)}${locale === 'zh-CN' ? '。' : '. '}`}
          {t('queue.parked-words')}
        </>
      )
    case 'unknown':
      return detail.nextAt === undefined
        ? t('queue.unknown-words')
        : t('queue.unknown-words-at', { time: dateText(detail.nextAt, 'seconds', locale) })
    case 'issued':
      return (
        <>
          {t('queue.issued-words', { number: `…${(detail.invoiceNumber ?? '').slice(-8)}` })}{' '}
          {detail.verified ? t('queue.verified') : t('queue.not-verified')}
        </>
      )
    case 'held':
      return detail.hold === undefined ? coded('waits', detail.waitsFor.code) : coded('hold', detail.hold)
    case 'queued':
    case 'sending':
    case 'pending':
    case 'waiting':
    case 'cancelled':
      return coded('waits', detail.waitsFor.code, { position: detail.waitsFor.position ?? 0 })
  }
}
