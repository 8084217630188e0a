import { expect, test } from 'vitest'
import { redact, redactFields } from '../../../src/main/core/app/redact.ts'

test.each([
  ['a credit code', 'seller 91110108MAEX0Q3K3C refused', 'seller [id] refused'],
  ['an old tax id', '110101TRDX8RQU1 is unknown', '[id] is unknown'],
  ['a company name', '抬头 北京云岭样例商贸有限公司 不符', '抬头 [text] 不符'],
  ['a name with brackets', 'no 样例（北京）科技 here', 'no [text] here'],
  ['an amount', 'total 4197.17 differs from ¥4,197.18', 'total [amount] differs from [amount]'],
  ['a negative amount', 'was -0.50', 'was [amount]'],
  ['a bearer token', 'Authorization: Bearer abc.def-123', 'Authorization: [token]'],
  ['a long token', 'key k3XyZ0123456789abcdefghijklmnopqrstuv ends', 'key [token] ends'],
  ['a digest', `file ${'0a'.repeat(32)}`, 'file [token]'],
])('the log does not hold %s', (_what, text, expected) => {
  expect(redact(text)).toBe(expected)
})

test('what helps and names nobody stays', () => {
  const text = 'tick took 12.5 ms, 3 rows, 税号 SQLITE_BUSY at open.ts:41'
  expect(redact(text)).toBe(text)
  expect(redact('019aa0c1-2b3c-7d4e-8f00-0123456789ab')).toBe('019aa0c1-2b3c-7d4e-8f00-0123456789ab')
})

test('fields that can only be private are left out, whatever they hold', () => {
  expect(
    redactFields({
      operation: 'sale.record',
      buyerName: 'x',
      total: 419717,
      appSecret: 's',
      count: 3,
      note: '总计 12.00',
    }),
  ).toEqual({ operation: 'sale.record', count: 3, note: '总计 [amount]' })
})
