// Tags of an OFD (fapiao.md §5.2, way 3): elements named like the data point at text objects by their ids. Family A uses
// the names of 税控 data, family B those of the official XML. Several objects of one element are one text, in their order.
import { plainText } from './fields-by-name.ts'
import type { FieldsOnFile, HeadField, HeadTexts, LineField } from './fields-on-file.ts'
import { lineRows, type PlacedText } from './ofd-lines.ts'
import { pathInside, readXmlIfSound } from './ofd-parts.ts'
import type { TextOnPage } from './ofd-texts.ts'
import { einvoiceNames } from './xml-einvoice.ts'
import { taxControlNames } from './xml-tax-control.ts'
import { elementsOf, firstOf, type XmlNode } from './xml-tree.ts'
import type { Archive } from './zip-archive.ts'

const head: Readonly<Record<string, HeadField>> = {
  ...einvoiceNames.head,
  ...taxControlNames.head,
  RequestTime: 'date',
}
const line: Readonly<Record<string, LineField>> = { ...einvoiceNames.line, ...taxControlNames.line }

/** Tags of tickets (fapiao.md §5.2): air itineraries and rail tickets name their sums differently and have no lines. */
const tickets: Readonly<Record<string, Readonly<Record<string, HeadField>>>> = {
  ElectronicInvoiceAirTransportReceiptNumber: {
    ElectronicInvoiceAirTransportReceiptNumber: 'number',
    TotalAmount: 'total',
    VatTaxAmount: 'tax',
    DateOfIssue: 'date',
  },
  ElectronicInvoiceRailwayETicketNumber: {
    ElectronicInvoiceRailwayETicketNumber: 'number',
    DateOfIssue: 'date',
    Fare: 'total',
    TotalAmountExcludingTax: 'amount',
    TaxAmount: 'tax',
  },
}

/** Takes the document and the texts of its pages, gives what each tag file points at; nothing where none is sound. */
export const readTags = async (
  archive: Archive,
  document: XmlNode,
  rootPath: string,
  texts: readonly TextOnPage[],
): Promise<readonly FieldsOnFile[]> => {
  const listPath = pathInside(rootPath, plainText(firstOf(document, 'CustomTags')?.text ?? ''))
  const list = listPath === '' ? undefined : await readXmlIfSound(archive, listPath)
  if (list === undefined) return []
  const byId = new Map(texts.map((text) => [text.id, text]))
  const found: FieldsOnFile[] = []
  for (const location of [...elementsOf(list)].filter(({ name }) => name === 'FileLoc').slice(0, 10)) {
    const root = await readXmlIfSound(archive, pathInside(listPath, plainText(location.text)))
    if (root !== undefined) found.push(fieldsOf(root, byId))
  }
  return found
}

const fieldsOf = (root: XmlNode, byId: ReadonlyMap<string, TextOnPage>): FieldsOnFile => {
  const names = new Set([...elementsOf(root)].map(({ name }) => name))
  const ticket = Object.keys(tickets).find((name) => names.has(name))
  const headNames = ticket === undefined ? head : { ...head, ...tickets[ticket] }
  const lineNames = ticket === undefined ? line : {}
  const texts: HeadTexts = {}
  const cells: PlacedText[] = []

  for (const element of elementsOf(root)) {
    const headField = Object.hasOwn(headNames, element.name) ? headNames[element.name] : undefined
    const lineField = Object.hasOwn(lineNames, element.name) ? lineNames[element.name] : undefined
    if (headField === undefined && lineField === undefined) continue
    const objects = objectsOf(element, byId)
    if (lineField !== undefined) cells.push(...objects.map((object) => ({ ...object, field: lineField })))
    else if (headField !== undefined) {
      const text = plainText(objects.map((object) => object.text).join(''))
      // A tag that resolves to the currency sign alone says nothing; the sum follows from the others.
      if (text !== '' && !/^[¥￥]$/.test(text)) texts[headField] ??= text
    }
  }
  return { head: texts, lines: lineRows(cells) }
}

/** Objects are named by ObjectRef, or by an ObjectData inside; what is no id of a text points at a picture or nothing. */
const objectsOf = (element: XmlNode, byId: ReadonlyMap<string, TextOnPage>): readonly TextOnPage[] =>
  [...elementsOf(element)]
    .filter(({ name }) => name === 'ObjectRef' || name === 'ObjectData')
    .flatMap((reference) => byId.get(plainText(reference.text)) ?? [])
