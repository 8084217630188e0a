// Rows of the queue by pages of a hundred, fetched when they come into sight; a queue of ten thousand costs as little as one
// of ten.
import { keepPreviousData, useQueries, type UseQueryResult } from '@tanstack/react-query'
import { call } from '../../api/client.ts'
import type { Output } from '../../../shared/contract/api.ts'
import { queueGroups, type GroupCounts, type QueueGroup } from './queue-groups.ts'

type Page = Output<'outbox.list'>
export type QueueRow = Page['rows'][number]

const pageSize = 100

export interface PageWish {
  readonly group: QueueGroup
  readonly page: number
}

/** The page a row is on. */
export const pageOf = (index: number): number => Math.floor(index / pageSize)

const usePages = (wishes: readonly PageWish[], everyMs: number): readonly UseQueryResult<Page>[] =>
  useQueries({
    queries: wishes.map(({ group, page }) => {
      const input = { group, skip: page * pageSize, limit: pageSize }
      return {
        queryKey: ['outbox.list', input],
        queryFn: (): Promise<Page> => call('outbox.list', input),
        placeholderData: keepPreviousData,
        refetchInterval: everyMs > 0 ? everyMs : (false as const),
      }
    }),
  })

const firstPages: readonly PageWish[] = queueGroups.map((group) => ({ group, page: 0 }))

export interface QueueStart {
  /** Undefined until every group has answered. */
  readonly counts: GroupCounts | undefined
  readonly error: unknown
  readonly pages: readonly (Page | undefined)[]
  refetch(): void
}

/** The first page of every group, and with it how many rows each has. */
export const useQueueStart = (): QueueStart => {
  const answers = usePages(firstPages, 5000)
  const pages = answers.map(({ data }) => data)
  const countOf = (group: QueueGroup): number => pages[queueGroups.indexOf(group)]?.count ?? 0
  return {
    counts: pages.every((page) => page !== undefined)
      ? {
          'needs-you': countOf('needs-you'),
          'looking-up': countOf('looking-up'),
          'in-flight': countOf('in-flight'),
          queued: countOf('queued'),
          held: countOf('held'),
          done: countOf('done'),
        }
      : undefined,
    error: answers.find(({ isError }) => isError)?.error ?? undefined,
    pages,
    refetch: () => {
      for (const answer of answers) void answer.refetch()
    },
  }
}

/** Gives the row at a place of a group, once its page is there; `wishes` are the pages in sight. */
export const useQueueRows = (
  start: QueueStart,
  wishes: readonly PageWish[],
): ((group: QueueGroup, index: number) => QueueRow | undefined) => {
  const later = wishes.filter(({ page }) => page > 0)
  const answers = usePages(later, 0)
  return (group, index) => {
    const page = pageOf(index)
    const held =
      page === 0
        ? start.pages[queueGroups.indexOf(group)]
        : answers[later.findIndex((wish) => wish.group === group && wish.page === page)]?.data
    return held?.rows[index % pageSize]
  }
}
