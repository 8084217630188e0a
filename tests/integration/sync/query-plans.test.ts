// The hot questions of the queue are walks of an index: no table scan, and no sort but of the few rows that are due.
import { afterEach, expect, test } from 'vitest'
import { claimable, claimSql } from '../../../src/main/core/outbox/claim.ts'
import {
  dueAskedAgain,
  dueDocuments,
  dueLookups,
  dueTimers,
  dueVerifications,
  sendingRows,
} from '../../../src/main/core/outbox/due.ts'
import { openTestBook, type TestBook } from '../../support/open-test-book.ts'

let book: TestBook
afterEach(() => book.close())

const hot: readonly (readonly [what: string, sql: string, index: RegExp])[] = [
  ['what may be sent next', claimable, /submission_queued/],
  ['claiming it', claimSql, /submission_queued/],
  ['what is due for lookup', dueLookups, /submission_due \(state=\? AND next_at<\?\)/],
  ['what is asked again', dueAskedAgain, /submission_due \(state=\? AND next_at<\?\)/],
  ['what is to be verified', dueVerifications, /submission_to_verify \(next_at<\?\)/],
  [
    'which documents are missing',
    dueDocuments,
    /submission_unverified \(next_at<\?\)|submission_due \(state=\? AND next_at<\?\)/,
  ],
  ['whose time has come', dueTimers, /submission_due \(state=\? AND next_at<\?\)/],
  ['what is being sent', sendingRows, /submission_due \(state=\?\)/],
]

test.each(hot)('%s is found by an index', async (_what, sql, index) => {
  book = await openTestBook()
  const named = sql.includes('@now')
  const count = sql.split('?').length - 1
  const plan = book.db.read
    .prepare<never[], { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`)
    .all(...((named ? [{ now: 1, limit: 1 }] : Array.from({ length: count }, () => 1)) as never[]))
    .map(({ detail }) => detail)
  expect(plan.join('\n')).toMatch(index)
  expect(plan.filter((line) => /^SCAN (s|submission|sale)\b(?!.*submission_queued)/.test(line))).toEqual([])
  expect(plan.filter((line) => line.includes('TEMP B-TREE'))).toEqual([])
})
