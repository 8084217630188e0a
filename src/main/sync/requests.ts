// Everything that is out at the moment, and what has come back. It sends and remembers; it decides nothing.
import type { Channel } from './channels/channel.ts'
import type { DocumentOutcome } from '../../shared/sync/outcome.ts'
import type { Submission } from '../../shared/sync/submission.ts'
import type { Claimed } from '../core/outbox/claim.ts'
import type { DueRow } from '../core/outbox/due.ts'
import { createOriginalsKeeper } from '../core/documents/keep-originals.ts'
import { realTimer, withDeadline } from './deadline.ts'
import type { EnginePorts } from './engine-ports.ts'
import type { Finished, KeptDocument } from './finished.ts'
import type { StepName } from './steps.ts'

export interface DocumentToFetch {
  readonly row: Submission
  readonly invoiceId: string
  readonly url: string
}

export interface Requests {
  readonly inFlight: { readonly api: number; readonly lookups: number; readonly documents: number }
  /** Rows that some request is about; nobody else touches them. */
  readonly inHand: ReadonlySet<string>
  readonly documentsInHand: ReadonlySet<string>
  readonly isProbing: boolean
  submit(claimed: Claimed): void
  lookup(rows: readonly DueRow[], canary: string | undefined): void
  retry(due: DueRow): void
  /** Waits its turn: as many at once as the channel allows requests, apart from those. */
  fetchDocument(document: DocumentToFetch): void
  probe(): void
  /** What has ended, first come first; it stays until `settled` takes it away. */
  ended(): readonly Finished[]
  settled(count: number): void
  /** Counts how often the clock was moved. */
  readonly epoch: number
  clockMoved(): void
  /** Notes that what has ended so far is known. */
  heard(): void
  /** Resolves when something has ended that was not heard of. */
  somethingEnded(): Promise<void>
  /** Aborts what changes nothing at the platform; what may change something is waited for. */
  abortHarmless(): void
  allEnded(): Promise<void>
}

/** Documents in memory at once that wait for the disk. */
const keptAtOnce = 128

type DocumentTrouble = Exclude<DocumentOutcome, { readonly type: 'fetched' }>

