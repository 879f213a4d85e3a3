/** One task of the benchmark in a process of its own, so that the peak of memory is that task's: prints JSON. */
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api'
import { csv, type Design, type Estimate, estimate, frugal, type Indicator, parquet } from '../src/index.ts'

export interface Outcome {
  cold: number
  warm: number | null
  /** Warm runs and bare scans of the same columns in turns: the middle of their ratios. */
  ratio: number | null
  /** Of those bare scans, ms. */
  bare: number | null
  figures: number
  /** Resident memory at its highest, MB. */
  peak: number
  values?: Record<string, number | null>
}

const design = (source: string): Design => ({
  source,
  weight: 'fac',
  strata: 'est_d',
  psu: 'upm',
  lonely: 'certainty',
})
const hours: Indicator = { name: 'hours', kind: 'mean', of: 'hrsocup' }

type Task = (connection: DuckDBConnection, file: string, folder: string) => Promise<Estimate[] | unknown>

const scanOf =
  (columns: readonly string[]): Task =>
  (connection, file) =>
    // A sum reads every value; max and count would read Parquet's statistics only.
    connection.runAndReadAll(
      `select ${columns.map((c) => `sum(${c})`).join(', ')} from read_parquet('${file}')`,
    )
const domains: Task = (connection, file) =>
  estimate(connection, design(parquet(file)), { indicators: [hours], crossings: { ent: 'ent', sex: 'sex' } })
const quarters: Task = (connection, file) =>
  estimate(connection, design(parquet(file)), {
    indicators: [hours],
    crossings: { per: 'per', ent: 'ent', sex: 'sex' },
  })
const kept: Task = (connection, file, folder) =>
  estimate(
    connection,
    { ...design(parquet(file)), cells: { folder, source: file } },
    { indicators: [hours], crossings: { ent: 'ent', sex: 'sex' } },
  )

/** The list of statistics.md: 4 totals, means for 1, 64 and 704 domains, ratios, quantiles, logit intervals. */
const list: Task = async (connection, file) => {
  const whole = design(await csv(connection, file))
  return [
    ...(await estimate(connection, whole, {
      indicators: [
        ...['true', 'clase1 = 1', 'clase2 = 1', 'ingocup'].map(
          (of, i): Indicator => ({ name: `total ${i}`, kind: 'total', of }),
        ),
        hours,
        { name: 'per hour', kind: 'ratio', of: 'ingocup', per: 'hrsocup' },
        { name: 'employed', kind: 'ratio', of: 'clase2 = 1', per: 'clase1 = 1' },
        ...[0.25, 0.5, 0.75].map(
          (p): Indicator => ({ name: `income ${p}`, kind: 'quantile', of: 'ingocup', p }),
        ),
      ],
    })),
    ...(await estimate(
      connection,
      { ...whole, df: 'design' },
      {
        indicators: [{ name: 'informal', kind: 'proportion', of: 'emp_ppal = 1' }],
        ci: { scale: 'logit' },
      },
    )),
    ...(await estimate(connection, whole, {
      indicators: [hours],
      crossings: [
        { ent: 'ent', sex: 'sex' },
        { ent: 'ent', sex: 'sex', rama: 'rama' },
      ],
    })),
  ]
}

const narrow = ['ent', 'est_d', 'upm', 'fac', 'sex', 'hrsocup']
const tasks: Record<string, Task> = {
  'scan 6': scanOf(narrow),
  'scan 7': scanOf(['per', ...narrow]),
  domains,
  kept,
  quarters,
  list,
}

const [name = '', file = '', folder = '', times = '0'] = process.argv.slice(2)
const instance = await DuckDBInstance.create(':memory:', {
  autoinstall_known_extensions: 'false',
  // Giving memory back costs time on eight million rows, which have enough of it.
  ...(process.argv[2] === 'list' ? frugal : {}),
})
const connection = await instance.connect()
const task = tasks[name]
if (task === undefined) throw new Error(`no task is called ${name}`)
const timed = async () => {
  const begin = performance.now()
  const found = await task(connection, file, folder)
  return { ms: performance.now() - begin, found }
}
const first = await timed()
const more: number[] = []
const bare: number[] = []
const scan = tasks[name === 'quarters' ? 'scan 7' : 'scan 6']
for (let i = 0; i < Number(times); i++) {
  more.push((await timed()).ms)
  const begin = performance.now()
  await scan?.(connection, file, folder)
  bare.push(performance.now() - begin)
}
const median = (values: number[]) => values.toSorted((a, b) => a - b)[values.length >> 1] ?? null
const estimates = Array.isArray(first.found) ? (first.found as Estimate[]) : []
const outcome: Outcome = {
  cold: performance.now(),
  warm: median(more),
  ratio: median(more.map((ms, i) => ms / (bare[i] ?? 1))),
  bare: median(bare),
  figures: estimates.length,
  peak: process.resourceUsage().maxRSS / 1024,
  ...(name === 'list'
    ? {
        values: Object.fromEntries(
          estimates.flatMap(({ indicator, by, estimate: value, se }) => {
            const key = [indicator, ...Object.values(by)].join(' ')
            return [
              [key, value],
              [`${key} se`, se],
            ]
          }),
        ),
      }
    : {}),
}
if (more.length > 0) outcome.cold = first.ms
connection.closeSync()
console.log(JSON.stringify(outcome))
