/**
 * The whole national overview (all tables × total, women, men) on INEGI's 2019-T1, cold and warm, beside a bare scan of the same
 * Parquet in the same run. Run: npm run bench. Needs ../shared/data.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { convert, inspect } from '../src/evidence/import/index.ts'
import { estimateOverview, type Microdata, relation } from '../src/evidence/overview/estimates.ts'
import { closeEngine, connect } from '../src/platform/microdata/engine.ts'

const file = resolve(process.argv[2] ?? '../shared/data/enoe/2019trim1_csv.zip')
const folder = await mkdtemp(join(tmpdir(), 'acuerdo-bench-'))

const timed = async (work: () => Promise<unknown>): Promise<number> => {
  const start = performance.now()
  await work()
  return performance.now() - start
}
const median = (values: number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN

try {
  const imported = await convert(await inspect([file]), { to: join(folder, 'vintage') })
  const data: Microdata = {
    survey: imported.survey,
    coverage: imported.coverage,
    columns: imported.columns.map(({ name }) => name),
    folder: imported.folder,
    sha256: imported.sha256,
  }
  const connection = await connect()
  const of = (place: string) => estimateOverview(connection, data, { place, group: null })
  const forget = () => rm(join(data.folder, 'cells'), { recursive: true, force: true })
  // max(hash(…)) needs every value, so that no statistics of the file can stand in for the scan.
  const scan = () =>
    connection.runAndReadAll(
      `select ${data.columns.map((column) => `max(hash("${column}"))`).join(', ')} from ${relation(data)}`,
    )

  console.log(`${imported.rows.toLocaleString('en')} rows, ${data.columns.length} columns`)
  console.log(`overview, first, which keeps its sums: ${(await timed(() => of('MX'))).toFixed(0)} ms`)
  const warm: number[] = []
  const scans: number[] = []
  for (let round = 0; round < 7; round++) {
    await forget()
    warm.push(await timed(() => of('MX')))
    scans.push(await timed(scan))
  }
  console.log(
    `overview, scanned: median ${median(warm).toFixed(0)} ms of ${warm.map((ms) => ms.toFixed(0)).join(', ')} (mark: 2,000 ms)`,
  )
  console.log(
    `a bare scan of every column: median ${median(scans).toFixed(0)} ms; overview / that: ${(median(warm) / median(scans)).toFixed(1)}`,
  )
  // Sums kept beside the vintage: the same again and every other place read no microdata.
  for (const place of ['MX', '20', '09', 'MX/rural']) {
    const again: number[] = []
    for (let round = 0; round < 5; round++) again.push(await timed(() => of(place)))
    await forget()
    const scanned = await timed(() => of(place))
    console.log(
      `overview of ${place} from kept sums: median ${median(again).toFixed(0)} ms; by a scan of its own: ${scanned.toFixed(0)} ms`,
    )
  }
  console.log(`peak resident memory of the process: ${(process.resourceUsage().maxRSS / 1024).toFixed(0)} MB`)
  connection.closeSync()
} finally {
  await closeEngine()
  await rm(folder, { recursive: true, force: true })
}
