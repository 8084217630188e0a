// From the texts a reader found to the invoice they speak of. What cannot be an invoice (no number, no date) is refused;
// everything else that is odd becomes a warning, because real files are odd.
import { parseCapitalAmount } from '../../../shared/domain/capital-amount.ts'
import { parseChineseDate } from '../../../shared/domain/dates.ts'
import {
  invoiceKinds,
  type InvoiceKind,
  type PartyOnInvoice,
  type ReadInvoice,
} from '../../../shared/domain/invoice.ts'
import { kindFromCode, normaliseNumber, padCode, padNumber } from '../../../shared/domain/invoice-number.ts'
import { kindFromTitle, kindTitle } from '../../../shared/domain/kind.ts'
import { withoutPlace } from '../../../shared/domain/region.ts'
import { addFen, fen, subtractFen, type Fen } from '../../../shared/domain/money.ts'
import { normaliseTaxId } from '../../../shared/domain/taxpayer-id.ts'
import { fullWidthBrackets, withoutSpaces } from '../../../shared/domain/text-forms.ts'
import { crossCheck } from './cross-check.ts'
import { headFields, type FieldsOnFile, type HeadTexts } from './fields-on-file.ts'
import { invoiceLines } from './invoice-lines.ts'
import { Refusal } from './refusal.ts'
import { cleanText, moneyOnFile, splitDigitsAtEnd } from './text-on-file.ts'
import type { WarningCode } from './warning-codes.ts'

/** Takes what was found, gives the invoice with its warnings. Throws Refusal not-invoice, hostile. */
export const invoiceFromFields = (
  found: FieldsOnFile,
  readerWarnings: readonly WarningCode[] = [],
): ReadInvoice => {
  const head = cleanHead(found.head)
  const number = padNumber(normaliseNumber(head.number ?? ''))
  const written = parseChineseDate(head.date ?? '')
  if (!/^\d{8,20}$/.test(number)) throw new Refusal('file.not-invoice', 'no invoice number')
  if (written === undefined) throw new Refusal('file.not-invoice', 'no date')

  const code = padCode(normaliseNumber(head.code ?? ''))
  const kind = kindOf(head, code)
  const title = head.title ?? (head.kind === undefined || kind === 'unknown' ? undefined : kindTitle(kind))
  const lines = invoiceLines(found.lines)
  const sums = sumsOf(head)
  const red = redOf(head, sums)
  const checkCode = withoutSpaces(head.checkCode ?? '')
  const qr = head.qr !== undefined && /^(?:\d\d,|https?:)/.test(head.qr) ? head.qr : undefined

  const invoice: Omit<ReadInvoice, 'warnings'> = {
    kind,
    ...given('kindTitle', title === undefined ? undefined : withoutPlace(fullWidthBrackets(title))),
    ...given('code', code === '' ? undefined : code),
    number,
    issueDate: written.date,
    ...given('issueTime', written.time),
    seller: party(head, 'seller'),
    buyer: party(head, 'buyer'),
    ...given('amount', sums.amount),
    ...given('tax', sums.tax),
    ...given('total', sums.total),
    ...given('totalInWords', head.words),
    red: red.red,
    ...given('blueNumber', red.blueNumber),
    ...given('redConfirmationNumber', red.confirmation),
    ...given('checkCode', checkCode === '' ? undefined : checkCode),
    ...given('machineNumber', head.machineNumber),
    ...given('remark', head.remark),
    ...given('clerk', head.clerk),
    ...given('payee', head.payee),
    ...given('reviewer', head.reviewer),
    ...given('qrText', qr),
    ...(lines.length === 0 ? {} : { lines }),
  }
  return { ...invoice, warnings: [...new Set([...readerWarnings, ...crossCheck(invoice, head.colour)])] }
}

