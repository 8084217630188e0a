// The official 数电 XML (fapiao.md §5.1): tree EInvoice, elements in any order, labels often empty, nodes missing.
// Lines are IssuItemInformation, repeated or with the lines nested inside one of them.
import { readByNames, plainText, type Dialect } from './fields-by-name.ts'
import type { FieldsOnFile, HeadTexts } from './fields-on-file.ts'
import { childOf, firstOf, type XmlNode } from './xml-tree.ts'

/** Element names of the official tree; OFD tags of family B use them too. */
export const einvoiceNames: Dialect = {
  spell: (name) => name,
  head: {
    InvoiceNumber: 'number',
    SellerIdNum: 'sellerTaxId',
    SellerName: 'sellerName',
    SellerAddr: 'sellerAddress',
    SellerTelNum: 'sellerPhone',
    SellerBankName: 'sellerBank',
    SellerBankAccNum: 'sellerAccount',
    BuyerIdNum: 'buyerTaxId',
    BuyerName: 'buyerName',
    BuyerAddr: 'buyerAddress',
    BuyerTelNum: 'buyerPhone',
    BuyerBankName: 'buyerBank',
    BuyerBankAccNum: 'buyerAccount',
    TotalAmWithoutTax: 'amount',
    TotalTaxAm: 'tax',
    'TotalTax-includedAmount': 'total',
    'TotalTax-includedAmountInChinese': 'words',
    Drawer: 'clerk',
    Remark: 'remark',
    OriginalInvoiceCode: 'blueNumber',
    CreditNoteNumber: 'redConfirmation',
    EI390: 'blueNumber',
    EI391: 'redConfirmation',
    IssueTime: 'date',
  },
  line: {
    ItemName: 'name',
    SpecMod: 'spec',
    MeaUnits: 'unit',
    Quantity: 'quantity',
    UnPrice: 'unitPrice',
    Amount: 'amount',
    TaxRate: 'rate',
    ComTaxAm: 'tax',
    TaxAm: 'tax',
    TaxClassificationCode: 'taxCode',
  },
}

/** Gives the fields of an official 数电 XML, undefined where the tree is another one. */
export const readEInvoice = (root: XmlNode): FieldsOnFile | undefined => {
  const data = firstOf(root, 'EInvoiceData')
  if (data === undefined) return undefined
  const found = readByNames(root, einvoiceNames)
  const number = found?.head.number ?? textAt(root, ['Header', 'EIid'])
  if (number === undefined) return undefined
  const read = found ?? readByNames(root, withHeaderNumber)
  const date = read?.head.date ?? textAt(data, ['BasicInformation', 'RequestTime'])
  const head: HeadTexts = {
    ...read?.head,
    ...labels(root),
    number,
    ...(date === undefined
      ? {}
      : { date: bestTime(date, textAt(data, ['BasicInformation', 'RequestTime'])) }),
  }
  return { head, lines: read?.lines ?? [] }
}

const withHeaderNumber: Dialect = { ...einvoiceNames, head: { ...einvoiceNames.head, EIid: 'number' } }

/** The day the bureau says, with the time the request says where that is of the same day and the bureau gives none. */
const bestTime = (issued: string, requested: string | undefined): string =>
  requested !== undefined && requested.length > issued.length && requested.startsWith(issued)
    ? requested
    : issued

/** `InIssuType` Y is blue, N red; 01 and 02 of `GeneralOrSpecialVAT` are 专票 and 普票 (fapiao.md §1.4). */
const labels = (root: XmlNode): HeadTexts => {
  const issue = labelAt(root, 'InIssuType')
  const type = labelAt(root, 'EInvoiceType')
  const vat = labelAt(root, 'GeneralOrSpecialVAT')
  const paper = type.name.includes('纸质')
  const kind =
    vat.code === '01'
      ? `digital-${paper ? 'paper-' : ''}special`
      : vat.code === '02'
        ? `digital-${paper ? 'paper-' : ''}ordinary`
        : undefined
  return {
    ...(issue.code === 'Y' ? { colour: 'blue' } : issue.code === 'N' ? { colour: 'red' } : {}),
    ...(vat.name === '' ? {} : { title: `${type.name === '' ? '电子发票' : type.name}（${vat.name}）` }),
    ...(kind === undefined ? {} : { kind }),
  }
}

const labelAt = (root: XmlNode, name: string): { readonly code: string; readonly name: string } => {
  const label = firstOf(root, name)
  const text = (child: string): string =>
    label === undefined ? '' : plainText(childOf(label, child)?.text ?? '')
  return { code: text('LabelCode').toUpperCase(), name: text('LabelName') }
}

const textAt = (from: XmlNode, path: readonly string[]): string | undefined => {
  let node: XmlNode | undefined = from
  for (const name of path) node = node === undefined ? undefined : childOf(node, name)
  const text = plainText(node?.text ?? '')
  return text === '' ? undefined : text
}
