// A time line: day heads, time with seconds, glyph on a hairline, bold event, one grey line, who at the right. Newest last.
import { formatMoment } from '../../shared/format.ts'
import { Fragment } from 'react'
import { useLanguage } from '../app/language.tsx'
import { todayInShanghai } from './date-text.tsx'
import { Glyph, type GlyphName } from './glyphs.tsx'

export interface TimelineItem {
  readonly id: string
  /** ISO instant at +08:00. */
  readonly at: string
  readonly glyph: GlyphName
  /** Colour token of glyph and event; unknown and red events keep theirs. */
  readonly tone?: string | undefined
  readonly event: string
  readonly detail?: string | undefined
  readonly who: string
}

export const Timeline = ({ items }: { readonly items: readonly TimelineItem[] }) => {
  const { locale } = useLanguage()
  const today = todayInShanghai()
  return (
    <ol className="timeline">
      {items.map((item, index) => {
        const newDay = items[index - 1]?.at.slice(0, 10) !== item.at.slice(0, 10)
        return (
          <Fragment key={item.id}>
            {newDay && (
              <li className="timeline-day">
                {formatMoment(item.at, today, locale).replace(/ \d\d:\d\d$/, '')}
              </li>
            )}
            <li className="timeline-item">
              <time dateTime={item.at}>{item.at.slice(11, 19)}</time>
              <span className="timeline-glyph">
                <Glyph name={item.glyph} tone={item.tone ?? 'ink3'} />
              </span>
              <div className="timeline-body">
                <p
                  className="timeline-event"
                  style={item.tone === undefined ? undefined : { color: `var(--${item.tone})` }}
                >
                  {item.event}
                </p>
                {item.detail !== undefined && item.detail !== '' && (
                  <p className="timeline-detail">{item.detail}</p>
                )}
              </div>
              <span className="timeline-who">{item.who}</span>
            </li>
          </Fragment>
        )
      })}
    </ol>
  )
}
