// The contract as JSON Schema: what each operation takes and gives, for programs that script against Piaobu.
import { z } from 'zod'
import { api, operationNames, type Operation } from '../../../shared/contract/api.ts'

export interface OperationSchema {
  readonly kind: 'query' | 'command'
  readonly roles?: readonly string[]
  readonly topics: readonly string[]
  readonly input: unknown
  readonly output: unknown
}

/** All operations by name, in the order of the contract. */
export const contractSchemas = (): Readonly<Record<string, OperationSchema>> =>
  Object.fromEntries(
    operationNames.map((name): [string, OperationSchema] => {
      const operation: Operation = api[name]
      return [
        name,
        {
          kind: operation.kind,
          ...(operation.roles === undefined ? {} : { roles: operation.roles }),
          topics: operation.topics,
          input: z.toJSONSchema(operation.input, { io: 'input' }),
          output: z.toJSONSchema(operation.output, { io: 'output' }),
        },
      ]
    }),
  )
