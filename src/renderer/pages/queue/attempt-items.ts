// The attempts of a case as lines of a time line, after the line of its recording.
import type { Output } from '../../../shared/contract/api.ts'
import type { Language } from '../../app/language.tsx'
import type { GlyphName } from '../../components/glyphs.tsx'
import type { TimelineItem } from '../../components/timeline.tsx'

type Detail = Output<'outbox.get'>

const looks: Readonly<Record<string, readonly [GlyphName, string | undefined]>> = {
  accepted: ['sending', undefined],
  found: ['tick', undefined],
  fetched: ['tick', undefined],
  issued: ['issued', 'grn'],
  uncertain: ['unknown', 'och'],
  lost: ['unknown', 'och'],
  interrupted: ['unknown', 'och'],
  unclear: ['unknown', 'och'],
  rejected: ['rejected', 'red'],
  conflict: ['conflict', 'red'],
  differs: ['conflict', 'red'],
  'needs-person': ['parked', 'red'],
  unreachable: ['waiting', undefined],
  busy: ['waiting', undefined],
  down: ['waiting', undefined],
  pending: ['pending', undefined],
}

/** Outcomes whose detail is the platform's own words; the rest is a technical trace and stays out of sight. */
const spoken: ReadonlySet<string> = new Set(['rejected', 'needs-person', 'bureau-down', 'refused'])

/** Oldest first, as time lines run. */
export const attemptItems = (
  detail: Detail,
  { t, coded }: Pick<Language, 't' | 'coded'>,
): readonly TimelineItem[] => [
  {
    id: 'recorded',
    at: detail.recordedAt,
    glyph: 'awaiting',
    event: t('timeline.sale.recorded'),
    detail: t('common.not-invoice'),
    who: '',
  },
  ...detail.attemptsMade.map((attempt, index): TimelineItem => {
    const [glyph, tone] = looks[attempt.outcome] ?? ['tick', undefined]
    return {
      id: String(index),
      at: attempt.at,
      glyph,
      tone,
      event: coded('attempt', attempt.action),
      detail: [coded('outcome', attempt.outcome), spoken.has(attempt.outcome) ? attempt.detail : undefined]
        .filter((part) => part !== undefined && part !== '')
        .join(' · '),
      who: t('common.system'),
    }
  }),
]
