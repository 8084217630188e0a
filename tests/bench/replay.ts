// Ten thousand sales replayed by the engine and by a bare loop, in turns, each on a fresh ledger and a fresh copy of the book.
import { rmSync } from 'node:fs'
import path from 'node:path'
import { apart, figure, median, pairedRatio, type Figure } from './figures.ts'
import { startPlatform, type PlatformCounts } from './platform-process.ts'
import { copyBook, makeReplayBook } from './replay-book.ts'
import { platformOf, runSide, type ReplayJob, type ReplayReport } from './replay-job.ts'

interface Run extends ReplayReport {
  readonly requests: number
}

export interface ReplayOptions {
  readonly sales: number
  readonly runs: number
  readonly inFlight: number
  /** Options for the engine's node, such as --cpu-prof. */
  readonly nodeOptions?: readonly string[]
}

/** No round begins after this, so that the whole bench stays bounded, ms. */
const patienceMs = 140_000

/** Further apart than this, requests or commits of the two sides make the comparison unfair. */
const fairWithin = 0.05

export const measureReplay = async (
  folder: string,
  { sales, runs, inFlight, nodeOptions }: ReplayOptions,
): Promise<readonly Figure[]> => {
  const template = path.join(folder, 'replay')
  await makeReplayBook(template, sales)
  let count = 0
  const run = async (
    side: 'engine-side.ts' | 'bare-side.ts',
    more: Partial<Pick<ReplayJob, 'like' | 'keepDocuments'>> = {},
  ): Promise<Run> => {
    count += 1
    const place = path.join(folder, `replay-run-${count}`)
    const book = copyBook(template, place)
    const platform = await startPlatform(path.join(place, 'ledger.db'))
    try {
      const job = { book, platform: platformOf(platform.address), inFlight, ...more }
      const report = await runSide(side, job, side === 'engine-side.ts' ? nodeOptions : [])
      const counts = await platform.counts()
      if (report.done !== sales || counts.issued !== sales) {
        throw new Error(`${side}: ${report.done} of ${sales} done, ${counts.issued} issued`)
      }
      return { ...report, requests: requestsOf(counts) }
    } finally {
      await platform.stop()
      rmSync(place, { recursive: true, force: true })
    }
  }
  const engine: Run[] = []
  const bare: Run[] = []
  const keeping: Run[] = []
  const begun = performance.now()
  for (let round = 0; round < runs; round += 1) {
    // On a machine that is busy with other work fewer rounds must do; the table says how many there were.
    if (performance.now() - begun > patienceMs) break
    const ours = await run('engine-side.ts')
    const like = { commits: ours.commits, rows: ours.rows }
    engine.push(ours)
    bare.push(await run('bare-side.ts', { like }))
    keeping.push(await run('bare-side.ts', { like, keepDocuments: true }))
  }
  return figuresOf({ engine, bare, keeping, sales })
}

const requestsOf = ({ requests }: PlatformCounts): number =>
  Object.entries(requests).reduce((sum, [name, count]) => (name === 'token' ? sum : sum + count), 0)

const figuresOf = (measured: {
  readonly engine: readonly Run[]
  readonly bare: readonly Run[]
  readonly keeping: readonly Run[]
  readonly sales: number
}): readonly Figure[] => {
  const { engine, bare, keeping, sales } = measured
  const rates = (list: readonly Run[]): number[] => list.map(({ ms }) => (sales * 1000) / ms)
  const aSale = (list: readonly Run[], pick: (run: Run) => number): number => median(list.map(pick)) / sales
  const counted = (list: readonly Run[]): string =>
    [
      `${aSale(list, (run) => run.requests).toFixed(3)} requests`,
      `${aSale(list, (run) => run.commits).toFixed(3)} commits`,
      `${aSale(list, (run) => run.rows).toFixed(1)} rows and ${aSale(list, (run) => run.cpuMs).toFixed(3)} ms of processor a sale`,
    ].join(', ')
  const isFair = (list: readonly Run[]): string => {
    const requests = apart(
      aSale(engine, (run) => run.requests),
      aSale(list, (run) => run.requests),
    )
    const commits = apart(
      aSale(engine, (run) => run.commits),
      aSale(list, (run) => run.commits),
    )
    const fair = requests <= fairWithin && commits <= fairWithin
    return `${fair ? 'fair' : 'UNFAIR'}: requests ${(requests * 100).toFixed(1)} % and commits ${(commits * 100).toFixed(1)} % apart`
  }
  return [
    figure(`replay: engine, ${sales} sales`, 'sales/s', rates(engine), {
      limit: 0.5,
      ratio: pairedRatio(rates(engine), rates(bare)),
      note: counted(engine),
    }),
    figure('replay: bare loop', 'sales/s', rates(bare), { note: `${counted(bare)}; ${isFair(bare)}` }),
    figure('replay: bare loop that keeps the documents', 'sales/s', rates(keeping), {
      note: `${counted(keeping)}; ${isFair(keeping)}; the engine reaches ${(pairedRatio(rates(engine), rates(keeping)) * 100).toFixed(0)} % of it`,
    }),
  ]
}
