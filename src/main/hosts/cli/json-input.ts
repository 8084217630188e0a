// JSON given as an argument, or on stdin when the argument is `-`.
import type { CommandContext } from './command.ts'
import { UsageError } from './usage-error.ts'

/** The parsed value of the positional at `index`. Throws UsageError when it is missing or no JSON. */
export const jsonArgument = async (
  context: CommandContext,
  index: number,
  name: string,
): Promise<unknown> => {
  const given = context.positionals[index]
  if (given === undefined) throw new UsageError('argument', { name })
  const text = given === '-' ? await context.readInput() : given
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new UsageError('json', { name, problem: error instanceof Error ? error.message : '' })
  }
}

/** Refuses words that no command asked for. */
export const noMoreThan = (context: CommandContext, count: number): void => {
  const extra = context.positionals[count]
  if (extra !== undefined) throw new UsageError('extra', { given: extra })
}
