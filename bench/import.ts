/**
 * The import of INEGI's 2019-T1 zip (recognise, unpack, check types, join, Parquet) against DuckDB's own
 * `COPY (FROM read_csv('x.csv')) TO 'x.parquet'` of the same files, unpacked beforehand, in turns in one run.
 * Run: npm run bench. Needs ../shared/data, or another zip as first argument.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import { convert, inspect } from '../src/evidence/import/index.ts'
import { unpackMember } from '../src/evidence/import/zip.ts'
import { closeEngine, configureEngine } from '../src/platform/microdata/engine.ts'

const file = resolve(process.argv[2] ?? '../shared/data/enoe/2019trim1_csv.zip')
const rounds = Number(process.argv[3] ?? 5)
const folder = await mkdtemp(join(tmpdir(), 'acuerdo-bench-'))

const timed = async (work: () => Promise<unknown>): Promise<number> => {
  const start = performance.now()
  await work()
  return performance.now() - start
}
const median = (values: number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN
const peak = (): number => process.resourceUsage().maxRSS / 1024
const told = (name: string, values: number[]): void =>
  console.log(
    `${name}: median ${median(values).toFixed(0)} ms of ${values.map((ms) => ms.toFixed(0)).join(', ')}`,
  )

try {
  configureEngine({ tempDir: join(folder, 'engine') })
  const before = peak()
  const ours: number[] = []
  const whole = async () => {
    const { rows, columns } = await convert(await inspect([file]), {
      to: join(folder, `vintage-${ours.length}`),
    })
    if (ours.length === 0) console.log(`${rows.toLocaleString('en')} persons, ${columns.length} columns`)
  }
  ours.push(await timed(whole))
  const afterFirst = peak()

  const found = await inspect([file])
  const csvs: string[] = []
  for (const { source, table } of found.tables) {
    const path = join(folder, `${table}.csv`)
    if (source.member) await unpackMember(source.path, source.member, path)
    csvs.push(source.member ? path : source.path)
  }
  const plain = await (await DuckDBInstance.create(':memory:')).connect()
  const copy = async () => {
    for (const csv of csvs) await plain.run(`copy (from read_csv('${csv}')) to '${csv}.parquet'`)
  }
  const theirs: number[] = []
  await copy()
  for (let round = 0; round < rounds; round++) {
    ours.push(await timed(whole))
    theirs.push(await timed(copy))
  }
  told('import, zip to Parquet', ours.slice(1))
  told('DuckDB’s own copy of the unpacked CSV', theirs)
  const ratios = theirs.map((ms, round) => (ours[round + 1] ?? 0) / ms)
  console.log(`import / copy: ${median(ratios).toFixed(2)} (mark: 2)`)
  console.log(
    `peak resident memory: ${before.toFixed(0)} MB before, ${afterFirst.toFixed(0)} MB after one import (mark: 500 MB)`,
  )
} finally {
  await closeEngine()
  await rm(folder, { recursive: true, force: true })
}
