// What one turn of the engine writes: settle what has ended, let time pass, move holds, claim what may be sent. All in the
// caller's transaction, so that many requests cost one commit and every claim is durable before anything leaves.
import { afterOutage, type ChannelMemory } from '../../shared/sync/channel-memory.ts'
import { beforeAskingAgain } from '../../shared/sync/finding.ts'
import type { TimeScale } from '../../shared/sync/scale.ts'
import { changed } from '../../shared/sync/step.ts'
import type { Act } from '../core/app/act.ts'
import type { ReadDb, WriteDb } from '../core/db/sql.ts'
import { applyStep } from '../core/outbox/apply-step.ts'
import { saveChannelMemory } from '../core/outbox/channel-state.ts'
import { claimDue, type Claimed } from '../core/outbox/claim.ts'
import type { DueRow } from '../core/outbox/due.ts'
import { isQueuePaused } from '../core/outbox/pause.ts'
import { isOutageOpen } from '../core/outage/outage-open.ts'
import type { Channel } from './channels/channel.ts'
import type { EnginePorts } from './engine-ports.ts'
import { underClock, weight, type Finished } from './finished.ts'
import type { DocumentToFetch } from './requests.ts'
import { guarded, settle } from './settle.ts'
import {
  clockMoved,
  judgeOutage,
  memoryAfterClockMoved,
  moveHolds,
  passTime,
  recoverInterrupted,
} from './upkeep.ts'

export interface Plan {
  readonly clock: boolean
  readonly upkeep: boolean
  readonly holds: boolean
  /** Requests kept free for lookups that must not wait behind new submissions. */
  readonly lookups: number
}
export const nothingPlanned: Plan = { clock: false, upkeep: false, holds: false, lookups: 0 }

export interface TurnInput {
  readonly now: number
  readonly memory: ChannelMemory
  readonly batch: readonly Finished[]
  readonly plan: Plan
  /** The first turn of this engine: whatever is `sending` was left by another. */
  readonly first: boolean
  readonly outageWasOpen: boolean
  readonly epoch: number
}

export interface TurnWorld {
  readonly ports: EnginePorts
  readonly channel: Channel
  readonly scale: TimeScale
  readonly leaseMs: number
  readonly farthestMs: number
  readonly outageAfter: number
  readonly random: () => number
  readonly inHand: ReadonlySet<string>
  readonly retries: (db: ReadDb, now: number, limit: number) => readonly DueRow[]
  readonly sendSlots: (memory: ChannelMemory, now: number) => number
}

export interface TurnResult {
  readonly memory: ChannelMemory
  readonly claimed: readonly Claimed[]
  readonly retries: readonly DueRow[]
  readonly documents: readonly DocumentToFetch[]
  readonly did: number
  /** More holds wait to be moved. */
  readonly more: boolean
  readonly outage: boolean
}

export const writeTurn = (tx: WriteDb, input: TurnInput, world: TurnWorld): TurnResult => {
  const { now, batch, plan } = input
  const { ports, channel, leaseMs } = world
  const act: Act = { now, actor: 'platform', correlationId: ports.random.uuid(now) }
  let { memory } = input
  let did = batch.length
  let more = false
  if (plan.clock) {
    did += clockMoved(tx, act, { requestTimeoutMs: channel.requestTimeoutMs, farthestMs: world.farthestMs })
    memory = memoryAfterClockMoved(memory, now)
  }
  if (plan.upkeep) {
    did += recoverInterrupted(
      tx,
      act,
      { leaseMs, requestTimeoutMs: channel.requestTimeoutMs },
      { all: input.first, inHand: world.inHand },
    )
    did += passTime(tx, act)
  }
  const context = {
    scale: world.scale,
    maxInFlight: channel.maxInFlight,
    random: world.random,
    log: ports.log,
  }
  const documents: DocumentToFetch[] = []
  for (const item of batch) {
    // One request that cannot be settled holds up nobody: its rows stay as they are, and are looked up when their time comes.
    const settled = guarded(tx, ports.log, () =>
      settle(tx, act, memory, underClock(item, input.epoch, now), {
        ...context,
        timely: item.epoch === input.epoch,
      }),
    )
    if (settled === undefined || settled === 'moved-on') continue
    memory = settled.memory
    documents.push(...settled.documents)
  }
  if (input.outageWasOpen && !isOutageOpen(tx)) memory = afterOutage(memory)
  memory = judgeOutage(tx, act, ports, memory, world.outageAfter)
  if (plan.holds) {
    const moved = moveHolds(tx, act, ports)
    did += moved.changed
    more = moved.more
  }
  const outage = isOutageOpen(tx)
  const slots = world.sendSlots(memory, now) - plan.lookups
  const claimed = claimDue(tx, channel.name, now, leaseMs, slots)
  const retries = outage ? [] : claimRetries(tx, act, world, slots - claimed.length)
  if (claimed.length > 0 && memory.restingSince !== undefined) {
    const { restingSince, ...working } = memory
    memory = { ...working, emptyAt: restingSince }
  }
  const steady = ports.monotonic?.()
  memory = { ...memory, heartbeatAt: now, ...(steady === undefined ? {} : { clock: { wall: now, steady } }) }
  saveChannelMemory(tx, channel.name, memory, now)
  return { memory, claimed, retries, documents, did, more, outage }
}

const claimRetries = (tx: WriteDb, act: Act, world: TurnWorld, limit: number): readonly DueRow[] => {
  if (limit <= 0 || isQueuePaused(tx)) return []
  return world.retries(tx, act.now, limit).flatMap((due) => {
    const step = beforeAskingAgain(due.row, act.now, world.leaseMs)
    if (step === undefined || !applyStep(tx, act, due.row, step)) return []
    const row = changed(due.row, step.change)
    return row.state === 'waiting' ? [{ ...due, row }] : []
  })
}

/** Rows settled in one transaction, so that it stays short. */
const settleAtOnce = 100

export const takeBatch = (ended: readonly Finished[]): readonly Finished[] => {
  let rows = 0
  const end = ended.findIndex((item) => {
    const full = rows >= settleAtOnce
    rows += weight(item)
    return full
  })
  return end === -1 ? [...ended] : ended.slice(0, end)
}
