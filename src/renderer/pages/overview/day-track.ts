// Where an outage lies on today's 24 hours, in shares of the day. Pure. An end nobody knows is open.

export interface DayTrack {
  /** Begin, end and now as shares of the day, 0 to 1. */
  readonly from: number
  readonly to: number
  readonly now: number
  /** The end is not known, or lies after today. */
  readonly open: boolean
}

const dayMs = 86_400_000

/** Takes today's civil date (Shanghai), instants as ISO at +08:00, now in ms. */
export const dayTrack = (today: string, since: string, until: string | undefined, now: number): DayTrack => {
  const midnight = Date.parse(`${today}T00:00:00+08:00`)
  const share = (ms: number): number => Math.min(1, Math.max(0, (ms - midnight) / dayMs))
  const end = until === undefined ? undefined : Date.parse(until)
  const nowShare = share(now)
  // Past its announced end an outage lasts until now.
  const to = end === undefined ? nowShare : Math.max(share(end), nowShare)
  return {
    from: share(Date.parse(since)),
    to,
    now: nowShare,
    open: end === undefined || end > midnight + dayMs,
  }
}
