// What one entry of queryInvoiceResult says of its order (fapiao.md §7.4, §9.1 — 诺诺 status). Pure; an entry that lacks
// what an issued invoice must have is `unclear`, never `found` and never `absent`.
import { kindFromTitle } from '../../../../shared/domain/kind.ts'
import { parseYuan } from '../../../../shared/domain/money.ts'
import type { KeyFinding } from '../../../../shared/sync/outcome.ts'
import type { FoundInvoice } from '../../../../shared/sync/submission.ts'
import { fieldText, isPassingCause, isRecord } from './envelope.ts'

type Entry = Readonly<Record<string, unknown>>

/** Every key asked for with its finding: in the list, or absent. `entries` is the result array as it came. */
export const findingsOf = (
  keys: readonly string[],
  entries: readonly unknown[],
): ReadonlyMap<string, KeyFinding> => {
  const byKey = new Map<string, Entry[]>()
  let isReadable = true
  for (const entry of entries) {
    const key = isRecord(entry) ? fieldText(entry['orderNo']) : ''
    if (!isRecord(entry) || key === '') isReadable = false
    else byKey.set(key, [...(byKey.get(key) ?? []), entry])
  }
  // An entry without its order number could be any key's: then what is not in the list is not proved absent.
  const missing: KeyFinding = isReadable
    ? { type: 'absent' }
    : { type: 'unclear', text: 'an entry without order number' }
  return new Map(keys.map((key) => [key, findingOfEntries(byKey.get(key)) ?? missing]))
}

const findingOfEntries = (entries: readonly Entry[] | undefined): KeyFinding | undefined => {
  const [first] = entries ?? []
  if (first === undefined || entries === undefined) return undefined
  const serials = new Set(entries.map((entry) => fieldText(entry['serialNo'])))
  return serials.size > 1
    ? { type: 'unclear', text: `${serials.size} orders under one number` }
    : findingOf(first)
}

/** The finding of one entry. */
export const findingOf = (entry: Entry): KeyFinding => {
  const status = fieldText(entry['status'])
  const serial = fieldText(entry['serialNo'])
  const reference = serial === '' ? {} : { remoteRef: serial }
  const cause = fieldText(entry['failCause']) || fieldText(entry['statusMsg'])
  switch (status) {
    case '2': {
      const invoice = invoiceOf(entry)
      return typeof invoice === 'string'
        ? { type: 'unclear', text: invoice }
        : { type: 'found', invoice, ...reference }
    }
    case '20':
    case '21':
      return { type: 'pending' }
    case '22':
      return isPassingCause(cause)
        ? { type: 'bureau-down', text: cause, ...reference }
        : { type: 'rejected', text: cause }
    case '24':
      return { type: 'sign-failed', ...reference }
    default:
      // 3 已作废 and 31 作废中 among them: nobody here voided it, so a person looks.
      return { type: 'unclear', text: `status ${status}: ${cause}`.slice(0, 200) }
  }
}

/** The invoice of a finished entry, or which field is missing. */
const invoiceOf = (entry: Entry): FoundInvoice | string => {
  const number =
    fieldText(entry['allElectronicInvoiceNumber']) ||
    fieldText(entry['allElectronicInvoiceNumbe']) ||
    fieldText(entry['invoiceNo'])
  if (!/^\d{8,20}$/.test(number)) return 'finished without an invoice number'
  const kind = kindFromTitle(fieldText(entry['invoiceKind']))
  if (kind === undefined) return 'finished with an unknown invoiceKind'
  const issuedAt = Number(fieldText(entry['invoiceTime']) || Number.NaN)
  if (!Number.isSafeInteger(issuedAt) || issuedAt < 1_000_000_000_000) return 'finished without invoiceTime'
  const amount = parseYuan(fieldText(entry['exTaxAmount']))
  const tax = parseYuan(fieldText(entry['taxAmount']))
  const total = parseYuan(fieldText(entry['orderAmount']))
  if (amount === undefined || tax === undefined || total === undefined) return 'finished without amounts'
  const buyerName = fieldText(entry['payerName'])
  if (buyerName === '') return 'finished without payerName'
  const buyerTaxId = fieldText(entry['payerTaxNo'])
  const sellerTaxId = fieldText(entry['salerTaxNum'])
  const documentUrl = fieldText(entry['xmlUrl'])
  const qrText = fieldText(entry['qrCode'])
  return {
    number,
    kind,
    issuedAt,
    buyerName,
    ...(buyerTaxId === '' ? {} : { buyerTaxId }),
    ...(sellerTaxId === '' ? {} : { sellerTaxId }),
    amount,
    tax,
    total,
    ...(documentUrl === '' ? {} : { documentUrl }),
    ...(qrText.startsWith('01,') ? { qrText } : {}),
  }
}
