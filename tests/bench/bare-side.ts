// The bare loop: the same requests over the same kind of pool, as many group commits with as many rows, and nothing else:
// no machine, no checks, no audit chain. Run as a process of its own by runSide.
import path from 'node:path'
import { openBook } from '../../src/main/core/book/book-folder.ts'
import { connect } from '../../src/main/core/db/connect.ts'
import { createOriginalsKeeper } from '../../src/main/core/documents/keep-originals.ts'
import { openBareClient } from './bare-client.ts'
import { replayJob, type ReplayReport } from './replay-job.ts'

const job = replayJob.parse(JSON.parse(process.argv[2] ?? ''))
const { db, folder } = openBook(job.book)
const orders = db.read
  .prepare<[], { key: string; payload: string }>(
    'SELECT channel_key AS key, payload FROM submission ORDER BY seq',
  )
  .all()
const taxId = db.read.prepare<[], { tax_id: string }>('SELECT tax_id FROM book').get()?.tax_id ?? ''
db.close()

const batch = 50
/** The platform issues 20 ms after it has taken an order; the bare loop knows, and never asks too early. */
const issueMs = 25
const like = job.like ?? { commits: 1000, rows: orders.length * 20 }

const store = connect(path.join(folder, 'bare.db'), 'create')
store.exec('CREATE TABLE bare (id INTEGER PRIMARY KEY, key TEXT NOT NULL, content TEXT NOT NULL) STRICT')
const insert = store.prepare('INSERT INTO bare (key, content) VALUES (?, ?)')
const begin = store.prepare('BEGIN IMMEDIATE')
const commit = store.prepare('COMMIT')
const content = 'x'.repeat(120)

/** A sale ends four times: taken, found, document fetched, verified. Each writes its share of the engine's rows. */
type Stage = 'taken' | 'found' | 'fetched' | 'verified'
const rowsAStage = like.rows / (orders.length * 4)
/** Answers a commit, so that in the end there were as many commits: two a sale, and two for every fifty. */
const answersACommit = (orders.length * (2 + 2 / batch)) / like.commits

const keepOriginal = createOriginalsKeeper(folder)
const client = openBareClient({ ...job.platform, taxId, connections: job.inFlight + 4 })
const start = performance.now()
const cpuStart = process.cpuUsage()
await client.fetchToken()

let nextOrder = 0
let inFlight = 0
let fetching = 0
let isWriting = false
let commits = 0
let rowsWritten = 0
let rowsOwed = 0
let answers = 0
let verified = 0
const ended: { readonly stage: Stage; readonly key: string; readonly url?: string | undefined }[] = []
const toLookUp: { readonly key: string; readonly from: number }[] = []
const toFetch: { readonly key: string; readonly url: string }[] = []
const toVerify: string[] = []

await new Promise<void>((resolve, reject) => {
  const write = (): void => {
    isWriting = false
    const idle = inFlight === 0 && fetching === 0
    if (ended.length === 0 || (!idle && answers < (commits + 1) * answersACommit)) return pump()
    const group = ended.splice(0)
    begin.run()
    for (const { key } of group) {
      for (rowsOwed += rowsAStage; rowsOwed >= 1; rowsOwed -= 1) {
        insert.run(key, content)
        rowsWritten += 1
      }
    }
    commit.run()
    commits += 1
    const now = performance.now()
    for (const { stage, key, url } of group) {
      if (stage === 'taken') toLookUp.push({ key, from: now + issueMs })
      else if (stage === 'found' && url !== undefined) {
        toFetch.push({ key, url })
        toVerify.push(key)
      } else if (stage === 'verified') verified += 1
    }
    if (verified === orders.length && toFetch.length === 0 && fetching === 0 && ended.length === 0)
      return resolve()
    pump()
  }
  const later = (): void => {
    if (isWriting) return
    isWriting = true
    setImmediate(write)
  }
  const lookUp = (keys: readonly string[], stage: 'found' | 'verified'): void => {
    inFlight += 1
    client.lookUp(keys).then((found) => {
      inFlight -= 1
      answers += 1
      for (const key of keys) {
        const url = found.get(key)
        // Not issued yet: asked for again.
        if (url === undefined) toLookUp.push({ key, from: performance.now() + issueMs })
        else ended.push({ stage, key, url })
      }
      later()
    }, reject)
  }
  const pump = (): void => {
    const now = performance.now()
    while (inFlight < job.inFlight) {
      const ripe = (toLookUp[Math.min(batch, toLookUp.length) - 1]?.from ?? Infinity) <= now
      const isLast = nextOrder >= orders.length
      if (ripe && (toLookUp.length >= batch || (isLast && inFlight === 0))) {
        lookUp(
          toLookUp.splice(0, batch).map(({ key }) => key),
          'found',
        )
      } else if (
        toVerify.length >= batch ||
        (isLast && inFlight === 0 && toLookUp.length === 0 && toVerify.length > 0)
      ) {
        lookUp(toVerify.splice(0, batch), 'verified')
      } else {
        const order = orders[nextOrder]
        if (order === undefined) break
        nextOrder += 1
        inFlight += 1
        client.submit(order.payload).then(() => {
          inFlight -= 1
          answers += 1
          ended.push({ stage: 'taken', key: order.key })
          later()
        }, reject)
      }
    }
    while (fetching < job.inFlight) {
      const next = toFetch.shift()
      if (next === undefined) break
      fetching += 1
      client.fetchDocument(next.url).then(async (bytes) => {
        if (job.keepDocuments) await keepOriginal(bytes)
        fetching -= 1
        answers += 1
        ended.push({ stage: 'fetched', key: next.key })
        later()
      }, reject)
    }
    if (inFlight === 0 && fetching === 0 && ended.length === 0) setTimeout(later, 2)
    else if (inFlight === 0 && fetching === 0) later()
  }
  pump()
})
const ms = performance.now() - start
const cpu = process.cpuUsage(cpuStart)
const cpuMs = (cpu.user + cpu.system) / 1000
await client.close()
store.close()
const report: ReplayReport = { ms, cpuMs, done: verified, commits, rows: rowsWritten }
process.stdout.write(JSON.stringify(report))
