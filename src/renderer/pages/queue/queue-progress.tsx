// How far the replay is: shares by state, count and sum, time left in words.
import type { Output } from '../../../shared/contract/api.ts'
import { roughDuration } from '../../app/rough-duration.ts'
import { useLanguage } from '../../app/language.tsx'
import { Amount } from '../../components/amount.tsx'
import { ProgressLegend, SegmentedProgress } from '../../components/segmented-progress.tsx'
import { useReplaySegments } from './replay-segments.ts'

export const QueueProgress = ({ summary }: { readonly summary: Output<'outbox.summary'> }) => {
  const { t, locale } = useLanguage()
  const segments = useReplaySegments(summary)
  const { replay, open, counts } = summary
  return (
    <div className="queue-progress">
      <SegmentedProgress segments={segments} label={t('nav.queue')} />
      <div className="progress-words">
        <ProgressLegend segments={segments} />
        <span className="spread" />
        <span className="small second nowrap">
          {t('queue.sums', { count: replay.all })} <span className="queue-gap" />
          {t('queue.sums-total')} <Amount yuan={replay.total} weight="total" />
          {open > counts.held && (
            <>
              <span className="queue-gap" />
              {replay.secondsLeft === undefined
                ? t('queue.estimating')
                : t('queue.time-left', { duration: roughDuration(replay.secondsLeft * 1000, locale) })}
            </>
          )}
        </span>
      </div>
    </div>
  )
}
