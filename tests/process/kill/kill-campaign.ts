// Kills the sync process for real (SIGKILL) while sales are replayed against a platform that loses answers, hides what it
// stored, dawdles and refuses. What happened is counted in the platform's ledger only, by another program.
import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { ChildProcess } from 'node:child_process'
import { z } from 'zod'
import { steps, type StepName } from '../../../src/main/sync/steps.ts'
import { cli, cliEntry, finished, firstLine, homeIn, root, start, type Home } from '../../support/program.ts'
import { campaignSales } from './sales.ts'
import { compareWithLedger, type Truth } from './truth.ts'

export interface KillCampaign {
  /** An empty folder to work in. */
  readonly folder: string
  readonly sales: number
  readonly kills: number
  readonly seed: number
  readonly say?: (line: string) => void
}

export interface KillFigures extends Truth {
  readonly kills: number
  readonly atRandom: number
  readonly atSteps: Readonly<Record<string, number>>
  /** Steps at which the engine was meant to be killed but did not come by while work was left. */
  readonly stepsNotMet: readonly string[]
  readonly settled: boolean
  readonly integrity: string
  readonly seconds: number
  readonly seed: number
}

const faults = (seed: number): unknown => ({
  seed,
  rules: [
    { do: 'drop-after-store', method: 'requestBillingNew', probability: 0.06 },
    { do: 'drop-before-store', method: 'requestBillingNew', probability: 0.03 },
    { do: 'invisible', method: 'requestBillingNew', probability: 0.06, ms: 700 },
    { do: 'slow', method: 'requestBillingNew', probability: 0.06, ms: 300 },
    { do: 'refuse', probability: 0.02 },
    { do: 'slow', method: 'queryInvoiceResult', probability: 0.05, ms: 200 },
    { do: 'sign-failed', method: 'requestBillingNew', probability: 0.02 },
    { do: 'status', method: 'requestBillingNew', probability: 0.02, code: 502 },
  ],
})

