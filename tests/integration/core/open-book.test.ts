import { copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { bookFile, createBook, openBook } from '../../../src/main/core/book/book-folder.ts'
import { nextChannelKey, ownCompany } from '../../../src/main/core/book/company.ts'
import { connect } from '../../../src/main/core/db/connect.ts'
import { lockHolder, takeLock } from '../../../src/main/core/db/locks.ts'
import { migrate, migrations, type Migration } from '../../../src/main/core/db/migrate.ts'
import { openBookDb } from '../../../src/main/core/db/open.ts'
import { writerOver } from '../../../src/main/core/db/sql.ts'
import { write, writeSoon } from '../../../src/main/core/db/transaction.ts'
import { expectGolden } from '../../support/golden.ts'
import { testCompany } from '../../support/open-test-book.ts'
import { testPorts } from '../../support/test-ports.ts'

let folder = ''
beforeEach(() => {
  folder = join(mkdtempSync(join(tmpdir(), 'piaobu-')), '样例 账簿')
})
afterEach(() => rmSync(join(folder, '..'), { recursive: true, force: true }))

const create = (): void =>
  void createBook({ dir: folder, company: testCompany, practice: false, ports: testPorts() })

test('a new book has the schema that is written down', () => {
  create()
  const { db } = openBook(folder)
  const objects = db.read
    .prepare<[], { sql: string }>(
      `SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' ORDER BY type, name`,
    )
    .all()
  db.close()
  expectGolden('schema.sql', `${objects.map(({ sql }) => sql).join(';\n\n')};\n`)
})

test('both connections of a book have every setting that keeps it whole', () => {
  create()
  const settings = (mode: 'read' | 'write'): unknown => {
    const connection = connect(bookFile(folder), mode)
    const names = ['journal_mode', 'synchronous', 'foreign_keys', 'busy_timeout', 'trusted_schema']
    const found = Object.fromEntries(names.map((name) => [name, connection.pragma(name, { simple: true })]))
    connection.close()
    return found
  }
  const wanted = {
    journal_mode: 'wal',
    synchronous: 2,
    foreign_keys: 1,
    busy_timeout: 250,
    trusted_schema: 0,
  }
  expect([settings('write'), settings('read')]).toEqual([wanted, wanted])
})

test('a book remembers its company and gives every key once', () => {
  create()
  const { db } = openBook(folder)
  const keys = write(db, (tx) => [nextChannelKey(tx), nextChannelKey(tx)])
  const { bookId, ...company } = ownCompany(db.read)
  db.close()
  expect(company).toEqual({ ...testCompany, practice: false })
  expect(bookId).toMatch(/^[0-9a-f-]{36}$/)
  expect(keys.map((key) => key.replace(/^P[0-9A-Z]{5}/, 'P-----'))).toEqual([
    'P-----000000000001',
    'P-----000000000002',
  ])
})

test('a second book in the same folder is refused and the first stays', () => {
  create()
  expect(create).toThrow('book.exists')
  const { db, auditTail } = openBook(folder)
  db.close()
  expect(auditTail).toMatchObject({ ok: true, entries: 1 })
})

test('a book that was only half made is made again', () => {
  mkdirSync(folder, { recursive: true })
  writeFileSync(`${bookFile(folder)}.new`, 'half')
  create()
  expect(existsSync(`${bookFile(folder)}.new`)).toBe(false)
  openBook(folder).db.close()
})

test('there is no book in an empty folder, in a text file or in a stranger’s database', () => {
  expect(() => openBook(folder)).toThrow('book.missing')
  mkdirSync(folder, { recursive: true })
  writeFileSync(
    bookFile(folder),
    'this is no database, though it is long enough to be looked at as one'.repeat(99),
  )
  expect(() => openBook(folder)).toThrow('book.damaged')
  rmSync(bookFile(folder))
  const stranger = connect(bookFile(folder), 'create')
  stranger.exec('CREATE TABLE cookies (id)')
  stranger.close()
  expect(() => openBook(folder)).toThrow('book.damaged')
})

test('a book in a cloud folder is refused with the name of the service', () => {
  const dir = join(folder, 'OneDrive', 'book')
  const inCloud = (): unknown =>
    createBook({ dir, company: testCompany, practice: false, ports: testPorts() })
  expect(inCloud).toThrow(
    expect.objectContaining({ code: 'book.unsafe-place', params: { reason: 'cloud', name: 'OneDrive' } }),
  )
  expect(existsSync(dir)).toBe(false)
})

test('a company with a tax id of impossible characters is refused at its field', () => {
  const make = (): unknown =>
    createBook({
      dir: folder,
      company: { ...testCompany, taxId: '91110108-MAEX-0Q3K' },
      practice: false,
      ports: testPorts(),
    })
  expect(make).toThrow(expect.objectContaining({ issues: [{ path: 'taxId', code: 'tax-id.characters' }] }))
})

test('a book from the future is refused and left as it is', () => {
  create()
  const connection = connect(bookFile(folder), 'write')
  connection.pragma('user_version = 99')
  connection.close()
  expect(() => openBook(folder)).toThrow(
    expect.objectContaining({ code: 'book.from-future', params: { version: 99, newest: migrations.length } }),
  )
})

const second: Migration = {
  version: 2,
  up: (db) => db.exec('ALTER TABLE goods ADD COLUMN colour TEXT'),
}

test('an older book is copied, the copy checked, and only then migrated', () => {
  create()
  const connection = connect(bookFile(folder), 'write')
  migrate(writerOver(connection), bookFile(folder), { create: false, migrations: [...migrations, second] })
  expect(connection.pragma('user_version', { simple: true })).toBe(2)
  connection.close()
  const copy = openBookDb(join(folder, 'before-migration-2.db'))
  const company = ownCompany(copy.read).name
  copy.close()
  expect(company).toBe(testCompany.name)
})

test('a migration that fails changes nothing', () => {
  create()
  const connection = connect(bookFile(folder), 'write')
  const broken: Migration = {
    version: 3,
    up: () => {
      throw new Error('no')
    },
  }
  const run = (): void =>
    migrate(writerOver(connection), bookFile(folder), {
      create: false,
      migrations: [...migrations, second, broken],
    })
  expect(run).toThrow('no')
  const columns = connection.pragma('table_info(goods)') as { name: string }[]
  expect(columns.some(({ name }) => name === 'colour')).toBe(false)
  expect(connection.pragma('user_version', { simple: true })).toBe(1)
  connection.close()
})

test('a write that finds another one under way says busy, and a patient one waits for it', async () => {
  create()
  const { db } = openBook(folder)
  const other = connect(bookFile(folder), 'write')
  other.exec('BEGIN IMMEDIATE')
  const rename = (): string =>
    write(db, (tx) => {
      tx.prepare(`UPDATE book SET clerk = '甲'`).run()
      return 'written'
    })
  expect(rename).toThrow('book.busy')
  setTimeout(() => other.exec('COMMIT'), 400)
  const patient = writeSoon(db, (tx) => {
    tx.prepare(`UPDATE book SET clerk = '乙'`).run()
    return 'written'
  })
  await expect(patient).resolves.toBe('written')
  other.close()
  db.close()
})

test('hooks hear of what was committed and never of what was not', () => {
  create()
  const { db } = openBook(folder)
  const heard: string[] = []
  const fail = (): void =>
    write(db, (tx) => {
      tx.afterCommit(() => heard.push('failed'))
      throw new Error('no')
    })
  expect(fail).toThrow('no')
  write(db, (tx) => tx.afterCommit(() => heard.push('written')))
  db.close()
  expect(heard).toEqual(['written'])
})

test('a transaction that would wait for something is refused and rolled back', () => {
  create()
  const { db } = openBook(folder)
  const waiting = (): unknown =>
    write(db, (tx) => {
      tx.prepare(`UPDATE book SET clerk = '丙'`).run()
      return Promise.resolve()
    })
  expect(waiting).toThrow('synchronous')
  expect(ownCompany(db.read).clerk).toBe(testCompany.clerk)
  db.close()
})

test('the other connection’s commits are noticed, own ones are not', () => {
  create()
  const one = openBook(folder).db
  const two = openBook(folder).db
  const before = one.dataVersion()
  write(one, (tx) => tx.prepare(`UPDATE book SET clerk = '丁'`).run())
  expect(one.dataVersion()).toBe(before)
  write(two, (tx) => tx.prepare(`UPDATE book SET clerk = '戊'`).run())
  expect(one.dataVersion()).not.toBe(before)
  one.close()
  two.close()
})

test('a lock is held by one, says by whom, and is free again when released', () => {
  mkdirSync(folder, { recursive: true })
  const file = join(folder, 'app.lock')
  const lock = takeLock(file, { role: 'window', since: 5 })
  expect(takeLock(file)).toBeUndefined()
  expect(lockHolder(file)).toMatchObject({ pid: process.pid, role: 'window', since: 5 })
  lock?.release()
  const again = takeLock(file)
  expect(again).toBeDefined()
  again?.release()
  expect(lockHolder(file)).toBeUndefined()
})

test('a copied book file opens like the original', () => {
  create()
  const { db } = openBook(folder)
  db.close()
  const copy = join(folder, 'copy.db')
  copyFileSync(bookFile(folder), copy)
  const opened = openBookDb(copy)
  expect(ownCompany(opened.read).taxId).toBe(testCompany.taxId)
  opened.close()
})
