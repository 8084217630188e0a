// One replay by the real engine: real book, real channel; run as a process of its own by runSide.
import { runEngine } from '../../src/main/sync/run.ts'
import { createNuonuoChannel } from '../../src/main/sync/channels/nuonuo/channel.ts'
import { ownCompany } from '../../src/main/core/book/company.ts'
import { openBook } from '../../src/main/core/book/book-folder.ts'
import { createSystemRandom, systemClock } from '../../src/main/hosts/ports.ts'
import { keptLog, memorySecrets, testPorts } from '../support/test-ports.ts'
import { countCommits } from './count-commits.ts'
import { replayJob, type ReplayReport } from './replay-job.ts'

const job = replayJob.parse(JSON.parse(process.argv[2] ?? ''))
const { db, folder } = openBook(job.book)
const counted = countCommits(db)
const random = createSystemRandom()
const secrets = memorySecrets()
secrets.set('channel.nuonuo.appSecret', job.platform.appSecret)
const { url: baseUrl, tokenUrl, appKey } = job.platform
const channel = createNuonuoChannel({
  config: {
    baseUrl,
    tokenUrl,
    appKey,
    settleSeconds: 1,
    maxInFlight: job.inFlight,
    taxId: ownCompany(db.read).taxId,
  },
  secrets,
  clock: systemClock,
  random,
})
const log = keptLog()
const start = performance.now()
const cpuStart = process.cpuUsage()
const run = (until: 'settled' | 'idle') =>
  runEngine({
    db: counted.db,
    folder,
    ports: { ...testPorts(), clock: systemClock, random, log },
    channel,
    until,
    deadlineMs: 80_000,
    signal: new AbortController().signal,
  })
const documents = db.read.prepare<[], { count: number }>(
  'SELECT count(*) AS count FROM submission WHERE document_at IS NOT NULL',
)
let result = await run('settled')
// Settled is what is verified; the last documents may still be on their way, and the bare loop fetches them all.
for (let again = 0; again < 20 && documents.get()?.count !== result.counts.issued; again += 1) {
  result = await run('idle')
}
const ms = performance.now() - start
const cpu = process.cpuUsage(cpuStart)
const cpuMs = (cpu.user + cpu.system) / 1000
const report: ReplayReport = {
  ms,
  cpuMs,
  done: result.counts.issued,
  commits: counted.commits(),
  rows: counted.rows(),
}
const fetched = documents.get()?.count
await channel.close()
db.close()
if (!result.settled || fetched !== result.counts.issued) {
  throw new Error(
    `not settled: ${JSON.stringify({ counts: result.counts, fetched, log: log.lines.slice(0, 5) })}`,
  )
}
process.stdout.write(JSON.stringify(report))
