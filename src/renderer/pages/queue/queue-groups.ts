// The queue in its groups, whose turn it is first. Turns counts into one long list of heads and rows for the grid. Pure.
import type { Input } from '../../../shared/contract/api.ts'

export type QueueGroup = NonNullable<Input<'outbox.list'>['group']>

export const queueGroups = [
  'needs-you',
  'looking-up',
  'in-flight',
  'queued',
  'held',
  'done',
] as const satisfies readonly QueueGroup[]

export type QueueItem =
  | { readonly type: 'head'; readonly group: QueueGroup; readonly count: number }
  | { readonly type: 'row'; readonly group: QueueGroup; readonly index: number }

export type GroupCounts = Readonly<Record<QueueGroup, number>>

/** How many lines the grid has: a head and its rows for every group that has any. */
export const queueLength = (counts: GroupCounts): number =>
  queueGroups.reduce((sum, group) => sum + (counts[group] === 0 ? 0 : counts[group] + 1), 0)

/** What stands at a line of the grid; undefined beyond its end. */
export const queueItemAt = (counts: GroupCounts, line: number): QueueItem | undefined => {
  let before = 0
  for (const group of queueGroups) {
    const count = counts[group]
    if (count === 0) continue
    if (line === before) return { type: 'head', group, count }
    if (line <= before + count) return { type: 'row', group, index: line - before - 1 }
    before += count + 1
  }
  return undefined
}

/** The next line with a row in the direction given, or the same one at the ends. */
export const nextRowLine = (counts: GroupCounts, line: number, step: 1 | -1): number => {
  const length = queueLength(counts)
  for (let at = line + step; at >= 0 && at < length; at += step) {
    if (queueItemAt(counts, at)?.type === 'row') return at
  }
  return line
}
