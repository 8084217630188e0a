import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { lastBook, placesFrom, rememberBook } from '../../../src/main/hosts/places.ts'
import { secretsFile } from '../../../src/main/hosts/secrets-file.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'piaobu 票簿 '))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const places = (): ReturnType<typeof placesFrom> =>
  placesFrom({ PIAOBU_CONFIG_DIR: path.join(folder, 'config'), PIAOBU_DATA_DIR: path.join(folder, 'data') })

test('the book opened last is remembered, and forgotten once it is gone', () => {
  const book = path.join(folder, '账 簿')
  mkdirSync(book)
  writeFileSync(path.join(book, 'book.db'), '')
  rememberBook(places(), book)
  const remembered = lastBook(places())
  rmSync(book, { recursive: true })
  expect([remembered, lastBook(places())]).toEqual([book, undefined])
})

test('without a memory, or with a broken one, there is no last book', () => {
  const before = lastBook(places())
  mkdirSync(path.join(folder, 'config'))
  writeFileSync(path.join(folder, 'config', 'last-book.json'), '{"book":')
  expect([before, lastBook(places())]).toEqual([undefined, undefined])
})

test('secrets are kept in one file that only the user may read', () => {
  const file = path.join(folder, 'secrets', 'book.json')
  secretsFile(file).set('channel.nuonuo.appSecret', 'S1')
  const mode = process.platform === 'win32' ? 0o600 : statSync(file).mode & 0o777
  expect([secretsFile(file).get('channel.nuonuo.appSecret'), mode]).toEqual(['S1', 0o600])
})

test('a removed secret is gone and the others stay', () => {
  const file = path.join(folder, 'book.json')
  const secrets = secretsFile(file)
  secrets.set('a', '1')
  secrets.set('b', '2')
  secrets.remove('a')
  expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual({ b: '2' })
})

test('a value that the key chain wrapped stays locked for the command line', () => {
  const file = path.join(folder, 'book.json')
  writeFileSync(file, JSON.stringify({ a: 'wrapped:AAAA' }))
  expect(() => secretsFile(file).get('a')).toThrow(expect.objectContaining({ code: 'secrets.locked' }))
})

test('a damaged secrets file is an error and is not written over', () => {
  const file = path.join(folder, 'book.json')
  writeFileSync(file, '{"a":')
  expect(() => secretsFile(file).set('b', '2')).toThrow()
  expect(readFileSync(file, 'utf8')).toBe('{"a":')
})