export const createRequests = (
  channel: Channel,
  folder: string,
  ports: Pick<EnginePorts, 'clock' | 'setTimer'>,
  reached: (step: StepName) => void,
): Requests => {
  const finished: Finished[] = []
  const running = new Set<Promise<void>>()
  const inHand = new Set<string>()
  const documentsInHand = new Set<string>()
  const inFlight = { api: 0, lookups: 0, documents: 0 }
  const { clock, setTimer = realTimer } = ports
  const harmless = new AbortController()
  const deadline = { ms: channel.requestTimeoutMs, setTimer }
  const harmlessDeadline = { ...deadline, stop: harmless.signal }
  const keepOriginal = createOriginalsKeeper(folder)
  let keeping = 0
  let probing = false
  let news = false
  let epoch = 0
  const waiting: (() => void)[] = []
  const documentQueue: DocumentToFetch[] = []

  const run = (work: () => Promise<Finished>): void => {
    const promise = work().then((result) => {
      finished.push(result)
      running.delete(promise)
      news = true
      for (const resolve of waiting.splice(0)) resolve()
    })
    running.add(promise)
  }

  const submit = ({ row, payload }: Claimed): void => {
    inHand.add(row.id)
    inFlight.api += 1
    run(async () => {
      const [startedAt, begun] = [clock.now(), epoch]
      reached('submit.before-request')
      const order = { key: row.channelKey, payload }
      const outcome = await withDeadline(
        deadline,
        (signal) => channel.submit(order, signal),
        (text) => ({ type: 'uncertain' as const, text }),
      )
      reached('submit.answered')
      inFlight.api -= 1
      return { kind: 'submit', row, outcome, startedAt, endedAt: clock.now(), epoch: begun }
    })
  }

  const lookup = (rows: readonly DueRow[], canary: string | undefined): void => {
    for (const { row } of rows) inHand.add(row.id)
    inFlight.api += 1
    inFlight.lookups += 1
    const asked = rows.map(({ row }) => row.channelKey)
    const keys = canary === undefined || asked.includes(canary) ? asked : [...asked, canary]
    run(async () => {
      const [startedAt, begun] = [clock.now(), epoch]
      reached('lookup.before-request')
      const outcome = await withDeadline(
        harmlessDeadline,
        (signal) => channel.lookup(keys, signal),
        (text) => ({ type: 'uncertain' as const, text }),
      )
      reached('lookup.answered')
      inFlight.api -= 1
      inFlight.lookups -= 1
      const witness = canary === undefined ? {} : { canary }
      return { kind: 'lookup', rows, ...witness, outcome, startedAt, endedAt: clock.now(), epoch: begun }
    })
  }

  const retry = (due: DueRow): void => {
    const { channelKey: key, remoteRef, id } = due.row
    inHand.add(id)
    inFlight.api += 1
    run(async () => {
      const [startedAt, begun] = [clock.now(), epoch]
      reached('retry.before-request')
      const outcome = await withDeadline(
        deadline,
        (signal) => channel.retry({ key, ...(remoteRef === undefined ? {} : { remoteRef }) }, signal),
        (text) => ({ type: 'uncertain' as const, text }),
      )
      reached('retry.answered')
      inFlight.api -= 1
      return { kind: 'retry', due, outcome, startedAt, endedAt: clock.now(), epoch: begun }
    })
  }

  const fetchDocument = (document: DocumentToFetch): void => {
    if (documentsInHand.has(document.row.id)) return
    documentsInHand.add(document.row.id)
    documentQueue.push(document)
    startDocuments()
  }

  const startDocuments = (): void => {
    while (!harmless.signal.aborted && inFlight.documents < channel.maxInFlight && keeping < keptAtOnce) {
      const next = documentQueue.shift()
      if (next === undefined) return
      startDocument(next)
    }
  }

  const startDocument = ({ row, invoiceId, url }: DocumentToFetch): void => {
    inFlight.documents += 1
    run(async () => {
      const [startedAt, begun] = [clock.now(), epoch]
      reached('document.before-request')
      const answer = await withDeadline(
        harmlessDeadline,
        (signal) => channel.fetchDocument(url, signal),
        (text) => ({ type: 'uncertain' as const, text }),
      )
      reached('document.answered')
      inFlight.documents -= 1
      keeping += 1
      startDocuments()
      const outcome = answer.type === 'fetched' ? await kept(answer.bytes, answer.fileName) : answer
      keeping -= 1
      startDocuments()
      return { kind: 'document', row, invoiceId, outcome, startedAt, endedAt: clock.now(), epoch: begun }
    })
  }

  /** The file is safe on disk before any row speaks of it; those that come together share their disk syncs. */
  const kept = async (bytes: Uint8Array, fileName: string): Promise<KeptDocument | DocumentTrouble> => {
    try {
      const original = await keepOriginal(bytes)
      reached('document.kept')
      return { type: 'kept', ...original, fileName }
    } catch (error) {
      return { type: 'uncertain', text: error instanceof Error ? error.message : String(error) }
    }
  }

  const probe = (): void => {
    probing = true
    inFlight.api += 1
    run(async () => {
      const [startedAt, begun] = [clock.now(), epoch]
      reached('probe.before-request')
      const outcome = await withDeadline(
        harmlessDeadline,
        (signal) => channel.checkHealth(signal),
        (text) => ({ type: 'uncertain' as const, text }),
      )
      reached('probe.answered')
      inFlight.api -= 1
      probing = false
      return { kind: 'probe', outcome, startedAt, endedAt: clock.now(), epoch: begun }
    })
  }

  const settled = (count: number): void => {
    for (const item of finished.splice(0, count)) {
      if (item.kind === 'submit') inHand.delete(item.row.id)
      if (item.kind === 'retry') inHand.delete(item.due.row.id)
      if (item.kind === 'lookup') for (const { row } of item.rows) inHand.delete(row.id)
      if (item.kind === 'document') documentsInHand.delete(item.row.id)
    }
  }

  return {
    inFlight,
    inHand,
    documentsInHand,
    get isProbing() {
      return probing
    },
    submit,
    lookup,
    retry,
    fetchDocument,
    probe,
    ended: () => finished,
    settled,
    get epoch() {
      return epoch
    },
    clockMoved: () => {
      epoch += 1
    },
    heard: () => {
      news = false
    },
    somethingEnded: () => (news ? Promise.resolve() : new Promise((resolve) => void waiting.push(resolve))),
    abortHarmless: () => harmless.abort(),
    allEnded: async () => {
      while (running.size > 0) await Promise.all(running)
    },
  }
}
