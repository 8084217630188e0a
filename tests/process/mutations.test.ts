// Damaged and hostile copies of invoice files, seeded: none crashes, hangs, writes outside the book or leaves half an
// import. 200 of them always, 2,000 with PIAOBU_FULL=1.
import { expect, test } from 'vitest'
import { readdirSync, statSync } from 'node:fs'
import path from 'node:path'
import { verifyAudit } from '../../src/main/core/audit/verify.ts'
import { importFiles } from '../../src/main/core/documents/import-files.ts'
import { readOriginal } from '../../src/main/core/documents/originals.ts'
import { fixture, hasSamples, ofdOf, sample } from '../support/documents.ts'
import { source, testAct, testBook } from '../support/import-book.ts'
import { mutated } from '../support/mutations.ts'

const count = process.env['PIAOBU_FULL'] === '1' ? 2_000 : 200
const seed = 20261121

const originals = async (): Promise<readonly Buffer[]> => [
  ...['einvoice-special.xml', 'chinese-nested.xml', 'pinyin-old-gbk.xml', 'tax-control.xml'].map(fixture),
  await ofdOf({ custom: { 发票号码: '26112000000100000170' }, attachment: fixture('tax-control.xml') }),
  ...(hasSamples
    ? [
        'digital-special-beijing.ofd',
        'taxcontrol-ordinary-zhejiang.ofd',
        'taxcontrol-exempt-jiangsu.ofd',
        'digital-special-official.xml',
        'accounting-xbrl-special.xml',
        'not-an-invoice.ofd',
        'bureau-export-small.xlsx',
      ].map(sample)
    : []),
]

const namesUnder = (folder: string): readonly string[] => readdirSync(folder).sort()

test(
  `${count} mutated files go through an import and nothing else happens`,
  { timeout: 1_800_000 },
  async () => {
    const book = testBook()
    const outside = [path.dirname(book.folder), path.dirname(path.dirname(book.folder)), process.cwd(), '/']
    const isOurs = (name: string): boolean => name.includes('escaped')
    const files = await originals()
    const tally = new Map<string, number>()
    const kinds = new Map<string, number>()
    const sizes: number[] = []
    let slowestMs = 0
    const reader = {
      read: async (input: Parameters<typeof book.reader.read>[0]) => {
        const began = performance.now()
        const reading = await book.reader.read(input)
        slowestMs = Math.max(slowestMs, performance.now() - began)
        return reading
      },
    }
    const deps = { ...book.deps, ports: { ...book.deps.ports, reader } }

    let imported = 0
    for (let from = 0; from < count; from += 100) {
      const batch = await Promise.all(
        Array.from({ length: 100 }, (_, index) => mutated(files, seed, from + index)),
      )
      const sources = batch.map(({ name, bytes }, index) => source(`${from + index}-${name}`, bytes))
      for (const { name, bytes } of batch) {
        kinds.set(name.replace(/\+.*/, ''), (kinds.get(name.replace(/\+.*/, '')) ?? 0) + 1)
        sizes.push(bytes.length)
      }
      const lines = await importFiles(deps, sources, { act: testAct })
      expect(lines.map(({ file }) => file)).toEqual(sources.map(({ file }) => file))
      for (const { status, reason } of lines) {
        const outcome = reason ?? status
        tally.set(outcome, (tally.get(outcome) ?? 0) + 1)
        if (status === 'imported') imported += 1
      }
    }

    console.log(
      JSON.stringify({
        files: count,
        seed,
        slowestMs: Math.round(slowestMs),
        largest: Math.max(...sizes),
        outcomes: Object.fromEntries(tally),
        kinds: Object.fromEntries(kinds),
      }),
    )
    const { read } = book.db
    expect(slowestMs).toBeLessThan(6_000)
    expect(read.prepare('SELECT count(*) AS n FROM invoice').get()).toEqual({ n: imported })
    expect(read.prepare("SELECT count(*) AS n FROM import_job WHERE state <> 'done'").get()).toEqual({ n: 0 })
    expect(read.prepare('PRAGMA foreign_key_check').all()).toEqual([])
    expect(read.prepare('PRAGMA integrity_check').get()).toEqual({ integrity_check: 'ok' })
    expect(verifyAudit(read).ok).toBe(true)
    for (const { sha256, size } of read
      .prepare<[], { sha256: string; size: number }>('SELECT sha256, size FROM original')
      .all()) {
      expect(readOriginal(book.folder, sha256).length).toBe(size)
    }
    expect(outside.flatMap((folder) => namesUnder(folder).filter(isOurs))).toEqual([])
    expect(
      namesUnder(book.folder).filter((name) => !/^book\.db|\.lock|^(?:originals|staging|log)$/.test(name)),
    ).toEqual([])
    expect(namesUnder(path.join(book.folder, 'staging'))).toEqual([])
    expect(statSync(path.join(book.folder, 'originals')).isDirectory()).toBe(true)
    await book.close()
  },
)
