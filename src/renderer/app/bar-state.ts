// What the state bar says, decided from what the book knows. Pure, so that every state has a test.
// Order of truth: the book does not answer, the tax system is down, recovering, degraded or unset, online.
import type { Health } from './use-health.ts'

export type BarLook = 'online' | 'unset' | 'paused' | 'degraded' | 'outage' | 'recovering'

export type BarCause =
  | { readonly kind: 'cause'; readonly code: string }
  | { readonly kind: 'sync'; readonly code: string }
  | { readonly kind: 'alarm'; readonly code: string }
  | { readonly kind: 'window' | 'paused' | 'channel' }

export interface BarState {
  readonly look: BarLook
  /** Since when, where that is worth a word. */
  readonly since?: string
  readonly cause?: BarCause
}

/** The state for what `health.get` says; undefined where it has not answered, `lost` where it failed to. */
export const barStateFrom = (health: Health | undefined, lost: boolean): BarState => {
  if (lost) return { look: 'degraded', cause: { kind: 'window' } }
  if (health === undefined) return { look: 'online' }
  const { outage, sync, queue, alarms } = health
  if (outage.state === 'outage' || outage.state === 'down') {
    return { look: 'outage', since: outage.since, cause: { kind: 'cause', code: outage.cause ?? 'user' } }
  }
  if (outage.state === 'recovering') return { look: 'recovering', since: outage.since }
  if (sync.channel !== 'ready') return { look: 'unset', cause: { kind: 'channel' } }
  if (!sync.running) return { look: 'degraded', cause: { kind: 'sync', code: sync.stopped ?? 'stopped' } }
  if (outage.state === 'degraded') {
    return { look: 'degraded', since: outage.since, cause: { kind: 'cause', code: outage.cause ?? 'slow' } }
  }
  if (queue.paused) return { look: 'paused', cause: { kind: 'paused' } }
  const [alarm] = alarms
  if (alarm !== undefined) {
    return { look: 'degraded', since: alarm.since, cause: { kind: 'alarm', code: alarm.code } }
  }
  return { look: 'online' }
}

export type ExpectedEnd =
  | { readonly kind: 'none' }
  | { readonly kind: 'in'; readonly until: string; readonly leftMs: number }
  | { readonly kind: 'over'; readonly until: string; readonly overMs: number }

/** How an announced end stands to now. */
export const expectedEnd = (until: string | undefined, now: number): ExpectedEnd => {
  if (until === undefined) return { kind: 'none' }
  const leftMs = Date.parse(until) - now
  return leftMs > 0 ? { kind: 'in', until, leftMs } : { kind: 'over', until, overMs: -leftMs }
}
