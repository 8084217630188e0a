// Civil dates and instants in Asia/Shanghai, which has been UTC+8 without summer time since 1991.
// Civil dates are text YYYY-MM-DD and compare as text; instants are milliseconds UTC. No clock in here.
import { halfWidth } from './text-forms.ts'

const shanghaiOffsetMs = 8 * 3_600_000

/** The civil date in Shanghai at an instant: YYYY-MM-DD. */
export const shanghaiDate = (ms: number): string => new Date(ms + shanghaiOffsetMs).toISOString().slice(0, 10)

/** The wall clock in Shanghai at an instant: HH:MM:SS. */
export const shanghaiTime = (ms: number): string =>
  new Date(ms + shanghaiOffsetMs).toISOString().slice(11, 19)

/** An instant as ISO 8601 with +08:00; milliseconds are written only where there are any. */
export const shanghaiIso = (ms: number): string => {
  const text = new Date(ms + shanghaiOffsetMs).toISOString().slice(0, 23)
  return `${text.replace(/\.000$/, '')}+08:00`
}

const isoInstant = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?)(Z|[+-]\d{2}:\d{2})?$/

/** Takes ISO 8601 date and time, gives milliseconds UTC. Without an offset it means Shanghai; undefined if no such instant. */
export const parseIsoInstant = (text: string): number | undefined => {
  const match = isoInstant.exec(text.trim())
  const [, date = '', time = '', offset = '+08:00'] = match ?? []
  if (!isCivilDate(date)) return undefined
  const ms = Date.parse(`${date}T${time.length === 5 ? `${time}:00` : time}${offset}`)
  return Number.isNaN(ms) ? undefined : ms
}

/** True for a YYYY-MM-DD that exists in the calendar. */
export const isCivilDate = (text: string): boolean => {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false
  const ms = Date.parse(`${text}T00:00:00Z`)
  return !Number.isNaN(ms) && new Date(ms).toISOString().slice(0, 10) === text
}

/** The civil date so many days later (or earlier, if negative). The date must exist. */
export const addDays = (date: string, days: number): string =>
  new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)

/** The civil date so many years later; 29 February becomes 28 in a common year. */
export const addYears = (date: string, years: number): string => {
  const moved = `${String(Number(date.slice(0, 4)) + years).padStart(4, '0')}${date.slice(4)}`
  return isCivilDate(moved) ? moved : `${moved.slice(0, 8)}28`
}

export interface DateOnFile {
  /** YYYY-MM-DD. */
  readonly date: string
  /** HH:MM:SS. */
  readonly time?: string
}

const dateOnFile =
  /^(\d{4})(?:年(\d{1,2})月(\d{1,2})日|-(\d{1,2})-(\d{1,2})|\/(\d{1,2})\/(\d{1,2})|\.(\d{1,2})\.(\d{1,2})|(\d{2})(\d{2}))(?:[T ]*(\d{1,2}):(\d{2})(?::(\d{2}))?(?:\.\d+)?|[T ]?(\d{2})(\d{2})(\d{2}))?$/

/** Takes a date as invoices write it: 2024年05月28日, 20240528, 2024-05-28, 2024/5/28, with or without a time. */
export const parseChineseDate = (text: string): DateOnFile | undefined => {
  const compact = halfWidth(text)
    .replace(/\s*([年月日])\s*/g, '$1')
    .trim()
  const match = dateOnFile.exec(compact)
  if (match === null) return undefined
  const [year, month, day] = [match[1], ...firstPair(match, [2, 4, 6, 8, 10])]
  const date = `${year}-${month?.padStart(2, '0')}-${day?.padStart(2, '0')}`
  if (!isCivilDate(date)) return undefined
  const hour = match[12] ?? match[15]
  if (hour === undefined) return { date }
  const time = `${hour.padStart(2, '0')}:${match[13] ?? match[16]}:${match[14] ?? match[17] ?? '00'}`
  return /^([01]\d|2[0-3]):[0-5]\d:[0-5]\d$/.test(time) ? { date, time } : undefined
}

const firstPair = (match: RegExpExecArray, starts: readonly number[]): readonly (string | undefined)[] => {
  const start = starts.find((index) => match[index] !== undefined)
  return start === undefined ? [] : [match[start], match[start + 1]]
}
