// The figures for people: one line each, then what was counted beside them.
import type { Figure } from './figures.ts'
import type { Machine } from './machine.ts'

const number = (value: number): string =>
  value >= 1000 ? Math.round(value).toLocaleString('en') : value >= 100 ? value.toFixed(0) : value.toFixed(2)

const verdict = (figure: Figure): string => {
  const ratio = figure.ratio === undefined ? '' : `${(figure.ratio * 100).toFixed(0)} %`
  if (figure.limit === undefined) return ratio
  const good = figure.ratio === undefined ? figure.p95 <= figure.limit : figure.ratio >= figure.limit
  const limit =
    figure.ratio === undefined ? `limit ${figure.limit} ${figure.unit}` : `aim ≥ ${figure.limit * 100} %`
  return `${ratio === '' ? '' : `${ratio}, `}${limit}: ${good ? 'kept' : 'MISSED'}`
}

const heads = ['', 'n', 'p50', 'p95', 'p99', 'min–max', 'unit', 'against']

/** Lines of text. */
export const tableOf = (machine: Machine, figures: readonly Figure[]): string => {
  const rows = figures.map((figure) => [
    figure.name,
    String(figure.n),
    number(figure.p50),
    number(figure.p95),
    number(figure.p99),
    `${number(figure.min)}–${number(figure.max)}`,
    figure.unit,
    verdict(figure),
  ])
  const widths = heads.map((head, column) =>
    Math.max(head.length, ...rows.map((row) => (row[column] ?? '').length)),
  )
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, column) => {
        const width = widths[column] ?? 0
        return column === 0 || column > 5 ? cell.padEnd(width) : cell.padStart(width)
      })
      .join('  ')
      .trimEnd()
  const { system, cores, processor, memoryGb, node, sqlite, load } = machine
  const notes = figures.flatMap(({ name, note }) => (note === undefined ? [] : [`${name}: ${note}`]))
  return [
    `${system}, ${cores} cores (${processor}), ${memoryGb} GB, Node ${node}, SQLite ${sqlite}, load ${load}`,
    '',
    line(heads),
    ...rows.map(line),
    ...(notes.length === 0 ? [] : ['', ...notes]),
    '',
  ].join('\n')
}
