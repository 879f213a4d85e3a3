/**
 * The app's overview on 400,000 rows shaped like ENOE: 250 indicators, in all and by sex, against a bare scan of the
 * same columns of the same Parquet file in the same run. `npm run bench -w packages/survey [-- FILE.parquet]`
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import { type Design, estimate, type Indicator } from '../src/index.ts'
import { generate } from './generate.ts'

const directory = mkdtempSync(join(tmpdir(), 'survey-bench-'))
const instance = await DuckDBInstance.create(':memory:', { autoinstall_known_extensions: 'false' })
const connection = await instance.connect()
try {
  const given = process.argv[2]
  const file = given ?? join(directory, 'sample.parquet')
  if (given === undefined) await generate(connection, file, 400_000)
  const columns = [
    'r_def',
    'c_res',
    'est_d',
    'upm',
    'fac',
    'sex',
    'eda',
    'clase1',
    'clase2',
    'emp_ppal',
    'rama',
    'hrsocup',
    'ing7c',
    'ingocup',
  ]
  const bare = await best(3, async () => {
    // A sum reads every value; max and count would read Parquet's statistics only.
    await connection.runAndReadAll(
      `select ${columns.map((c) => `sum(${c})`).join(', ')} from read_parquet('${file}')`,
    )
  })

  const design: Design = {
    source: `read_parquet('${file}')`,
    weight: 'fac',
    strata: 'est_d',
    psu: 'upm',
    counted: 'r_def = 0',
    preset: 'inegi',
    lonely: 'certainty',
  }
  const where = 'c_res in (1, 3) and eda between 15 and 98'
  const indicators = catalogue()
  const start = process.memoryUsage().rss
  let figures = 0
  const overview = await best(3, async () => {
    figures = (await estimate(connection, design, { indicators, where, crossings: [{}, { sex: 'sex' }] }))
      .length
  })
  console.log(`bare scan of ${columns.length} columns  ${bare.toFixed(0)} ms`)
  console.log(
    `${indicators.length} indicators, ${figures} figures  ${overview.toFixed(0)} ms  = ${(overview / bare).toFixed(1)} × the scan`,
  )

  const needed = ['est_d', 'upm', 'fac', 'sex', 'rama', 'hrsocup']
  const narrow = await best(5, async () => {
    await connection.runAndReadAll(
      `select ${needed.map((c) => `sum(${c})`).join(', ')} from read_parquet('${file}')`,
    )
  })
  let domains = 0
  const means = await best(5, async () => {
    const { counted: _, ...open } = design
    domains = (
      await estimate(connection, open, {
        indicators: [{ name: 'hours', kind: 'mean', of: 'hrsocup' }],
        crossings: { rama: 'rama', sex: 'sex' },
      })
    ).length
  })
  console.log(`bare scan of ${needed.length} columns  ${narrow.toFixed(0)} ms`)
  console.log(
    `means of ${domains} domains  ${means.toFixed(0)} ms  = ${(means / narrow).toFixed(1)} × the scan`,
  )
  console.log(
    `memory  ${(process.memoryUsage().rss / 1e6).toFixed(0)} MB (${(start / 1e6).toFixed(0)} MB before the first estimate)`,
  )
} finally {
  connection.closeSync()
  rmSync(directory, { recursive: true, force: true })
}

/** The quickest of some runs, in milliseconds; the first also warms the file's pages. */
async function best(times: number, work: () => Promise<void>): Promise<number> {
  let quickest = Infinity
  for (let i = 0; i < times; i++) {
    const begin = performance.now()
    await work()
    quickest = Math.min(quickest, performance.now() - begin)
  }
  return quickest
}

/** 250 indicators like those of an overview: numbers and rates by branch, age, hours, income, for several groups of workers. */
function catalogue(): Indicator[] {
  const employed = 'clase2 = 1'
  const groups = ['clase2 = 1', 'emp_ppal = 1', 'emp_ppal = 2', 'clase1 = 1', 'ing7c in (1, 2)']
  const splits = [
    ...Array.from({ length: 8 }, (_, k) => `rama = ${k}`),
    ...Array.from({ length: 9 }, (_, k) => `eda between ${15 + 5 * k} and ${19 + 5 * k}`),
    ...Array.from({ length: 5 }, (_, k) => `hrsocup between ${10 * k} and ${10 * k + 9}`),
    ...Array.from({ length: 3 }, (_, k) => `ing7c = ${k + 1}`),
  ]
  return groups.flatMap((group, g) =>
    splits.flatMap((split, s): Indicator[] => [
      { name: `number ${g}.${s}`, kind: 'total', of: `(${employed} and ${group}) and ${split}` },
      {
        name: `share ${g}.${s}`,
        kind: 'ratio',
        of: `${split} and (${employed} and ${group})`,
        per: `${employed} and ${group}`,
      },
    ]),
  )
}
