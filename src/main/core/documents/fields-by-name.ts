// Finds the fields of an invoice in an XML tree by the names of its elements, wherever they stand and in any order.
// A line is an element with a child that names goods; the head is everything outside of lines.
import type { FieldsOnFile, HeadField, HeadTexts, LineField, LineTexts } from './fields-on-file.ts'
import { maxLines } from './limits.ts'
import { Refusal } from './refusal.ts'
import type { XmlNode } from './xml-tree.ts'

export interface Dialect {
  /** The form of an element name under which the tables list it. */
  spell(name: string): string
  readonly head: Readonly<Record<string, HeadField>>
  readonly line: Readonly<Record<string, LineField>>
  /** Prefix for names inside such an element (`名称` inside 销售方信息 is 销售方名称). */
  scope?(name: string): string | undefined
}

/**
 * Takes the root of a document, gives its fields; undefined where it has no invoice number under this dialect's names.
 * Throws Refusal unsupported where it holds several invoices.
 */
export const readByNames = (root: XmlNode, dialect: Dialect): FieldsOnFile | undefined => {
  const head: HeadTexts = {}
  const lines: LineTexts[] = []
  const numbers = new Set<string>()

  const visit = (node: XmlNode, scope: string): void => {
    const line = lineOf(node, dialect)
    if (line !== undefined) {
      lines.push(line)
      if (lines.length > maxLines) throw new Refusal('file.hostile', 'too many lines')
    }
    for (const child of node.children) {
      const name = dialect.spell(child.name)
      const text = plainText(child.text)
      const field = lookUp(dialect.head, `${scope}${name}`) ?? lookUp(dialect.head, name)
      const isOfLine = line !== undefined && lookUp(dialect.line, name) !== undefined
      if (field !== undefined && !isOfLine && text !== '') {
        head[field] ??= text
        if (field === 'number') numbers.add(text)
      }
      visit(child, dialect.scope?.(name) ?? scope)
    }
  }
  visit(root, dialect.scope?.(dialect.spell(root.name)) ?? '')

  if (numbers.size > 1) throw new Refusal('file.unsupported', 'several invoices in one file')
  return head.number === undefined ? undefined : { head, lines }
}

const lineOf = (node: XmlNode, dialect: Dialect): LineTexts | undefined => {
  const line: LineTexts = {}
  for (const child of node.children) {
    const field = lookUp(dialect.line, dialect.spell(child.name))
    const text = plainText(child.text)
    if (field !== undefined && text !== '') line[field] ??= text
  }
  return line.name !== undefined && line.amount !== undefined ? line : undefined
}

/** Without the spaces and line ends around it: some producers put line ends into empty elements. */
export const plainText = (text: string): string => text.replace(/^[\s\u200b\ufeff]+|[\s\u200b\ufeff]+$/g, '')

const lookUp = <T>(table: Readonly<Record<string, T>>, name: string): T | undefined =>
  Object.hasOwn(table, name) ? table[name] : undefined
