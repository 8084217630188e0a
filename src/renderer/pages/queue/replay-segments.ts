// The replay in six shares: issued, being issued, unknown, queued, on hold, needs a person. Rows of older replays that are done
// do not count, so that the shares add up to the whole of this one.
import { useMemo } from 'react'
import type { Output } from '../../../shared/contract/api.ts'
import { useLanguage } from '../../app/language.tsx'
import type { Segment } from '../../components/segmented-progress.tsx'

type Summary = Output<'outbox.summary'>

export interface ReplayShares {
  readonly issued: number
  readonly active: number
  readonly unknown: number
  readonly rest: number
  readonly held: number
  readonly person: number
}

/** Shares of the replay from the summary. */
export const replayShares = ({ counts, replay }: Summary): ReplayShares => ({
  issued: replay.done,
  active: counts.sending + counts.pending,
  unknown: counts.unknown,
  rest: counts.queued + counts.waiting,
  held: counts.held,
  person: counts.rejected + counts.conflict + counts.parked,
})

export const useReplaySegments = (summary: Summary | undefined): readonly Segment[] => {
  const { t, coded } = useLanguage()
  return useMemo(() => {
    if (summary === undefined) return []
    const shares = replayShares(summary)
    return [
      { key: 'issued', word: coded('state', 'issued'), count: shares.issued, look: 'done' },
      { key: 'active', word: coded('state', 'pending'), count: shares.active, look: 'active' },
      { key: 'unknown', word: coded('state', 'unknown'), count: shares.unknown, look: 'hatched' },
      { key: 'rest', word: t('queue.rest'), count: shares.rest, look: 'rest' },
      { key: 'held', word: coded('state', 'held'), count: shares.held, look: 'held' },
      { key: 'person', word: t('overview.needs-you'), count: shares.person, look: 'person' },
    ]
  }, [summary, t, coded])
}
