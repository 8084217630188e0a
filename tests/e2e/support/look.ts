// What can be judged of a page without taste: sentences without translation, texts that are cut, and what axe finds.
import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { textOf } from './app.ts'
import { readdirSync } from 'node:fs'
import path from 'node:path'
import { root } from './app.ts'

const sections: readonly string[] = [
  ...Object.keys(JSON.parse(textOf('resources/locales/en.json')) as object),
  ...readdirSync(path.join(root, 'resources/locales/en')).map((name) => path.basename(name, '.json')),
]

/** Keys shown in place of sentences, such as `record.buyer-name`, and parameters left unfilled, such as `{count}`. */
export const untranslated = (page: Page): Promise<readonly string[]> =>
  page.evaluate((names) => {
    const key = new RegExp(`(?<![\\w./@-])(${names.join('|')})\\.[a-z][a-z0-9.-]*[a-z0-9](?![\\w@/])`, 'g')
    const texts = [document.body.innerText]
    for (const element of document.querySelectorAll('[title],[aria-label],[placeholder]'))
      for (const name of ['title', 'aria-label', 'placeholder']) texts.push(element.getAttribute(name) ?? '')
    const found = texts.flatMap((text) => [...(text.match(key) ?? []), ...(text.match(/\{\w+\}/g) ?? [])])
    return [...new Set(found)]
  }, sections)

/** Texts that are cut off or stick out: all but names, which may give way with an ellipsis. */
export const clipped = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() => {
    const found: string[] = []
    const { scrollWidth, clientWidth } = document.documentElement
    if (scrollWidth > clientWidth) {
      const wide = [...document.body.querySelectorAll('*')]
        .filter((element) => element.getBoundingClientRect().right > clientWidth + 0.5)
        .map((element) => `${element.tagName.toLowerCase()}.${element.getAttribute('class') ?? ''}`)
      found.push(`page ${scrollWidth} > ${clientWidth}: ${wide.slice(-3).join(', ')}`)
    }
    for (const field of document.querySelectorAll('input'))
      if (/^[−\d,.()]+$/.test(field.value) && field.scrollWidth > field.clientWidth + 1)
        found.push(`${field.value} in the field ${field.dataset['path'] ?? field.id}`)
    const mayGiveWay =
      '.cut, .party-name, .file-name, .only-heard, .slip-mark, [cmdk-label], .suggestion, input, textarea'
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    const range = document.createRange()
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const text = node.textContent?.trim() ?? ''
      const parent = node.parentElement
      if (text === '' || parent === null || parent.closest(mayGiveWay) !== null) continue
      if (!parent.checkVisibility({ opacityProperty: true, visibilityProperty: true })) continue
      range.selectNodeContents(node)
      const box = range.getBoundingClientRect()
      if (box.width < 1 || box.height < 1) continue
      for (let around: HTMLElement | null = parent; around !== null; around = around.parentElement) {
        const { overflowX } = getComputedStyle(around)
        const edge = around.getBoundingClientRect()
        const isButton = around.matches('button, [role="tab"], .grid-cell, [role="columnheader"], th, td')
        if (overflowX === 'auto' || overflowX === 'scroll') break
        if (overflowX === 'visible' && !isButton) continue
        if (box.right > edge.right + 1 || box.left < edge.left - 1) {
          const name = `${around.tagName.toLowerCase()}.${around.className}`
          found.push(`${text.slice(0, 40)} in ${name} by ${Math.round(box.right - edge.right)}`)
          break
        }
      }
      const button = parent.closest('button')
      const lines = new Set([...range.getClientRects()].map(({ top }) => Math.round(top / 4)))
      if (button !== null && lines.size > 1 && parent.closest('.fault, .choice') === null)
        found.push(`${text.slice(0, 40)} in ${lines.size} lines of a button`)
    }
    return found
  })

/** Serious and critical findings of axe: rule, and the first places where it is broken. The watermark is decoration. */
export const axeFindings = async (page: Page): Promise<readonly string[]> => {
  const { violations } = await new AxeBuilder({ page }).exclude('.slip-mark').analyze()
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(
      ({ id, nodes }) =>
        `${id} (${nodes.length}): ${nodes
          .slice(0, 4)
          .map((node) => `${node.target.join(' ')} ${node.any[0]?.message ?? node.failureSummary ?? ''}`)
          .join(' | ')}`,
    )
}
