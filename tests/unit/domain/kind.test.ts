// Kinds by title, by two-digit code and by vendor code (§1.2, §1.3, §10.1).
import { expect, test } from 'vitest'
import { invoiceKinds, saleKinds } from '../../../src/shared/domain/invoice.ts'
import {
  isDigital,
  isSpecial,
  kindFromCode2,
  kindFromNuonuoInvoiceLine,
  kindFromTitle,
  kindShortLabel,
  kindTitle,
  nuonuoInvoiceLine,
} from '../../../src/shared/domain/kind.ts'

test.each([
  ['电子发票（增值税专用发票）', 'digital-special'],
  ['电子发票(普通发票)', 'digital-ordinary'],
  ['数电发票（增值税专用发票）', 'digital-special'],
  ['数电票（普通发票）', 'digital-ordinary'],
  ['全电发票（普通发票）', 'digital-ordinary'],
  ['全电纸质发票(增值税专用发票)', 'digital-paper-special'],
  ['数电纸质发票（普通发票）', 'digital-paper-ordinary'],
  ['电子发票（铁路电子客票）', 'digital-rail'],
  ['数电票（航空运输电子客票行程单）', 'digital-air'],
  ['数电纸质发票（机动车销售统一发票）', 'digital-vehicle'],
  ['数电发票（二手车销售统一发票）', 'digital-used-vehicle'],
  ['增值税专用发票', 'special-paper'],
  ['北京增值税专用发票', 'special-paper'],
  ['增值税电子专用发票', 'special-electronic'],
  ['专用发票(电子)', 'special-electronic'],
  ['增值税普通发票', 'ordinary-paper'],
  ['浙江增值税电子普通发票', 'ordinary-electronic'],
  ['增 值 税 普 通 发 票（卷 票）', 'ordinary-roll'],
  ['增值税普通发票(卷式)', 'ordinary-roll'],
  ['道路通行费电子普通发票', 'toll-electronic'],
  ['机动车销售统一发票', 'vehicle'],
  ['二手车销售统一发票', 'used-vehicle'],
  ['云南区块链电子普通发票', 'blockchain'],
  ['收购发票(电子)', undefined],
  ['收据', undefined],
])('%s is %s', (title, kind) => {
  expect(kindFromTitle(title)).toBe(kind)
})

test('every kind is found again by its own title', () => {
  expect(
    invoiceKinds.filter((kind) => kind !== 'unknown' && kindFromTitle(kindTitle(kind)) !== kind),
  ).toEqual([])
})

test('the same two digits mean what their system says', () => {
  expect(['01', '10', '31', '51', '82', '20'].map((code) => kindFromCode2(code, 'qr'))).toEqual([
    'special-paper',
    'ordinary-electronic',
    'digital-special',
    'digital-rail',
    undefined,
    undefined,
  ])
  expect(
    ['01', '61', '81', '82', '84', '85', '86', '87', '20', '02'].map((code) => kindFromCode2(code, 'bureau')),
  ).toEqual([
    'special-paper',
    'digital-air',
    'digital-special',
    'digital-ordinary',
    'digital-used-vehicle',
    'digital-paper-special',
    'digital-paper-ordinary',
    'digital-vehicle',
    undefined,
    undefined,
  ])
})

test('a sale and its 诺诺 code belong together', () => {
  expect(saleKinds.map(nuonuoInvoiceLine)).toEqual(['pc', 'bs'])
  expect(['bs', 'pc', 'es', 'p', 'x', 'toString'].map(kindFromNuonuoInvoiceLine)).toEqual([
    'digital-special',
    'digital-ordinary',
    'digital-paper-special',
    'ordinary-electronic',
    undefined,
    undefined,
  ])
})

test('专票 and 数电 kinds are told apart', () => {
  expect(invoiceKinds.filter(isSpecial)).toEqual([
    'digital-special',
    'digital-paper-special',
    'special-paper',
    'special-electronic',
  ])
  expect(invoiceKinds.filter(isDigital)).toHaveLength(8)
  expect([
    kindShortLabel('digital-special'),
    kindShortLabel('digital-ordinary'),
    kindShortLabel('digital-rail'),
  ]).toEqual(['专', '普', '铁'])
})
