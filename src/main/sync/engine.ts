// The engine carries out what the machine decides. tick(now): settle what has ended and claim what may be sent in one
// commit, then send; look up what is due in batches; ask the platform how it is while it is away. Durable first, memory
// second: nothing is sent that is not committed as `sending`, nothing is forgotten that is not committed as settled.
import type { ChannelMemory } from '../../shared/sync/channel-memory.ts'
import { inFlightAllowed } from '../../shared/sync/breaker.ts'
import { timeScale } from '../../shared/sync/scale.ts'
import { AppError } from '../../shared/errors.ts'
import { ownCompany } from '../core/book/company.ts'
import type { BookDb } from '../core/db/open.ts'
import { write } from '../core/db/transaction.ts'
import { loadChannelMemory, saveChannelMemory } from '../core/outbox/channel-state.ts'
import { isAnyClaimable, type Claimed } from '../core/outbox/claim.ts'
import { nextDueAt } from '../core/outbox/due.ts'
import { isQueuePaused } from '../core/outbox/pause.ts'
import { isOutageOpen } from '../core/outage/outage-open.ts'
import type { Channel } from './channels/channel.ts'
import { createBacklog } from './backlog.ts'
import { createClockWatch } from './clock-watch.ts'
import type { EnginePorts } from './engine-ports.ts'
import type { Finished } from './finished.ts'
import { patiently } from './patiently.ts'
import { createRequests } from './requests.ts'
import { isAtRest } from './settled.ts'
import type { StepName, TurnStep } from './steps.ts'
import { nothingPlanned, takeBatch, writeTurn, type Plan, type TurnResult, type TurnWorld } from './turn.ts'
import { upkeepNeeded } from './upkeep.ts'

export interface TickResult {
  /** Nothing is to be done before this instant (ms), unless a request ends or somebody writes. */
  readonly wakeAt?: number
  /** What was done: requests settled and sent, rows moved. 0 with nothing in flight: idle. */
  readonly did: number
}

export interface EngineStatus {
  readonly inFlight: number
  readonly memory: ChannelMemory
}

export interface Engine {
  tick(now: number): Promise<TickResult>
  /** Resolves when a request has ended that the next tick can settle. */
  somethingEnded(): Promise<void>
  status(): EngineStatus
  /** Sends nothing more, waits for what is out, settles it. */
  stop(): Promise<void>
}

export interface EngineOptions {
  readonly db: BookDb
  readonly folder: string
  readonly ports: EnginePorts
  readonly channel: Channel
  readonly reached?: (step: StepName) => void
  /** Failures in a row, one after the other, after which the channel counts as down. */
  readonly outageAfter?: number
}

const heartbeatMs = 30_000
/** Holds that need orders written, and whatever another process changed without our seeing it, are looked at this often. */
const thoroughMs = 1_000

