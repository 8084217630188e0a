// The border as JSON Schema is a golden file: whoever changes it sees it in the diff.
import { expect, test } from 'vitest'
import { z } from 'zod'
import { api, operationNames, topics } from '../src/shared/contract/api.ts'
import { handlers } from '../src/main/core/app/handlers.ts'
import { expectGolden } from './support/golden.ts'

test('the contract is the one that is written down', () => {
  const contract = Object.fromEntries(
    operationNames.toSorted().map((name) => {
      const operation: { kind: string; topics: readonly string[]; roles?: readonly string[] } = api[name]
      return [
        name,
        {
          kind: operation.kind,
          topics: operation.topics,
          ...(operation.roles === undefined ? {} : { roles: operation.roles }),
          input: z.toJSONSchema(api[name].input, { io: 'input' }),
          output: z.toJSONSchema(api[name].output, { io: 'output' }),
        },
      ]
    }),
  )
  expectGolden('contract.json', `${JSON.stringify(sorted(contract), null, 2)}\n`)
})

test('every operation has a handler and no handler is without its operation', () => {
  expect(Object.keys(handlers).toSorted()).toEqual(operationNames.toSorted())
})

test('operations are named noun.verb and speak of known topics', () => {
  const known: readonly string[] = topics
  const odd = operationNames.filter(
    (name) =>
      !/^[a-z]+\.[a-z]+(-[a-z]+)*$/.test(name) || !api[name].topics.every((topic) => known.includes(topic)),
  )
  expect(odd).toEqual([])
})

test('every command says who may give it', () => {
  const commands = operationNames.filter((name) => api[name].kind === 'command')
  expect(commands.filter((name) => !('roles' in api[name]))).toEqual([])
})

const sorted = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .sort(([left], [right]) => (left < right ? -1 : 1))
      .map(([key, field]) => [key, sorted(field)]),
  )
}
