// Any operation of the contract by name, and the contract itself as JSON Schemas.
import { contractSchemas } from '../contract-schemas.ts'
import type { Command } from '../command.ts'
import { withBook } from '../book-session.ts'
import { jsonArgument, noMoreThan } from '../json-input.ts'
import { UsageError } from '../usage-error.ts'

const uuidShape = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i

export const call: Command = {
  options: { 'command-id': { type: 'string' } },
  run: async (context) => {
    const operation = context.positionals[0]
    if (operation === undefined) throw new UsageError('argument', { name: 'OPERATION' })
    noMoreThan(context, 2)
    const input = await jsonArgument(context, 1, 'JSON')
    const commandId = context.options.text('command-id')
    if (commandId !== undefined && !uuidShape.test(commandId))
      throw new UsageError('uuid', { option: 'command-id' })
    return withBook(context, async (session) => {
      const reply = await session.reply(operation, input, commandId)
      context.output.machineLine(reply)
      if (!reply.ok)
        context.output.note(context.output.text(`error.${reply.error.code}`, { ...reply.error.params }))
      return reply.ok ? 0 : 1
    })
  },
}

export const contract: Command = {
  options: {},
  run: (context) => {
    noMoreThan(context, 0)
    const schemas = contractSchemas()
    if (context.output.json) context.output.machineLine(schemas)
    else context.output.result(schemas, JSON.stringify(schemas, undefined, 2))
    return Promise.resolve(0)
  },
}
