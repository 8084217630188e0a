// The facts at the right of the state word while all is well, slow, or coming back.
import { dateText } from '../components/date-text.tsx'
import { useLanguage } from './language.tsx'
import { delayText, lastedDuration, roughDuration } from './rough-duration.ts'
import type { Health } from './use-health.ts'

/** Completeness, last sync and its delay, the queue and its oldest age. What the book does not know is left out. */
export const QuietFacts = ({ health, now }: { readonly health: Health; readonly now: number }) => {
  const { t, locale } = useLanguage()
  const { sync, queue } = health
  return (
    <>
      {sync.completeUntil !== undefined && (
        <span>
          {t('bar.complete-until')} <strong>{dateText(sync.completeUntil, 'clock', locale)}</strong>
        </span>
      )}
      {sync.lastSuccessAt !== undefined && (
        <span>
          {sync.lastLatencyMs === undefined
            ? t('bar.last-sync', { time: dateText(sync.lastSuccessAt, 'clock', locale) })
            : t('bar.last-sync-delay', {
                time: dateText(sync.lastSuccessAt, 'clock', locale),
                delay: delayText(sync.lastLatencyMs, locale),
              })}
        </span>
      )}
      <span>
        {queue.open === 0
          ? t('bar.queue-empty')
          : queue.oldestAt === undefined
            ? t('bar.queue', { count: queue.open })
            : t('bar.queue-oldest', {
                count: queue.open,
                age: lastedDuration(now - Date.parse(queue.oldestAt), locale),
              })}
      </span>
      {queue.needsYou > 0 && (
        <span className="bar-needs">{t('bar.needs-you', { count: queue.needsYou })}</span>
      )}
    </>
  )
}

/** Progress of the replay and its time left, in words. */
export const RecoveryFacts = ({ health }: { readonly health: Health }) => {
  const { t, locale } = useLanguage()
  const { replay, queue } = health
  return (
    <>
      <strong>{t('bar.issuing-again')}</strong>
      {replay !== undefined && <span>{t('bar.done-of', { done: replay.done, all: replay.all })}</span>}
      {replay?.secondsLeft !== undefined && (
        <span>
          {t('bar.time-left')}{' '}
          <strong className="bar-count">{roughDuration(replay.secondsLeft * 1000, locale)}</strong>
        </span>
      )}
      {queue.needsYou > 0 && (
        <span className="bar-needs">{t('bar.needs-you', { count: queue.needsYou })}</span>
      )}
    </>
  )
}
