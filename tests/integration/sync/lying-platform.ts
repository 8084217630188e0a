// A platform that lies, in virtual time: stores late, shows late, answers wrongly, loses answers. Its ledger counts what was
// really stored, twins included: it does not refuse a key it knows unless told to, so that every double send is seen.
import type { Channel, Order } from '../../../src/main/sync/channels/channel.ts'
import type { FoundInvoice } from '../../../src/shared/sync/submission.ts'
import type { KeyFinding, LookupOutcome, SubmitOutcome } from '../../../src/shared/sync/outcome.ts'
import { fen, parseYuan } from '../../../src/shared/domain/money.ts'

export interface Lies {
  /** Chances of each, 0 to 1, asked in this order; what is left is an honest answer. */
  readonly submit: Partial<Record<SubmitLie, number>>
  readonly lookupTrouble: number
  readonly unclear: number
  readonly signFailed: number
  readonly bureauDown: number
  readonly documentMissing: number
  /** Longest time until a stored order is shown, ms; the settle time is what covers it. */
  readonly hiddenMs: number
  readonly pendingMs: number
  readonly refusesTwins: boolean
  /** What it asks for when it is busy. */
  readonly retryAfterMs?: number
}
export type SubmitLie =
  | 'drop-before-store'
  | 'drop-after-store'
  | 'stored-but-500'
  | 'garbage'
  | 'late-arrival'
  | 'accepted-but-lost'
  | 'false-duplicate'
  | 'busy'
  | 'down'
  | 'unreachable'
  | 'needs-person'
  | 'rejected'

export const honest: Lies = {
  submit: {},
  lookupTrouble: 0,
  unclear: 0,
  signFailed: 0,
  bureauDown: 0,
  documentMissing: 0,
  hiddenMs: 0,
  pendingMs: 5,
  refusesTwins: true,
}

interface Stored {
  readonly key: string
  readonly payload: string
  readonly number: string
  readonly visibleAt: number
  readonly issuedAt: number
  failed?: 'sign-failed' | 'bureau-down'
}

export interface VirtualTime {
  now: number
  readonly events: { readonly at: number; readonly run: () => void }[]
}

export const createTime = (now: number): VirtualTime => ({ now, events: [] })

/** Moves to the next event, but not past `until`. */
export const advance = (time: VirtualTime, until: number): void => {
  const next = time.events.reduce((least, { at }) => Math.min(least, at), Number.POSITIVE_INFINITY)
  time.now = Math.max(time.now, Math.min(next, until))
  for (let index = 0; index < time.events.length;) {
    const event = time.events[index]
    if (event === undefined || event.at > time.now) {
      index += 1
      continue
    }
    time.events.splice(index, 1)
    event.run()
  }
}

