/**
 * A few sums, made by DuckDB itself: one GROUP BY on all its threads instead of every row passing through JavaScript.
 *
 * With few sums this costs little more than the scan (64 domain means of 400,000 rows: 2 to 3 times a bare scan, where
 * rows through collect.ts cost 20 times); with hundreds the hash table's states cost more than they save (see scan.ts).
 */
import type { Design } from './design.ts'
import { EACH_ROW } from './design.ts'
import type { Measure, Measures } from './measures.ts'
import { type Bound, type Grouping, type Key, keyOf } from './sql.ts'

/** A query whose rows are cells, and where in it each thing stands. */
export interface Grouped {
  sql: string
  stratum: Key | null
  psu: Key | null
  keys: Key[]
  /** Column of each sum. */
  sums: number[]
  /** Column that counts rows. */
  rows: number
  /** Column that counts rows whose weight is missing, negative or not finite. */
  odd: number
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
    Object.entries(design).every(([field, value]) => PLAIN_DESIGN.has(field) || value === undefined) &&
    Boolean(design.weight) &&
    design.psu !== EACH_ROW &&
    measures.sums.every((measure) => Object.keys(measure).every((field) => PLAIN_MEASURE.has(field)))
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

export function groupedQuery(design: Design, bound: Bound, crossing: number, measures: Measures): Grouped {
  const { by } = bound
  const variables = by.crossings[crossing] ?? []
  const grouping = [by.stratum, by.psu, ...variables].filter((one) => one !== null)
  const inner = [
    ...grouping.map(({ sql }, i) => `(${sql}\n) AS k${i}`),
    `CAST((${design.weight}\n) AS DOUBLE) AS w`,
    ...measures.conditions.map((sql, i) => `CAST((${sql}\n) AS BOOLEAN) AS c${i}`),
    ...measures.numbers.map((sql, i) => `CAST((${sql}\n) AS DOUBLE) AS x${i}`),
  ]
  const counted = design.counted ? ` WHERE (${design.counted}\n)` : ''
  const aggregates = [
    ...measures.sums.map((measure, i) => `${sumOf(measure)} AS s${i}`),
    'count(*) AS n',
    // One count per cell: where it is not 0, collect.ts reads the rows and says what is wrong.
    `count(*) FILTER (WHERE (w >= 0 AND w < 'Infinity'::DOUBLE) IS NOT TRUE) AS odd`,
  ]
  const names = grouping.map((_, i) => `k${i}`)
  const cells = `SELECT ${[...names, ...aggregates].join(', ')} FROM (SELECT ${inner.join(', ')} FROM ${design.source}${counted})${
    names.length === 0 ? '' : ` GROUP BY ${names.join(', ')}`
  }`
  const select: string[] = []
  const column = (sql: string) => select.push(sql) - 1
  let next = 0
  const take = ({ type }: Grouping): Key => keyOf({ sql: `k${next++}`, type }, column)
  const stratum = by.stratum && take(by.stratum)
  const psu = by.psu && take(by.psu)
  const keys = variables.map(take)
  const sums = measures.sums.map((_, i) => column(`CAST(s${i} AS DOUBLE)`))
  const rows = column('CAST(n AS DOUBLE)')
  const odd = column('CAST(odd AS DOUBLE)')
  return { sql: `SELECT ${select.join(', ')} FROM (${cells})`, stratum, psu, keys, sums, rows, odd }
}

/** CASE rather than FILTER: measured two to four times as fast. */
function sumOf({ conditions, factors, weighted }: Measure): string {
  const holds = ['w > 0', ...conditions.map((at) => (at >= 0 ? `c${at}` : `isfinite(x${-1 - at})`))].join(
    ' AND ',
  )
  const value =
    [...(weighted ? ['w'] : []), ...factors.map((column) => `x${column}`)].join(' * ') || '1::DOUBLE'
  return `sum(CASE WHEN ${holds} THEN ${value} ELSE 0 END)`
}
