// Company names are compared without regard to how they were typed (§3.3).
import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  companyNameKey,
  isSameCompanyName,
  shortCompanyName,
} from '../../../src/shared/domain/company-name.ts'

test('brackets, widths, spaces and case do not tell companies apart', () => {
  expect(isSameCompanyName('示范商贸（上海）有限公司', ' 示范商贸(上海)　有限公司')).toBe(true)
  expect(isSameCompanyName('ＡＢＣ科技有限公司', 'abc科技有限公司')).toBe(true)
  expect(isSameCompanyName('示范商贸（上海）有限公司', '示范商贸（北京）有限公司')).toBe(false)
})

test('the key of a key is the key', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 30 }), (name) => {
      expect(companyNameKey(companyNameKey(name))).toBe(companyNameKey(name))
    }),
  )
})

test('a short name leaves out place and legal form, unless they are the name', () => {
  const names = [
    '北京样例云帆科技有限公司',
    '示范商贸（上海）有限公司',
    '杭州样例松石信息技术股份有限公司',
    '样例云帆科技有限公司北京分公司',
    '北京有限公司',
    '个人',
  ]
  expect(names.map(shortCompanyName)).toEqual([
    '样例云帆科技',
    '示范商贸',
    '样例松石信息技术',
    '样例云帆科技有限公司北京分公司',
    '北京有限公司',
    '个人',
  ])
})
