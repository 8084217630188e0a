// The order of the queue: earliest deadline first, then the order of recording. (Within a lane nothing overtakes: claim.ts.)

/** The civil date by which a sale should be issued: the last day of its month (fapiao.md §8.4). Takes and gives YYYY-MM-DD. */
export const dueOn = (saleDate: string): string => {
  const [year = 0, month = 0] = saleDate.split('-').map(Number)
  return new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10)
}

export interface Queued {
  readonly dueOn: string
  readonly seq: number
}

/** Negative when `left` goes first. */
export const inOrder = (left: Queued, right: Queued): number =>
  left.dueOn === right.dueOn ? left.seq - right.seq : left.dueOn < right.dueOn ? -1 : 1
