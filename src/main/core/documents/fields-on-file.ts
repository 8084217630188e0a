// What any reader finds: the fields of an invoice as text, exactly as the file has them. Readers only look for names;
// what the text means is decided in one place (invoice-from-fields).

export const headFields = [
  'title',
  'code',
  'number',
  'date',
  'sellerName',
  'sellerTaxId',
  'sellerAddress',
  'sellerPhone',
  'sellerAddressPhone',
  'sellerBank',
  'sellerAccount',
  'sellerBankAccount',
  'buyerName',
  'buyerTaxId',
  'buyerAddress',
  'buyerPhone',
  'buyerAddressPhone',
  'buyerBank',
  'buyerAccount',
  'buyerBankAccount',
  'amount',
  'tax',
  'total',
  'words',
  'blueNumber',
  'redConfirmation',
  'checkCode',
  'machineNumber',
  'remark',
  'clerk',
  'payee',
  'reviewer',
  'qr',
  /** A kind by a code whose meaning the reader has already decided. */
  'kind',
  /** `blue` or `red`, where the file says so itself. */
  'colour',
] as const
export type HeadField = (typeof headFields)[number]

export const lineFields = [
  'name',
  'taxCode',
  'spec',
  'unit',
  'quantity',
  'unitPrice',
  'amount',
  'rate',
  'tax',
  /** 乐企 and older interfaces write SL for the quantity or for the rate. */
  'quantityOrRate',
] as const
export type LineField = (typeof lineFields)[number]

export type HeadTexts = Partial<Record<HeadField, string>>
export type LineTexts = Partial<Record<LineField, string>>

export interface FieldsOnFile {
  readonly head: Readonly<HeadTexts>
  readonly lines: readonly Readonly<LineTexts>[]
}

/** Later sources fill what earlier ones lack; lines come from the first that has any. */
export const mergeFields = (sources: readonly FieldsOnFile[]): FieldsOnFile => {
  const head: HeadTexts = {}
  for (const source of sources) {
    for (const field of headFields) {
      const text = source.head[field]
      if (head[field] === undefined && text !== undefined) head[field] = text
    }
  }
  return { head, lines: sources.find((source) => source.lines.length > 0)?.lines ?? [] }
}
