// XML as a small tree: local names (prefixes differ by producer and carry nothing here), attributes, text, children.
// Entities other than the five of XML and character numbers stay as they are written; none is ever looked up.
import { XMLParser, XMLValidator } from 'fast-xml-parser'
import { Refusal } from './refusal.ts'
import { scanXml } from './xml-scan.ts'
import { decodeXml } from './xml-text.ts'

export interface XmlNode {
  /** Without prefix. */
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  readonly children: readonly XmlNode[]
  /** Of this element alone, not of its children. */
  readonly text: string
}

const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: '',
  parseTagValue: false,
  parseAttributeValue: false,
  trimValues: false,
  processEntities: false,
  cdataPropName: '#cdata',
  ignoreDeclaration: true,
  ignorePiTags: true,
})

/** Takes the bytes of an XML file, gives its root. Throws Refusal damaged, hostile, too-large, unsupported. */
export const parseXml = (bytes: Uint8Array): XmlNode => {
  const text = decodeXml(bytes)
  scanXml(text)
  const parsed = parse(text)
  const root = Array.isArray(parsed) ? nodesOf(parsed)[0] : undefined
  if (root === undefined) throw new Refusal('file.damaged', 'no root')
  return root
}

const parse = (text: string): unknown => {
  if (XMLValidator.validate(text) !== true) throw new Refusal('file.damaged', 'not well-formed')
  try {
    return parser.parse(text)
  } catch (error) {
    // What the scan let through and the parser refuses are names that reach for JavaScript's own (`__proto__`).
    throw new Refusal('file.hostile', 'refused by the parser', error)
  }
}

const nodesOf = (items: readonly unknown[]): readonly XmlNode[] =>
  items.flatMap((item) => {
    if (typeof item !== 'object' || item === null) return []
    const entry = Object.entries(item).find(([key]) => key !== ':@')
    if (entry === undefined || entry[0].startsWith('#') || !Array.isArray(entry[1])) return []
    const attributes: unknown = ':@' in item ? item[':@'] : undefined
    return [node(entry[0], attributes, entry[1])]
  })

const node = (name: string, attributes: unknown, items: readonly unknown[]): XmlNode => ({
  name: localName(name),
  attributes:
    typeof attributes === 'object' && attributes !== null
      ? Object.fromEntries(
          Object.entries(attributes).map(([key, value]) => [localName(key), decodeReferences(String(value))]),
        )
      : {},
  children: nodesOf(items),
  text: items.map(textOf).join(''),
})

const textOf = (item: unknown): string => {
  if (typeof item !== 'object' || item === null) return ''
  if ('#text' in item) return decodeReferences(String(item['#text']))
  if ('#cdata' in item && Array.isArray(item['#cdata'])) {
    return item['#cdata'].map((piece: unknown) => rawText(piece)).join('')
  }
  return ''
}

const rawText = (piece: unknown): string =>
  typeof piece === 'object' && piece !== null && '#text' in piece ? String(piece['#text']) : ''

const localName = (name: string): string => name.slice(name.lastIndexOf(':') + 1)

const references: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" }

const decodeReferences = (text: string): string =>
  text.includes('&')
    ? text.replace(
        /&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|(lt|gt|amp|quot|apos));/gi,
        (written, decimal, hex, name) => {
          if (typeof name === 'string') return references[name.toLowerCase()] ?? String(written)
          const point = typeof decimal === 'string' ? Number(decimal) : Number.parseInt(String(hex), 16)
          return point > 0 && point <= 0x10ffff ? String.fromCodePoint(point) : ''
        },
      )
    : text

/** Every element below and including this one, in document order. */
export function* elementsOf(root: XmlNode): Generator<XmlNode> {
  yield root
  for (const child of root.children) yield* elementsOf(child)
}

export const childOf = (node: XmlNode, name: string): XmlNode | undefined =>
  node.children.find((child) => child.name === name)

export const firstOf = (root: XmlNode, name: string): XmlNode | undefined => {
  for (const element of elementsOf(root)) if (element.name === name) return element
  return undefined
}
