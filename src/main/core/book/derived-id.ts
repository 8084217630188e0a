// Ids of rows that have a natural key: laid out as uuid v7, with the instant in front and the key's digest behind,
// so that ids sort by time and need no source of randomness.
import { createHash } from 'node:crypto'

/** Takes an instant (ms) and what is unique about the row, gives a uuid. */
export const derivedId = (nowMs: number, naturalKey: string): string => {
  const time = Math.max(0, Math.floor(nowMs)).toString(16).padStart(12, '0')
  const digest = createHash('sha256').update(naturalKey).digest('hex')
  const variant = ((Number.parseInt(digest.slice(3, 4), 16) & 3) | 8).toString(16)
  return `${time.slice(0, 8)}-${time.slice(8, 12)}-7${digest.slice(0, 3)}-${variant}${digest.slice(4, 7)}-${digest.slice(7, 19)}`
}
