// `npm run bench`: every part in turn in a folder of its own, then the table, or with --json one value. Figures of a machine
// that does other work at the same time are noisy; the load at the start and the spread of each figure say how much.
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { seedBook } from '../support/seed-book.ts'
import { measureCommits } from './commits.ts'
import type { Figure } from './figures.ts'
import { measureList } from './list.ts'
import { thisMachine } from './machine.ts'
import { measureReplay } from './replay.ts'
import { measureStart } from './start.ts'
import { tableOf } from './table.ts'

const partNames = ['commits', 'replay', 'list', 'start'] as const
type PartName = (typeof partNames)[number]

const { values } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    only: { type: 'string', multiple: true },
    dir: { type: 'string', default: tmpdir() },
  },
})
const wanted = values.only ?? partNames
for (const name of wanted) {
  if (!partNames.some((part) => part === name)) {
    process.stderr.write(`--only takes ${partNames.join(', ')}\n`)
    process.exit(2)
  }
}

const say = (line: string): void => void process.stderr.write(`${line}\n`)
const folder = mkdtempSync(path.join(values.dir, 'piaobu-bench-'))

/** A hundred thousand invoices, made when first needed. */
const bigBook = (): string => {
  const book = path.join(folder, 'big')
  if (!existsSync(book)) {
    mkdirSync(book)
    say('writing 100,000 invoices')
    seedBook(book, { count: 100_000 })
  }
  return book
}

const parts: Readonly<Record<PartName, () => readonly Figure[] | Promise<readonly Figure[]>>> = {
  commits: () => measureCommits(folder),
  replay: () => measureReplay(folder, { sales: 10_000, runs: 3, inFlight: 32 }),
  list: () => measureList(bigBook()),
  start: () => measureStart(bigBook(), path.join(folder, 'home')),
}

const machine = thisMachine()
const results: Figure[] = []
try {
  for (const name of partNames) {
    if (!wanted.includes(name)) continue
    const start = performance.now()
    say(`${name} …`)
    results.push(...(await parts[name]()))
    say(`${name}: ${((performance.now() - start) / 1000).toFixed(0)} s`)
  }
} finally {
  rmSync(folder, { recursive: true, force: true })
}
process.stdout.write(
  values.json ? `${JSON.stringify({ machine, results })}\n` : `\n${tableOf(machine, results)}`,
)
