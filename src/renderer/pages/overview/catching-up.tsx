// The replay after an outage: shares by state, done of all, time left in words.
import { Link } from 'wouter'
import { roughDuration } from '../../app/rough-duration.ts'
import { useOperation } from '../../api/use-operation.ts'
import { useLanguage } from '../../app/language.tsx'
import { Amount } from '../../components/amount.tsx'
import { Section } from '../../components/section.tsx'
import { ProgressLegend, SegmentedProgress } from '../../components/segmented-progress.tsx'
import { useReplaySegments } from '../queue/replay-segments.ts'

export const CatchingUp = () => {
  const { t, locale } = useLanguage()
  const { data: summary } = useOperation('outbox.summary', {}, { everyMs: 5000 })
  const segments = useReplaySegments(summary)
  if (summary === undefined) return null
  const { replay } = summary
  return (
    <Section
      title={t('overview.catching-up')}
      note={
        <>
          {t('overview.replay-count', { count: replay.all })} <Amount yuan={replay.total} weight="regular" />{' '}
          {t('common.yuan')}
        </>
      }
      aside={<Link href="/queue">{t('overview.open-queue')}</Link>}
      bare
    >
      <SegmentedProgress segments={segments} label={t('overview.catching-up')} />
      <div className="progress-words">
        <ProgressLegend segments={segments} />
        <span className="spread" />
        <span className="small second nowrap">
          {replay.secondsLeft === undefined
            ? t('queue.estimating')
            : t('queue.time-left', { duration: roughDuration(replay.secondsLeft * 1000, locale) })}
        </span>
      </div>
    </Section>
  )
}
