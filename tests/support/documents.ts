// Files for tests of reading: fixtures of invented companies, and OFDs and zips built on the spot.
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { ZipFile, type Options } from 'yazl'

const root = path.resolve(import.meta.dirname, '../..')

export const fixture = (name: string): Buffer =>
  readFileSync(path.join(root, 'tests/fixtures/documents', name))

/** Real files of strangers, kept outside of the repository; tests with them are skipped where they are missing. */
export const samplesFolder = path.resolve(root, '../shared/samples')
export const hasSamples = existsSync(path.join(samplesFolder, 'digital-special-beijing.ofd'))
export const sample = (name: string): Buffer => readFileSync(path.join(samplesFolder, name))

export interface ZipEntry {
  readonly name: string
  readonly content: string | Uint8Array
  readonly options?: Partial<Options>
}

export const zipOf = async (entries: readonly ZipEntry[]): Promise<Buffer> => {
  const zip = new ZipFile()
  for (const { name, content, options } of entries) {
    zip.addBuffer(Buffer.from(content), name, { mtime: new Date(0), ...options })
  }
  zip.end()
  const pieces: Buffer[] = []
  for await (const piece of zip.outputStream as AsyncIterable<Buffer>) pieces.push(piece)
  return Buffer.concat(pieces)
}

/** A text object of a page: id, text, x, y. */
export type Printed = readonly [id: number, text: string, x: number, y: number]

export interface OfdParts {
  readonly custom?: Readonly<Record<string, string>>
  readonly attachment?: string | Uint8Array
  readonly tags?: string
  readonly pages?: readonly (readonly Printed[])[]
  readonly template?: readonly Printed[]
  readonly more?: readonly ZipEntry[]
}

const ns = 'xmlns:ofd="http://www.ofdspec.org/2016"'

const pageXml = (texts: readonly Printed[]): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<ofd:Page ${ns}><ofd:Content><ofd:Layer>${texts
    .map(
      ([id, text, x, y]) =>
        `<ofd:TextObject ID="${id}" Boundary="${x} ${y} 20 5"><ofd:TextCode X="0" Y="3">${text}</ofd:TextCode></ofd:TextObject>`,
    )
    .join('')}</ofd:Layer></ofd:Content></ofd:Page>`

/** Entries of an OFD with the parts given; the parts not given are not there and not referred to. */
export const ofdEntries = (parts: OfdParts): readonly ZipEntry[] => {
  const { custom = {}, attachment, tags, pages = [[]], template, more = [] } = parts
  const datas = Object.entries(custom)
    .map(([name, value]) => `<ofd:CustomData Name="${name}">${value}</ofd:CustomData>`)
    .join('')
  return [
    {
      name: 'OFD.xml',
      content: `<?xml version="1.0" encoding="UTF-8"?>\n<ofd:OFD ${ns} DocType="OFD"><ofd:DocBody><ofd:DocInfo><ofd:CustomDatas>${datas}</ofd:CustomDatas></ofd:DocInfo><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>`,
    },
    {
      name: 'Doc_0/Document.xml',
      content: `<ofd:Document ${ns}><ofd:CommonData>${
        template === undefined ? '' : '<ofd:TemplatePage ID="1" BaseLoc="Tpls/Tpl_0/Content.xml"/>'
      }</ofd:CommonData><ofd:Pages>${pages
        .map((_, index) => `<ofd:Page ID="${index + 50}" BaseLoc="Pages/Page_${index}/Content.xml"/>`)
        .join(
          '',
        )}</ofd:Pages>${attachment === undefined ? '' : '<ofd:Attachments>Attachs/Attachments.xml</ofd:Attachments>'}${
        tags === undefined ? '' : '<ofd:CustomTags>/Doc_0/Tags/CustomTags.xml</ofd:CustomTags>'
      }</ofd:Document>`,
    },
    ...pages.map((texts, index) => ({
      name: `Doc_0/Pages/Page_${index}/Content.xml`,
      content: pageXml(texts),
    })),
    ...(template === undefined ? [] : [{ name: 'Doc_0/Tpls/Tpl_0/Content.xml', content: pageXml(template) }]),
    ...(attachment === undefined
      ? []
      : [
          {
            name: 'Doc_0/Attachs/Attachments.xml',
            content: `<ofd:Attachments ${ns}><ofd:Attachment ID="9" Name="original_invoice" Format="xml" Visible="false"><ofd:FileLoc>original_invoice.xml</ofd:FileLoc></ofd:Attachment></ofd:Attachments>`,
          },
          { name: 'Doc_0/Attachs/original_invoice.xml', content: attachment },
        ]),
    ...(tags === undefined
      ? []
      : [
          {
            name: 'Doc_0/Tags/CustomTags.xml',
            content: `<ofd:CustomTags ${ns}><ofd:CustomTag TypeID="root"><ofd:FileLoc>CustomTag.xml</ofd:FileLoc></ofd:CustomTag></ofd:CustomTags>`,
          },
          { name: 'Doc_0/Tags/CustomTag.xml', content: tags },
        ]),
    ...more,
  ]
}

export const ofdOf = (parts: OfdParts): Promise<Buffer> => zipOf(ofdEntries(parts))

/** `<name><ObjectRef>…</ObjectRef></name>`: a tag that points at text objects. */
export const tag = (name: string, ...ids: readonly number[]): string =>
  `<ofd:${name}>${ids.map((id) => `<ofd:ObjectRef PageRef="50">${id}</ofd:ObjectRef>`).join('')}</ofd:${name}>`

export const tagFile = (...tags: readonly string[]): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<ofd:root ${ns}>${tags.join('')}</ofd:root>`
