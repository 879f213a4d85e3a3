import type { DuckDBConnection } from '@duckdb/node-api'
import type { Design } from '../src/index.ts'

/** A row of an invented sample. */
export interface Row {
  h: number | null
  psu: number | null
  w: number | null
  y: number | null
  x: number
  g: string | null
}

const literal = (value: number | string | null) =>
  value === null
    ? 'NULL'
    : typeof value === 'string'
      ? `'${value}'`
      : Number.isFinite(value)
        ? String(value)
        : `'${Number.isNaN(value) ? 'nan' : value}'::double`

/** Makes the rows a table `sample` and gives the design over it. */
export async function sampleOf(
  connection: DuckDBConnection,
  rows: readonly Row[],
  more: Partial<Design> = {},
): Promise<Design> {
  await connection.run(
    'create or replace table sample (h integer, psu integer, w double, y double, x double, g varchar)',
  )
  if (rows.length > 0)
    await connection.run(
      `insert into sample values ${rows.map((r) => `(${[r.h, r.psu, r.w, r.y, r.x, r.g].map(literal).join(', ')})`).join(', ')}`,
    )
  return { source: 'sample', weight: 'w', strata: 'h', psu: 'psu', lonely: 'certainty', ...more }
}

/** The variance by its textbook formula, with every absent PSU written as a zero: what the library must equal. */
export function textbookVariance(rows: readonly Row[], score: (row: Row) => number): number {
  const strata = new Map<number, Map<number, number>>()
  for (const row of rows) {
    const psus = strata.get(row.h ?? 0) ?? new Map<number, number>()
    psus.set(row.psu ?? 0, (psus.get(row.psu ?? 0) ?? 0) + score(row))
    strata.set(row.h ?? 0, psus)
  }
  let total = 0
  for (const psus of strata.values()) {
    const u = [...psus.values()]
    if (u.length < 2) continue
    const mean = u.reduce((a, b) => a + b, 0) / u.length
    total += (u.length / (u.length - 1)) * u.reduce((sum, value) => sum + (value - mean) ** 2, 0)
  }
  return total
}
