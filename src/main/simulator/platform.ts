// What every method of the pretend platform works with. Faults can be changed while requests are in flight, so the running
// course is read through `faults()` each time.
import type { FaultRule } from './faults.ts'
import type { FaultCourse } from './fault-course.ts'
import type { Identity, LedgerDb } from './ledger-file.ts'
import type { OrderStore } from './order-store.ts'
import type { SellerNames } from './seller-names.ts'

export interface Platform {
  readonly db: LedgerDb
  readonly identity: Identity
  readonly orders: OrderStore
  readonly sellers: SellerNames
  readonly now: () => number
  readonly faults: () => FaultCourse
  /** From taking an order to its invoice. */
  readonly issueDelayMs: number
  /** Tax-exclusive cap of a calendar month, in 分. */
  readonly creditLineFen: number
  /** `http://127.0.0.1:PORT`, known once the port is open. */
  readonly origin: () => string
}

/** One verified call of a method. */
export interface MethodCall {
  readonly body: Buffer
  /** The header userTax; undefined where the caller sent none. */
  readonly userTax: string | undefined
  /** The fault this request was given, if any. */
  readonly fault: FaultRule | undefined
}
