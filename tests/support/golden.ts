// Golden files: what is written down must be what is there. UPDATE_GOLDEN=1 writes them anew; the diff is then reviewed.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'

/** Compares text with tests/golden/<name>. */
export const expectGolden = (name: string, text: string): void => {
  const file = join(import.meta.dirname, '..', 'golden', name)
  if (process.env['UPDATE_GOLDEN'] === '1') writeFileSync(file, text)
  expect(text).toBe(readFileSync(file, 'utf8'))
}
