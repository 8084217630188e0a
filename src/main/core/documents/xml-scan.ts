// One pass over XML text before any parser sees it: what makes parsers suffer (document types, entities, depth, counts) is
// refused here, in time linear in the text and without recursion.
import { maxAttributesOfElement, maxXmlAttributes, maxXmlDepth, maxXmlElements } from './limits.ts'
import { Refusal } from './refusal.ts'

/** Throws Refusal: hostile for document types, entities and counts beyond the limits; damaged where the tags do not close. */
export const scanXml = (text: string): void => {
  const count = { depth: 0, elements: 0, attributes: 0, roots: 0 }
  let at = text.indexOf('<')
  while (at >= 0) {
    const next = text.charAt(at + 1)
    const end =
      next === '!'
        ? afterDeclaration(text, at)
        : next === '?'
          ? after(text, '?>', at)
          : afterTag(text, at, count)
    at = text.indexOf('<', end)
  }
  if (count.roots !== 1 || count.depth !== 0) throw new Refusal('file.damaged', 'tags do not close')
}

const afterDeclaration = (text: string, at: number): number => {
  if (text.startsWith('<!--', at)) return after(text, '-->', at + 4)
  if (text.startsWith('<![CDATA[', at)) return after(text, ']]>', at + 9)
  if (/^<!\s*(?:DOCTYPE|ENTITY|ELEMENT|ATTLIST|NOTATION)/i.test(text.slice(at, at + 40))) {
    throw new Refusal('file.hostile', 'document type')
  }
  throw new Refusal('file.damaged', 'unknown declaration')
}

const after = (text: string, mark: string, from: number): number => {
  const found = text.indexOf(mark, from)
  if (found < 0) throw new Refusal('file.damaged', `no ${mark}`)
  return found + mark.length
}

interface Count {
  depth: number
  elements: number
  attributes: number
  roots: number
}

const afterTag = (text: string, at: number, count: Count): number => {
  const { end, attributes } = endOfTag(text, at)
  if (text.charAt(at + 1) === '/') {
    count.depth -= 1
    if (count.depth < 0) throw new Refusal('file.damaged', 'a tag closes that was not open')
    return end
  }
  if (count.depth === 0) count.roots += 1
  count.elements += 1
  count.attributes += attributes
  if (text.charAt(end - 2) !== '/') count.depth += 1
  if (
    count.depth > maxXmlDepth ||
    count.elements > maxXmlElements ||
    count.attributes > maxXmlAttributes ||
    attributes > maxAttributesOfElement
  ) {
    throw new Refusal('file.hostile', 'too deep or too many')
  }
  return end
}

/** Jumps from quote to quote, so that a `>` inside a value does not end the tag. */
const endOfTag = (text: string, at: number): { readonly end: number; readonly attributes: number } => {
  const mark = /["'<>]/g
  mark.lastIndex = at + 1
  let attributes = 0
  for (let found = mark.exec(text); found !== null; found = mark.exec(text)) {
    if (found[0] === '>') return { end: found.index + 1, attributes }
    if (found[0] === '<') break
    attributes += 1
    mark.lastIndex = after(text, found[0], found.index + 1)
  }
  throw new Refusal('file.damaged', 'a tag without end')
}
