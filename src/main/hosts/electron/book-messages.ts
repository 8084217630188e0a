// What main and the book process say to each other. Small messages between two programs of one build; read with a schema
// all the same, so that a broken one is a fault and not a riddle.
import { z } from 'zod'
import { topics } from '../../../shared/contract/api.ts'

export const bookOptions = z.strictObject({ folder: z.string(), configDir: z.string() })
export type BookOptions = z.infer<typeof bookOptions>

const texts = z.record(z.string(), z.string())

export const mainToBook = z.union([
  z.strictObject({ secrets: texts }),
  /** Comes with a message port for one window. */
  z.strictObject({ port: z.literal(true) }),
  z.strictObject({ file: z.strictObject({ number: z.int(), sha256: z.string() }) }),
  /** From the sync process. */
  z.strictObject({ topics: z.array(z.enum(topics)) }),
  z.strictObject({ sync: z.strictObject({ running: z.boolean(), stopped: z.string().optional() }) }),
  /** Take no more calls. */
  z.strictObject({ pause: z.literal(true) }),
  z.strictObject({ stop: z.literal(true) }),
])
export type MainToBook = z.infer<typeof mainToBook>

export const bookToMain = z.union([
  /** The book is known; its secrets are wanted. */
  z.strictObject({ opened: z.strictObject({ bookId: z.string() }) }),
  /** Windows are served; the sync process may start. */
  z.strictObject({ serving: z.literal(true) }),
  z.strictObject({ wakeSync: z.literal(true) }),
  z.strictObject({ keepSecret: z.strictObject({ name: z.string(), value: z.string().optional() }) }),
  z.strictObject({
    file: z.strictObject({
      number: z.int(),
      fileName: z.string().optional(),
      bytes: z.custom<Uint8Array>((value) => value instanceof Uint8Array).optional(),
    }),
  }),
  z.strictObject({ failed: z.strictObject({ code: z.string() }) }),
])
export type BookToMain = z.infer<typeof bookToMain>
