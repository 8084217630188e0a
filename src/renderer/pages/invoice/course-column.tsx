// The time line at the right of an invoice or a sale, whole or only its key moments.
import { useState } from 'react'
import type { Output } from '../../../shared/contract/api.ts'
import { useLanguage } from '../../app/language.tsx'
import { Section } from '../../components/section.tsx'
import { Timeline } from '../../components/timeline.tsx'
import { timelineItems } from './timeline-items.ts'

export const CourseColumn = ({ entries }: { readonly entries: Output<'invoice.timeline'>['entries'] }) => {
  const language = useLanguage()
  const { t } = language
  const [keyOnly, setKeyOnly] = useState(false)
  const hasMore = entries.some(({ key }) => !key)
  return (
    <Section
      bare
      title={t('invoice.timeline')}
      note={t('invoice.timeline-count', { count: entries.length })}
      aside={
        hasMore && (
          <button type="button" className="link" aria-pressed={keyOnly} onClick={() => setKeyOnly(!keyOnly)}>
            {keyOnly ? t('invoice.show-all') : t('invoice.key-only')}
          </button>
        )
      }
    >
      {entries.length === 0 ? (
        <p className="small second">{t('invoice.timeline-empty')}</p>
      ) : (
        <Timeline items={timelineItems(entries, keyOnly, language)} />
      )}
    </Section>
  )
}
