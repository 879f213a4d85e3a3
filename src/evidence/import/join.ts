import { identifier } from '../../platform/microdata/sql.ts'
import { Problem } from '../../platform/problem.ts'
import { shownName } from './look.ts'
import type { FoundColumn, FoundTable } from './types.ts'
import { leastKey, type PersonTable, personKey } from './variables.ts'

/** Joining COE1 and COE2 to SDEM, one row a person: which columns, by which key, as SQL. */

/** A column of the joined table and the table that it comes from. */
export interface JoinedColumn extends FoundColumn {
  table: PersonTable
}

/** SDEM's columns, then what each COE adds; a column that stands in both is SDEM's. */
export function joinedColumns(tables: readonly FoundTable[]): JoinedColumn[] {
  const seen = new Set<string>()
  return tables.flatMap(({ table, columns }) =>
    columns.flatMap((column) => {
      if (seen.has(column.name)) return []
      seen.add(column.name)
      return [{ ...column, table }]
    }),
  )
}

/** A COE lying ready to be joined. */
export interface Staged {
  found: FoundTable
  /** A table in memory or a Parquet, as SQL. */
  relation: string
  rows: number
  /** The columns that name a person in it and in SDEM. */
  key: readonly string[]
}

export const namesOf = ({ columns }: FoundTable): Set<string> => new Set(columns.map(({ name }) => name))

/** The key of persons in one table; null where it has not the columns. */
export function keyOf(found: FoundTable): string[] | null {
  const names = namesOf(found)
  return leastKey.every((name) => names.has(name)) ? personKey.filter((name) => names.has(name)) : null
}

/** The columns that name a person in both tables; refuses tables that cannot be joined. */
export function commonKey(sdem: FoundTable, coe: FoundTable): string[] {
  for (const found of [sdem, coe]) {
    const names = namesOf(found)
    const lacking = leastKey.filter((name) => !names.has(name))
    if (lacking.length > 0)
      throw new Problem('import.joinKey', {
        file: shownName(found),
        columns: lacking.join(', ').toUpperCase(),
        table: coe.table.toUpperCase(),
      })
  }
  const there = namesOf(coe)
  return (keyOf(sdem) ?? []).filter((name) => there.has(name))
}

/** Blanks are equal here: a key column that INEGI leaves blank in both tables joins too. */
export const matches = (key: readonly string[], left: string, right: string): string =>
  key
    .map((name) => `${left}.${identifier(name)} is not distinct from ${right}.${identifier(name)}`)
    .join(' and ')

/** Whole numbers may have been made narrower for the join. */
const finalColumn = ({ table, name, type }: JoinedColumn): string =>
  type === 'integer'
    ? `cast(${table}.${identifier(name)} as integer) as ${identifier(name)}`
    : `${table}.${identifier(name)}`

/** One row for each of SDEM, with the answers of each COE, in which a person must stand once at most. */
export const joinSelect = (
  columns: readonly JoinedColumn[],
  sdem: string,
  coes: readonly Staged[],
  where = 'true',
): string =>
  `select ${columns.map(finalColumn).join(', ')}
   from (from ${sdem} where ${where}) sdem
   ${coes
     .map(
       ({ found: { table }, relation, key }) =>
         `left join (from ${relation} where ${where}) ${table} on ${matches(key, 'sdem', table)}`,
     )
     .join(' ')}`
