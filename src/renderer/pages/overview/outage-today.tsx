// The outage on today's 24 hours: since when, until when as far as known, where now is, how much waits.
import { Link } from 'wouter'
import { formatCountdown } from '../../../shared/format.ts'
import { useOperation } from '../../api/use-operation.ts'
import { expectedEnd } from '../../app/bar-state.ts'
import { useLanguage } from '../../app/language.tsx'
import { lastedDuration } from '../../app/rough-duration.ts'
import type { Health } from '../../app/use-health.ts'
import { Amount } from '../../components/amount.tsx'
import { dateText } from '../../components/date-text.tsx'
import { Section } from '../../components/section.tsx'
import { useNow } from '../../state/use-now.ts'
import { dayTrack } from './day-track.ts'

const percent = (share: number): string => `${(share * 100).toFixed(3)}%`

export const OutageToday = ({ health, today }: { readonly health: Health; readonly today: string }) => {
  const { t, locale, coded } = useLanguage()
  const { outage, queue } = health
  const now = useNow(1000)
  const { data: summary } = useOperation('outbox.summary', {})
  const track = dayTrack(today, outage.since, outage.until, now)
  const end = expectedEnd(outage.until, now)
  return (
    <Section
      title={t('overview.outage-today')}
      note={t('overview.outage-since', {
        since: dateText(outage.since, 'within', locale),
        cause: outage.reason ?? coded('cause', outage.cause ?? 'user'),
      })}
      aside={<Link href="/outage">{t('nav.outage')}</Link>}
      bare
    >
      <div className="day-track" aria-hidden="true">
        <span className="day-track-name">{t('overview.issuing')}</span>
        <div className="day-track-line">
          {[0, 6, 12, 18, 24].map((hour) => (
            <span key={hour} className="day-track-hour" style={{ left: percent(hour / 24) }}>
              {hour}:00
            </span>
          ))}
          <span
            className={track.open ? 'day-track-bar day-track-bar-open' : 'day-track-bar'}
            style={{ left: percent(track.from), width: percent(Math.max(0.004, track.to - track.from)) }}
          >
            {track.to - track.from > 0.3 ? t('overview.issuing-stopped') : ''}
          </span>
          <span className="day-track-now" style={{ left: percent(track.now) }}>
            <span>{new Date(now + 8 * 3_600_000).toISOString().slice(11, 16)}</span>
          </span>
        </div>
        <span className="day-track-left">
          {end.kind === 'in' && (
            <>
              {t('overview.left')} <strong>{formatCountdown(end.leftMs, locale)}</strong>
            </>
          )}
          {end.kind === 'over' && t('overview.over', { duration: lastedDuration(end.overMs, locale) })}
          {end.kind === 'none' && t('overview.end-unknown')}
        </span>
      </div>
      <p className="outage-held">
        {summary === undefined ? (
          t('overview.held', { count: queue.held })
        ) : (
          <>
            {t('overview.held-sum', { count: queue.held })} <Amount yuan={summary.openTotal} weight="total" />
            {t('overview.stop')}
          </>
        )}
        <span className="quiet">{t('overview.held-then')}</span>
      </p>
    </Section>
  )
}
