// What window and book process say to each other over the message port. Parsed with strict objects on arrival; whatever
// is larger than the border allows is refused before it is looked at.
import { z } from 'zod'
import { callRequest, filePieceBytes, maxFileBytes } from '../../../shared/contract/wire.ts'
import type { CallReply } from '../../../shared/contract/wire.ts'
import type { Topic } from '../../../shared/contract/api.ts'

const number = z.int().min(0).max(Number.MAX_SAFE_INTEGER)

const piece = z
  .instanceof(Uint8Array)
  .refine((bytes) => bytes.byteLength > 0 && bytes.byteLength <= filePieceBytes, 'piece too large')

export const toBook = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('call'), number, request: callRequest }),
  /** `again`: after a new port, everything shown may be stale. */
  z.strictObject({ kind: z.literal('subscribe'), again: z.boolean() }),
  z.strictObject({
    kind: z.literal('file-begin'),
    number,
    name: z.string().min(1).max(1000),
    size: z.int().min(0).max(maxFileBytes),
  }),
  z.strictObject({ kind: z.literal('file-piece'), number, fileId: z.uuid(), bytes: piece }),
  z.strictObject({ kind: z.literal('file-end'), number, fileId: z.uuid() }),
])
export type ToBook = z.infer<typeof toBook>

export type FromBook =
  | { readonly kind: 'reply'; readonly number: number; readonly reply: CallReply }
  | { readonly kind: 'event'; readonly topics: readonly Topic[] }
