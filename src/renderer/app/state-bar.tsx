// The state of the tax system, always in sight and always here: state word, how long, whose fault, what comes next.
// Facts drop from the right as the window narrows; state word, cause and countdown never do.
import type { ReactNode } from 'react'
import { useLocation } from 'wouter'
import { formatCountdown } from '../../shared/format.ts'
import { dateText } from '../components/date-text.tsx'
import { Glyph, type GlyphName } from '../components/glyphs.tsx'
import { isMac } from '../components/key-hint.tsx'
import { useNow } from '../state/use-now.ts'
import { useOperation } from '../api/use-operation.ts'
import { barStateFrom, expectedEnd, type BarCause, type BarLook } from './bar-state.ts'
import { useLanguage } from './language.tsx'
import { lastedDuration } from './rough-duration.ts'
import { QuietFacts, RecoveryFacts } from './state-bar-facts.tsx'
import { useHealth, type Health } from './use-health.ts'

const glyphs: Readonly<Record<BarLook, GlyphName>> = {
  online: 'online',
  unset: 'draft',
  paused: 'held',
  degraded: 'degraded',
  outage: 'outage',
  recovering: 'recovering',
}

/** On macOS the window's buttons lie on the left of the bar. */
const onMacDesktop = window.piaobu !== undefined && isMac

export const StateBar = () => {
  const { t, locale } = useLanguage()
  const { data: health, isError } = useHealth()
  const { data: book } = useOperation('book.get', {})
  const state = barStateFrom(health, isError)
  const now = useNow(1000)
  const practice = book?.practice === true
  const calm = state.look === 'online' && practice
  const word = calm ? t('bar.practice') : t(`bar.${state.look}`)
  return (
    <header
      className={`bar bar-${calm ? 'practice' : state.look}${onMacDesktop ? ' bar-mac' : ''}`}
      aria-label={t('bar.label')}
    >
      <div className="bar-state">
        <Glyph name={calm ? 'practice' : glyphs[state.look]} />
        <strong>{word}</strong>
        {state.since !== undefined && (
          <span className="bar-since">
            {t('bar.for', { duration: lastedDuration(now - Date.parse(state.since), locale) })}
          </span>
        )}
      </div>
      <div className="bar-facts">
        {calm && <strong>{t('bar.practice-words')}</strong>}
        {state.cause !== undefined && <Cause cause={state.cause} health={health} />}
        {state.look === 'outage' && health !== undefined && <OutageFacts health={health} now={now} />}
        {state.look === 'recovering' && health !== undefined && <RecoveryFacts health={health} />}
        {state.look !== 'outage' && state.look !== 'recovering' && health !== undefined && (
          <QuietFacts health={health} now={now} />
        )}
      </div>
      {practice && !calm && (
        <span className="bar-practice-mark">
          <Glyph name="practice" />
          <span className="bar-practice-words">{t('bar.practice-words')}</span>
        </span>
      )}
      <BarButtons look={state.look} cause={state.cause} />
      <p className="only-heard" aria-live="polite">
        {word}
      </p>
    </header>
  )
}

const Cause = ({ cause, health }: { readonly cause: BarCause; readonly health: Health | undefined }) => {
  const { t, coded } = useLanguage()
  switch (cause.kind) {
    case 'cause': {
      const reason = health?.outage.reason
      return (
        <span>
          <strong>{coded('cause', cause.code)}</strong>
          {reason !== undefined && reason !== '' && <span className="bar-reason">{reason}</span>}
        </span>
      )
    }
    case 'sync':
      return <strong>{coded('sync', cause.code)}</strong>
    case 'alarm':
      return <strong>{coded('alarm', cause.code)}</strong>
    case 'window':
      return <strong>{t('bar.window-lost')}</strong>
    case 'paused':
      return <strong>{t('bar.paused-words')}</strong>
    case 'channel':
      return (
        <strong>
          {t(health?.sync.channel === 'incomplete' ? 'bar.channel-incomplete' : 'bar.channel-missing')}
        </strong>
      )
  }
}

const OutageFacts = ({ health, now }: { readonly health: Health; readonly now: number }) => {
  const { t, locale } = useLanguage()
  const end = expectedEnd(health.outage.until, now)
  return (
    <>
      {end.kind === 'none' && (
        <span>{t(health.outage.state === 'outage' ? 'bar.end-open' : 'bar.end-unknown')}</span>
      )}
      {end.kind === 'in' && (
        <span>
          {t('bar.end-at')} <strong>{dateText(end.until, 'clock', locale)}</strong>
          {t('bar.end-left')} <strong className="bar-count">{formatCountdown(end.leftMs, locale)}</strong>
        </span>
      )}
      {end.kind === 'over' && (
        <span>{t('bar.end-over', { duration: lastedDuration(end.overMs, locale) })}</span>
      )}
      {health.queue.held > 0 && <Counted words="bar.held" count={health.queue.held} />}
      <span>{t('bar.stopped')}</span>
    </>
  )
}

const Counted = ({ words, count }: { readonly words: 'bar.held'; readonly count: number }) => {
  const { t } = useLanguage()
  const [before = '', after = ''] = t(words, { count: '\u0000' }).split('\u0000')
  return (
    <span>
      {before}
      <strong>{count.toLocaleString('en')}</strong>
      {after}
    </span>
  )
}

const BarButtons = ({ look, cause }: { readonly look: BarLook; readonly cause: BarCause | undefined }) => {
  const { t } = useLanguage()
  const [at, go] = useLocation()
  const buttons: [string, ReactNode][] = []
  if (look === 'outage') buttons.push(['/outage', t('bar.tell-customers')])
  if (look === 'recovering' || cause?.kind === 'paused') buttons.push(['/queue', t('nav.queue')])
  if (look === 'outage' || look === 'recovering') buttons.push(['/outage', t('nav.outage')])
  if (look === 'unset') buttons.push(['/settings', t('nav.settings')])
  return (
    <div className="bar-buttons">
      {buttons
        .filter(([to], index) => at !== to || (to === '/outage' && index === 0 && at !== '/outage'))
        .map(([to, label], index) => (
          <button key={index} type="button" onClick={() => go(to)}>
            {label}
          </button>
        ))}
    </div>
  )
}
