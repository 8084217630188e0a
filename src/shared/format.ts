// How amounts, numbers, dates and sizes look on the screen. For eyes only: payloads and exports have forms of their own.
// Nothing here reads a clock; whoever shows a relative date says what today is.
import type { Locale } from './i18n.ts'

/** 分 as yuan: `1,234.50`, `−5,535.10` with a true minus, or `(5,535.10)` for accountants. */
export const formatAmount = (amountFen: number, options: { readonly accounting?: boolean } = {}): string => {
  const digits = String(Math.abs(Math.trunc(amountFen))).padStart(3, '0')
  const whole = digits.slice(0, -2).replace(/\B(?=(\d{3})+$)/g, ',')
  const text = `${whole}.${digits.slice(-2)}`
  if (amountFen >= 0) return text
  return options.accounting === true ? `(${text})` : `\u2212${text}`
}

/** An invoice number in the part that repeats and the last eight digits people read: 12 + 8 of a 数电 number. */
export const formatNumberParts = (number: string): { readonly head: string; readonly tail: string } => ({
  head: number.slice(0, -8),
  tail: number.slice(-8),
})

/** YYYY-MM-DD as `11-30` this year, in full otherwise. */
export const formatDateShort = (date: string, today: string): string =>
  date.slice(0, 4) === today.slice(0, 4) ? date.slice(5) : date

/** YYYY-MM-DD in words: 2026年11月30日, 30 November 2026. */
export const formatDateWords = (date: string, locale: Locale = 'zh-CN'): string => {
  const [year = '', month = '', day = ''] = date.split('-')
  if (locale === 'zh-CN') return `${year}年${month}月${day}日`
  return `${Number(day)} ${months[Number(month) - 1] ?? month} ${year}`
}

/** An ISO instant at +08:00 in running text: 今天 13:00, 昨天 23:10, `11-30 13:00`, `2025-11-30 13:00`. */
export const formatMoment = (shanghaiIso: string, today: string, locale: Locale = 'zh-CN'): string => {
  const date = shanghaiIso.slice(0, 10)
  const time = shanghaiIso.slice(11, 16)
  const daysAgo = Math.round((Date.parse(today) - Date.parse(date)) / dayMs)
  if (daysAgo === 0) return `${locale === 'zh-CN' ? '今天' : 'Today'} ${time}`
  if (daysAgo === 1) return `${locale === 'zh-CN' ? '昨天' : 'Yesterday'} ${time}`
  return `${formatDateShort(date, today)} ${time}`
}

/** How long something took or takes, in its two largest units: 1 小时 35 分, `12 s`. Under a second: `0.4 s`. */
export const formatDuration = (ms: number, locale: Locale = 'zh-CN'): string => {
  const units = durationUnits[locale]
  if (ms < 1000) return `${(Math.floor(Math.max(0, ms) / 100) / 10).toString()} ${units[3]}`
  const seconds = Math.floor(ms / 1000)
  const parts = [
    Math.floor(seconds / 86_400),
    Math.floor(seconds / 3600) % 24,
    Math.floor(seconds / 60) % 60,
    seconds % 60,
  ]
  const first = parts.findIndex((part) => part > 0)
  return parts
    .slice(first, first + 2)
    .map((part, index) => (part === 0 ? '' : `${part} ${units[first + index] ?? ''}`))
    .filter((part) => part !== '')
    .join(' ')
}

/** Time left: `1:35:48` under a day, whole days above; zero once it is over. */
export const formatCountdown = (ms: number, locale: Locale = 'zh-CN'): string => {
  const seconds = Math.max(0, Math.ceil(ms / 1000))
  const days = Math.floor(seconds / 86_400)
  if (days > 0) return locale === 'zh-CN' ? `${days} 天` : days === 1 ? '1 day' : `${days} days`
  const two = (value: number): string => String(value).padStart(2, '0')
  return `${Math.floor(seconds / 3600)}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`
}

/** A file size in steps of 1024: `312 B`, `45.0 KB`, `1.4 GB`. */
export const formatBytes = (bytes: number): string => {
  if (bytes < 1024) return `${bytes} B`
  let value = bytes
  let unit = 'B'
  for (const next of ['KB', 'MB', 'GB', 'TB']) {
    if (value < 1023.95) break
    value /= 1024
    unit = next
  }
  return `${value.toFixed(1)} ${unit}`
}

/** A digest a person can compare: `9c41 e07b … 2d58`. Up to twelve digits are shown whole. */
export const formatDigest = (hex: string): string => {
  const groups = hex.match(/.{1,4}/g) ?? []
  return groups.length <= 3 ? groups.join(' ') : `${groups.slice(0, 2).join(' ')} … ${hex.slice(-4)}`
}

/**
 * A name cut to `max` characters: at the end, or in the middle with the last six kept where those tell the parties
 * apart (分公司, 店, 个体工商户).
 */
export const ellipsisMiddle = (name: string, max: number): string => {
  const characters = [...name]
  if (characters.length <= max) return name
  const tail = /(?:分公司|店|个体工商户)[）)]?$/.test(name) && max > 7 ? characters.slice(-6) : []
  return `${characters.slice(0, Math.max(0, max - tail.length - 1)).join('')}…${tail.join('')}`
}

const dayMs = 86_400_000

const durationUnits: Readonly<Record<Locale, readonly [string, string, string, string]>> = {
  'zh-CN': ['天', '小时', '分', '秒'],
  en: ['d', 'h', 'min', 's'],
}

const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
]
