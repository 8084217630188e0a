// The text in an invoice's QR code (fapiao.md §4): reading every layout known and writing the 数电 one.
// Its last field is a CRC-16 of the rest. A wrong one means "compare the digits by eye" and never refuses.
import { err, ok, type Result } from '../result.ts'
import { parseChineseDate } from './dates.ts'
import type { InvoiceKind, SaleKind } from './invoice.ts'
import { kindFromCode2, qrCodeOfSaleKind } from './kind.ts'
import { parseYuan, yuanText, type Fen } from './money.ts'
import { halfWidth, withoutSpaces } from './text-forms.ts'

/** UMTS is what the bureau writes; MODBUS (rail) and ARC (some platforms) were found on real codes (fapiao.md §4.2). */
export const crcVariants = ['UMTS', 'MODBUS', 'ARC'] as const
export type CrcVariant = (typeof crcVariants)[number]

export interface QrInvoice {
  readonly kind: InvoiceKind
  readonly code?: string
  readonly number: string
  readonly amount: Fen
  /** `excl` on 税控 kinds, `incl` on 数电 kinds, `unknown` on blockchain invoices, whose source does not say. */
  readonly amountSide: 'excl' | 'incl' | 'unknown'
  /** YYYY-MM-DD. */
  readonly date: string
  readonly checkCode?: string
  readonly crc: 'match' | 'mismatch' | 'absent'
  readonly crcVariant?: CrcVariant
  readonly sellerTaxId?: string
  /** The text as scanned, without spaces around it. */
  readonly raw: string
}

export interface QrProblem {
  /** `qr.url` is a download page that needs the net: the text is worth keeping, but holds no fields. */
  readonly code: 'qr.url' | 'qr.not-invoice' | 'qr.number' | 'qr.amount' | 'qr.date'
  readonly raw: string
}

/** Takes the text of a QR code, gives the invoice it speaks of or why it speaks of none. */
export const parseQrText = (text: string): Result<QrInvoice, QrProblem> => {
  const raw = text.replace(/^[\s\ufeff]+|\s+$/g, '')
  const problem = (code: QrProblem['code']): Result<QrInvoice, QrProblem> => err({ code, raw })
  if (/^https?:\/\//i.test(raw)) return problem('qr.url')
  const line = halfWidth(raw)
  const fields = line.replace(/,+$/, '').split(',').map(withoutSpaces)
  if (fields.length < 6 || fields[0] !== '01' || !/^\d{2}$/.test(fields[1] ?? ''))
    return problem('qr.not-invoice')
  const [, type = '', code = '', number = ''] = fields
  const sellerTaxId = isSellerTaxId(fields[4] ?? '') ? fields[4] : undefined
  const [amountText = '', dateText = '', checkCode = '', crcText = ''] = fields.slice(
    sellerTaxId === undefined ? 4 : 5,
  )

  if (!/^(\d{8}|\d{20})$/.test(number) || !/^\d*$/.test(code)) return problem('qr.number')
  const amount = parseYuan(amountText)
  if (amount === undefined) return problem('qr.amount')
  const date = parseChineseDate(dateText)
  if (date === undefined) return problem('qr.date')
  const kind = sellerTaxId === undefined ? (kindFromCode2(type, 'qr') ?? 'unknown') : 'blockchain'
  const optional = { ...(code === '' ? {} : { code }), ...(sellerTaxId === undefined ? {} : { sellerTaxId }) }
  const base = { kind, ...optional, number, amount, amountSide: sideOf(kind, number), date: date.date, raw }
  if (sellerTaxId !== undefined) {
    return ok({ ...base, ...(checkCode === '' ? {} : { checkCode }), crc: 'absent' })
  }
  return ok({ ...base, ...(checkCode === '' ? {} : { checkCode }), ...compareCrc(line, crcText) })
}

/** The QR text of a 数电 invoice with its CRC, as the platform prints it (fapiao.md §4.1). */
export const qrText = (invoice: {
  readonly kind: SaleKind
  readonly number: string
  readonly total: Fen
  /** YYYY-MM-DD. */
  readonly issueDate: string
}): string => {
  const day = invoice.issueDate.replaceAll('-', '')
  const body = `01,${qrCodeOfSaleKind(invoice.kind)},,${invoice.number},${yuanText(invoice.total)},${day},,`
  return `${body}${crc16(body, 'UMTS')}`
}

/** CRC-16 over the bytes of ASCII text, four capital hex digits. "123456789" is FEE8 (UMTS), 4B37 (MODBUS), BB3D (ARC). */
export const crc16 = (text: string, variant: CrcVariant): string => {
  let crc = variant === 'MODBUS' ? 0xffff : 0
  for (const byte of new Uint8Array([...text].map((character) => character.charCodeAt(0)))) {
    crc ^= variant === 'UMTS' ? byte << 8 : byte
    for (let bit = 0; bit < 8; bit += 1) {
      if (variant === 'UMTS') crc = (crc & 0x8000) === 0 ? crc << 1 : (crc << 1) ^ 0x8005
      else crc = (crc & 1) === 0 ? crc >> 1 : (crc >> 1) ^ 0xa001
      crc &= 0xffff
    }
  }
  return crc.toString(16).toUpperCase().padStart(4, '0')
}

const isSellerTaxId = (text: string): boolean => /^[0-9A-Z]{15,20}$/i.test(text)

const sideOf = (kind: InvoiceKind, number: string): QrInvoice['amountSide'] => {
  if (kind === 'blockchain') return 'unknown'
  return number.length === 20 ? 'incl' : 'excl'
}

const compareCrc = (line: string, crcText: string): Pick<QrInvoice, 'crc' | 'crcVariant'> => {
  if (crcText === '') return { crc: 'absent' }
  const body = line.slice(0, line.lastIndexOf(crcText))
  const crcVariant = crcVariants.find((variant) => crc16(body, variant) === crcText.toUpperCase())
  return crcVariant === undefined ? { crc: 'mismatch' } : { crc: 'match', crcVariant }
}
