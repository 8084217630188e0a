// The cache in which rows live. Answers stay until news makes them stale; old rows stay on the screen meanwhile.
import { QueryClient } from '@tanstack/react-query'
import { client } from './client.ts'
import { createNewsDesk } from './stale-queries.ts'

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: Number.POSITIVE_INFINITY,
      gcTime: 5 * 60_000,
      retry: false,
      refetchOnWindowFocus: false,
      networkMode: 'always',
    },
    mutations: { networkMode: 'always', retry: false },
  },
})

/** Starts listening for news; call once. */
export const followNews = (): (() => void) => {
  const tell = createNewsDesk(queryClient)
  return client().subscribe(
    ({ topics }) => tell(topics),
    () => void queryClient.invalidateQueries(),
  )
}
