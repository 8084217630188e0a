// Invoices as OFD (GB/T 33190-2016, fapiao.md §5.2). Fields are carried in three ways: custom data of the document, an
// attached data file, tags that point at text on the page. All are read in this order; later ones fill what earlier lack.
import { parseCapitalAmount } from '../../../shared/domain/capital-amount.ts'
import { parseChineseDate } from '../../../shared/domain/dates.ts'
import type { ReadInvoice } from '../../../shared/domain/invoice.ts'
import { normaliseNumber } from '../../../shared/domain/invoice-number.ts'
import { kindFromTitle } from '../../../shared/domain/kind.ts'
import { plainText } from './fields-by-name.ts'
import { mergeFields, type FieldsOnFile, type HeadField, type HeadTexts } from './fields-on-file.ts'
import { invoiceFromFields } from './invoice-from-fields.ts'
import { maxPages } from './limits.ts'
import { pathInside, readXml, readXmlIfSound } from './ofd-parts.ts'
import { readTags } from './ofd-tags.ts'
import { readTexts, type TextOnPage } from './ofd-texts.ts'
import { Refusal } from './refusal.ts'
import { moneyOnFile } from './text-on-file.ts'
import { readEInvoice } from './xml-einvoice.ts'
import { readTaxControl } from './xml-tax-control.ts'
import { elementsOf, firstOf, type XmlNode } from './xml-tree.ts'
import type { Archive } from './zip-archive.ts'

/** Takes an opened archive with OFD.xml, gives its invoice. Throws Refusal not-invoice, damaged, hostile. */
export const readOfd = async (archive: Archive): Promise<ReadInvoice> => {
  const entry = await readXml(archive, 'OFD.xml')
  const rootPath = pathInside('', plainText(firstOf(entry, 'DocRoot')?.text ?? ''))
  if (rootPath === '') throw new Refusal('file.damaged', 'no document')
  const document = await readXml(archive, rootPath)

  const custom = customDatas(entry)
  const attached = await attachedFields(archive, document, rootPath)
  const pages = await textsOf(archive, document, rootPath, 'Page')
  const templates = await textsOf(archive, document, rootPath, 'TemplatePage')
  const tagged = await readTags(archive, document, rootPath, pages)
  const printed = printedFields([...pages, ...templates], pages)

  const ways = [custom, ...attached, ...tagged]
  const merged = mergeFields([...ways, printed])
  if (merged.head.number === undefined) throw new Refusal('file.not-invoice', 'no invoice fields')
  return invoiceFromFields(merged, disagree(ways) ? ['parts.differ'] : [])
}

const customNames: Readonly<Record<string, HeadField>> = {
  发票代码: 'code',
  发票号码: 'number',
  合计金额: 'amount',
  合计税额: 'tax',
  价税合计: 'total',
  开票日期: 'date',
  校验码: 'checkCode',
  机器编号: 'machineNumber',
  购买方名称: 'buyerName',
  购买方纳税人识别号: 'buyerTaxId',
  '购买方地址、电话': 'buyerAddressPhone',
  购买方开户行及账号: 'buyerBankAccount',
  销售方名称: 'sellerName',
  销售方纳税人识别号: 'sellerTaxId',
  '销售方地址、电话': 'sellerAddressPhone',
  销售方开户行及账号: 'sellerBankAccount',
  开票人: 'clerk',
  收款人: 'payee',
  复核人: 'reviewer',
  备注: 'remark',
}

const customDatas = (entry: XmlNode): FieldsOnFile => {
  const head: HeadTexts = {}
  for (const element of elementsOf(entry)) {
    if (element.name !== 'CustomData') continue
    const name = (element.attributes['Name'] ?? '').replace(/\s/g, '')
    const field = Object.hasOwn(customNames, name) ? customNames[name] : undefined
    const text = plainText(element.text)
    if (field !== undefined && text !== '') head[field] ??= text
  }
  return { head, lines: [] }
}

/** The data files a document carries. One that is broken is passed over: the other two ways are still there. */
const attachedFields = async (
  archive: Archive,
  document: XmlNode,
  rootPath: string,
): Promise<readonly FieldsOnFile[]> => {
  const listPath = pathInside(rootPath, plainText(firstOf(document, 'Attachments')?.text ?? ''))
  const list = listPath === '' ? undefined : await readXmlIfSound(archive, listPath)
  const listed = list === undefined ? [] : [...elementsOf(list)].filter(({ name }) => name === 'FileLoc')
  const paths = listed.flatMap(({ text }) => {
    const location = plainText(text)
    return [pathInside(listPath, location), pathInside(rootPath, location)].filter((path) =>
      archive.has(path),
    )
  })
  const unlisted = archive.names.filter((name) => /(?:^|\/)original_invoice\.xml$/i.test(name))
  const found: FieldsOnFile[] = []
  for (const path of new Set([...paths, ...unlisted].filter((path) => /\.xml$/i.test(path)).slice(0, 10))) {
    const root = await readXmlIfSound(archive, path)
    const fields = root === undefined ? undefined : (readEInvoice(root) ?? readTaxControl(root))
    if (fields !== undefined) found.push(fields)
  }
  return found
}

const textsOf = async (
  archive: Archive,
  document: XmlNode,
  rootPath: string,
  element: 'Page' | 'TemplatePage',
): Promise<readonly TextOnPage[]> => {
  const pages = [...elementsOf(document)].filter(({ name }) => name === element)
  if (pages.length > maxPages) throw new Refusal('file.hostile', 'too many pages')
  const texts: TextOnPage[] = []
  for (const [index, page] of pages.entries()) {
    const path = pathInside(rootPath, page.attributes['BaseLoc'] ?? '')
    const root = path === '' ? undefined : await readXmlIfSound(archive, path)
    if (root !== undefined) texts.push(...readTexts(root, index))
  }
  return texts
}

/** What no tag names: the title (often in the template page only) and the total in words. */
const printedFields = (all: readonly TextOnPage[], onPages: readonly TextOnPage[]): FieldsOnFile => {
  const title = all
    .filter(({ text }) => text.length <= 40 && /^[^*：:]*(?:发票|客票|行程单)[^*：:]*$/.test(text))
    .filter(({ text }) => kindFromTitle(text) !== undefined)
    .sort((one, other) => one.page - other.page || one.y - other.y)[0]?.text
  const words = onPages.find(({ text }) => /[圆元角分]/.test(text) && parseCapitalAmount(text) !== undefined)
  return {
    head: {
      ...(title === undefined ? {} : { title: plainText(title) }),
      ...(words === undefined ? {} : { words: plainText(words.text) }),
    },
    lines: [],
  }
}

const disagree = (ways: readonly FieldsOnFile[]): boolean => {
  const meanings: readonly ((head: Readonly<HeadTexts>) => string | undefined)[] = [
    (head) => (head.number === undefined ? undefined : normaliseNumber(head.number)),
    (head) => (head.date === undefined ? undefined : parseChineseDate(head.date)?.date),
    (head) => moneyOnFile(head.amount)?.amount.toString(),
    (head) => moneyOnFile(head.tax)?.amount.toString(),
    (head) => moneyOnFile(head.total)?.amount.toString(),
    (head) => head.sellerTaxId?.toUpperCase(),
    (head) => head.buyerTaxId?.toUpperCase(),
  ]
  return meanings.some((meaning) => {
    const values = ways.map(({ head }) => meaning(head)).filter((value) => value !== undefined)
    return new Set(values).size > 1
  })
}