export const createEngine = (options: EngineOptions): Engine => {
  const { db, folder, ports, channel, reached = () => undefined, outageAfter = 3 } = options
  const scale = timeScale(channel.settleMs)
  const leaseMs = Math.ceil(channel.requestTimeoutMs + Math.max(2_000, channel.requestTimeoutMs))
  const farthestMs = Math.ceil(scale.backoffCapMs + leaseMs)
  const sellerTaxId = ownCompany(db.read).taxId
  const requests = createRequests(channel, folder, ports, reached)
  const backlog = createBacklog(db.read, requests, sellerTaxId, scale)
  const random = (): number => {
    const [high = 0, low = 0] = ports.random.bytes(2)
    return (high * 256 + low) / 65_536
  }

  const sendSlots = (known: ChannelMemory, now: number): number =>
    known.gate === undefined && !stopped ? lookSlots(known, now) : 0
  const lookSlots = (known: ChannelMemory, now: number): number =>
    inFlightAllowed(known.breaker, now, channel.maxInFlight) - requests.inFlight.api
  const world: TurnWorld = {
    ports,
    channel,
    scale,
    leaseMs,
    farthestMs,
    outageAfter,
    random,
    inHand: requests.inHand,
    retries: backlog.retries,
    sendSlots,
  }

  let memory = loadChannelMemory(db.read, channel.name)
  let started = false
  let stopped = false
  let holdsLeft = false
  let outageWasOpen = isOutageOpen(db.read)
  let thoroughAt = 0
  let upkeepAt = 0
  let dataVersion = -1
  let troubleUntil = 0
  /** The last turn kept nothing free for submissions. */
  let lookedOnly = false
  const looksMoved = createClockWatch(memory, channel.settleMs, ports.monotonic)

  /** One commit: what has ended is settled, what may be sent is claimed. Gives what is to be sent now. */
  const turn = (now: number, plan: Plan): TurnResult => {
    const batch = takeBatch(requests.ended())
    const result = write(db, (tx) => {
      const written = writeTurn(
        tx,
        { now, memory, batch, plan, first: !started, outageWasOpen, epoch: requests.epoch },
        world,
      )
      for (const step of stepsOf(batch, written)) reached(`${step}.before-commit`)
      return written
    })
    requests.settled(batch.length)
    for (const step of stepsOf(batch, result)) reached(`${step}.committed`)
    return result
  }

  const stepsOf = (
    batch: readonly Finished[],
    { claimed, documents: issued }: TurnResult,
  ): readonly TurnStep[] => [
    'turn',
    ...(started ? [] : (['recover'] as const)),
    ...(batch.length > 0 ? (['settle'] as const) : []),
    ...(issued.length > 0 ? (['issue'] as const) : []),
    ...(claimed.length > 0 ? (['claim'] as const) : []),
  ]

  const plan = (now: number): Plan => {
    const version = db.dataVersion()
    const othersWrote = version !== dataVersion
    dataVersion = version
    const clock = looksMoved(now)
    const quiet = requests.ended().length === 0
    let upkeep = { needed: false, holds: false }
    if (!started || othersWrote || holdsLeft || quiet || clock || now >= upkeepAt) {
      const thorough = !started || othersWrote || now >= thoroughAt
      if (thorough) thoroughAt = now + thoroughMs
      upkeepAt = now + 20
      upkeep = upkeepNeeded(db.read, now, leaseMs, requests.inHand, thorough)
    }
    const slots = stopped ? 0 : lookSlots(memory, now)
    if (slots > 0 && (quiet || othersWrote || backlog.isStale(now))) backlog.refresh(now)
    const urgent = Math.min(slots, freeLookups(), backlog.urgentBatches(now, channel.lookupLimit))
    // Where one request at a time is all there is, lookups and submissions take turns: neither starves the other.
    const takesAll = urgent > 0 && urgent === slots
    if (slots > 0) lookedOnly = takesAll && !lookedOnly
    return {
      clock,
      upkeep: upkeep.needed || !started,
      holds: upkeep.holds || holdsLeft,
      lookups: takesAll && !lookedOnly ? 0 : Math.max(0, urgent),
    }
  }

  /** A few at a time, so that what becomes due meanwhile goes together. */
  const freeLookups = (): number =>
    Math.max(1, Math.floor(channel.maxInFlight / 8)) - requests.inFlight.lookups

  const startLookups = (limit: number): number => {
    let sent = 0
    while (sent < limit && freeLookups() > 0) {
      const rows = backlog.take(channel.lookupLimit - 1)
      if (rows.length === 0) break
      // Only what may be absent needs a witness; verification alone does not.
      const doubtful = rows.some(({ row }) => row.state !== 'issued')
      requests.lookup(rows, doubtful ? memory.canary : undefined)
      sent += 1
    }
    return sent
  }

  const maybeProbe = (now: number, outage: boolean): number => {
    const wanted = outage || memory.gate !== undefined || memory.breaker.state === 'open'
    if (!wanted || stopped || requests.isProbing || requests.inFlight.api >= channel.maxInFlight) return 0
    if ((memory.nextProbeAt ?? 0) > now) return 0
    memory = { ...memory, nextProbeAt: now + scale.probeEveryMs }
    requests.probe()
    return 1
  }

  const isTurnNeeded = (now: number, wanted: Plan, outage: boolean): boolean =>
    wanted.clock ||
    wanted.upkeep ||
    wanted.holds ||
    requests.ended().length > 0 ||
    outage !== outageWasOpen ||
    now - (memory.heartbeatAt ?? 0) >= heartbeatMs ||
    (!stopped &&
      !outage &&
      sendSlots(memory, now) > 0 &&
      (isAnyClaimable(db.read, channel.name) || (!isQueuePaused(db.read) && backlog.hasRetries(now))))

  const tick = (now: number): Promise<TickResult> => {
    try {
      return Promise.resolve(tickNow(now))
    } catch (error) {
      if (!(error instanceof AppError) || (error.code !== 'book.busy' && error.code !== 'disk.full')) {
        return Promise.reject(error)
      }
      // What has ended stays in memory and is settled when the book can be written again.
      ports.log.warn('sync.book-not-writable', { code: error.code })
      troubleUntil = now + (error.code === 'disk.full' ? 5_000 : 20 + Math.round(random() * 80))
      return Promise.resolve({ wakeAt: troubleUntil, did: 0 })
    }
  }

  const tickNow = (now: number): TickResult => {
    requests.heard()
    if (now < troubleUntil && troubleUntil - now < 10_000) return { wakeAt: troubleUntil, did: 0 }
    const wanted = plan(now)
    if (wanted.clock) requests.clockMoved()
    let outage = isOutageOpen(db.read)
    let did = 0
    let claimed: readonly Claimed[] = []
    if (isTurnNeeded(now, wanted, outage)) {
      const result = turn(now, wanted)
      memory = result.memory
      started = true
      outage = result.outage
      outageWasOpen = outage
      // Our own commit is no news. What another process wrote in this very moment is seen at the next thorough look.
      dataVersion = db.dataVersion()
      holdsLeft = result.more
      claimed = result.claimed
      for (const due of result.retries) requests.retry(due)
      for (const one of claimed) requests.submit(one)
      for (const document of result.documents) requests.fetchDocument(document)
      did += result.did + claimed.length + result.retries.length
    }
    const lookSpace = stopped ? 0 : lookSlots(memory, now)
    if (lookSpace > 0)
      did += startLookups(claimed.length > 0 ? Math.min(lookSpace, wanted.lookups) : lookSpace)
    if (!stopped) {
      for (const document of backlog.documents()) {
        requests.fetchDocument(document)
        did += 1
      }
    }
    did += maybeProbe(now, outage)
    const wakeAt = nextWake(now, did, outage)
    noteRest(now, did)
    return { ...(wakeAt === undefined ? {} : { wakeAt }), did }
  }

  const nextWake = (now: number, did: number, outage: boolean): number | undefined => {
    if (requests.ended().length > 0 || holdsLeft) return now
    // What is due but may not be done now (paused, breaker open) is looked at again after a decent pause.
    const pause = Math.min(1_000, Math.max(10, scale.baseMs))
    if (did > 0) return now + pause
    const probing = outage || memory.gate !== undefined || memory.breaker.state === 'open'
    const candidates = [
      nextDueAt(db.read),
      memory.breaker.pausedUntil !== undefined && memory.breaker.pausedUntil > now
        ? memory.breaker.pausedUntil
        : undefined,
      probing ? memory.nextProbeAt : undefined,
      now + heartbeatMs,
    ].filter((at) => at !== undefined)
    return Math.ceil(Math.max(now + pause, Math.min(...candidates)))
  }

  const noteRest = (now: number, did: number): void => {
    if (did > 0 || inFlightCount() > 0 || memory.restingSince !== undefined || !isAtRest(db.read)) return
    memory = { ...memory, restingSince: now }
  }

  const inFlightCount = (): number => requests.inFlight.api + requests.inFlight.documents

  const stop = async (): Promise<void> => {
    if (stopped) return
    stopped = true
    requests.abortHarmless()
    await requests.allEnded()
    const now = ports.clock.now()
    while (requests.ended().length > 0) memory = (await patiently(() => turn(now, nothingPlanned))).memory
    memory = { ...memory, stoppedAt: now }
    await patiently(() => write(db, (tx) => saveChannelMemory(tx, channel.name, memory, now)))
  }

  return {
    tick,
    somethingEnded: requests.somethingEnded,
    status: () => ({ inFlight: inFlightCount() + requests.ended().length, memory }),
    stop,
  }
}
