// Writes what each vitest test came to, with the reason of a skip, to the file named by PIAOBU_TEST_REPORT.
import { writeFileSync } from 'node:fs'

export default class TestReporter {
  onTestRunEnd(modules, unhandledErrors) {
    const tests = []
    const failures = unhandledErrors.map((error) => ({
      name: 'outside of any test',
      text: String(error.stack ?? error.message),
    }))
    for (const module of modules) {
      for (const error of module.errors())
        failures.push({ name: module.moduleId, text: String(error.stack ?? error.message) })
      for (const test of module.children.allTests()) {
        const result = test.result()
        const state = result?.state ?? 'pending'
        tests.push({
          name: `${test.module.relativeModuleId ?? test.module.moduleId} > ${test.fullName}`,
          state,
          note: result?.note,
        })
      }
    }
    writeFileSync(process.env.PIAOBU_TEST_REPORT, JSON.stringify({ tests, failures }))
  }
}
