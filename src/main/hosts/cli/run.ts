// One run of the command line: find the command, parse its options, do it, and end with 0, 1 (refused) or 2 (wrong use).
import path from 'node:path'
import { parseArgs, type ParseArgsOptionsConfig } from 'node:util'
import { AppError, type ErrorData } from '../../../shared/errors.ts'
import { placesFrom } from '../places.ts'
import { catalogueFor } from '../sentences.ts'
import { stopSignal } from '../stop-signal.ts'
import { commands, type CommandEntry } from './command-table.ts'
import type { Command } from './command.ts'
import { helpText } from './help.ts'
import { optionsFrom } from './options.ts'
import { createOutput, type Output } from './output.ts'
import { Refused } from './refused.ts'
import { readStandardInput } from './standard-input.ts'
import { UsageError } from './usage-error.ts'

const common: ParseArgsOptionsConfig = {
  book: { type: 'string' },
  json: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
}

const streams = {
  out: (text: string): void => void process.stdout.write(text),
  err: (text: string): void => void process.stderr.write(text),
}

/** Runs one command and ends the process with its exit code. */
export const runCommandLine = async (argv: readonly string[]): Promise<void> => {
  // A reader that has seen enough (`| head`) closes the pipe; that is no error.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1))
  // What a command waits for at its end (threads, the log) may not keep the process alive by itself.
  const alive = setInterval(() => undefined, 60_000)
  const code = await outcomeOf(argv)
  clearInterval(alive)
  await Promise.all(
    [process.stdout, process.stderr].map(
      (stream) => new Promise<void>((resolve) => stream.write('', () => resolve())),
    ),
  )
  process.exit(code)
}

const outcomeOf = async (argv: readonly string[]): Promise<number> => {
  const output = createOutput(streams, catalogueFor(process.env), argv.includes('--json'))
  try {
    return await perform(argv, output)
  } catch (error) {
    if (error instanceof UsageError) {
      output.note(output.text(`cli.usage.${error.key}`, error.params))
      output.note(output.text('cli.usage.see-help'))
      return 2
    }
    return refused(error, output)
  }
}

const perform = async (argv: readonly string[], output: Output): Promise<number> => {
  const entry = commandIn(argv)
  if (entry === undefined) {
    const words = argv.filter((word) => word !== '--json')
    if (words.length > 0 && words.every((word) => word === '--help' || word === '-h' || word === 'help')) {
      streams.out(helpText())
      return 0
    }
    if (words.length === 0) throw new UsageError('no-command')
    throw new UsageError('command', {
      given: argv
        .filter((word) => !word.startsWith('-'))
        .slice(0, 2)
        .join(' '),
    })
  }
  const command = await entry.load()
  const { values, positionals } = parse(entry, command, argv)
  if (values['help'] === true) {
    streams.out(helpText(entry))
    return 0
  }
  const options = optionsFrom(values)
  const book = options.text('book')
  return command.run({
    output,
    options,
    positionals,
    places: placesFrom(process.env),
    bookFolder: book === undefined ? undefined : path.resolve(book),
    stop: stopSignal(),
    readInput: readStandardInput,
  })
}

/** The command whose words stand first, options before them left aside. */
const commandIn = (argv: readonly string[]): CommandEntry | undefined => {
  const words = wordsOf(argv)
  return commands.find((entry) => entry.words.every((word, index) => words[index] === word))
}

/** The leading words, with `--book DIR` allowed before them. */
const wordsOf = (argv: readonly string[]): readonly string[] => {
  const words: string[] = []
  for (let index = 0; index < argv.length && words.length < 2; index += 1) {
    const word = argv[index] ?? ''
    if (word === '--book') index += 1
    else if (!word.startsWith('-')) words.push(word)
  }
  return words
}

const parse = (
  { words }: CommandEntry,
  command: Command,
  argv: readonly string[],
): { values: ReturnType<typeof parseArgs>['values']; positionals: readonly string[] } => {
  try {
    const { values, positionals } = parseArgs({
      args: [...argv],
      options: { ...common, ...command.options },
      allowPositionals: true,
      strict: true,
    })
    return { values, positionals: positionals.slice(words.length) }
  } catch (error) {
    throw new UsageError('options', {
      command: words.join(' '),
      problem: error instanceof Error ? error.message : '',
    })
  }
}

const refused = (error: unknown, output: Output): number => {
  const data = errorData(error)
  if (output.json) output.machineLine({ error: data })
  output.note(output.text(`error.${data.code}`, { ...data.params }))
  for (const issue of data.issues ?? [])
    output.note(`  ${issue.path}: ${output.text(`issue.${issue.code}`, { ...issue.params })}`)
  if (data.code === 'internal' && error instanceof Error) output.note(error.stack ?? error.message)
  return 1
}

const errorData = (error: unknown): ErrorData => {
  if (error instanceof Refused) return error.error
  if (error instanceof AppError)
    return {
      code: error.code,
      ...(error.params === undefined ? {} : { params: error.params }),
      ...(error.issues === undefined ? {} : { issues: error.issues }),
    }
  return { code: 'internal' }
}
