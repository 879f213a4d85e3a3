/** Writes the one query of a scan and checks, before any row is read, that every expression binds and has the type it needs. */
import type { DuckDBConnection, DuckDBDataChunk } from '@duckdb/node-api'
import { auxiliaryColumns } from './calibrate-scan.ts'
import { type Design, EACH_ROW } from './design.ts'
import { SurveyError } from './errors.ts'
import type { Facts } from './facts.ts'
import { faultyRows, namesOf } from './faults.ts'
import type { Crossing } from './indicator.ts'
import type { Measures } from './measures.ts'
import { isSupplied } from './replicate.ts'
import { noWeight, secondOf } from './stages.ts'

/** A value of a crossing's variable, or a stratum's name. */
export type Label = string | number | boolean | null

/** A key column of the scan: 64 bits in `column`, the number itself or a hash of the value; `present` says where it is missing. */
export interface Key {
  column: number
  present: number
  /** Column that holds the value to show. */
  shown: number
  truth: boolean
}

export const WHOLE = new Set([
  'TINYINT',
  'SMALLINT',
  'INTEGER',
  'BIGINT',
  'UTINYINT',
  'USMALLINT',
  'UINTEGER',
  'BOOLEAN',
])
const NUMBER =
  /^(TINYINT|SMALLINT|INTEGER|BIGINT|HUGEINT|U(TINYINT|SMALLINT|INTEGER|BIGINT|HUGEINT)|FLOAT|DOUBLE|DECIMAL.*)$/

interface Wanted {
  role: string
  sql: string
}

/** An expression that rows are grouped by, and its type. */
export interface Grouping {
  sql: string
  type: string
}

/** Types of expressions over the source, asked for where facts do not hold them; an expression that does not bind is named. */
export async function typesOf(
  connection: DuckDBConnection,
  source: string,
  wanted: readonly Wanted[],
  facts: Facts | null = null,
): Promise<string[]> {
  const before = wanted.flatMap(({ sql }) => facts?.get(sql)?.type ?? [])
  if (before.length === wanted.length) return before
  const describe = async (items: readonly Wanted[]) => {
    const list = items.map((item, i) => `(${item.sql}\n) AS c${i}`).join(', ')
    const reader = await connection.runAndReadAll(`DESCRIBE SELECT ${list} FROM ${source}`)
    return reader.getRowsJson().map((row) => String(row[1]))
  }
  try {
    return await describe(wanted)
  } catch (whole) {
    for (const item of wanted) {
      try {
        await describe([item])
      } catch (error) {
        const reason = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error)
        throw new SurveyError('expression', `${item.role} “${item.sql}”: ${reason}`, {
          role: item.role,
          expression: item.sql,
          reason,
        })
      }
    }
    throw whole
  }
}

export type Kind = 'condition' | 'number'

const kindOf = (type: string): Kind | null =>
  type === 'BOOLEAN' ? 'condition' : NUMBER.test(type) ? 'number' : null

/** Kinds of expressions, as far as facts tell. */
export function kindsIn(facts: Facts): Map<string, Kind> {
  const kinds = new Map<string, Kind>()
  for (const [sql, { type }] of facts) {
    const kind = kindOf(type)
    if (kind !== null) kinds.set(sql, kind)
  }
  return kinds
}

/** Which of the given SQL texts are conditions (BOOLEAN) and which are numbers; anything else is refused by name. */
export async function kindsOf(
  connection: DuckDBConnection,
  source: string,
  wanted: readonly Wanted[],
  /** Of expressions seen before, by text; those found are added. */
  before: Map<string, Kind> = new Map(),
): Promise<Kind[]> {
  const fresh = wanted.filter(({ sql }) => !before.has(sql))
  const types = fresh.length === 0 ? [] : await typesOf(connection, source, fresh)
  for (const [i, item] of fresh.entries()) {
    const type = types[i] ?? ''
    const kind = kindOf(type)
    if (kind === null) await refuseText(connection, source, item, type, 'a number or a condition')
    before.set(item.sql, kind ?? 'number')
  }
  return wanted.map(({ sql }) => before.get(sql) ?? 'number')
}

/**
 * Refuses text (or a date…) where a number is wanted; of text, with the first rows whose value is none. A column in which
 * every value is missing has no type to speak of, and may stand for a number.
 * @throws SurveyError `notNumeric`
 */
async function refuseText(
  connection: DuckDBConnection,
  source: string,
  { role, sql }: Wanted,
  type: string,
  wanted: string,
): Promise<void> {
  const values = { role, expression: sql, type }
  const says = `${role} “${sql}” is ${type}: ${wanted} is wanted`
  if (type !== 'VARCHAR') throw new SurveyError('notNumeric', says, values)
  const rows = await faultyRows(connection, source, {
    value: sql,
    fault: `(${sql}\n) IS NOT NULL AND TRY_CAST((${sql}\n) AS DOUBLE) IS NULL`,
  })
  const [first] = rows
  if (first !== undefined) {
    const names = namesOf(rows)
    throw new SurveyError('notNumeric', `${says}; first: ${names.join(', ')}`, {
      ...values,
      ...first,
      rows: names,
    })
  }
  const known = await faultyRows(connection, source, { value: sql, fault: `(${sql}\n) IS NOT NULL` })
  if (known.length > 0)
    throw new SurveyError(
      'notNumeric',
      `${says}; its values are numbers written as text: say CAST(${sql} AS DOUBLE)`,
      values,
    )
}

