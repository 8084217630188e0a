// Every sentence the window can say exists in both languages, and nothing in the catalogues is said by nobody.
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { warningCodes } from '../src/main/core/documents/warning-codes.ts'
import { windowErrorCodes } from '../src/renderer/api/call-error.ts'
import { stateLooks } from '../src/renderer/components/state-look.ts'
import { bookOperations, needsYou, overview } from '../src/shared/contract/book.ts'
import { refusalReasons } from '../src/shared/contract/documents.ts'
import { health, outageStatus } from '../src/shared/contract/outage.ts'
import { submissionDetail, submissionRow } from '../src/shared/contract/outbox.ts'
import { timelineEvents } from '../src/shared/contract/timeline.ts'
import { domainIssueCodes } from '../src/shared/domain/issue-codes.ts'
import { invoiceKinds } from '../src/shared/domain/invoice.ts'
import { errorCodes } from '../src/shared/errors.ts'
import { flattenCatalogue, locales, type Catalogue, type NestedCatalogue } from '../src/shared/i18n.ts'
import { personProblems } from '../src/shared/sync/outcome.ts'
import { holds, submissionActions } from '../src/shared/sync/submission.ts'

const root = path.resolve(import.meta.dirname, '..')
const localesFolder = path.join(root, 'resources/locales')

const jsonIn = (file: string): NestedCatalogue => JSON.parse(readFileSync(file, 'utf8')) as NestedCatalogue

/** The window's catalogue: the common file, and one file a page whose name is its section. */
const windowCatalogue = (locale: string): Catalogue => {
  const pages = path.join(localesFolder, locale)
  return flattenCatalogue({
    ...jsonIn(path.join(localesFolder, `${locale}.json`)),
    ...Object.fromEntries(
      readdirSync(pages)
        .filter((name) => name.endsWith('.json'))
        .map((name) => [path.basename(name, '.json'), jsonIn(path.join(pages, name))]),
    ),
  })
}

const chinese = windowCatalogue('zh-CN')
const english = windowCatalogue('en')

