// How a call and its reply look on any transport: message port, HTTP, command line.
import { z } from 'zod'
import type { ErrorData } from '../errors.ts'
import type { Topic } from './api.ts'

export const maxCallBytes = 1_000_000
export const filePieceBytes = 256 * 1024
export const maxFileBytes = 50 * 1024 * 1024

export const callRequest = z.strictObject({
  operation: z.string().max(64),
  input: z.unknown(),
  /** uuid; required for commands. The same id gives the same reply and acts once. */
  commandId: z.uuid().optional(),
})
export type CallRequest = z.infer<typeof callRequest>

/** Begins a file that follows in pieces of at most `filePieceBytes`. */
export const fileBeginning = z.strictObject({ name: z.string().min(1).max(1000) })

export type CallReply =
  { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly error: ErrorData }

/** Published after commit: what changed, never what it changed to. */
export interface EventMessage {
  readonly topics: readonly Topic[]
}