/** The query of a scan, and where in it each thing stands. */
export type Bound = Awaited<ReturnType<typeof binder>>

export async function binder(
  connection: DuckDBConnection,
  design: Design,
  crossings: readonly Crossing[],
  measures: Measures,
  facts: Facts | null,
) {
  const { source } = design
  const known = Boolean(design.strata) && Boolean(design.psu)
  const keys: Wanted[] = []
  if (known) keys.push({ role: 'strata', sql: design.strata as string })
  if (known && design.psu !== EACH_ROW) keys.push({ role: 'psu', sql: design.psu as string })
  const second = known ? secondOf(design) : null
  if (second?.strata) keys.push({ role: 'second.strata', sql: second.strata })
  if (second !== null && second.unit !== EACH_ROW) keys.push({ role: 'second.unit', sql: second.unit })
  for (const crossing of crossings)
    for (const [name, sql] of Object.entries(crossing)) keys.push({ role: `crossing ${name}`, sql })
  if (!design.weight && !(known && design.fpc)) throw noWeight()
  const plain: Wanted[] = [{ role: 'weight', sql: design.weight || '1' }]
  if (known && design.fpc) plain.push({ role: 'fpc', sql: design.fpc })
  if (second !== null) plain.push({ role: 'second.fpc', sql: second.fpc })
  const replicates = isSupplied(design.replicates) ? design.replicates.weights : []
  plain.push(...replicates.map((sql, r): Wanted => ({ role: `replicate weight ${r + 1}`, sql })))
  const counting = design.counted ? [{ role: 'counted', sql: design.counted }] : []
  const types = await typesOf(connection, source, [...keys, ...plain, ...counting], facts)
  for (const [i, item] of plain.entries()) {
    const type = types[keys.length + i] ?? ''
    if (!NUMBER.test(type)) await refuseText(connection, source, item, type, 'a number')
  }

  const select: string[] = []
  const column = (sql: string) => select.push(sql) - 1
  const groupings = keys.map(({ sql }, i): Grouping => ({ sql, type: types[i] ?? '' }))
  const next = groupings[Symbol.iterator]()
  const take = (): Grouping => next.next().value as Grouping
  const by = {
    stratum: known ? take() : null,
    psu: known && design.psu !== EACH_ROW ? take() : null,
    substratum: second?.strata ? take() : null,
    unit: second !== null && second.unit !== EACH_ROW ? take() : null,
    crossings: crossings.map((crossing) => Object.keys(crossing).map(take)),
  }
  const stratum = by.stratum && keyOf(by.stratum, column)
  const psu = by.psu && keyOf(by.psu, column)
  const groups = by.crossings.map((variables) => variables.map((variable) => keyOf(variable, column)))
  const weight = column(`CAST((${design.weight || '1'}\n) AS DOUBLE)`)
  const fpc = known && design.fpc ? column(`CAST((${design.fpc}\n) AS DOUBLE)`) : null
  const inside =
    second === null
      ? null
      : {
          strata: by.substratum && keyOf(by.substratum, column),
          unit: by.unit && keyOf(by.unit, column),
          fpc: column(`CAST((${second.fpc}\n) AS DOUBLE)`),
        }
  const replicateWeights = replicates.map((sql) => column(`CAST((${sql}\n) AS DOUBLE)`))
  const conditions = measures.conditions.map((sql) => column(`CAST((${sql}\n) AS BOOLEAN)`))
  const numbers = measures.numbers.map((sql) => column(`CAST((${sql}\n) AS DOUBLE)`))
  const auxiliaries = await auxiliaryColumns(connection, design, column)
  const counted = design.counted ? ` WHERE (${design.counted}\n)` : ''
  const sql = `SELECT ${select.join(', ')} FROM ${source}${counted}`
  const count = `SELECT count(*) FROM ${source}${counted}`
  return {
    sql,
    count,
    stratum,
    psu,
    second: inside,
    weight,
    fpc,
    crossings: groups,
    conditions,
    numbers,
    auxiliaries,
    replicates: replicateWeights,
    known,
    by,
  }
}

/** Adds the columns of a key to a query. */
export function keyOf({ sql, type }: Grouping, column: (sql: string) => number): Key {
  if (WHOLE.has(type)) {
    const at = column(`CAST((${sql}\n) AS BIGINT)`)
    return { column: at, present: at, shown: at, truth: type === 'BOOLEAN' }
  }
  // 64 bits: two among a million values meet with a chance of 3 in 100 million. The hash of NULL is a number.
  const shown = column(`(${sql}\n)`)
  return { column: column(`hash(${sql}\n)`), present: shown, shown, truth: false }
}

/** The value behind a key, as plain JavaScript; 64-bit integers become numbers, dates and decimals text. */
export function labelOf(chunk: DuckDBDataChunk, key: Key, row: number): Label {
  const value = chunk.getColumnVector(key.shown).getItem(row)
  if (value === null || value === undefined) return null
  if (key.truth) return value === 1n
  if (typeof value === 'bigint') return Number(value)
  return typeof value === 'number' || typeof value === 'boolean' ? value : String(value)
}
