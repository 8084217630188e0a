// A short form of the kill campaign; the whole one is `npm run campaign`, its figures are in docs/reliability.md.
import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { expect, test } from 'vitest'
import { runKillCampaign } from './kill/kill-campaign.ts'

test(
  'a sync process killed again and again loses no sale and issues none twice',
  { timeout: 240_000 },
  async () => {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'piaobu-kill-'))
    try {
      const figures = await runKillCampaign({ folder, sales: 120, kills: 24, seed: 20_261_121 })
      expect({
        lost: figures.lost,
        doubled: figures.doubled,
        different: figures.different,
        unverified: figures.unverified,
        inLedger: figures.inLedger,
        settled: figures.settled,
        auditOk: figures.auditOk,
        integrity: figures.integrity,
      }).toEqual({
        lost: [],
        doubled: [],
        different: [],
        unverified: 0,
        inLedger: 120,
        settled: true,
        auditOk: true,
        integrity: 'ok',
      })
      expect(figures.kills).toBeGreaterThanOrEqual(20)
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  },
)
