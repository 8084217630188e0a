// Dates and instants as the screen shows them: `11-30` in grids, 今天 13:00 in text, seconds on time lines.
import { formatDateShort, formatMoment } from '../../shared/format.ts'
import { shanghaiDate } from '../../shared/domain/dates.ts'
import { useLanguage } from '../app/language.tsx'

/** Today's civil date in Shanghai. */
export const todayInShanghai = (): string => shanghaiDate(Date.now())

interface Props {
  /** A civil date or an ISO instant at +08:00. */
  readonly at: string
  /** `short` 11-30; `moment` 今天 13:00; `within` the same inside a sentence; `clock` 10:21; `seconds` 10:21:07. */
  readonly form?: 'short' | 'moment' | 'within' | 'clock' | 'seconds'
}

export const DateText = ({ at, form = 'short' }: Props) => {
  const { locale } = useLanguage()
  const text = dateText(at, form, locale)
  return (
    <time className="date-text" dateTime={at} title={at.replace('T', ' ').replace('+08:00', '')}>
      {text}
    </time>
  )
}

/** The same as text, for sentences. */
export const dateText = (
  at: string,
  form: NonNullable<Props['form']>,
  locale: 'zh-CN' | 'en',
  today: string = todayInShanghai(),
): string => {
  switch (form) {
    case 'short':
      return formatDateShort(at.slice(0, 10), today)
    case 'moment':
      return formatMoment(at, today, locale)
    case 'within':
      return formatMoment(at, today, locale).toLowerCase()
    case 'clock':
      return at.slice(0, 10) === today
        ? at.slice(11, 16)
        : `${formatDateShort(at.slice(0, 10), today)} ${at.slice(11, 16)}`
    case 'seconds':
      return at.slice(11, 19)
  }
}
