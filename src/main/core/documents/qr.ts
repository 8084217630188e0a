// An invoice known from its QR code alone (fapiao.md §4): number, date and one sum. Parties, lines and the other sums stay
// unknown until the file arrives; nothing is guessed from a rate.
import type { ReadInvoice } from '../../../shared/domain/invoice.ts'
import { parseQrText } from '../../../shared/domain/qr-text.ts'
import { crossCheck } from './cross-check.ts'
import { Refusal } from './refusal.ts'

/** Takes the text of a QR code, gives what it says. Throws Refusal not-invoice (also for links to download pages). */
export const readQrText = (text: string): ReadInvoice => {
  const parsed = parseQrText(text)
  if (!parsed.ok) throw new Refusal('file.not-invoice', parsed.error.code)
  const qr = parsed.value
  const invoice = {
    kind: qr.kind,
    ...(qr.code === undefined ? {} : { code: qr.code }),
    number: qr.number,
    issueDate: qr.date,
    seller: { name: '', ...(qr.sellerTaxId === undefined ? {} : { taxId: qr.sellerTaxId.toUpperCase() }) },
    buyer: { name: '' },
    ...(qr.amountSide === 'excl' ? { amount: qr.amount } : {}),
    ...(qr.amountSide === 'incl' ? { total: qr.amount } : {}),
    red: qr.amount < 0,
    ...(qr.checkCode === undefined || qr.kind === 'blockchain' ? {} : { checkCode: qr.checkCode }),
    qrText: qr.raw,
  } satisfies Omit<ReadInvoice, 'warnings'>
  const odd = crossCheck(invoice, undefined).filter((code) => code !== 'sums.incomplete')
  return { ...invoice, warnings: ['qr.only', ...odd] }
}
