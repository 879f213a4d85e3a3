/** A process of its own that estimates with kept cells: FILE FOLDER START, and prints what it found. */
import { existsSync } from 'node:fs'
import type { DuckDBConnection } from '@duckdb/node-api'
import { type Design, type Estimate, estimate, fileHash, type Specification } from '../src/index.ts'
import { open } from './data.ts'

/** Questions that need sums, kept rows, narrower and wider crossings; so that files are written, read and completed. */
export const questions: Specification[] = [
  { indicators: [{ name: 'total', kind: 'total', of: 'y' }], crossings: { g: 'g' } },
  { indicators: [{ name: 'mean', kind: 'mean', of: 'x' }] },
  {
    indicators: [
      { name: 'median', kind: 'quantile', of: 'y', p: 0.5 },
      { name: 'total', kind: 'total', of: 'y' },
    ],
    crossings: [{}, { g: 'g', x: 'x' }],
  },
  ...[1, 2].map(
    (at): Specification => ({ indicators: [{ name: `n${at}`, kind: 'total', of: `y > ${at} * 20000` }] }),
  ),
]

export const designOf = (file: string, cells?: Design['cells']): Design => ({
  source: `read_parquet('${file}')`,
  weight: 'w',
  strata: 'h',
  psu: 'psu',
  ...(cells === undefined ? {} : { cells }),
})

export async function answers(connection: DuckDBConnection, design: Design): Promise<Estimate[][]> {
  const found: Estimate[][] = []
  for (const question of questions) found.push(await estimate(connection, design, question))
  return found
}

async function run([file = '', folder = '', start = '']: string[]): Promise<void> {
  const connection = await open()
  const source = await fileHash(file)
  process.stdout.write('ready\n')
  // A test that fails before the start leaves nobody waiting.
  for (const latest = Date.now() + 20_000; !existsSync(start) && Date.now() < latest; )
    await new Promise((done) => setTimeout(done, 2))
  const found = await answers(connection, designOf(file, { folder, source }))
  connection.closeSync()
  process.stdout.write(`${JSON.stringify(found)}\n`)
}

if (process.argv.includes('--write')) await run(process.argv.slice(process.argv.indexOf('--write') + 1))
