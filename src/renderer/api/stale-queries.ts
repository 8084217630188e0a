// Which cached answers a piece of news makes stale: those whose topics it names. News is gathered for a moment first,
// because a replay of thousands of sales publishes faster than a page can usefully redraw.
import type { QueryClient } from '@tanstack/react-query'
import { api, isOperationName, type Topic } from '../../shared/contract/api.ts'

const gatherMs = 120

/** True when news about these topics concerns the query with this key. */
export const isStaleBy = (queryKey: readonly unknown[], news: ReadonlySet<Topic>): boolean => {
  const [name] = queryKey
  if (typeof name !== 'string' || !isOperationName(name)) return false
  const topics: readonly Topic[] = api[name].topics
  return topics.some((topic) => news.has(topic))
}

/** Gives a function to tell news to; every `gatherMs` at most, the queries concerned are asked again. */
export const createNewsDesk = (queries: QueryClient): ((topics: readonly Topic[]) => void) => {
  let news = new Set<Topic>()
  let timer: ReturnType<typeof setTimeout> | undefined
  const publish = (): void => {
    timer = undefined
    const told = news
    news = new Set()
    void queries.invalidateQueries({ predicate: ({ queryKey }) => isStaleBy(queryKey, told) })
  }
  return (topics) => {
    for (const topic of topics) news.add(topic)
    timer ??= setTimeout(publish, gatherMs)
  }
}
