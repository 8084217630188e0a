// Proof beside the claim: last success, its delay, next probe, and how much waits. Only what the book has seen.
import type { ReactNode } from 'react'
import { Link } from 'wouter'
import { useLanguage } from '../../app/language.tsx'
import { delayText } from '../../app/rough-duration.ts'
import type { Health } from '../../app/use-health.ts'
import { dateText } from '../../components/date-text.tsx'
import { Glyph } from '../../components/glyphs.tsx'
import { Section } from '../../components/section.tsx'

export const HowWeKnow = ({ health }: { readonly health: Health }) => {
  const { t, locale, coded } = useLanguage()
  const { sync, queue } = health
  return (
    <Section title={t('outage.seen')}>
      <dl className="seen">
        {sync.lastSuccessAt !== undefined && (
          <Line name={t('outage.last-success')}>{dateText(sync.lastSuccessAt, 'moment', locale)}</Line>
        )}
        {sync.lastLatencyMs !== undefined && (
          <Line name={t('outage.latency')}>{delayText(sync.lastLatencyMs, locale)}</Line>
        )}
        {sync.nextTryAt !== undefined && (
          <Line name={t('outage.next-try')}>{dateText(sync.nextTryAt, 'seconds', locale)}</Line>
        )}
        <Line name={t('outage.engine')}>
          <Glyph name={sync.running ? 'tick' : 'cross'} tone={sync.running ? 'grn' : 'red'} />{' '}
          {sync.running ? t('outage.engine-running') : coded('sync', sync.stopped ?? 'stopped')}
        </Line>
        <Line name={t('outage.held')}>
          <Link href="/queue" className="seen-link">
            {queue.held.toLocaleString('en')}
          </Link>
        </Line>
        {queue.unknown > 0 && (
          <Line name={t('outage.unknown')}>
            {queue.unknown} <span className="quiet small">{t('outage.unknown-note')}</span>
          </Line>
        )}
      </dl>
    </Section>
  )
}

const Line = ({ name, children }: { readonly name: string; readonly children: ReactNode }) => (
  <div>
    <dt>{name}</dt>
    <dd>{children}</dd>
  </div>
)
