// A book with sales recorded while the platform was away, made once and copied for each run.
import { cpSync } from 'node:fs'
import path from 'node:path'
import { dispatch } from '../../src/main/core/app/dispatch.ts'
import { openCore } from '../../src/main/core/app/create-core.ts'
import { bookFile, createBook } from '../../src/main/core/book/book-folder.ts'
import { createSystemRandom, systemClock } from '../../src/main/hosts/ports.ts'
import { campaignSales } from '../process/kill/sales.ts'
import { testCompany } from '../support/open-test-book.ts'
import { testPorts } from '../support/test-ports.ts'

/** Makes the book in `folder` with `count` sales waiting to be sent. */
export const makeReplayBook = async (folder: string, count: number): Promise<void> => {
  const ports = { ...testPorts(), clock: systemClock, random: createSystemRandom() }
  createBook({ dir: folder, company: testCompany, practice: true, ports })
  const core = openCore({ folder, ports })
  const call = async (operation: string, input: unknown): Promise<void> => {
    const reply = await dispatch(core, { operation, input, actor: 'bench' })
    if (!reply.ok) throw new Error(`${operation}: ${JSON.stringify(reply.error)}`)
  }
  try {
    // Each run gives the engine its channel; here it only has to be set up for sales to be queued.
    const nowhere = 'http://127.0.0.1:9/'
    await call('channel.set', {
      name: 'nuonuo',
      baseUrl: nowhere,
      tokenUrl: nowhere,
      appKey: 'bench',
      appSecret: 'bench',
      settleSeconds: 1,
      maxInFlight: 32,
    })
    await call('sale.record', { sales: campaignSales(count) })
  } finally {
    core.close()
  }
}

/** A copy for one run. */
export const copyBook = (template: string, folder: string): string => {
  cpSync(template, folder, { recursive: true })
  return path.dirname(bookFile(folder))
}