const sourceFiles = readdirSync(path.join(root, 'src/renderer'), { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.tsx?$/.test(name))
  .map((name) => ({ name, text: readFileSync(path.join(root, 'src/renderer', name), 'utf8') }))

/** Groups looked up by code: their keys are codes of closed lists, checked by name below. */
const codeGroups = new Set(
  [
    ...(sourceFiles.find(({ name }) => name.endsWith('language.tsx'))?.text ?? '').matchAll(
      /^ {2}\| '([\w-]+)'$/gm,
    ),
  ].map(([, group]) => group ?? ''),
)

const literalKeys = new Set(
  sourceFiles.flatMap(({ text }) =>
    [...text.matchAll(/['"`]([a-z][\w-]*\.[\w.-]+)['"`]/g)].map(([, key]) => key ?? ''),
  ),
)
/** Keys with a closed variable part: `queue.group-${group}`. */
const openKeys = sourceFiles.flatMap(({ text }) =>
  [...text.matchAll(/`([a-z][\w-]*\.[\w.-]*)\$\{[^}]+\}([\w.-]*)`/g)].map(([, before = '', after = '']) => ({
    before,
    after,
  })),
)

const placeholders = (pattern: string): readonly string[] =>
  [...new Set([...pattern.matchAll(/\{(\w+)(?:\}|\s*,\s*plural)/g)].map(([, name]) => name ?? ''))].sort()

const missing = (group: string, codes: Iterable<string>): readonly string[] =>
  [...codes].map((code) => `${group}.${code}`).filter((key) => !chinese.has(key) || !english.has(key))

test('both languages have the same sentences', () => {
  const only = (left: Catalogue, right: Catalogue): readonly string[] =>
    [...left.keys()].filter((key) => !right.has(key))
  expect({ onlyChinese: only(chinese, english), onlyEnglish: only(english, chinese) }).toEqual({
    onlyChinese: [],
    onlyEnglish: [],
  })
})

test('the command line has the same sentences in both languages', () => {
  const [left = new Map(), right = new Map()] = locales.map((locale) =>
    flattenCatalogue(jsonIn(path.join(localesFolder, 'cli', `${locale}.json`))),
  )
  expect([...left.keys()].sort()).toEqual([...right.keys()].sort())
})

test('a sentence takes the same values in both languages', () => {
  // Plural forms may leave out the number, so only values that one language has and the other lacks count.
  const different = [...chinese].flatMap(([key, pattern]) => {
    const other = english.get(key)
    if (other === undefined) return []
    const [zh, en] = [placeholders(pattern), placeholders(other)]
    return zh.join() === en.join() ? [] : [`${key}: ${zh.join()} | ${en.join()}`]
  })
  expect(different).toEqual([])
})

test('no sentence is empty', () => {
  expect([...chinese, ...english].filter(([, sentence]) => sentence === '').map(([key]) => key)).toEqual([])
})

test('every key used in the window has a sentence', () => {
  const sections = new Set([...chinese.keys()].map((key) => key.slice(0, key.indexOf('.'))))
  const used = sourceFiles.flatMap(({ name, text }) =>
    [...text.matchAll(/\bt\(\s*['"]([\w.-]+)['"]/g)].map(([, key]) => ({ name, key: key ?? '' })),
  )
  expect(used.filter(({ key }) => !chinese.has(key) || !english.has(key))).toEqual([])
  expect(used.filter(({ key }) => !sections.has(key.slice(0, key.indexOf('.'))))).toEqual([])
})

test('every code of the closed catalogues has a sentence', () => {
  const enumOf = (schema: { readonly options: readonly string[] }): readonly string[] => schema.options
  const comparison = submissionDetail.shape.comparison.unwrap().element.shape
  expect([
    ...missing('error', [...errorCodes, ...windowErrorCodes]),
    ...missing('error', refusalReasons),
    ...missing('issue', domainIssueCodes),
    ...missing('warning', warningCodes),
    ...missing('timeline', timelineEvents),
    ...missing('state', Object.keys(stateLooks)),
    ...missing('hold', holds),
    ...missing('waits', enumOf(submissionRow.shape.waitsFor.shape.code)),
    ...missing('action', submissionActions),
    ...missing('action-effect', submissionActions),
    ...missing('problem', personProblems),
    ...missing('kind', invoiceKinds),
    ...missing('kind-short', invoiceKinds),
    ...missing('field', enumOf(comparison.field)),
    ...missing('field', Object.keys(bookOperations['book.update'].input.shape)),
    ...['needs', 'needs-do', 'needs-button'].flatMap((group) => missing(group, enumOf(needsYou.shape.kind))),
    ...missing('cause', enumOf(outageStatus.shape.cause.unwrap())),
    ...missing('alarm', enumOf(health.shape.alarms.element.shape.code)),
    ...missing('state', enumOf(overview.shape.latest.element.shape.state)),
  ]).toEqual([])
})

test('every reason, problem and outcome written in the core and the machine has a sentence', () => {
  const textsIn = (folder: string): string =>
    readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts'))
      .map((name) => readFileSync(path.join(root, folder, name), 'utf8'))
      .join('\n')
  const machine = textsIn('src/shared/sync')
  const written = (text: string, pattern: RegExp): ReadonlySet<string> =>
    new Set([...text.matchAll(pattern)].map(([, code]) => code ?? ''))
  const reasons = /type ForbiddenReason =([^;]*?)\n\n/.exec(machine)?.[1] ?? ''
  expect([
    ...missing('forbidden', written(reasons, /'([\w-]+)'/g)),
    // What a row remembers between turns (`asked.…`) is never shown.
    ...missing(
      'problem',
      [...written(machine, /\bproblem: '([\w.-]+)'/g)].filter((code) => !code.startsWith('asked.')),
    ),
    ...missing('outcome', written(machine, /\boutcome: '([\w-]+)'/g)),
    ...missing('sync', written(textsIn('src/main/hosts'), /\bstopped: '([\w.-]+)'/g)),
  ]).toEqual([])
})

test('no sentence is left that nobody says', () => {
  const unused = [...chinese.keys()].filter(
    (key) =>
      !codeGroups.has(key.slice(0, key.indexOf('.'))) &&
      !literalKeys.has(key) &&
      !openKeys.some(({ before, after }) => key.startsWith(before) && key.endsWith(after)),
  )
  expect(unused).toEqual([])
})
