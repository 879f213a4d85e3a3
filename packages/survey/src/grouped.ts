/**
 * A few sums, made by DuckDB itself: one GROUP BY on all its threads instead of every row passing through JavaScript.
 *
 * With few sums this costs little more than the scan: of 400,000 rows and 64 domains it takes twice a bare scan, where
 * rows through collect.ts cost 20 times; with hundreds the hash table's states cost more than they save (see scan.ts).
 * Every sum costs a sixth of a scan, and a test within it half as much again, so what facts.ts knows is not tested.
 */
import type { Design } from './design.ts'
import { EACH_ROW } from './design.ts'
import { type Facts, isSure, stillTrue } from './facts.ts'
import type { Measure, Measures } from './measures.ts'
import type { Keyed } from './packed.ts'
import { type Bound, type Grouping, type Key, keyOf } from './sql.ts'

/** A query whose rows are cells, and where in it each thing stands. */
export interface Grouped {
  sql: string
  stratum: Key | null
  psu: Key | null
  keys: Key[]
  /** Column of each sum; sums that are the same share one. */
  sums: number[]
  /** Column that counts rows: NaN where the weight of one is missing, negative or not finite. */
  rows: number
  /** First column of the number's codes. */
  codes: number
}

/** Sums, over all crossings, up to which DuckDB's own aggregation is the quicker (measured: even at some 60). */
const FEW = 40

/** What `grouped` knows how to sum; a design with more to it goes through collect.ts. */
const PLAIN_DESIGN = new Set([
  'name',
  'source',
  'weight',
  'strata',
  'psu',
  'counted',
  'fpc',
  'lonely',
  'lonelyInDomain',
  'df',
  'preset',
  'cells',
])
const PLAIN_MEASURE = new Set(['conditions', 'factors', 'weighted', 'kept'])

/** Whether a scan of these sums depends on nothing but what this file and cells.ts know of. */
export function isPlain(design: Design, measures: Measures): boolean {
  return (
    isPlainDesign(design) &&
    measures.sums.every((measure) => Object.keys(measure).every((field) => PLAIN_MEASURE.has(field)))
  )
}

export function isPlainDesign(design: Design): boolean {
  return (
    Object.entries(design).every(([field, value]) => PLAIN_DESIGN.has(field) || value === undefined) &&
    Boolean(design.weight) &&
    design.psu !== EACH_ROW
  )
}

export function isFew(design: Design, measures: Measures, crossings: number): boolean {
  return (
    !design.fpc &&
    measures.sums.length * crossings <= FEW &&
    measures.sums.every(({ kept }) => kept === undefined) &&
    isPlain(design, measures)
  )
}

/** Cells by their keys as they are; or by one number, whose codes are the last columns. */
export function groupedQuery(
  design: Design,
  bound: Bound,
  crossing: number,
  measures: Measures,
  facts: Facts | null,
  key: Keyed | null,
): Grouped {
  const { by } = bound
  const variables = by.crossings[crossing] ?? []
  const grouping = [by.stratum, by.psu, ...variables].filter((one) => one !== null)
  const keys = key === null ? grouping.map(({ sql }) => sql) : [key.sql]
  const inner = [
    ...keys.map((sql, i) => `(${sql}\n) AS k${i}`),
    `CAST((${design.weight}\n) AS DOUBLE) AS w`,
    ...measures.conditions.map((sql, i) => `CAST((${sql}\n) AS BOOLEAN) AS c${i}`),
    ...measures.numbers.map((sql, i) => `CAST((${sql}\n) AS DOUBLE) AS x${i}`),
  ]
  const rowsThat = [
    ...(design.counted ? [`(${design.counted}\n)`] : []),
    ...(facts === null || isSteady(design.source) ? [] : [stillTrue(facts)]),
  ]
  const where = rowsThat.length === 0 ? '' : ` WHERE ${rowsThat.join(' AND ')}`
  const weight = facts?.get(design.weight ?? '')
  const sure: Sure = {
    weight: isSure(weight) && (weight?.low ?? 0) > 0,
    numbers: measures.numbers.map((sql) => isSure(facts?.get(sql))),
  }
  const sums = measures.sums.map((measure) => sumOf(measure, sure))
  // Where it is NaN, collect.ts reads the rows and says what is wrong.
  const rows = sure.weight
    ? 'count(*)'
    : "sum(CASE WHEN w >= 0 AND w < 'Infinity'::DOUBLE THEN 1::DOUBLE ELSE 'NaN' END)"
  const distinct = [...new Set([...sums, rows])]
  const names = keys.map((_, i) => `k${i}`)
  const aggregates = distinct.map((sql, i) => `${sql} AS s${i}`)
  const cells = `SELECT ${[...names, ...aggregates].join(', ')} FROM (SELECT ${inner.join(', ')} FROM ${design.source}${where})${
    names.length === 0 ? '' : ` GROUP BY ${names.join(', ')}`
  }`
  const select: string[] = []
  const column = (sql: string) => select.push(sql) - 1
  let next = 0
  const take = ({ type }: Grouping): Key => keyOf({ sql: `k${next++}`, type }, column)
  const stratum = key === null && by.stratum ? take(by.stratum) : null
  const psu = key === null && by.psu ? take(by.psu) : null
  const groups = key === null ? variables.map(take) : []
  // A sum or a count_if of nothing but missing values is missing itself.
  const columns = new Map(distinct.map((sql, i) => [sql, column(`CAST(coalesce(s${i}, 0) AS DOUBLE)`)]))
  const codes = select.length
  key?.codes('k0').forEach(column)
  const at = (sql: string) => columns.get(sql) as number
  return {
    sql: `SELECT ${select.join(', ')} FROM (${cells})`,
    stratum,
    psu,
    keys: groups,
    sums: sums.map(at),
    rows: at(rows),
    codes,
  }
}

/** What needs no test in each row: weights that are all above 0, numbers that are all there and finite. */
interface Sure {
  weight: boolean
  numbers: boolean[]
}

/**
 * CASE rather than FILTER: measured two to four times as fast; nothing, or a count, is faster still. A weighted sum needs
 * no test of the weight: 0 adds nothing, and odd weights are counted as such.
 */
function sumOf({ conditions, factors, weighted }: Measure, sure: Sure): string {
  const holds = [
    ...(weighted || sure.weight ? [] : ['w > 0']),
    ...conditions.flatMap((at) =>
      at >= 0 ? [`c${at}`] : sure.numbers[-1 - at] ? [] : [`isfinite(x${-1 - at})`],
    ),
  ].join(' AND ')
  const value = [...(weighted ? ['w'] : []), ...factors.map((column) => `x${column}`)].join(' * ')
  if (value === '') return holds === '' ? 'count(*)' : `count_if(${holds})`
  return holds === '' ? `sum(${value})` : `sum(CASE WHEN ${holds} THEN ${value} ELSE 0 END)`
}

/** A file is not written while it is read; a table may grow between a look at its statistics and the sums. */
const isSteady = (source: string) => /^\s*read_parquet\(/i.test(source)
