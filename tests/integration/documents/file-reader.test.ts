// The pool of reader threads: order, deadlines, threads that die, and closing.
import { afterEach, expect, test } from 'vitest'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createFileReader, type FileReaderPool } from '../../../src/main/core/documents/file-reader.ts'
import { fixture } from '../../support/documents.ts'
import { readerEntry } from '../../support/import-book.ts'

let pool: FileReaderPool | undefined
afterEach(() => pool?.close())

const read = (bytes: Uint8Array) =>
  (pool ?? createFileReader({ entry: readerEntry })).read({ bytes, fileName: 'x' })

test('many files at once come back in the order they were given', async () => {
  pool = createFileReader({ entry: readerEntry })
  const names = ['einvoice-special.xml', 'pinyin-leqi.xml', 'accounting-instance.xml', 'chinese-nested.xml']
  const readings = await Promise.all([...names, ...names].map((name) => read(fixture(name))))
  const numbers = readings.map((reading) => (reading.ok ? reading.invoice.number.slice(-3) : reading.reason))
  expect(numbers).toEqual([
    ...['101', '163', 'accounting.instance', '149'],
    ...['101', '163', 'accounting.instance', '149'],
  ])
})

/** A reader thread that does what the first byte of the file says. */
const misbehaving = (): URL => {
  const file = path.join(mkdtempSync(path.join(tmpdir(), 'piaobu-reader-')), 'worker.mjs')
  writeFileSync(
    file,
    `import { parentPort } from 'node:worker_threads'
parentPort.on('message', ({ bytes }) => {
  if (bytes[0] === 1) for (;;) {}
  if (bytes[0] === 2) process.exit(3)
  if (bytes[0] === 3) throw new Error('no')
  if (bytes[0] === 4) { const kept = []; for (;;) kept.push(new Array(100_000).fill({}).map(() => ({}))) }
  parentPort.postMessage({ reading: { ok: false, reason: 'file.unsupported' } })
})
parentPort.postMessage({ ready: true })
`,
  )
  return new URL(`file://${file}`)
}

test.each([
  ['hangs', 1],
  ['ends', 2],
  ['throws', 3],
  ['eats all memory', 4],
])('a file whose reading %s is refused, and the next one is read', async (_, byte) => {
  pool = createFileReader({ entry: misbehaving(), timeoutMs: 1_500, memoryMb: 32, workers: 1 })
  const [bad, good] = await Promise.all([read(Uint8Array.of(byte)), read(Uint8Array.of(9))])
  expect([bad, good]).toEqual([
    { ok: false, reason: 'file.hostile' },
    { ok: false, reason: 'file.unsupported' },
  ])
})

test('a thread that cannot start is our fault and not the file’s', async () => {
  pool = createFileReader({ entry: new URL('file:///nowhere/at/all.mjs') })
  await expect(read(Uint8Array.of(9))).rejects.toThrow()
})
