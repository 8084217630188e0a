// Handlers of contract/outage.ts.
import { parseIsoInstant } from '../../../../shared/domain/dates.ts'
import { AppError } from '../../../../shared/errors.ts'
import { endOutage, startOutage } from '../../outage/episodes.ts'
import { health } from '../../outage/health.ts'
import { outageStatus } from '../../outage/outage-status.ts'
import { channelInfo } from '../channel-info.ts'
import type { Handlers } from '../handler.ts'

export const outageHandlers: Handlers<'outage.status' | 'outage.start' | 'outage.end' | 'health.get'> = {
  'outage.status': ({ db }, _input, { now }) => outageStatus(db.read, now),
  'outage.start': ({ ports }, { reason, until }, commit) => {
    const untilMs = until === undefined ? undefined : parseIsoInstant(until)
    if (until !== undefined && untilMs === undefined) {
      throw new AppError('input.invalid', { issues: [{ path: 'until', code: 'input.format' }] })
    }
    return commit((tx, act) => {
      startOutage(tx, act, ports, {
        by: 'user',
        ...(reason === undefined ? {} : { reason }),
        ...(untilMs === undefined ? {} : { until: untilMs }),
      })
      return outageStatus(tx, act.now)
    })
  },
  'outage.end': ({ ports }, _input, commit) =>
    commit((tx, act) => {
      endOutage(tx, act, ports, { by: 'user' })
      return outageStatus(tx, act.now)
    }),
  'health.get': ({ db, ports, syncProcess }, _input, { now }) => {
    const { sync, ...rest } = health(db.read, now, syncProcess())
    return { ...rest, sync: { ...sync, channel: channelInfo(db.read, ports.secrets).state } }
  },
}