export const createLyingPlatform = (
  time: VirtualTime,
  random: () => number,
  options: {
    readonly lies: Lies
    readonly settleMs: number
    readonly maxInFlight: number
    readonly requestTimeoutMs?: number
  },
) => {
  const orders = new Map<string, Stored>()
  const ledger: Stored[] = []
  const sent: string[] = []
  const log: { readonly at: number; readonly what: string; readonly key: string }[] = []
  const { requestTimeoutMs = 2_000 } = options
  let lies = options.lies
  let mode: 'up' | 'unreachable' | 'down' = 'up'
  let serial = 0
  let loggedIn = true

  const later = <T>(ms: number, run: () => T | Promise<T>): Promise<T> =>
    new Promise((resolve) => void time.events.push({ at: time.now + ms, run: () => resolve(run()) }))

  const latency = (): number => 1 + Math.floor(random() * 5)

  const store = (order: Order, hiddenFor: number): void => {
    serial += 1
    const failed =
      random() < lies.signFailed ? 'sign-failed' : random() < lies.bureauDown ? 'bureau-down' : undefined
    const stored: Stored = {
      key: order.key,
      payload: order.payload,
      number: `26112000000${String(serial).padStart(9, '0')}`,
      visibleAt: time.now + hiddenFor,
      issuedAt: time.now + Math.floor(random() * lies.pendingMs),
      ...(failed === undefined ? {} : { failed }),
    }
    ledger.push(stored)
    log.push({ at: time.now, what: 'stored', key: order.key })
    if (!orders.has(order.key)) orders.set(order.key, stored)
  }

  const pick = (): SubmitLie | undefined => {
    let draw = random()
    for (const [lie, chance] of Object.entries(lies.submit) as [SubmitLie, number][]) {
      if (draw < chance) return lie
      draw -= chance
    }
    return undefined
  }

  const uncertain = (text: string): SubmitOutcome => ({ type: 'uncertain', text })

  const submit = (order: Order): Promise<SubmitOutcome> => {
    const lie = mode === 'up' ? pick() : mode
    const hidden = Math.floor(random() * lies.hiddenMs)
    if (lie === 'unreachable') return later(latency(), () => ({ type: 'unreachable', text: 'ECONNREFUSED' }))
    sent.push(order.key)
    log.push({ at: time.now, what: `sent ${lie ?? ''}`, key: order.key })
    return later(latency(), (): SubmitOutcome | Promise<SubmitOutcome> => {
      if (lie === 'down') return { type: 'down', text: 'maintenance' }
      if (lie === 'busy') return { type: 'busy', retryAfterMs: lies.retryAfterMs ?? 20 }
      if (lie === 'needs-person' || !loggedIn) {
        loggedIn = lie !== 'needs-person' && loggedIn
        void later(400, () => {
          loggedIn = true
        })
        return { type: 'needs-person', problem: 'login.expired', text: 'login' }
      }
      if (lie === 'drop-before-store') return uncertain('reset')
      if (lie === 'rejected') return { type: 'rejected', code: 'E9104', text: 'bad field' }
      if (lie === 'false-duplicate') return { type: 'duplicate' }
      if (lie === 'accepted-but-lost') return { type: 'accepted', remoteRef: '0' }
      if (lie === 'late-arrival') {
        // It lies somewhere on the way until long after the answer was given up.
        const arrives = Math.floor(random() * options.settleMs * 0.4)
        void later(requestTimeoutMs + arrives, () => {
          if (!(lies.refusesTwins && orders.has(order.key)))
            store(order, Math.min(hidden, options.settleMs * 0.5))
        })
        return later(requestTimeoutMs, () => uncertain('timeout'))
      }
      if (lies.refusesTwins && orders.has(order.key)) return { type: 'duplicate' }
      store(order, hidden)
      if (lie === 'drop-after-store') return uncertain('reset')
      if (lie === 'stored-but-500') return uncertain('500')
      if (lie === 'garbage') return uncertain('garbage')
      return { type: 'accepted', remoteRef: String(serial) }
    })
  }

  const finding = (key: string): KeyFinding => {
    const stored = orders.get(key)
    if (stored === undefined || stored.visibleAt > time.now) return { type: 'absent' }
    if (random() < lies.unclear) return { type: 'unclear', text: 'status 99' }
    if (stored.issuedAt > time.now) return { type: 'pending' }
    if (stored.failed === 'sign-failed') return { type: 'sign-failed' }
    if (stored.failed === 'bureau-down') return { type: 'bureau-down', text: '税局升级维护' }
    return { type: 'found', invoice: invoiceOf(stored) }
  }

  const lookup = (keys: readonly string[]): Promise<LookupOutcome> =>
    later(latency(), () => {
      if (mode === 'unreachable') return { type: 'unreachable', text: 'ECONNREFUSED' }
      if (random() < lies.lookupTrouble) return { type: 'uncertain', text: 'reset' }
      log.push(...keys.map((key) => ({ at: time.now, what: `looked ${finding(key).type}`, key })))
      return { type: 'answered', findings: new Map(keys.map((key) => [key, finding(key)])) }
    })

  const channel: Channel = {
    name: 'nuonuo',
    lookupLimit: 50,
    maxInFlight: options.maxInFlight,
    requestTimeoutMs,
    settleMs: options.settleMs,
    submit,
    lookup,
    retry: ({ key }) =>
      later(latency(), () => {
        const stored = orders.get(key)
        if (stored?.failed === undefined) return { type: 'refused', text: 'E9612' }
        if (random() < 0.7) delete stored.failed
        return { type: 'accepted' }
      }),
    fetchDocument: (url) =>
      later(latency(), () =>
        random() < lies.documentMissing
          ? { type: 'missing' }
          : { type: 'fetched', bytes: Buffer.from(`<xml>${url}</xml>`), fileName: 'a.xml' },
      ),
    checkHealth: () =>
      later(latency(), () => {
        if (mode === 'unreachable') return { type: 'unreachable', text: 'ECONNREFUSED' }
        if (mode === 'down') return { type: 'down', text: 'maintenance' }
        return loggedIn
          ? { type: 'up', latencyMs: 1 }
          : { type: 'needs-person', problem: 'login.expired', text: 'login' }
      }),
    close: () => Promise.resolve(),
  }

  return {
    channel,
    ledger,
    orders,
    sent,
    log,
    setMode: (next: typeof mode): void => {
      mode = next
    },
    setLies: (next: Lies): void => {
      lies = next
    },
  }
}

export type LyingPlatform = ReturnType<typeof createLyingPlatform>

/** What the platform would issue for a payload of the nuonuo channel. */
export const invoiceOf = ({ payload, number, issuedAt, key }: Stored): FoundInvoice => {
  const { order } = JSON.parse(payload) as {
    order: {
      buyerName: string
      buyerTaxNum?: string
      salerTaxNum: string
      invoiceLine: string
      invoiceDetail: { taxExcludedAmount: string; tax: string }[]
    }
  }
  const amount = order.invoiceDetail.reduce((sum, line) => sum + (parseYuan(line.taxExcludedAmount) ?? 0), 0)
  const tax = order.invoiceDetail.reduce((sum, line) => sum + (parseYuan(line.tax) ?? 0), 0)
  return {
    number,
    kind: order.invoiceLine === 'bs' ? 'digital-special' : 'digital-ordinary',
    issuedAt,
    buyerName: order.buyerName,
    ...(order.buyerTaxNum === undefined || order.buyerTaxNum === '' ? {} : { buyerTaxId: order.buyerTaxNum }),
    sellerTaxId: order.salerTaxNum,
    amount: fen(amount),
    tax: fen(tax),
    total: fen(amount + tax),
    documentUrl: `http://127.0.0.1/${key}.xml`,
  }
}
