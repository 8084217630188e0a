// How long something still takes, said no more exactly than is known: whole minutes from one minute on.
import { formatDuration } from '../../shared/format.ts'
import type { Locale } from '../../shared/i18n.ts'

/** Rounds up to whole minutes above a minute. */
export const roughDuration = (ms: number, locale: Locale): string =>
  formatDuration(ms < 60_000 ? ms : Math.ceil(ms / 60_000) * 60_000, locale)

/** How long an answer took: under a tenth of a second in milliseconds. */
export const delayText = (ms: number, locale: Locale): string =>
  ms < 100
    ? `${Math.max(1, Math.round(ms))} ${locale === 'zh-CN' ? '毫秒' : 'ms'}`
    : formatDuration(ms, locale)

/** How long something has lasted: whole minutes, never more than has passed. */
export const lastedDuration = (ms: number, locale: Locale): string =>
  formatDuration(ms < 60_000 ? Math.max(0, ms) : Math.floor(ms / 60_000) * 60_000, locale)
