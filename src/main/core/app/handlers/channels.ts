// Handlers of contract/channels.ts. The secret goes to its own place first: a setting without it is only incomplete.
import { shanghaiIso } from '../../../../shared/domain/dates.ts'
import { AppError } from '../../../../shared/errors.ts'
import { appendAudit } from '../../audit/append.ts'
import { verifyAuditSlowly } from '../../audit/verify.ts'
import { liftHolds } from '../../outbox/lift-holds.ts'
import { channelInfo, channelSecret, channelToken, storeChannel } from '../channel-info.ts'
import type { Core } from '../create-core.ts'
import type { Handlers } from '../handler.ts'
import type { PracticePlatform } from '../ports.ts'

export const channelHandlers: Handlers<
  | 'channel.get'
  | 'channel.set'
  | 'practice.state'
  | 'practice.set-faults'
  | 'practice.clear-faults'
  | 'audit.verify'
> = {
  'channel.get': ({ db, ports }) => channelInfo(db.read, ports.secrets),
  'channel.set': ({ ports }, { appSecret, ...channel }, commit) => {
    ports.secrets.set(channelSecret, appSecret)
    ports.secrets.remove(channelToken)
    return commit((tx, act) => {
      storeChannel(tx, channel)
      appendAudit(tx, act, {
        event: 'channel.configured',
        subject: 'book',
        content: { channel: channel.name, baseUrl: channel.baseUrl, appKey: channel.appKey },
      })
      liftHolds(tx, act, ports)
      return channelInfo(tx, ports.secrets)
    })
  },
  'practice.state': (core) => platformOf(core).state(),
  'practice.set-faults': async (core, { script }, commit) => {
    await platformOf(core).setFaults(script)
    const state = await platformOf(core).state()
    return commit((tx, act) => {
      appendAudit(tx, act, { event: 'practice.faults-set', subject: 'book', content: {} })
      return state
    })
  },
  'practice.clear-faults': async (core, _input, commit) => {
    await platformOf(core).clearFaults()
    const state = await platformOf(core).state()
    return commit((tx, act) => {
      appendAudit(tx, act, { event: 'practice.faults-cleared', subject: 'book', content: {} })
      return state
    })
  },
  'audit.verify': async (core, _input, { now }) => {
    const check = await verifyAuditSlowly(core.db.read)
    core.learnAudit({ ok: check.ok, checkedAt: now })
    return { ...check, checkedAt: shanghaiIso(now) }
  },
}

const platformOf = ({ ports }: Core): PracticePlatform => {
  if (ports.practice === undefined) throw new AppError('practice.only')
  return ports.practice
}
