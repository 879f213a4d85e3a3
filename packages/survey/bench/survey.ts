/**
 * Speed and memory on generated data, each task in a process of its own, with the marks of the issue:
 * `npm run bench -w packages/survey [-- --large] [--no-r]`. `--large` adds 8 million rows; R joins where Rscript and its
 * package `survey` are installed.
 */
import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { DuckDBInstance } from '@duckdb/node-api'
import { build } from 'esbuild'
import { generate } from './generate.ts'
import type { Outcome } from './tasks.ts'

const run = promisify(execFile)
// From the package's folder, where `npm run … -w` puts us.
const home = resolve('.')
const folder = mkdtempSync(join(tmpdir(), 'survey-bench-'))

// Translated once, here: a translator in the process of a task would count in its time and memory.
const tasks = join(home, `node_modules/.cache/bench-${process.pid}.mjs`)
await build({
  entryPoints: [join(home, 'bench/tasks.ts')],
  outfile: tasks,
  bundle: true,
  packages: 'external',
  platform: 'node',
  format: 'esm',
  logLevel: 'error',
})

async function task(name: string, file: string, times: number): Promise<Outcome> {
  const { stdout } = await run(process.execPath, [tasks, name, file, join(folder, 'cells'), String(times)], {
    cwd: home,
    maxBuffer: 1 << 28,
  })
  return JSON.parse(stdout) as Outcome
}

const ms = (value: number | null) => `${(value ?? Number.NaN).toFixed(0)} ms`
const mb = (value: number) => `${value.toFixed(0)} MB`
function mark(what: string, reached: number, most: number, unit: string): void {
  console.log(
    `  ${what}: ${reached.toFixed(2)} ${unit} (mark: ${most}) ${reached <= most ? 'reached' : 'NOT reached'}`,
  )
}

async function make(rows: number, periods: number): Promise<string> {
  const instance = await DuckDBInstance.create(':memory:', { autoinstall_known_extensions: 'false' })
  const connection = await instance.connect()
  const file = join(folder, `${rows}.parquet`)
  await generate(connection, file, rows, periods)
  if (rows === 400_000) await connection.run(`copy (from '${file}') to '${file}.csv' (header)`)
  connection.closeSync()
  instance.closeSync()
  return file
}

async function againstR(csv: string): Promise<void> {
  const ours = await task('list', csv, 0)
  console.log(
    `\nthe list of tasks, cold, from CSV: ${ms(ours.cold)}, peak ${mb(ours.peak)}, ${ours.figures} figures`,
  )
  mark('memory', ours.peak, 250, 'MB')
  const version = await run('Rscript', ['-e', 'cat(as.character(packageVersion("survey")))']).catch(
    () => null,
  )
  if (version === null || process.argv.includes('--no-r'))
    return console.log('  R with its package survey: not run')
  const begin = performance.now()
  const { stdout } = await run('Rscript', ['bench/list.R', csv], { cwd: home, maxBuffer: 1 << 28 })
  const theirs = performance.now() - begin
  console.log(`  R survey ${version.stdout}: ${ms(theirs)}`)
  mark('of R’s time', ours.cold / theirs, 1 / 50, '')
  let worst = 0
  let compared = 0
  for (const line of stdout.trim().split('\n').slice(1)) {
    const [name = '', value, se] = line.split('\t').map((text) => text.trim())
    for (const [key, text] of [
      [name, value],
      [`${name} se`, se],
    ] as const) {
      const [own, other] = [ours.values?.[key], Number(text)]
      if (own === null || own === undefined || Number.isNaN(other)) continue
      worst = Math.max(worst, Math.abs(own - other) / Math.max(Math.abs(other), 1e-300))
      compared++
    }
  }
  console.log(`  ${compared} values of both compared: largest relative difference ${worst.toExponential(1)}`)
}

try {
  const file = await make(400_000, 1)
  const scan = await task('scan 6', file, 21)
  const means = await task('domains', file, 21)
  const kept = await task('kept', file, 21)
  console.log('400,000 rows, Parquet')
  console.log(`  bare scan of 6 columns: cold ${ms(scan.cold)}, warm ${ms(scan.warm)}`)
  console.log(
    `  ${means.figures} domain means with errors: cold ${ms(means.cold)}, warm ${ms(means.warm)} (scans in turns: ${ms(means.bare)}), peak ${mb(means.peak)}`,
  )
  console.log(`  the same from kept cells: warm ${ms(kept.warm)}`)
  mark('cold', means.cold, 500, 'ms')
  mark('warm, times the bare scan', means.ratio ?? Number.NaN, 3, '×')
  if (process.argv.includes('--large')) {
    const large = await make(8_000_000, 20)
    const bare = await task('scan 7', large, 5)
    const all = await task('quarters', large, 5)
    console.log('\n8,000,000 rows in 20 quarters, Parquet')
    console.log(`  bare scan of 7 columns: cold ${ms(bare.cold)}, warm ${ms(bare.warm)}`)
    console.log(
      `  ${all.figures} domain means with errors: cold ${ms(all.cold)}, warm ${ms(all.warm)} (scans in turns: ${ms(all.bare)})`,
    )
    mark('warm, times the bare scan', all.ratio ?? Number.NaN, 4, '×')
    mark('memory', all.peak, 500, 'MB')
  }
  await againstR(`${file}.csv`)
} finally {
  rmSync(folder, { recursive: true, force: true })
  rmSync(tasks, { force: true })
}
