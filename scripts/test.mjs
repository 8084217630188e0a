// `npm test`: installs and builds what is missing, then runs every check there is. Failures are printed whole, skips with
// their reason; the last line is `N passed, N failed, N skipped`. Plain Node 20.19 code.
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { findChromium } from './chromium.mjs'
import { assertNode, installWhenNeeded, ownEnvironment, root, run } from './local-programs.mjs'

const totals = { passed: 0, failed: 0, skipped: 0 }
const skips = []
const say = (line) => process.stdout.write(`${line}\n`)

const seconds = (since) => `${((Date.now() - since) / 1000).toFixed(1)} s`

/** A tool that is good or not: one check. */
const check = async (name, command, words) => {
  const since = Date.now()
  const { code, output } = await run(command, words)
  if (code === 0) totals.passed += 1
  else {
    totals.failed += 1
    process.stdout.write(`\n${output}\n`)
  }
  say(`${code === 0 ? 'passed' : 'FAILED'}  ${name} (${seconds(since)})`)
}

const skip = (name, reason) => {
  totals.skipped += 1
  skips.push(`${name}: ${reason}`)
}

const count = (name, since, { passed, failed, skipped }) => {
  totals.passed += passed
  totals.failed += failed
  say(
    `${failed === 0 ? 'passed' : 'FAILED'}  ${name}: ${passed} passed, ${failed} failed, ${skipped} skipped (${seconds(since)})`,
  )
}

const readReport = (file) => {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return undefined
  }
}

const vitest = async (name, projects, folder) => {
  const since = Date.now()
  const file = path.join(folder, `${name}.json`)
  const words = [
    'vitest',
    'run',
    ...projects.flatMap((project) => ['--project', project]),
    '--passWithNoTests',
  ]
  const reporters = ['--reporter=default', `--reporter=${path.join(root, 'scripts', 'test-reporter.mjs')}`]
  const { code, output } = await run('npx', [...words, ...reporters], {
    env: ownEnvironment({ PIAOBU_TEST_REPORT: file, NO_COLOR: '1' }),
  })
  const report = readReport(file) ?? { tests: [], failures: [{ name, text: 'vitest gave no report' }] }
  const failed = report.tests.filter((test) => test.state === 'failed').length + report.failures.length
  const passed = report.tests.filter((test) => test.state === 'passed').length
  const skipped = report.tests.filter((test) => test.state !== 'passed' && test.state !== 'failed')
  for (const test of skipped) skip(test.name, test.note ?? 'no reason given')
  if (failed > 0 || code !== 0) {
    process.stdout.write(`\n${output}\n`)
    for (const failure of report.failures) process.stdout.write(`${failure.name}\n${failure.text}\n`)
  }
  count(name, since, { passed, failed: failed === 0 && code !== 0 ? 1 : failed, skipped: skipped.length })
}

/** All tests of a Playwright report, whatever the depth of its suites. */
const specsIn = (suite) => [...(suite.specs ?? []), ...(suite.suites ?? []).flatMap(specsIn)]

const playwright = async (folder) => {
  const since = Date.now()
  const specs = existsSync(path.join(root, 'tests', 'e2e'))
    ? readdirSync(path.join(root, 'tests', 'e2e'), { recursive: true }).filter((name) =>
        /\.spec\.ts$/.test(String(name)),
      )
    : []
  if (specs.length === 0 || !existsSync(path.join(root, 'playwright.config.ts')))
    return say('e2e: there are no specs')
  const browser = await findChromium(say)
  if (browser.missing !== undefined) {
    for (const spec of specs) skip(`e2e ${spec}`, browser.missing)
    return say(`skipped e2e: ${browser.missing}`)
  }
  const file = path.join(folder, 'e2e.json')
  const env = ownEnvironment({
    PLAYWRIGHT_JSON_OUTPUT_NAME: file,
    PLAYWRIGHT_JSON_OUTPUT_FILE: file,
    NO_COLOR: '1',
    ...(browser.file === undefined ? {} : { PIAOBU_CHROMIUM: browser.file }),
  })
  const { code, output } = await run('npx', ['playwright', 'test', '--reporter=json,line'], { env })
  const report = readReport(file)
  const tests = (report?.suites ?? [])
    .flatMap(specsIn)
    .flatMap((spec) => spec.tests.map((test) => ({ title: `${spec.file} > ${spec.title}`, test })))
  const of = (status) => tests.filter(({ test }) => test.status === status)
  for (const { title, test } of of('skipped'))
    skip(
      `e2e ${title}`,
      test.annotations.find((note) => note.type === 'skip')?.description ?? 'no reason given',
    )
  const failed = of('unexpected').length + of('flaky').length + (report?.errors?.length ?? 0)
  if (failed > 0 || code !== 0) process.stdout.write(`\n${output}\n`)
  for (const error of report?.errors ?? []) process.stdout.write(`${error.stack ?? error.message}\n`)
  count('e2e', since, {
    passed: of('expected').length,
    failed: failed === 0 && code !== 0 ? 1 : failed,
    skipped: of('skipped').length,
  })
}

const everything = async () => {
  await installWhenNeeded(say)
  const folder = mkdtempSync(path.join(os.tmpdir(), 'piaobu-test-'))
  try {
    await check('build', 'node', ['scripts/build.mjs'])
    await check('types', 'node', ['scripts/check-types.mjs'])
    await check('lint', 'npx', ['eslint', '--max-warnings=0'])
    await check('format', 'npx', ['prettier', '--check', '.'])
    await vitest('unit and integration', ['unit', 'integration'], folder)
    await vitest('process', ['process'], folder)
    await playwright(folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

assertNode()
try {
  await everything()
} catch (error) {
  totals.failed += 1
  process.stdout.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`)
}
for (const line of skips) say(`skipped ${line}`)
process.exitCode = totals.failed === 0 ? 0 : 1
process.stdout.write(`${totals.passed} passed, ${totals.failed} failed, ${totals.skipped} skipped\n`)
