// Originals are kept byte for byte under their digest, never written over, and checked whenever they are read.
import { expect, test } from 'vitest'
import { mkdtempSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { keepOriginal, originalPath, readOriginal } from '../../../src/main/core/documents/originals.ts'

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
