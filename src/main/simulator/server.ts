// The pretend platform: one HTTP port that speaks the Nuonuo wire protocol (fapiao.md §9.1), one admin port, one ledger
// file. It knows nothing of the book; whatever it answers with success is durable first.
import { adminListener } from './admin-desk.ts'
import { openDoor, openServer } from './door.ts'
import { startFaultCourse, type RequestName } from './fault-course.ts'
import { noFaults, type FaultScript } from './faults.ts'
import { frontDesk } from './front-desk.ts'
import { identityOf, openLedgerFile } from './ledger-file.ts'
import { openOrderStore } from './order-store.ts'
import type { Platform } from './platform.ts'
import { openSellerNames } from './seller-names.ts'
import { openTokenDesk } from './tokens.ts'

export interface SimulatorOptions {
  /** 0 takes any free port. */
  readonly port: number
  /** Any free port where absent. */
  readonly adminPort?: number
  readonly ledgerFile: string
  readonly faults?: FaultScript
  /** For chances in fault scripts without a seed of their own; kept with the ledger. */
  readonly seed?: number
  readonly host?: '127.0.0.1'
  /** Milliseconds since 1970. */
  readonly now?: () => number
  /** From taking an order to its invoice; 20 where absent. */
  readonly issueDelayMs?: number
  /** How far a request's timestamp may be off; ten minutes where absent. */
  readonly timestampToleranceMs?: number
  /** Tokens in 30 days; 50 where absent. */
  readonly tokenLimit?: number
  /** Monthly credit line, tax-exclusive 分; one hundred million yuan where absent. */
  readonly creditLineFen?: number
  /** Registered company names by tax id; kept with the ledger. */
  readonly sellerNames?: Readonly<Record<string, string>>
}

export interface RunningSimulator {
  readonly url: string
  readonly tokenUrl: string
  readonly adminUrl: string
  readonly appKey: string
  readonly appSecret: string
  close(): Promise<void>
}

/** Starts it; the ports are open when it resolves. Rejects when a port is taken or the ledger cannot be opened. */
export const startSimulator = async (options: SimulatorOptions): Promise<RunningSimulator> => {
  const host = options.host ?? '127.0.0.1'
  const now = options.now ?? Date.now
  const db = openLedgerFile(options.ledgerFile)
  try {
    const identity = identityOf(db, options.seed)
    const sellers = openSellerNames(db)
    if (options.sellerNames !== undefined) sellers.register(options.sellerNames)
    const orders = openOrderStore(db, identity)
    const tokens = openTokenDesk(db, identity, now, options.tokenLimit ?? 50)
    let course = startFaultCourse(options.faults ?? noFaults, now, identity.seed)
    let origin = ''
    const platform: Platform = {
      db,
      identity,
      orders,
      sellers,
      now,
      faults: () => course,
      issueDelayMs: options.issueDelayMs ?? 20,
      creditLineFen: options.creditLineFen ?? 10_000_000_000,
      origin: () => origin,
    }
    const counts = new Map<RequestName, number>()
    const gateway = { platform, tokens, toleranceMs: options.timestampToleranceMs ?? 600_000 }
    const door = await openDoor({
      listener: frontDesk(gateway, counts),
      port: options.port,
      host,
      isShut: () => course.isDoorShut(),
      mayShut: () => course.mayShutDoor,
    })
    origin = `http://${host}:${door.port}`
    const setFaults = (script: FaultScript): void => {
      course = startFaultCourse(script, now, identity.seed)
      door.look()
    }
    const admin = await openServer(
      adminListener({ platform, counts, isListening: door.isOpen, setFaults }),
      options.adminPort ?? 0,
      host,
    ).catch(async (cause: unknown) => {
      await door.close()
      throw cause
    })
    door.look()
    return {
      url: `${origin}/open/v1/services`,
      tokenUrl: `${origin}/accessToken`,
      adminUrl: `http://${host}:${admin.port}`,
      appKey: identity.appKey,
      appSecret: identity.appSecret,
      async close() {
        await door.close()
        await new Promise<void>((resolve) => {
          admin.server.close(() => resolve())
          admin.server.closeAllConnections()
        })
        orders.flush()
        db.close()
      },
    }
  } catch (cause) {
    db.close()
    throw cause
  }
}
