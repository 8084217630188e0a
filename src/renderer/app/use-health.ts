// The state of the tax system and of the queue, asked again by itself as well: silence must not look like health.
import type { UseQueryResult } from '@tanstack/react-query'
import type { Output } from '../../shared/contract/api.ts'
import { useOperation } from '../api/use-operation.ts'

export type Health = Output<'health.get'>

export const useHealth = (): UseQueryResult<Health> => useOperation('health.get', {}, { everyMs: 10_000 })