/** A repeatable stream of numbers in [0, 1) (mulberry32). */
const randomFrom = (seed: number): (() => number) => {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

const simulatorLine = z.object({
  url: z.string(),
  tokenUrl: z.string(),
  adminUrl: z.string(),
  appKey: z.string(),
  appSecret: z.string(),
})

/** Runs the campaign; gives what was lost, doubled or different, and how often the process was really killed. */
export const runKillCampaign = async (campaign: KillCampaign): Promise<KillFigures> => {
  const startedAt = Date.now()
  const { folder, seed } = campaign
  const home = homeIn(folder)
  const book = path.join(folder, 'book')
  const ledger = path.join(folder, 'ledger.db')
  mkdirSync(folder, { recursive: true })
  writeFileSync(path.join(folder, 'faults.json'), JSON.stringify(faults(seed)))
  const simulator = start(home, cliEntry, [
    ...['simulator', 'run', '--port', '0', '--ledger', ledger, '--json', '--seed', String(seed)],
    ...['--faults', path.join(folder, 'faults.json')],
  ])
  try {
    const platform = simulatorLine.parse(await firstLine(simulator))
    await cli(home, [
      'book',
      'create',
      '--tax-id',
      '91110108MADEM0A15T',
      '--name',
      '北京样例云帆科技有限公司',
      '--practice',
      '--book',
      book,
    ])
    await cli(
      home,
      [
        ...['channel', 'set', 'nuonuo', '--base-url', platform.url, '--token-url', platform.tokenUrl],
        ...[
          '--app-key',
          platform.appKey,
          '--app-secret',
          '-',
          '--settle',
          '1',
          '--max-in-flight',
          '4',
          '--book',
          book,
        ],
      ],
      platform.appSecret,
    )
    const killed = await killAgainAndAgain(campaign, home, book, platform.adminUrl)
    const [end] = await cli(home, ['sync', 'run', '--until', 'settled', '--deadline', '600', '--book', book])
    const truth = await compareWithLedger(home, book, ledger)
    const integrity = await integrityOf(book)
    return {
      ...truth,
      ...killed,
      settled: z.object({ settled: z.boolean() }).parse(end).settled,
      integrity,
      seconds: Math.round((Date.now() - startedAt) / 1000),
      seed,
    }
  } finally {
    simulator.kill('SIGKILL')
  }
}

type Killed = Pick<KillFigures, 'kills' | 'atRandom' | 'atSteps' | 'stepsNotMet'>

const killAgainAndAgain = async (
  campaign: KillCampaign,
  home: Home,
  book: string,
  adminUrl: string,
): Promise<Killed> => {
  const random = randomFrom(campaign.seed)
  const atSteps: Record<string, number> = {}
  const notMet = new Set<StepName>()
  const portions = portionsOf(campaignSales(campaign.sales), Math.min(40, campaign.kills))
  let added = 0
  let atRandom = 0
  let kills = 0
  for (let life = 0; kills < campaign.kills && life < campaign.kills * 3; life += 1) {
    // Sales keep coming, so that there is work in hand whenever the process is killed.
    while (added < portions.length && added <= (kills * portions.length) / campaign.kills) {
      await cli(home, ['sale', 'add', '-', '--book', book], JSON.stringify(portions[added]))
      added += 1
    }
    // Each named step in turn, and at a random moment in between.
    const step = life % 2 === 0 ? steps[(life / 2) % steps.length] : undefined
    if (step === undefined) {
      if (await killAtRandom(home, book, 20 + random() * 150)) {
        atRandom += 1
        kills += 1
      }
    } else if (await killAtPreparedStep(home, book, step, adminUrl, campaign.seed, random)) {
      atSteps[step] = (atSteps[step] ?? 0) + 1
      kills += 1
      notMet.delete(step)
    } else if (atSteps[step] === undefined) notMet.add(step)
    if (life % 25 === 24)
      campaign.say?.(`${kills} kills, ${added} of ${portions.length} portions of sales recorded`)
  }
  for (const portion of portions.slice(added)) {
    await cli(home, ['sale', 'add', '-', '--book', book], JSON.stringify(portion))
  }
  return { kills, atRandom, atSteps, stepsNotMet: [...notMet] }
}

/** Steps an engine comes to once a life, or only when the platform is in a certain mood. */
const rare: ReadonlyMap<StepName, unknown> = new Map<StepName, unknown>([
  ['recover.before-commit', undefined],
  ['recover.committed', undefined],
  ['retry.before-request', { rules: [{ do: 'sign-failed', method: 'requestBillingNew' }] }],
  ['retry.answered', { rules: [{ do: 'sign-failed', method: 'requestBillingNew' }] }],
  ['probe.before-request', { rules: [{ do: 'maintenance' }] }],
  ['probe.answered', { rules: [{ do: 'maintenance' }] }],
])

/** Puts the platform in the mood the step needs, kills there, and gives the platform its usual faults back. */
const killAtPreparedStep = async (
  home: Home,
  book: string,
  step: StepName,
  adminUrl: string,
  seed: number,
  random: () => number,
): Promise<boolean> => {
  const mood = rare.get(step)
  if (mood === undefined) {
    return killAtStep(home, book, step, rare.has(step) ? 1 : 1 + Math.floor(random() * 3), 400)
  }
  await setFaults(adminUrl, mood)
  const isKilled = await killAtStep(home, book, step, 1, 5_000)
  await setFaults(adminUrl, faults(seed))
  // The outage that a silent platform opened would only end after good probes; the next lives are too short for them.
  if (step.startsWith('probe.')) await cli(home, ['outage', 'end', '--book', book]).catch(() => undefined)
  return isKilled
}

const setFaults = async (adminUrl: string, script: unknown): Promise<void> => {
  const answer = await fetch(new URL('/faults', adminUrl), { method: 'PUT', body: JSON.stringify(script) })
  if (!answer.ok) throw new Error(`the platform refused the fault script: ${await answer.text()}`)
}

const portionsOf = <T>(all: readonly T[], count: number): readonly (readonly T[])[] =>
  Array.from({ length: count }, (_, index) =>
    all.slice(Math.floor((index * all.length) / count), Math.floor(((index + 1) * all.length) / count)),
  )

/** The real sync process, killed this long after it said that it has started. */
const killAtRandom = async (home: Home, book: string, afterMs: number): Promise<boolean> => {
  const options = JSON.stringify({ folder: book, configDir: home.configDir, secrets: 'file' })
  const child = start(home, path.join(root, 'src/main/hosts/sync/main.ts'), [options], true)
  const gone = finished(child)
  await started(child)
  await new Promise((resolve) => setTimeout(resolve, afterMs))
  child.kill('SIGKILL')
  return (await gone).signal === 'SIGKILL'
}

const started = (child: ChildProcess): Promise<void> =>
  new Promise((resolve) => {
    child.on('message', (message: unknown) => {
      if (JSON.stringify(message).includes('started')) resolve()
    })
    child.once('exit', () => resolve())
  })

/** The same engine, killing itself when it comes to the step; given up where it does not within the time. */
const killAtStep = async (
  home: Home,
  book: string,
  step: StepName,
  nth: number,
  patienceMs: number,
): Promise<boolean> => {
  const entry = path.join(import.meta.dirname, 'engine-under-kill.ts')
  const child = start(home, entry, [book, home.configDir, step, String(nth)], true)
  let isGivenUp = false
  let patience: NodeJS.Timeout | undefined
  void started(child).then(() => {
    patience = setTimeout(() => {
      isGivenUp = true
      child.kill('SIGTERM')
    }, patienceMs)
  })
  const end = await finished(child)
  clearTimeout(patience)
  return end.signal === 'SIGKILL' && !isGivenUp
}

/** `PRAGMA integrity_check` of the book, by a connection of our own after everything has ended. */
const integrityOf = async (book: string): Promise<string> => {
  const { default: Database } = await import('better-sqlite3')
  const db = new Database(path.join(book, 'book.db'), { readonly: true })
  try {
    return String(db.pragma('integrity_check', { simple: true }))
  } finally {
    db.close()
  }
}
