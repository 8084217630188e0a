// What a command of the command line is: its options, and what it does. Options are parsed strictly.
import type { ParseArgsOptionsConfig } from 'node:util'
import type { Places } from '../places.ts'
import type { Options } from './options.ts'
import type { Output } from './output.ts'

export interface CommandContext {
  readonly output: Output
  readonly options: Options
  /** What follows the command's words and is no option. */
  readonly positionals: readonly string[]
  readonly places: Places
  /** `--book`, made absolute. */
  readonly bookFolder: string | undefined
  /** Aborted by Ctrl-C, a signal, or the end of the parent process. */
  readonly stop: AbortSignal
  /** Everything on stdin as text. */
  readonly readInput: () => Promise<string>
}

export interface Command {
  readonly options: ParseArgsOptionsConfig
  /** Gives the exit code: 0 done, 1 refused or too late. */
  run(context: CommandContext): Promise<number>
}
