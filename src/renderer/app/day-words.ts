// Days and months in words: 11 月 30 日，星期一 / Monday, 30 November. In sentences Chinese and figures have a space between.
import { useMemo } from 'react'
import type { Locale } from '../../shared/i18n.ts'
import { useLanguage } from './language.tsx'

export interface DayWords {
  /** 11 月 30 日，星期一 / Monday, 30 November */
  dayAndWeekday(date: string): string
  /** 11 月 30 日 / 30 November */
  day(date: string): string
  /** 11 月 / November */
  month(date: string): string
}

/** Takes civil dates YYYY-MM-DD (months may be YYYY-MM). */
export const dayWords = (locale: Locale): DayWords => {
  const noon = (date: string): Date => new Date(`${date.length === 7 ? `${date}-01` : date}T12:00:00Z`)
  const named = (options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat =>
    new Intl.DateTimeFormat(locale === 'zh-CN' ? 'zh-CN' : 'en-GB', { timeZone: 'UTC', ...options })
  const weekday = named({ weekday: 'long' })
  const monthName = named({ month: 'long' })
  const part = (date: string, from: number, to: number): number => Number(date.slice(from, to))
  if (locale === 'en') {
    const day = (date: string): string => `${part(date, 8, 10)} ${monthName.format(noon(date))}`
    return {
      dayAndWeekday: (date) => `${weekday.format(noon(date))}, ${day(date)}`,
      day,
      month: (date) => monthName.format(noon(date)),
    }
  }
  const day = (date: string): string => `${part(date, 5, 7)} 月 ${part(date, 8, 10)} 日`
  return {
    dayAndWeekday: (date) => `${day(date)}，${weekday.format(noon(date))}`,
    day,
    month: (date) => `${part(date, 5, 7)} 月`,
  }
}

export const useDayWords = (): DayWords => {
  const { locale } = useLanguage()
  return useMemo(() => dayWords(locale), [locale])
}
