// The window's way: files are staged in pieces, previewed without writing, and written when confirmed.
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { readdirSync } from 'node:fs'
import path from 'node:path'
import { createPreviews, type Previews } from '../../../src/main/core/documents/preview.ts'
import { openStaging, type Staging } from '../../../src/main/core/documents/staging.ts'
import type { ImportSource } from '../../../src/main/core/documents/import-plan.ts'
import { fixture } from '../../support/documents.ts'
import { contents, testAct, testBook, testNow, testPorts, type TestBook } from '../../support/import-book.ts'

let book: TestBook
let previews: Previews
let staging: Staging
let now = testNow
const log = { info: () => undefined, warn: () => undefined, error: () => undefined }

beforeEach(() => {
  book = testBook()
  now = testNow
  staging = openStaging(book.folder, { ...testPorts, clock: { now: () => now } })
  previews = createPreviews({ ...book.deps, log, changed: () => undefined })
})
afterEach(async () => {
  previews.close()
  await book.close()
})

const staged = (name: string, bytes: Uint8Array): ImportSource & { readonly fileId: string } => {
  const fileId = staging.stageWhole(bytes, name)
  return { file: name, fileId, load: () => staging.read(fileId).bytes }
}
const page = { skip: 0, limit: 200 }
const ready = (id: string): Promise<void> =>
  vi.waitUntil(() => previews.get(id, page).state === 'ready', { timeout: 20_000 }).then(() => undefined)

test('a preview shows what each file is and writes nothing; confirming writes all but what was left out', async () => {
  const one = staged('一.xml', fixture('einvoice-special.xml'))
  const doubtful = staged('二.xml', fixture('einvoice-platform.xml'))
  const left = staged('三.xml', fixture('pinyin-leqi.xml'))
  const bad = staged('x.txt', Buffer.from('x'))
  const before = contents(book.db)
  const id = previews.start([one, doubtful, left, bad])
  await ready(id)
  const shown = previews.get(id, page)
  expect(contents(book.db)).toEqual(before)
  expect(shown).toMatchObject({
    read: 4,
    all: 4,
    written: 0,
    counts: { new: 2, known: 0, doubtful: 1, refused: 1 },
    rows: [
      { fileId: one.fileId, status: 'new', invoice: { number: '26112000000100000101' } },
      { fileId: doubtful.fileId, status: 'doubtful', invoice: { warnings: ['kind.unknown'] } },
      { fileId: left.fileId, status: 'new' },
      { fileId: bad.fileId, status: 'refused', reason: 'file.unsupported' },
    ],
  })
  const lines = await previews.confirm(id, { without: [left.fileId] }, { act: testAct })
  expect(lines.map(({ file, status }) => [file, status])).toEqual([
    ['一.xml', 'imported'],
    ['二.xml', 'imported'],
    ['x.txt', 'refused'],
  ])
  expect(previews.get(id, page).state).toBe('done')
  await expect(previews.confirm(id, { without: [] }, { act: testAct })).rejects.toMatchObject({
    code: 'import.preview-missing',
  })

  const again = previews.start([one])
  await ready(again)
  expect(previews.get(again, page).rows).toMatchObject([{ status: 'known', knownId: lines[0]?.invoiceId }])
})

test('a preview that is stopped can no longer be confirmed', async () => {
  const id = previews.start([staged('一.xml', fixture('einvoice-special.xml'))])
  previews.stop(id)
  expect(previews.get(id, page).state).toBe('stopped')
  await expect(previews.confirm(id, { without: [] }, { act: testAct })).rejects.toMatchObject({
    code: 'import.preview-missing',
  })
})

test('a file staged in pieces is whole; its name never becomes a path', () => {
  const id = staging.begin('../../etc/名字.xml')
  staging.append(id, Buffer.from('ab'))
  expect(() => staging.read(id)).toThrow('file.missing')
  staging.append(id, Buffer.from('cd'))
  staging.finish(id)
  expect(staging.read(id)).toEqual({ fileName: '名字.xml', bytes: Buffer.from('abcd') })
  expect(readdirSync(path.join(book.folder, 'staging')).sort()).toEqual([id, `${id}.json`])
})

test('a staged file is gone after an hour, and an id that is none leads nowhere', () => {
  const id = staging.stageWhole(Buffer.from('x'), 'x.xml')
  now += 3_600_001
  expect(() => staging.read(id)).toThrow('file.missing')
  staging.sweep()
  expect(readdirSync(path.join(book.folder, 'staging'))).toEqual([])
  expect(() => staging.read('../../book.db')).toThrow('file.missing')
})

test('an upload that grows beyond the limit is dropped', () => {
  const id = staging.begin('big.xml')
  const piece = Buffer.alloc(25 * 1024 * 1024)
  staging.append(id, piece)
  staging.append(id, piece)
  expect(() => staging.append(id, Buffer.of(1))).toThrow('file.too-large')
  expect(readdirSync(path.join(book.folder, 'staging'))).toEqual([])
})
