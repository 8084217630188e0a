// Names and numbers of invoice kinds in other systems, mapped to ours (fapiao.md §1.2, §1.3, §10.1).
// The same number means different things elsewhere, so every system has its own table; what a table lacks is undefined.
import type { InvoiceKind, SaleKind } from './invoice.ts'
import { fullWidthBrackets, halfWidth, withoutSpaces } from './text-forms.ts'

const titles: Readonly<Record<InvoiceKind, string>> = {
  'digital-special': '电子发票（增值税专用发票）',
  'digital-ordinary': '电子发票（普通发票）',
  'digital-paper-special': '数电纸质发票（增值税专用发票）',
  'digital-paper-ordinary': '数电纸质发票（普通发票）',
  'digital-rail': '电子发票（铁路电子客票）',
  'digital-air': '电子发票（航空运输电子客票行程单）',
  'digital-vehicle': '电子发票（机动车销售统一发票）',
  'digital-used-vehicle': '电子发票（二手车销售统一发票）',
  'special-paper': '增值税专用发票',
  'special-electronic': '增值税电子专用发票',
  'ordinary-paper': '增值税普通发票',
  'ordinary-electronic': '增值税电子普通发票',
  'ordinary-roll': '增值税普通发票（卷式）',
  'toll-electronic': '道路通行费电子普通发票',
  vehicle: '机动车销售统一发票',
  'used-vehicle': '二手车销售统一发票',
  blockchain: '区块链电子普通发票',
  unknown: '发票',
}

/** The title of a kind with full-width brackets, as printed on the face. */
export const kindTitle = (kind: InvoiceKind): string => titles[kind]

/**
 * Takes a title from a face, a bureau export or a vendor, with whatever brackets, place name in front and name of the
 * digital family (数电发票, 数电票, 全电发票, 电子发票). Gives undefined where it names no kind we know.
 */
export const kindFromTitle = (title: string): InvoiceKind | undefined => {
  const text = fullWidthBrackets(withoutSpaces(halfWidth(title)))
  const digital = /(?:数电|全电)(纸质)?(?:发票|票)?|电子发票（/.exec(text)
  if (digital !== null) return digitalKind(text, digital[1] !== undefined || text.includes('纸质'))
  if (text.includes('铁路电子客票')) return 'digital-rail'
  if (text.includes('航空运输电子客票行程单')) return 'digital-air'
  if (text.includes('区块链')) return 'blockchain'
  if (text.includes('二手车')) return 'used-vehicle'
  if (text.includes('机动车')) return 'vehicle'
  if (text.includes('通行费')) return 'toll-electronic'
  if (/卷[票式]/.test(text)) return 'ordinary-roll'
  const electronic = text.includes('电子') || text.includes('电专') || text.includes('电普')
  if (text.includes('货物运输')) return undefined
  if (/专用发票|专票/.test(text)) return electronic ? 'special-electronic' : 'special-paper'
  if (/普通发票|普票/.test(text)) return electronic ? 'ordinary-electronic' : 'ordinary-paper'
  return undefined
}

const digitalKind = (text: string, paper: boolean): InvoiceKind | undefined => {
  if (text.includes('铁路')) return 'digital-rail'
  if (text.includes('航空') || text.includes('行程单')) return 'digital-air'
  if (text.includes('二手车')) return 'digital-used-vehicle'
  if (text.includes('机动车')) return 'digital-vehicle'
  if (/专用发票|专票/.test(text)) return paper ? 'digital-paper-special' : 'digital-special'
  if (/普通发票|普票/.test(text)) return paper ? 'digital-paper-ordinary' : 'digital-ordinary'
  return undefined
}

const taxControlCodes: Readonly<Record<string, InvoiceKind>> = {
  '01': 'special-paper',
  '03': 'vehicle',
  '04': 'ordinary-paper',
  '08': 'special-electronic',
  '10': 'ordinary-electronic',
  '11': 'ordinary-roll',
  '14': 'toll-electronic',
  '15': 'used-vehicle',
}

const codes: Readonly<Record<'qr' | 'bureau', Readonly<Record<string, InvoiceKind>>>> = {
  qr: { ...taxControlCodes, '31': 'digital-special', '32': 'digital-ordinary', '51': 'digital-rail' },
  bureau: {
    ...taxControlCodes,
    '31': 'digital-special',
    '32': 'digital-ordinary',
    '33': 'digital-paper-special',
    '34': 'digital-paper-ordinary',
    '51': 'digital-rail',
    '61': 'digital-air',
    '81': 'digital-special',
    '82': 'digital-ordinary',
    '83': 'digital-vehicle',
    '84': 'digital-used-vehicle',
    '85': 'digital-paper-special',
    '86': 'digital-paper-ordinary',
    '87': 'digital-vehicle',
    '88': 'digital-used-vehicle',
  },
}

/** Two-digit code of QR texts or of the bureau's exports and lists (fapiao.md §1.2). */
export const kindFromCode2 = (code: string, system: 'qr' | 'bureau'): InvoiceKind | undefined =>
  Object.hasOwn(codes[system], code) ? codes[system][code] : undefined

/** The code QR texts of 数电 invoices carry. */
export const qrCodeOfSaleKind = (kind: SaleKind): '31' | '32' => (kind === 'digital-special' ? '31' : '32')

export type NuonuoInvoiceLine = 'bs' | 'pc'

/** 诺诺 invoiceLine of a sale (fapiao.md §1.3). */
export const nuonuoInvoiceLine = (kind: SaleKind): NuonuoInvoiceLine =>
  kind === 'digital-special' ? 'bs' : 'pc'

const kindsOfNuonuo: Readonly<Record<string, InvoiceKind>> = {
  bs: 'digital-special',
  pc: 'digital-ordinary',
  es: 'digital-paper-special',
  ec: 'digital-paper-ordinary',
  b: 'special-electronic',
  p: 'ordinary-electronic',
  s: 'special-paper',
  c: 'ordinary-paper',
  r: 'ordinary-roll',
  j: 'vehicle',
  u: 'used-vehicle',
}

/** Our kind of a 诺诺 invoiceLine (fapiao.md §1.3). */
export const kindFromNuonuoInvoiceLine = (line: string): InvoiceKind | undefined =>
  Object.hasOwn(kindsOfNuonuo, line) ? kindsOfNuonuo[line] : undefined

/** Belongs to the 数电 family: a 20-digit number. */
export const isDigital = (kind: InvoiceKind): boolean => kind.startsWith('digital-')

/** A 专票 of any form: its buyer may deduct the tax. */
export const isSpecial = (kind: InvoiceKind): boolean =>
  kind === 'digital-special' ||
  kind === 'digital-paper-special' ||
  kind === 'special-paper' ||
  kind === 'special-electronic'

const shortLabels: Readonly<Partial<Record<InvoiceKind, string>>> = {
  'digital-rail': '铁',
  'digital-air': '航',
  'digital-vehicle': '车',
  'digital-used-vehicle': '车',
  vehicle: '车',
  'used-vehicle': '车',
  'toll-electronic': '路',
  unknown: '?',
}

/** One character for a narrow column: 专, 普, or the first of the special trades. */
export const kindShortLabel = (kind: InvoiceKind): string =>
  shortLabels[kind] ?? (isSpecial(kind) ? '专' : '普')
