/** What DuckDB knows of expressions before it reads a row: limits and missing values, from the footers of Parquet or its own tables. */
import type { DuckDBConnection } from '@duckdb/node-api'
import type { Design } from './design.ts'
import { Remembered, stateOf } from './file-state.ts'
import type { Crossing } from './indicator.ts'

export interface Fact {
  type: string
  /** No value lies outside; NaN where that is not known or the values are no numbers. */
  low: number
  high: number
  /** Whether a value may be missing. */
  nulls: boolean
  /** In DuckDB's own words. */
  said: string
}

/** By the text of the expression. */
export type Facts = ReadonlyMap<string, Fact>

/** A source that must be worked out before its first row comes costs more than facts are worth. */
const LABOUR =
  /\b(group|order|over|join|union|intersect|except|distinct|pivot|unpivot|with|read_csv\w*|sniff_csv)\b/i

const LIMITS = /^\[Min: (-?\d+(?:\.\d+)?|true|false), Max: (-?\d+(?:\.\d+)?|true|false)\]/

const remembered = new Remembered<Facts>(100)

/** Facts of expressions over the rows of a design; null where DuckDB has none to give cheaply. */
export async function factsOf(
  connection: DuckDBConnection,
  { source, counted }: Design,
  texts: Iterable<string>,
): Promise<Facts | null> {
  const wanted = [...new Set(texts)]
  if (LABOUR.test(source)) return null
  const list = wanted.map((sql) => `typeof(${sql}\n), stats(${sql}\n)`).join(', ')
  const where = counted ? ` WHERE (${counted}\n)` : ''
  const query = `SELECT ${list} FROM ${source}${where} LIMIT 1`
  const file = stateOf(source)
  const before = remembered.get(connection, query, file)
  if (before !== undefined) return before
  // Whatever is wrong with an expression, the binder says it by name.
  const result = await connection.run(query).catch(() => null)
  if (result === null || result.rowCount === 0) return null
  const row = result.getChunk(0).getRowValues(0)
  const facts = new Map(
    wanted.map((sql, i) => {
      const said = String(row[2 * i + 1])
      const [, low, high] = LIMITS.exec(said) ?? []
      const nulls = !said.includes('[Has Null: false')
      return [sql, { type: String(row[2 * i]), low: numberOf(low), high: numberOf(high), nulls, said }]
    }),
  )
  remembered.set(connection, query, file, facts)
  return facts
}

/** That facts still hold when the rows are read, as a condition that costs nothing per row: else no row passes. */
export function stillTrue(facts: Facts): string {
  return [...facts]
    .map(([sql, { said }]) => `stats(${sql}\n) = '${said.replaceAll("'", "''")}'`)
    .join(' AND ')
}

/** The facts of some expressions; undefined where one of them was not asked about. */
export function factsAbout(facts: Facts | null, texts: readonly string[]): Facts | undefined {
  const found = new Map<string, Fact>()
  for (const sql of texts) {
    const fact = facts?.get(sql)
    if (fact === undefined) return undefined
    found.set(sql, fact)
  }
  return found
}

/** Every expression that a scan evaluates, but for conditions. */
export function textsOf(
  { strata, psu, weight, counted }: Design,
  crossings: readonly Crossing[],
  numbers: readonly string[],
): string[] {
  const own = [...(strata && psu ? [strata, psu] : []), weight, counted]
  return [
    ...own.filter((sql) => typeof sql === 'string' && sql !== ''),
    ...crossings.flatMap((crossing) => Object.values(crossing)),
    ...numbers,
  ] as string[]
}

const WHOLE_OR_DECIMAL = /^(U?(TINY|SMALL|BIG|HUGE)INT|U?INTEGER|DECIMAL.*)$/

/** Whether every value is there and finite. The statistics of doubles may leave out NaN. */
export function isSure(fact: Fact | undefined): boolean {
  return fact !== undefined && !fact.nulls && WHOLE_OR_DECIMAL.test(fact.type)
}

const numberOf = (text: string | undefined): number =>
  text === 'true' ? 1 : text === 'false' ? 0 : Number(text ?? Number.NaN)
