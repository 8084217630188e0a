// Text objects of an OFD page: what they say and where they stand. Boundary is `x y width height` in millimetres.
import type { XmlNode } from './xml-tree.ts'

export interface TextOnPage {
  readonly id: string
  readonly text: string
  /** 0 for the first page. */
  readonly page: number
  readonly x: number
  readonly y: number
}

/** Takes the root of a page's content, gives its texts in the order of the file. */
export const readTexts = (root: XmlNode, page: number): readonly TextOnPage[] => {
  const texts: TextOnPage[] = []
  const visit = (node: XmlNode): void => {
    for (const child of node.children) {
      if (child.name !== 'TextObject') {
        visit(child)
        continue
      }
      const [x = 0, y = 0] = (child.attributes['Boundary'] ?? '').trim().split(/\s+/).map(Number)
      const text = child.children
        .filter(({ name }) => name === 'TextCode')
        .map((code) => code.text)
        .join('')
      const id = child.attributes['ID'] ?? ''
      texts.push({ id, text, page, x: Number.isFinite(x) ? x : 0, y: Number.isFinite(y) ? y : 0 })
    }
  }
  visit(root)
  return texts
}
