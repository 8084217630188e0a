import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { verifyAudit, verifyAuditSlowly, verifyAuditTail } from '../../../src/main/core/audit/verify.ts'
import { appendAudit } from '../../../src/main/core/audit/append.ts'
import { openBook } from '../../../src/main/core/book/book-folder.ts'
import { connect } from '../../../src/main/core/db/connect.ts'
import { readDbOver } from '../../../src/main/core/db/sql.ts'
import { write } from '../../../src/main/core/db/transaction.ts'
import { openTestBook, type TestBook } from '../../support/open-test-book.ts'

const rows = 12
let book: TestBook
let raw: ReturnType<typeof connect>

beforeAll(async () => {
  book = await openTestBook()
  for (let number = 2; number <= rows; number += 1) {
    book.ports.clock.advance(1000)
    write(book.db, (tx) =>
      appendAudit(tx, book.act(), { event: 'book.updated', subject: 'book', content: { number, 文: '字' } }),
    )
  }
  // The file in a stranger's hands: the guards are gone, every change is put back by a savepoint.
  raw = connect(book.db.file, 'write')
  raw.exec('DROP TRIGGER audit_no_update; DROP TRIGGER audit_no_delete')
})
afterAll(() => {
  raw.close()
  book.close()
})

const afterTampering = (tamper: () => void): ReturnType<typeof verifyAudit> => {
  raw.exec('SAVEPOINT tampering')
  try {
    tamper()
    return verifyAudit(readDbOver(raw))
  } finally {
    raw.exec('ROLLBACK TO tampering; RELEASE tampering')
  }
}

test('an untouched trail is whole, looked at in one go, in pieces and from its end', async () => {
  const whole = verifyAudit(book.db.read)
  expect(whole).toEqual({ ok: true, entries: rows, head: whole.head })
  expect(await verifyAuditSlowly(book.db.read)).toEqual(whole)
  expect(verifyAuditTail(book.db.read, 5)).toEqual({ ...whole, entries: 5 })
})

test('any single changed field is found at its row', () => {
  const fields = [
    'at',
    'actor',
    'event',
    'subject',
    'content',
    'correlation_id',
    'prev_hash',
    'hash',
  ] as const
  fc.assert(
    fc.property(fc.integer({ min: 1, max: rows }), fc.constantFrom(...fields), (seq, field) => {
      const changed =
        field === 'at'
          ? 'at + 1'
          : field === 'content'
            ? `'{"number":99}'`
            : `'f' || substr(${field}, 2, 63) || 'e'`
      const value = field.endsWith('hash')
        ? `(CASE WHEN substr(${field}, 1, 1) = 'f' THEN 'e' ELSE 'f' END) || substr(${field}, 2)`
        : changed
      const check = afterTampering(() =>
        raw.prepare(`UPDATE audit SET ${field} = ${value} WHERE seq = ?`).run(seq),
      )
      expect(check).toMatchObject({ ok: false, brokenAt: seq })
    }),
  )
})

test('a deleted row is found, also the last one', () => {
  for (const seq of [1, 5, rows]) {
    const check = afterTampering(() => raw.prepare('DELETE FROM audit WHERE seq = ?').run(seq))
    expect(check).toMatchObject({ ok: false, brokenAt: seq })
  }
  expect(afterTampering(() => raw.exec('DELETE FROM audit WHERE seq > 3'))).toMatchObject({
    ok: false,
    brokenAt: 4,
  })
  expect(afterTampering(() => raw.exec('DELETE FROM audit'))).toMatchObject({ ok: false, brokenAt: 1 })
})

test('two rows that changed places are found', () => {
  const check = afterTampering(() =>
    raw.exec(
      `UPDATE audit SET seq = -1 WHERE seq = 4; UPDATE audit SET seq = 4 WHERE seq = 7; UPDATE audit SET seq = 7 WHERE seq = -1`,
    ),
  )
  expect(check).toMatchObject({ ok: false, brokenAt: 4 })
})

test('a row slipped in at the end without the chain is found', () => {
  const check = afterTampering(() =>
    raw.exec(`INSERT INTO audit SELECT seq + 1, at, actor, event, subject, content, correlation_id, hash,
      '${'a'.repeat(64)}' FROM audit WHERE seq = ${rows}`),
  )
  expect(check).toMatchObject({ ok: false, brokenAt: rows + 1 })
})

test('a broken trail locks nobody out, and the book says so', async () => {
  const tampered = await openTestBook()
  const connection = connect(tampered.db.file, 'write')
  connection.exec(`DROP TRIGGER audit_no_update; UPDATE audit SET actor = 'x' WHERE seq = 1`)
  connection.close()
  const { db, auditTail } = openBook(tampered.folder)
  db.close()
  const verified = await tampered.call('audit.verify', {})
  const overview = await tampered.call('overview.get', {})
  tampered.close()
  expect(auditTail).toMatchObject({ ok: false, brokenAt: 1 })
  expect(verified).toMatchObject({ ok: false, brokenAt: 1, checkedAt: '2026-11-20T10:00:00+08:00' })
  expect(overview.audit).toEqual({ entries: 1, ok: false, checkedAt: '2026-11-20T10:00:00+08:00' })
})
