import { writeFileSync } from 'node:fs'
import type { SerializedError } from 'vitest'
import type { Reporter, TestModule } from 'vitest/node'

/**
 * Counts for bin/test.mjs, written to the file that ACUERDO_TOTALS names. An expected failure (`test.fails`) counts as
 * passed; a file that did not load, or an error outside every test, counts as one failed test. Names what was skipped.
 */
export default class Totals implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly SerializedError[]): void {
    const totals = { passed: 0, failed: errors.length, skipped: 0 }
    for (const module of modules) {
      if (module.errors().length > 0) totals.failed++
      for (const suite of module.children.allSuites()) if (suite.errors().length > 0) totals.failed++
      for (const test of module.children.allTests()) {
        const { state } = test.result()
        if (state === 'passed' || state === 'failed') totals[state]++
        else {
          totals.skipped++
          if (process.env.CI) console.log(`skipped: ${module.relativeModuleId} > ${test.fullName}`)
        }
      }
    }
    if (process.env.ACUERDO_TOTALS) writeFileSync(process.env.ACUERDO_TOTALS, JSON.stringify(totals))
  }
}
