// Asking the book from a page: `useOperation` for queries, `useCommand` for commands. Names and types are the contract's.
import { keepPreviousData, useMutation, useQuery, type UseQueryResult } from '@tanstack/react-query'
import type { CommandName, Input, Output, QueryName } from '../../shared/contract/api.ts'
import { toastError } from '../state/toasts.ts'
import { call } from './client.ts'

interface QueryOptions {
  readonly enabled?: boolean
  /** Ask again by itself, for answers that age without news; 0 for never. */
  readonly everyMs?: number
  /** Show the rows of the input before while the new ones come; default true. */
  readonly keep?: boolean
}

/** The answer to a query, kept fresh by the topics of the contract. */
export const useOperation = <N extends QueryName>(
  name: N,
  input: Input<N>,
  { enabled = true, everyMs = 0, keep = true }: QueryOptions = {},
): UseQueryResult<Output<N>> =>
  useQuery<Output<N>>({
    queryKey: [name, input],
    queryFn: () => call(name, input),
    enabled,
    refetchInterval: everyMs > 0 ? everyMs : false,
    // The library types the kept value as a deferred conditional on Output<N>, which no generic caller can satisfy.
    ...(keep ? { placeholderData: keepPreviousData as never } : {}),
  })

export interface Command<N extends CommandName> {
  /** Does it; gives the output, or undefined after a failure that has been shown. */
  run(input: Input<N>): Promise<Output<N> | undefined>
  /** The same, but throws CallError for the caller to show at the right place. */
  runOrThrow(input: Input<N>): Promise<Output<N>>
  readonly pending: boolean
}

/** A command with its running state. Failures are shown as a toast unless `runOrThrow` is used. */
export const useCommand = <N extends CommandName>(name: N): Command<N> => {
  const { mutateAsync, isPending } = useMutation({ mutationFn: (input: Input<N>) => call(name, input) })
  return {
    run: async (input) => {
      try {
        return await mutateAsync(input)
      } catch (error) {
        toastError(error)
        return undefined
      }
    },
    runOrThrow: (input) => mutateAsync(input),
    pending: isPending,
  }
}
