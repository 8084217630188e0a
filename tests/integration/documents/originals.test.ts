// Originals are kept byte for byte under their digest, never written over, and checked whenever they are read.
import { expect, test } from 'vitest'
import { mkdirSync, mkdtempSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createOriginalsKeeper } from '../../../src/main/core/documents/keep-originals.ts'
import {
  keepOriginal,
  originalPath,
  readOriginal,
  sha256Of,
} from '../../../src/main/core/documents/originals.ts'

const place = (): string => mkdtempSync(path.join(tmpdir(), 'piaobu-originals-'))

test('the same bytes are kept once and come back unchanged', () => {
  const folder = place()
  const bytes = Buffer.from('发票')
  const kept = keepOriginal(folder, bytes)
  const inode = statSync(originalPath(folder, kept.sha256)).ino
  expect(keepOriginal(folder, bytes)).toEqual(kept)
  expect(statSync(originalPath(folder, kept.sha256)).ino).toBe(inode)
  expect(readOriginal(folder, kept.sha256)).toEqual(bytes)
  expect(readdirSync(path.dirname(originalPath(folder, kept.sha256)))).toEqual([kept.sha256])
})

test('bytes that are no longer those of the digest are said to be damaged, and mended by the right ones', () => {
  const folder = place()
  const { sha256 } = keepOriginal(folder, Buffer.from('a'))
  writeFileSync(originalPath(folder, sha256), 'b')
  expect(() => readOriginal(folder, sha256)).toThrow('file.damaged')
  keepOriginal(folder, Buffer.from('a'))
  expect(readOriginal(folder, sha256).toString()).toBe('a')
})

test('what is no digest leads nowhere', () => {
  expect(() => readOriginal(place(), '../../etc/hostname')).toThrow('file.missing')
  expect(() => readOriginal(place(), 'a'.repeat(64))).toThrow('file.missing')
})

test('originals that come together are each kept, the same bytes once, and none is half there', async () => {
  const folder = place()
  const keep = createOriginalsKeeper(folder)
  const texts = [...Array.from({ length: 200 }, (_, index) => `发票 ${index % 150}`)]
  const kept = await Promise.all(texts.map((text) => keep(Buffer.from(text))))
  expect(kept.map(({ sha256 }) => readOriginal(folder, sha256).toString())).toEqual(texts)
  const names = readdirSync(path.join(folder, 'originals'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => entry.name)
  expect(names.sort()).toEqual([...new Set(kept.map(({ sha256 }) => sha256))].sort())
})

test('damaged bytes are mended also when they come with others', async () => {
  const folder = place()
  const { sha256 } = keepOriginal(folder, Buffer.from('a'))
  writeFileSync(originalPath(folder, sha256), 'b')
  await createOriginalsKeeper(folder)(Buffer.from('a'))
  expect(readOriginal(folder, sha256).toString()).toBe('a')
})

test('an original that cannot be written is an error of its own, and those beside it are kept', async () => {
  const folder = place()
  const keep = createOriginalsKeeper(folder)
  const [bad, good] = [Buffer.from('bad'), Buffer.from('good')]
  const shelf = path.dirname(originalPath(folder, sha256Of(bad)))
  mkdirSync(path.dirname(shelf), { recursive: true })
  writeFileSync(shelf, 'no folder')
  const [failed, kept] = await Promise.allSettled([keep(bad), keep(good)])
  expect([failed.status, kept.status]).toEqual(['rejected', 'fulfilled'])
  expect(readOriginal(folder, sha256Of(good)).toString()).toBe('good')
})
