// Durable commits one after the other, beside the raw limit of the same disk: the same 4 KB written and synced without a
// database, in turns, so that a disk that changes its mood changes it for all.
import { closeSync, fdatasyncSync, openSync, writeSync } from 'node:fs'
import path from 'node:path'
import { writeSetting } from '../../src/main/core/book/settings.ts'
import { openBookDb } from '../../src/main/core/db/open.ts'
import { write } from '../../src/main/core/db/transaction.ts'
import { figure, pairedRatio, type Figure } from './figures.ts'

const rounds = 7
/** A round gives each work so many short turns: a disk shared with others changes its mood within a second. */
const turns = 10
const turnMs = 50

interface Tally {
  count: number
  ms: number
}

const oneTurn = (work: () => void, tally: Tally): void => {
  const start = performance.now()
  let spent = 0
  while (spent < turnMs) {
    work()
    tally.count += 1
    spent = performance.now() - start
  }
  tally.ms += spent
}

const names = ['overwrite', 'append', 'commit'] as const
const empty = (): Tally => ({ count: 0, ms: 0 })

export const measureCommits = (folder: string): readonly Figure[] => {
  const page = Buffer.alloc(4096, 'p')
  const overwritten = openSync(path.join(folder, 'overwritten'), 'w')
  const appended = openSync(path.join(folder, 'appended'), 'w')
  const db = openBookDb(path.join(folder, 'commits.db'), { create: true })
  writeSync(overwritten, page, 0, page.length, 0)
  fdatasyncSync(overwritten)
  let count = 0
  const works = {
    overwrite: () => {
      writeSync(overwritten, page, 0, page.length, 0)
      fdatasyncSync(overwritten)
    },
    append: () => {
      writeSync(appended, page)
      fdatasyncSync(appended)
    },
    commit: () => {
      count += 1
      write(db, (tx) => writeSetting(tx, `bench.${count}`, count))
    },
  }
  const rates: Record<(typeof names)[number], number[]> = { overwrite: [], append: [], commit: [] }
  try {
    for (const work of Object.values(works)) for (let warm = 0; warm < 200; warm += 1) work()
    for (let round = 0; round < rounds; round += 1) {
      const tallies = { overwrite: empty(), append: empty(), commit: empty() }
      for (let turn = 0; turn < turns; turn += 1) {
        for (const name of names) oneTurn(works[name], tallies[name])
      }
      for (const name of names) rates[name].push((tallies[name].count * 1000) / tallies[name].ms)
    }
  } finally {
    closeSync(overwritten)
    closeSync(appended)
    db.close()
  }
  return [
    figure('disk: 4 KB overwritten + fdatasync', '/s', rates.overwrite),
    figure('disk: 4 KB appended + fdatasync', '/s', rates.append),
    figure('durable commits of one row', '/s', rates.commit, {
      ratio: pairedRatio(rates.commit, rates.overwrite),
      note: `ratio against overwriting; against appending ${(pairedRatio(rates.commit, rates.append) * 100).toFixed(0)} %`,
    }),
  ]
}
