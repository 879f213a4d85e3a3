/** `npm run reference -w packages/survey -- DIR [--table]`: prints each disagreement (and the README's table) and closes with `N passed, N failed, N skipped`. */
import { resolve } from 'node:path'
import { runReference } from './reference.ts'
import { featureTable } from './table.ts'

const folder = process.argv.slice(2).find((argument) => !argument.startsWith('--'))
if (folder === undefined) {
  console.error('Say which folder holds results.json and data/: npm run reference -w packages/survey -- DIR')
  process.exitCode = 2
} else {
  // npm runs a package's script in its folder; the path is meant from where the person stands.
  const outcomes = await runReference(resolve(process.env.INIT_CWD ?? '.', folder))
  const count = (state: string) => outcomes.filter((outcome) => outcome.state === state).length
  for (const { id, state, reason } of outcomes) if (state === 'failed') console.log(`FAILED ${id}: ${reason}`)
  if (process.argv.includes('--table')) console.log(featureTable(outcomes))
  const missing = new Map<string, number>()
  for (const { state, reason, optional } of outcomes)
    if (state === 'skipped' && !optional) missing.set(reason ?? '', (missing.get(reason ?? '') ?? 0) + 1)
  for (const [reason, times] of missing) console.log(`${times} × ${reason}`)
  console.log(`${count('passed')} passed, ${count('failed')} failed, ${count('skipped')} skipped`)
  if (count('failed') > 0) process.exitCode = 1
}
