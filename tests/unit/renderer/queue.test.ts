// The queue page: its groups as one long list, the choices of a case, what a row waits for in words.
import { expect, test } from 'vitest'
import { languageFor } from '../../../src/renderer/app/language.tsx'
import { choicesOf } from '../../../src/renderer/pages/queue/choices.ts'
import {
  nextRowLine,
  queueItemAt,
  queueLength,
  type GroupCounts,
} from '../../../src/renderer/pages/queue/queue-groups.ts'
import { replayShares } from '../../../src/renderer/pages/queue/replay-segments.ts'
import { nextWords, situationWords } from '../../../src/renderer/pages/queue/row-words.ts'
import type { QueueRow } from '../../../src/renderer/pages/queue/use-queue-rows.ts'

const counts: GroupCounts = {
  'needs-you': 2,
  'looking-up': 0,
  'in-flight': 1,
  queued: 10_000,
  held: 0,
  done: 3,
}
const chinese = languageFor('zh-CN')

const row: QueueRow = {
  id: '0191e1c0-0000-7000-8000-000000000001',
  saleId: '0191e1c0-0000-7000-8000-000000000002',
  ref: 'S2026-0231',
  slipNumber: 'S2026-0231',
  channelKey: 'PABCDE000000000001',
  payloadDigest: '0'.repeat(64),
  state: 'queued',
  verified: false,
  attempts: 0,
  lookups: 0,
  buyerName: '北京样例云帆科技有限公司',
  total: '7236.40',
  recordedAt: '2026-11-30T10:21:00+08:00',
  changedAt: '2026-11-30T10:21:00+08:00',
  waitsFor: { code: 'turn', position: 3 },
  actions: ['cancel'],
}

test('groups without rows take no place, the others a head and their rows', () => {
  expect(queueLength(counts)).toBe(3 + 2 + 10_001 + 4)
  expect([0, 2, 3, 4, 5, 6, 10_005, 10_006, 10_009, 10_010].map((line) => queueItemAt(counts, line))).toEqual(
    [
      { type: 'head', group: 'needs-you', count: 2 },
      { type: 'row', group: 'needs-you', index: 1 },
      { type: 'head', group: 'in-flight', count: 1 },
      { type: 'row', group: 'in-flight', index: 0 },
      { type: 'head', group: 'queued', count: 10_000 },
      { type: 'row', group: 'queued', index: 0 },
      { type: 'row', group: 'queued', index: 9_999 },
      { type: 'head', group: 'done', count: 3 },
      { type: 'row', group: 'done', index: 2 },
      undefined,
    ],
  )
})

test('the arrow keys skip the heads and stop at the ends', () => {
  expect([
    nextRowLine(counts, 2, 1),
    nextRowLine(counts, 4, -1),
    nextRowLine(counts, 1, -1),
    nextRowLine(counts, 10_009, 1),
  ]).toEqual([4, 2, 1, 10_009])
})

test('a conflict shows adopting first and says why the others cannot be done', () => {
  expect(
    choicesOf({
      state: 'conflict',
      actions: ['adopt', 'look-up'],
      forbidden: [
        { action: 'retry', reason: 'exists-differently' },
        { action: 'cancel', reason: 'may-have-arrived' },
        { action: 'correct', reason: 'not-rejected' },
      ],
    }),
  ).toEqual([
    { action: 'adopt' },
    { action: 'retry', forbidden: 'exists-differently' },
    { action: 'look-up' },
    { action: 'cancel', forbidden: 'may-have-arrived' },
  ])
})

test('a queued sale offers to be cancelled and nothing that makes no sense', () => {
  expect(
    choicesOf({
      state: 'queued',
      actions: ['cancel'],
      forbidden: [{ action: 'adopt', reason: 'no-conflict' }],
    }),
  ).toEqual([{ action: 'cancel' }])
})

test('a row says its place, its reason or its number in words', () => {
  const rejected: QueueRow = {
    ...row,
    state: 'rejected',
    problem: 'rejected',
    problemText: '购方税号校验不通过',
    waitsFor: { code: 'person' },
  }
  const issued: QueueRow = {
    ...row,
    state: 'issued',
    verified: true,
    invoiceNumber: '26112000000083461907',
    waitsFor: { code: 'nothing' },
  }
  expect(
    [row, rejected, issued].map((one) => [situationWords(one, chinese), nextWords(one, chinese)]),
  ).toEqual([
    ['第 3 位', ''],
    ['购方税号校验不通过', '等您'],
    ['已复验', '…83461907'],
  ])
})

test('the shares of a replay add up from what each row waits for', () => {
  expect(
    replayShares({
      counts: {
        held: 1,
        queued: 11,
        sending: 1,
        unknown: 2,
        pending: 1,
        waiting: 1,
        issued: 900,
        rejected: 1,
        conflict: 1,
        parked: 0,
        cancelled: 5,
      },
      unverified: 0,
      open: 17,
      openTotal: '1.00',
      paused: false,
      replay: { done: 20, all: 39, total: '249317.62' },
    }),
  ).toEqual({ issued: 20, active: 2, unknown: 2, rest: 12, held: 1, person: 2 })
})
