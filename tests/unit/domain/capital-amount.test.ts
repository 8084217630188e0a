// Capital numerals against the vectors of the reference (§6.8) and both ways for every amount.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  capitalAmount,
  parseCapitalAmount,
  sameCapitalAmount,
} from '../../../src/shared/domain/capital-amount.ts'
import { fen, parseYuan, type Fen } from '../../../src/shared/domain/money.ts'

const yuan = (text: string): Fen => parseYuan(text) ?? fen(Number.NaN)

const written: readonly [string, string][] = [
  ['4449.00', '肆仟肆佰肆拾玖圆整'],
  ['2.12', '贰圆壹角贰分'],
  ['130864.19', '壹拾叁万零捌佰陆拾肆圆壹角玖分'],
  ['381.22', '叁佰捌拾壹圆贰角贰分'],
  ['146900', '壹拾肆万陆仟玖佰圆整'],
  ['3750', '叁仟柒佰伍拾圆整'],
  ['8951.41', '捌仟玖佰伍拾壹圆肆角壹分'],
  ['85.86', '捌拾伍圆捌角陆分'],
  ['10.70', '壹拾圆柒角整'],
  ['10000', '壹万圆整'],
  ['0', '零圆整'],
  ['1', '壹圆整'],
  ['1060', '壹仟零陆拾圆整'],
  ['0.50', '伍角整'],
  ['0.05', '伍分'],
  ['1.05', '壹圆零伍分'],
  ['1.50', '壹圆伍角整'],
  ['10001', '壹万零壹圆整'],
  ['110000', '壹拾壹万圆整'],
  ['100000000', '壹亿圆整'],
  ['100010', '壹拾万零壹拾圆整'],
  ['1000100.01', '壹佰万零壹佰圆零壹分'],
  ['100000001', '壹亿零壹圆整'],
  ['20000000.50', '贰仟万圆伍角整'],
  ['1005000', '壹佰万伍仟圆整'],
  ['120034005.60', '壹亿贰仟零叁万肆仟零伍圆陆角整'],
  ['-500.00', '（负数）伍佰圆整'],
]

const alsoSeen: readonly [string, string][] = [
  ['10.70', '壹拾圆零柒角整'],
  ['39.54', '叁拾玖元伍角肆分'],
  ['1409.50', '壹仟肆佰零玖元伍角'],
  ['6007.14', '陆仟零柒元壹角肆分'],
  ['1680.32', '壹仟陆佰捌拾元零叁角贰分'],
  ['1680.32', '壹仟陆佰捌拾元叁角贰分'],
  ['107000.53', '壹拾万柒仟元零伍角叁分'],
  ['107000.53', '壹拾万零柒仟元伍角叁分'],
  ['16409.02', '壹万陆仟肆佰零玖元零贰分'],
  ['325.04', '叁佰贰拾伍元零肆分'],
  ['4449', '人民币 肆仟肆佰肆拾玖元正'],
  ['10', '拾元整'],
  ['100010', '壹拾万〇壹拾圆整'],
  ['-500', '(负数)伍佰圆整'],
  ['-500', '⊗伍佰圆整'],
  ['-500', '负伍佰元整'],
]

test.each(written)('%s is written %s', (amount, words) => {
  expect(capitalAmount(yuan(amount))).toBe(words)
})

test.each([...written, ...alsoSeen])('%s is read from %s', (amount, words) => {
  expect(parseCapitalAmount(words)).toBe(yuan(amount))
})

test('two spellings of an amount are the same, two amounts are not', () => {
  for (const [amount, words] of alsoSeen.filter(([, text]) => !text.startsWith('拾'))) {
    expect([words, sameCapitalAmount(words, capitalAmount(yuan(amount)))]).toEqual([words, true])
  }
  expect(sameCapitalAmount('伍佰圆整', '（负数）伍佰圆整')).toBe(false)
  expect(sameCapitalAmount('伍佰圆整', '伍佰零壹圆整')).toBe(false)
})

test('words that are no amount are not read as one', () => {
  const words = [
    '',
    '整',
    '圆整',
    '壹',
    '壹佰',
    '壹壹圆',
    '佰圆',
    '壹万亿圆万',
    '叁角贰',
    '贰分叁角',
    '一百元',
    '（负数）',
  ]
  expect(words.map((text) => parseCapitalAmount(text))).toEqual(words.map(() => undefined))
})

test('every amount below a trillion yuan survives being written in words and read', () => {
  fc.assert(
    fc.property(fc.integer({ min: -99_999_999_999_999, max: 99_999_999_999_999 }).map(fen), (amount) => {
      const words = capitalAmount(amount)
      expect(parseCapitalAmount(words)).toBe(amount)
      expect(parseCapitalAmount(words.replaceAll('零', '').replace('圆', '元').replace('整', '正'))).toBe(
        amount === 0 ? undefined : amount,
      )
    }),
  )
})
