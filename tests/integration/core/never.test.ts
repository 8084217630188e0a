// What must never happen, held up against the database itself: whoever holds the connection, the triggers refuse.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { recordIssued } from '../../../src/main/core/book/issue.ts'
import { write } from '../../../src/main/core/db/transaction.ts'
import { fen } from '../../../src/shared/domain/money.ts'
import { openTestBook, type TestBook } from '../../support/open-test-book.ts'
import { sampleSale } from '../../support/sample-sale.ts'

let book: TestBook
let submission = ''
let invoice = ''

beforeAll(async () => {
  book = await openTestBook({ channel: true })
  const { sales } = await book.call('sale.record', { sales: [sampleSale(), sampleSale()] })
  const [first, second] = sales.map(({ id }) => id)
  const submissionOf = (saleId: string | undefined): string =>
    book.db.read
      .prepare<[string], { id: string }>('SELECT id FROM submission WHERE sale_id = ?')
      .get(saleId ?? '')?.id ?? ''
  submission = submissionOf(first)
  invoice = write(book.db, (tx) =>
    recordIssued(tx, book.act(), {
      saleId: second ?? '',
      submissionId: submissionOf(second),
      kind: 'digital-ordinary',
      found: {
        number: '26117000000000000001',
        kind: 'digital-ordinary',
        issuedAt: book.ports.clock.now(),
        buyerName: '',
        amount: fen(10_000),
        tax: fen(600),
        total: fen(10_600),
      },
    }),
  )
})
afterAll(() => book.close())

const run = (sql: string, ...params: string[]): (() => unknown) => {
  return () => write(book.db, (tx) => tx.prepare(sql).run(...params))
}

test('nobody changes or removes a line of the audit trail', () => {
  expect(run(`UPDATE audit SET actor = 'x' WHERE seq = 1`)).toThrow('append-only')
  expect(run('DELETE FROM audit WHERE seq = 1')).toThrow('append-only')
})

test('nobody changes what an issued invoice says, or removes it', () => {
  expect(run(`UPDATE invoice_line SET name = 'x' WHERE invoice_id = ?`, invoice)).toThrow('never change')
  expect(run('DELETE FROM invoice_line WHERE invoice_id = ?', invoice)).toThrow('never go away')
  expect(run('DELETE FROM invoice WHERE id = ?', invoice)).toThrow('never goes away')
  expect(run('UPDATE invoice SET total = total + 1 WHERE id = ?', invoice)).toThrow('never change')
  expect(run(`UPDATE invoice SET issue_date = '2026-01-01' WHERE id = ?`, invoice)).toThrow('never change')
})

test('nobody changes the key or the payload of a queued submission, or removes it', () => {
  expect(run(`UPDATE submission SET channel_key = 'P' WHERE id = ?`, submission)).toThrow('never changes')
  expect(run(`UPDATE submission SET payload = '{}' WHERE id = ?`, submission)).toThrow('never changes')
  expect(run('DELETE FROM submission WHERE id = ?', submission)).toThrow('never goes away')
})

test('nothing is sent from another state than queued, nor while it may have arrived', () => {
  const send = `UPDATE submission SET state = 'sending' WHERE id = ?`
  for (const state of ['unknown', 'pending', 'waiting', 'rejected', 'parked']) {
    run(`UPDATE submission SET state = '${state}' WHERE id = ?`, submission)()
    expect(run(send, submission), state).toThrow('only a queued submission')
  }
  run(`UPDATE submission SET state = 'queued', must_look = 1 WHERE id = ?`, submission)()
  expect(run(send, submission)).toThrow('only a queued submission')
  run('UPDATE submission SET must_look = 0 WHERE id = ?', submission)()
  expect(run(send, submission)()).toMatchObject({ changes: 1 })
})

test('issued is final', () => {
  run(
    `UPDATE submission SET state = 'issued', invoice_number = '1', invoice_id = ? WHERE id = ?`,
    invoice,
    submission,
  )()
  for (const state of ['queued', 'unknown', 'rejected', 'cancelled']) {
    expect(run(`UPDATE submission SET state = '${state}' WHERE id = ?`, submission), state).toThrow(
      'issued is final',
    )
  }
})

test('attempts are only ever added', () => {
  run(
    `INSERT INTO attempt (submission_id, action, outcome, started_at, ended_at) VALUES (?, 'submit', 'accepted', 1, 2)`,
    submission,
  )()
  expect(run(`UPDATE attempt SET outcome = 'x'`)).toThrow('append-only')
  expect(run('DELETE FROM attempt')).toThrow('append-only')
})

test('two outages cannot be open at once', () => {
  const start = `INSERT INTO outage_episode (id, entered_by, started_at) VALUES (?, 'user', 1)`
  run(start, 'a')()
  expect(run(start, 'b')).toThrow('UNIQUE')
})
