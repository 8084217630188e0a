// The side column: this month's figure, twelve months, taxes, and the facts about sync and audit. Each fact with its time.
import type { ReactNode } from 'react'
import type { Output } from '../../../shared/contract/api.ts'
import { useDayWords } from '../../app/day-words.ts'
import { useLanguage } from '../../app/language.tsx'
import { lastedDuration } from '../../app/rough-duration.ts'
import type { Health } from '../../app/use-health.ts'
import { Amount } from '../../components/amount.tsx'
import { dateText } from '../../components/date-text.tsx'
import { Glyph } from '../../components/glyphs.tsx'
import { Section } from '../../components/section.tsx'
import { useNow } from '../../state/use-now.ts'
import { MonthChart } from './month-chart.tsx'

interface Props {
  readonly overview: Output<'overview.get'>
  readonly health: Health | undefined
}

export const MonthColumn = ({ overview, health }: Props) => {
  const { t } = useLanguage()
  const words = useDayWords()
  const { issued, received, awaiting, month } = overview.thisMonth
  return (
    <>
      <Section title={words.month(month)} note={t('overview.sales-with-tax')} bare>
        <p className="month-figure">
          <Amount yuan={issued.total} weight="total" />
        </p>
        <p className="small quiet">
          {awaiting.count === 0
            ? t('overview.issued-count', { count: issued.count })
            : t('overview.issued-and-awaiting', { count: issued.count, awaiting: awaiting.count })}
        </p>
        <MonthChart months={overview.months} />
        <dl className="figures">
          <Figure name={t('overview.output-tax')}>
            <Amount yuan={issued.tax} weight="regular" />
          </Figure>
          <Figure name={t('overview.input-tax')}>
            <Amount yuan={received.tax} weight="regular" />
          </Figure>
        </dl>
      </Section>
      <Section title={t('overview.sync-and-audit')}>
        {health !== undefined && <SyncFacts health={health} />}
        <AuditFact audit={overview.audit} />
      </Section>
    </>
  )
}

const Figure = ({ name, children }: { readonly name: string; readonly children: ReactNode }) => (
  <div>
    <dt>{name}</dt>
    <dd>{children}</dd>
  </div>
)

interface FactProps {
  readonly name: string
  readonly value: ReactNode
  readonly note?: string | undefined
  readonly aside?: string | undefined
}

const Fact = ({ name, value, note, aside }: FactProps) => (
  <div className="fact">
    <p>
      <span>{name}</span>
      <span className="fact-value">{value}</span>
    </p>
    {(note !== undefined || aside !== undefined) && (
      <p className="small quiet">
        <span>{note}</span>
        <span>{aside}</span>
      </p>
    )}
  </div>
)

const SyncFacts = ({ health }: { readonly health: Health }) => {
  const { t, locale, coded } = useLanguage()
  const now = useNow(10_000)
  const { sync, queue } = health
  return (
    <>
      {sync.completeUntil !== undefined && (
        <Fact
          name={t('overview.complete-until')}
          value={dateText(sync.completeUntil, 'clock', locale)}
          note={
            sync.lastSuccessAt === undefined
              ? undefined
              : t('overview.last-sync', { time: dateText(sync.lastSuccessAt, 'within', locale) })
          }
        />
      )}
      <Fact
        name={t('overview.queue')}
        value={
          queue.open === 0 ? t('overview.queue-empty') : t('overview.queue-count', { count: queue.open })
        }
        note={
          queue.oldestAt === undefined
            ? t('overview.queue-nothing')
            : t('overview.queue-oldest', { age: lastedDuration(now - Date.parse(queue.oldestAt), locale) })
        }
      />
      <Fact
        name={t('overview.issuing-by-itself')}
        value={
          sync.running ? (
            <span className="fact-good">
              <Glyph name="tick" tone="grn" /> {t('overview.running')}
            </span>
          ) : (
            <span className="fact-bad">
              <Glyph name="cross" tone="red" /> {t('overview.stopped')}
            </span>
          )
        }
        note={sync.running ? undefined : coded('sync', sync.stopped ?? 'stopped')}
      />
    </>
  )
}

const AuditFact = ({ audit }: { readonly audit: Output<'overview.get'>['audit'] }) => {
  const { t, locale } = useLanguage()
  const { ok, checkedAt, entries } = audit
  return (
    <Fact
      name={t('overview.audit')}
      value={
        ok === undefined ? (
          t('overview.audit-unchecked')
        ) : ok ? (
          <span className="fact-good">
            <Glyph name="tick" tone="grn" /> {t('overview.audit-intact')}
          </span>
        ) : (
          <span className="fact-bad">
            <Glyph name="cross" tone="red" /> {t('overview.audit-broken')}
          </span>
        )
      }
      note={
        checkedAt === undefined
          ? t('overview.audit-entries', { count: entries.toLocaleString('en') })
          : t('overview.audit-checked', {
              count: entries.toLocaleString('en'),
              time: dateText(checkedAt, 'within', locale),
            })
      }
    />
  )
}
