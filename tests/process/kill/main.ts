// `npm run campaign`: the whole kill campaign, its figures as JSON on stdout. Options: --sales N --kills N --seed N --json.
import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { runKillCampaign } from './kill-campaign.ts'

const { values } = parseArgs({
  options: {
    sales: { type: 'string', default: '1000' },
    kills: { type: 'string', default: '300' },
    seed: { type: 'string', default: '1' },
    only: { type: 'string' },
    json: { type: 'boolean', default: false },
  },
})
const folder = mkdtempSync(path.join(os.tmpdir(), 'piaobu-campaign-'))
const figures = await runKillCampaign({
  folder,
  sales: Number(values.sales),
  kills: Number(values.kills),
  seed: Number(values.seed),
  say: (line) => process.stderr.write(`${line}\n`),
})
process.stdout.write(`${JSON.stringify(figures, undefined, values.json ? 0 : 2)}\n`)
const isClean =
  figures.settled &&
  figures.auditOk &&
  figures.integrity === 'ok' &&
  figures.inLedger === figures.sales &&
  figures.lost.length + figures.doubled.length + figures.different.length + figures.unverified === 0
if (isClean) rmSync(folder, { recursive: true, force: true })
else process.stderr.write(`The book and the ledger of this run are kept in ${folder}\n`)
process.exitCode = isClean ? 0 : 1
