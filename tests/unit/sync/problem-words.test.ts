// What a person is given has a name: every problem a row is parked with is a word of both languages.
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const source = (file: string): string => readFileSync(new URL(`../../../${file}`, import.meta.url), 'utf8')
const code = /'([a-z-]+\.[a-z-]+|absent)'/g

test('every problem a row is parked with has words in both languages', () => {
  const files = ['src/shared/sync/finding.ts', 'src/main/sync/settle.ts'].map(source).join('\n')
  const parked = [...files.matchAll(/parked\(([^)]*)|problem: ('[^']*')|: '([a-z]+\.absent)'/g)]
    .flatMap(([found]) => [...found.matchAll(code)].map(([, problem = '']) => problem))
    .filter((problem) => !problem.startsWith('asked.') && !problem.startsWith('submission.'))
  expect(parked.length).toBeGreaterThan(6)
  for (const language of ['zh-CN', 'en']) {
    const { problem } = JSON.parse(source(`resources/locales/${language}.json`)) as {
      problem: Record<string, string>
    }
    expect([...new Set(parked)].filter((one) => problem[one] === undefined)).toEqual([])
  }
})
