import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { needsShared, shared } from './data.ts'
import { runReference } from './reference/reference.ts'
import { featureTable } from './reference/table.ts'

/** What this package says it does not offer; anything else that is left out fails. */
const notOffered: string[] = []

needsShared('reference results of R survey 4.5', () => {
  it('agrees with every case it offers, within the tolerances of the set', async () => {
    const outcomes = await runReference(join(shared, 'survey-reference'))
    expect(outcomes.filter(({ state }) => state === 'failed')).toEqual([])
    expect(outcomes.filter(({ state }) => state === 'passed').length).toBeGreaterThanOrEqual(652)
    const reasons = new Set(
      outcomes.flatMap(({ state, optional, reason }) => (state === 'skipped' && !optional ? [reason] : [])),
    )
    expect([...reasons].sort()).toEqual(notOffered.map((name) => `not offered: ${name}`).sort())
    // `npm run reference -w packages/survey -- DIR --table` prints it anew.
    const readme = readFileSync(join(import.meta.dirname, '../README.md'), 'utf8')
    expect(readme).toContain(featureTable(outcomes))
    // 25 seconds of work; more where others share the machine.
  }, 300_000)
})
