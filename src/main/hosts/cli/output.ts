// What the command line prints. With --json: one value or one line a row on stdout, sentences on stderr.
// Without: sentences and small tables on stdout for people; notes on stderr in both.
import { translate, type Catalogue, type TranslationParams } from '../../../shared/i18n.ts'

export type Cell = string | number | boolean | undefined
export type Row = Readonly<Record<string, unknown>>

export interface Output {
  readonly json: boolean
  /** The sentence under a key. */
  text(key: string, params?: TranslationParams): string
  /** One result: the value for programs, the sentence for people. */
  result(value: unknown, sentence: string): void
  /** Rows as they come: a line each for programs, a table for people once `end` is called. */
  rows(columns: readonly string[]): { add(row: Row): void; end(): void }
  /** One line for programs and people alike (the first line of a program that stays). */
  machineLine(value: unknown): void
  /** A sentence beside the result, on stderr. */
  note(sentence: string): void
}

export interface Streams {
  out(text: string): void
  err(text: string): void
}

export const createOutput = (streams: Streams, catalogue: Catalogue, json: boolean): Output => {
  const text = (key: string, params?: TranslationParams): string => translate(catalogue, key, params)
  const machineLine = (value: unknown): void => streams.out(`${JSON.stringify(value)}\n`)
  return {
    json,
    text,
    machineLine,
    result: (value, sentence) => (json ? machineLine(value) : streams.out(`${sentence}\n`)),
    rows: (columns) => {
      const kept: Row[] = []
      return {
        add: (row) => (json ? machineLine(row) : void kept.push(row)),
        end: () => {
          if (json) return
          if (kept.length === 0) streams.out(`${text('cli.nothing')}\n`)
          else
            streams.out(
              table(
                columns.map((column) => ({ column, title: text(`cli.column.${column}`) })),
                kept,
              ),
            )
        },
      }
    },
    note: (sentence) => streams.err(`${sentence}\n`),
  }
}

const table = (
  columns: readonly { readonly column: string; readonly title: string }[],
  rows: readonly Row[],
): string => {
  const cells = rows.map((row) => columns.map(({ column }) => cellText(row[column])))
  const widths = columns.map(({ title }, index) =>
    Math.max(...[title, ...cells.map((row) => row[index] ?? '')].map(displayWidth)),
  )
  const line = (texts: readonly string[]): string =>
    texts
      .map((text, index) => text + ' '.repeat(Math.max(0, (widths[index] ?? 0) - displayWidth(text))))
      .join('  ')
      .trimEnd()
  return [line(columns.map(({ title }) => title)), ...cells.map(line)].join('\n') + '\n'
}

const cellText = (value: unknown): string => {
  if (value === undefined || value === null) return ''
  if (typeof value === 'string' || typeof value === 'number') return String(value)
  if (typeof value === 'boolean') return value ? '✓' : ''
  return JSON.stringify(value)
}

/** Columns a text takes in a terminal: Chinese characters and full-width signs take two. */
export const displayWidth = (text: string): number =>
  [...text].reduce(
    (width, character) =>
      width +
      (/[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Extended_Pictographic}/u.test(
        character,
      ) && !/[✓]/.test(character)
        ? 2
        : 1),
    0,
  )
