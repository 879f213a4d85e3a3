/** `npm run reference -w packages/survey -- DIR`: prints each disagreement and closes with `N passed, N failed, N skipped`. */
import { resolve } from 'node:path'
import { runReference } from './reference.ts'

const folder = process.argv[2]
if (folder === undefined) {
  console.error('Say which folder holds results.json and data/: npm run reference -w packages/survey -- DIR')
  process.exitCode = 2
} else {
  // npm runs a package's script in its folder; the path is meant from where the person stands.
  const outcomes = await runReference(resolve(process.env.INIT_CWD ?? '.', folder))
  const count = (state: string) => outcomes.filter((outcome) => outcome.state === state).length
  for (const { id, state, reason } of outcomes) if (state === 'failed') console.log(`FAILED ${id}: ${reason}`)
  const missing = new Map<string, number>()
  for (const { state, reason, optional } of outcomes)
    if (state === 'skipped' && !optional) missing.set(reason ?? '', (missing.get(reason ?? '') ?? 0) + 1)
  for (const [reason, times] of missing) console.log(`${times} × ${reason}`)
  console.log(`${count('passed')} passed, ${count('failed')} failed, ${count('skipped')} skipped`)
  if (count('failed') > 0) process.exitCode = 1
}
