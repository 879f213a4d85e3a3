import type { DuckDBConnection } from '@duckdb/node-api'
import { identifier, literal } from '../../platform/microdata/sql.ts'
import { Problem } from '../../platform/problem.ts'
import { shownName } from './look.ts'
import { agree, periodCode, periodOfContent, readPeriod } from './period.ts'
import { numbersOf, rowsOf } from './query.ts'
import type { Found, Notice } from './types.ts'

/** What all rows of the written table tell. */
export interface Checked {
  rows: number
  coverage: string[]
  /** Rows without a value, by column. */
  blank: Map<string, number>
  warnings: Notice[]
}

/** Reads the written table once more, a few columns of it: states, periods, weights. */
export async function checkPersons(
  connection: DuckDBConnection,
  path: string,
  found: Found,
): Promise<Checked> {
  const [sdem] = found.tables
  const file = sdem ? shownName(sdem) : ''
  const metadata = await rowsOf(
    connection,
    `select path_in_schema as name, sum(num_values)::double as n, sum(stats_null_count)::double as blank
     from parquet_metadata(${literal(path)}) group by 1`,
  )
  const rows = Number(metadata[0]?.n ?? 0)
  if (rows === 0) throw new Problem('import.headerOnly', { file })
  const blank = new Map(metadata.map((row) => [String(row.name), Number(row.blank)]))
  const from = `read_parquet(${literal(path)})`
  if (blank.has('per')) await provePeriod(connection, from, found.period, file)
  return {
    rows,
    coverage: await coverageOf(connection, from, file),
    blank,
    warnings: await weigh(connection, from, found.weight, blank, file),
  }
}

async function provePeriod(
  connection: DuckDBConnection,
  from: string,
  period: string,
  file: string,
): Promise<void> {
  const told = await rowsOf(connection, `select distinct per from ${from} where per is not null order by per`)
  const expected = readPeriod(period)
  const periods = told.flatMap(({ per }) => {
    const its = periodOfContent(String(per))
    return its ? [its] : []
  })
  if (periods.length > 1)
    throw new Problem('import.severalPeriods', { file, periods: periods.map(periodCode).join(', ') })
  const [only] = periods
  if (only && expected && !agree(only, expected))
    throw new Problem('import.periodConflict', { file, name: period, content: periodCode(only) })
}

async function coverageOf(connection: DuckDBConnection, from: string, file: string): Promise<string[]> {
  const rows = await rowsOf(connection, `select distinct ent from ${from} where ent is not null order by ent`)
  const states = rows.map(({ ent }) => Number(ent))
  const strange = states.find((state) => state < 1 || state > 32)
  if (strange !== undefined) throw new Problem('import.state', { file, value: strange })
  if (states.length === 0) throw new Problem('import.columnBlank', { file, column: 'ENT' })
  return states.length === 32 ? ['MX'] : states.map((state) => String(state).padStart(2, '0'))
}

/** A person without weight counts for nobody: all of them make the file useless, some are told. */
async function weigh(
  connection: DuckDBConnection,
  from: string,
  weight: string,
  blank: ReadonlyMap<string, number>,
  file: string,
): Promise<Notice[]> {
  const universe = ['r_def', 'c_res'].every((name) => blank.has(name))
    ? 'r_def = 0 and c_res in (1, 3)'
    : 'true'
  const w = identifier(weight)
  const {
    none = 0,
    negative = 0,
    all = 0,
  } = await numbersOf(
    connection,
    `select count(*) filter (where ${w} is null or ${w} = 0) as none, count(*) filter (where ${w} < 0) as negative, count(*) as all
     from ${from} where ${universe}`,
  )
  if (negative > 0)
    throw new Problem('import.weightNegative', { file, weight: weight.toUpperCase(), n: negative })
  if (none === all) throw new Problem('import.columnBlank', { file, column: weight.toUpperCase() })
  return none > 0 ? [{ code: 'import.weightBlank', values: { weight: weight.toUpperCase(), n: none } }] : []
}