const cleanHead = (head: Readonly<HeadTexts>): HeadTexts => {
  const cleaned: HeadTexts = {}
  for (const field of headFields) {
    // A QR code may stand there as a picture in base64; it is text of ours only when short.
    const text = field === 'qr' ? (head.qr ?? '').trim().slice(0, 1000) : cleanText(head[field] ?? '')
    if (text !== '') cleaned[field] = text
  }
  return cleaned
}

const kindOf = (head: HeadTexts, code: string): InvoiceKind => {
  const said = invoiceKinds.find((kind) => kind === head.kind)
  return kindFromTitle(head.title ?? '') ?? said ?? kindFromCode(code) ?? 'unknown'
}

interface Sums {
  readonly amount?: Fen
  readonly tax?: Fen
  readonly total?: Fen
}

/** Two of the three give the third; the total may come from its words (fapiao.md §5.2, family B). */
const sumsOf = (head: HeadTexts): Sums => {
  const amount = moneyOnFile(head.amount)?.amount
  const tax = moneyOnFile(head.tax)?.amount
  const inWords = parseCapitalAmount(head.words ?? '')
  const total = moneyOnFile(head.total)?.amount
  if (amount !== undefined && tax !== undefined)
    return { amount, tax, total: total ?? safeSum(amount, tax) ?? amount }
  const whole = total ?? inWords
  if (whole === undefined) return { ...given('amount', amount), ...given('tax', tax) }
  if (amount !== undefined) return { amount, tax: subtractFen(whole, amount), total: whole }
  if (tax !== undefined) return { amount: subtractFen(whole, tax), tax, total: whole }
  return { total: whole }
}

const safeSum = (left: Fen, right: Fen): Fen | undefined =>
  Number.isSafeInteger(left + right) ? addFen(left, right) : undefined

const blueInRemark = /被红冲蓝字数电(?:发票|票)号码[：:]\s*(\d{20})/
const confirmationInRemark = /红字发票信息确认单编号[：:]\s*(\d+)/
const taxControlBlueInRemark = /对应正数发票代码[：:]\s*(\d{10,12})\s*号码[：:]\s*(\d{8})/

/** The file's own word decides; else a blue number or a negative sum (fapiao.md §5.1, §7.2). */
const redOf = (
  head: HeadTexts,
  sums: Sums,
): { readonly red: boolean; readonly blueNumber?: string; readonly confirmation?: string } => {
  const remark = head.remark ?? ''
  const blueNumber =
    head.blueNumber ?? blueInRemark.exec(remark)?.[1] ?? taxControlBlueInRemark.exec(remark)?.[2]
  const confirmation = head.redConfirmation ?? confirmationInRemark.exec(remark)?.[1]
  const negative = (sums.total ?? sums.amount ?? fen(0)) < 0
  const red = head.colour === undefined ? blueNumber !== undefined || negative : head.colour === 'red'
  return {
    red,
    ...given('blueNumber', blueNumber === undefined ? undefined : normaliseNumber(blueNumber)),
    ...given('confirmation', confirmation),
  }
}

const party = (head: HeadTexts, side: 'seller' | 'buyer'): PartyOnInvoice => {
  const addressPhone = splitDigitsAtEnd(head[`${side}AddressPhone`] ?? '')
  const bankAccount = splitDigitsAtEnd(head[`${side}BankAccount`] ?? '')
  const taxId = normaliseTaxId(head[`${side}TaxId`] ?? '')
  const orNothing = (text: string | undefined): string | undefined => (text === '' ? undefined : text)
  return {
    name: head[`${side}Name`] ?? '',
    ...given('taxId', orNothing(taxId)),
    ...given('address', head[`${side}Address`] ?? orNothing(addressPhone.front)),
    ...given('phone', head[`${side}Phone`] ?? addressPhone.digits),
    ...given('bank', head[`${side}Bank`] ?? orNothing(bankAccount.front)),
    ...given('account', head[`${side}Account`] ?? bankAccount.digits),
  }
}

const given = <K extends string, T>(key: K, value: T | undefined): { readonly [P in K]?: T } =>
  value === undefined ? {} : ({ [key]: value } as { readonly [P in K]?: T })
