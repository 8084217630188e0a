// What the core needs from the outside. Hosts give the real thing, tests a fake clock and a known randomness.
import type { OwnCompany } from '../book/own-company.ts'
import type { SaleToIssue } from '../book/sale-to-issue.ts'

export interface Clock {
  /** Instant, ms since 1970 UTC. */
  now(): number
}

export interface Random {
  /** uuid v7 for the given instant. */
  uuid(nowMs: number): string
  bytes(count: number): Uint8Array
}

export interface Log {
  /** `fields` never hold names, tax ids, amounts or tokens. */
  info(event: string, fields?: Readonly<Record<string, string | number | boolean>>): void
  warn(event: string, fields?: Readonly<Record<string, string | number | boolean>>): void
  error(event: string, error: unknown, fields?: Readonly<Record<string, string | number | boolean>>): void
}

/** Secrets of one book; one file in the user's config folder, never in the book folder. */
export interface Secrets {
  get(name: string): string | undefined
  set(name: string, value: string): void
  remove(name: string): void
}

/** The practice platform, where the host runs one. */
export interface PracticePlatform {
  state(): Promise<PracticeState>
  setFaults(script: unknown): Promise<void>
  clearFaults(): Promise<void>
}

export interface PracticeState {
  readonly running: boolean
  readonly url?: string
  readonly accepted: number
  readonly issued: number
  readonly faults: unknown
}

/** Reads one file away from this thread, with a deadline; a hostile file can cost no more than that. */
export interface FileReader {
  read(input: { readonly bytes: Uint8Array; readonly fileName: string }): Promise<FileReading>
}
export type FileReading =
  | {
      readonly ok: true
      readonly format: 'xml' | 'ofd'
      readonly invoice: import('../../../shared/domain/invoice.ts').ReadInvoice
    }
  | { readonly ok: false; readonly reason: import('../../../shared/contract/documents.ts').RefusalReason }

/** Writes the exact body that a channel will send; the core freezes it with the key. */
export interface OrderWriter {
  write(input: OrderInput): { readonly payload: string } | { readonly missing: readonly string[] }
}
export interface OrderInput {
  readonly channel: string
  readonly key: string
  readonly recordedAt: number
  readonly seller: OwnCompany
  readonly sale: SaleToIssue
}

export interface Ports {
  readonly orders: OrderWriter
  readonly clock: Clock
  readonly random: Random
  readonly log: Log
  readonly secrets: Secrets
  readonly reader: FileReader
  readonly practice?: PracticePlatform
  /** Tells the sync process that there is something to do; a no-op where none runs. */
  wakeSync(): void
}
