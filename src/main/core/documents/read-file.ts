// One file in, one reading out. What it is is decided by its bytes, never by its name.
import type { FileReading } from '../app/ports.ts'
import type { ReadInvoice } from '../../../shared/domain/invoice.ts'
import { readChinese } from './xml-chinese.ts'
import { readEInvoice } from './xml-einvoice.ts'
import { readPinyin } from './xml-pinyin.ts'
import { readTaxControl } from './xml-tax-control.ts'
import { invoiceFromFields } from './invoice-from-fields.ts'
import { maxFileBytes } from './limits.ts'
import { readOfd } from './ofd.ts'
import { Refusal } from './refusal.ts'
import { looksLikeXml } from './xml-text.ts'
import { parseXml, type XmlNode } from './xml-tree.ts'
import { looksLikeZip, openArchive, type Archive } from './zip-archive.ts'

/** Takes the bytes of a file, gives its invoice or the reason why it is not read. Never throws for what is in the file. */
export const readFile = async (bytes: Uint8Array): Promise<FileReading> => {
  try {
    if (bytes.length > maxFileBytes) throw new Refusal('file.too-large', 'beyond the limit')
    if (looksLikeZip(bytes)) return await readArchive(await openArchive(bytes))
    if (looksLikeXml(bytes)) return { ok: true, format: 'xml', invoice: readXmlInvoice(parseXml(bytes)) }
    throw new Refusal('file.unsupported', 'neither zip nor XML')
  } catch (error) {
    if (error instanceof Refusal) return { ok: false, reason: error.reason }
    throw error
  }
}

const readArchive = async (archive: Archive): Promise<FileReading> => {
  if (archive.has('OFD.xml')) return { ok: true, format: 'ofd', invoice: await readOfd(archive) }
  // Office files are archives of XML too, but say so in their first part.
  if (archive.has('[Content_Types].xml')) throw new Refusal('file.unsupported', 'an office file')
  const files = archive.names.filter((name) => !/(?:^|\/)(?:__MACOSX\/|\.)/.test(name))
  const [only, ...others] = files.filter((name) => /\.xml$/i.test(name))
  if (only === undefined || others.length > 0) throw new Refusal('file.unsupported', 'not one XML in it')
  return { ok: true, format: 'xml', invoice: readXmlInvoice(parseXml(await archive.read(only))) }
}

const readXmlInvoice = (root: XmlNode): ReadInvoice => {
  // Made by the receiver's books after posting; it names an invoice but is none (fapiao.md §5.4).
  if (root.name === 'xbrl') throw new Refusal('accounting.instance', 'XBRL accounting instance')
  const fields = readEInvoice(root) ?? readTaxControl(root) ?? readChinese(root) ?? readPinyin(root)
  if (fields === undefined) throw new Refusal('file.not-invoice', 'no invoice fields')
  return invoiceFromFields(fields)
}
