// The answer first: works, unsteady, stopped or coming back; then what to do, or that nothing is needed.
import { useLanguage } from '../../app/language.tsx'
import type { Health } from '../../app/use-health.ts'
import { dateText } from '../../components/date-text.tsx'
import { Glyph, type GlyphName } from '../../components/glyphs.tsx'

interface Answer {
  readonly glyph: GlyphName
  readonly tone: string
  readonly title: string
  readonly words: string
}

export const Verdict = ({ health }: { readonly health: Health }) => {
  const answer = useAnswer(health)
  const { t } = useLanguage()
  const { reason } = health.outage
  return (
    <section className="verdict">
      <p className="verdict-title">
        <Glyph name={answer.glyph} tone={answer.tone} size={18} />
        {answer.title}
      </p>
      <p>{answer.words}</p>
      {reason !== undefined && reason !== '' && <p className="second">{t('outage.reason', { reason })}</p>}
    </section>
  )
}

const useAnswer = ({ outage, practice, sync }: Health): Answer => {
  const { t, locale } = useLanguage()
  const since = dateText(outage.since, 'within', locale)
  switch (outage.state) {
    case 'outage':
      return {
        glyph: 'outage',
        tone: 'och',
        title: t('outage.user-title'),
        words: t('outage.cause-user', { since }),
      }
    case 'down':
      return {
        glyph: 'outage',
        tone: 'och',
        title: t('outage.down-title'),
        words: t(causeKeys[outage.cause ?? 'user'], { since }),
      }
    case 'recovering':
      return {
        glyph: 'recovering',
        tone: 'teal',
        title: t('outage.recovering-title'),
        words: t('outage.recovering-words'),
      }
    case 'degraded':
      return {
        glyph: 'degraded',
        tone: 'och',
        title: t('outage.degraded-title'),
        words: t('outage.degraded-words'),
      }
    case 'up':
      if (sync.channel !== 'ready') {
        return { glyph: 'draft', tone: 'ink3', title: t('bar.unset'), words: t('outage.unset-words') }
      }
      return {
        glyph: 'online',
        tone: 'grn',
        title: t('outage.up-title'),
        words: practice ? t('outage.practice-words') : t('outage.up-words'),
      }
  }
}

const causeKeys = {
  user: 'outage.cause-other',
  slow: 'outage.cause-other',
  unreachable: 'outage.cause-unreachable',
  maintenance: 'outage.cause-maintenance',
  login: 'outage.cause-login',
  rights: 'outage.cause-rights',
  credentials: 'outage.cause-credentials',
  credit: 'outage.cause-credit',
} as const
