import type { DuckDBConnection } from '@duckdb/node-api'
import { identifier, literal } from '../../platform/microdata/sql.ts'
import { Problem } from '../../platform/problem.ts'
import { shownName } from './look.ts'
import { numbersOf, rowsOf, runLong } from './query.ts'
import { rowGroup } from './stage.ts'
import type { FoundColumn, FoundTable, Notice } from './types.ts'
import { leastKey, personKey } from './variables.ts'

/** A table as it was read: canonical names and types, in a Parquet. */
export interface Staged {
  found: FoundTable
  path: string
  rows: number
}

const relation = ({ path }: Staged): string => `read_parquet(${literal(path)})`
const namesOf = ({ found }: Staged): Set<string> => new Set(found.columns.map(({ name }) => name))

/** The columns that name a person in both tables. */
function commonKey(sdem: Staged, other: Staged): string[] {
  const [here, there] = [namesOf(sdem), namesOf(other)]
  const lacks = (names: Set<string>) => leastKey.filter((name) => !names.has(name))
  for (const [staged, lacking] of [
    [sdem, lacks(here)],
    [other, lacks(there)],
  ] as const) {
    if (lacking.length > 0)
      throw new Problem('import.joinKey', {
        file: shownName(staged.found),
        columns: lacking.join(', ').toUpperCase(),
        table: other.found.table.toUpperCase(),
      })
  }
  return personKey.filter((name) => here.has(name) && there.has(name))
}

/** Blanks are equal here: a key column that INEGI leaves blank in both tables joins too. */
const matches = (key: readonly string[], left: string, right: string): string =>
  key
    .map((name) => `${left}.${identifier(name)} is not distinct from ${right}.${identifier(name)}`)
    .join(' and ')

/** Refuses a table in which a person stands more than once. False: it has not the columns to tell. */
export async function provePersons(connection: DuckDBConnection, staged: Staged): Promise<boolean> {
  const names = namesOf(staged)
  if (leastKey.some((name) => !names.has(name))) return false
  const key = personKey.filter((name) => names.has(name))
  const { persons = 0 } = await numbersOf(
    connection,
    // Hashes of 64 bits: of half a million persons, two meet by chance once in 10⁸ files.
    `select count(distinct hash(${key.map(identifier).join(', ')})) as persons from ${relation(staged)}`,
  )
  if (persons < staged.rows) {
    const { found } = staged
    throw new Problem('import.personsTwice', {
      file: shownName(found),
      table: found.table.toUpperCase(),
      n: staged.rows - persons,
    })
  }
  return true
}

/**
 * Refuses a COE that brings persons who are not in SDEM: it is of another period or place, and they would be lost.
 * Says how many employed persons of SDEM have no row in it.
 */
async function proveMatch(
  connection: DuckDBConnection,
  sdem: Staged,
  coe: Staged,
  key: readonly string[],
): Promise<Notice[]> {
  const { matched = 0 } = await numbersOf(
    connection,
    `select count(*) as matched from ${relation(coe)} c semi join ${relation(sdem)} s on ${matches(key, 's', 'c')}`,
  )
  const table = coe.found.table.toUpperCase()
  if (matched < coe.rows)
    throw new Problem('import.joinLoses', {
      file: shownName(coe.found),
      table,
      n: coe.rows - matched,
      rows: coe.rows,
      sdem: shownName(sdem.found),
    })
  const names = namesOf(sdem)
  if (!['r_def', 'c_res', 'clase2'].every((name) => names.has(name))) return []
  const { unanswered = 0 } = await numbersOf(
    connection,
    `select count(*) as unanswered from ${relation(sdem)} s anti join ${relation(coe)} c on ${matches(key, 's', 'c')}
     where s.r_def = 0 and s.c_res in (1, 3) and s.clase2 = 1`,
  )
  return unanswered > 0 ? [{ code: 'import.notAnswered', values: { table, n: unanswered } }] : []
}

/** A column of the joined table and where it comes from. */
export interface JoinedColumn extends FoundColumn {
  table: FoundTable['table']
}

export interface Joined {
  columns: JoinedColumn[]
  warnings: Notice[]
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

/** What the rows of COE may take at once, in a hash table. */
const bytesAtOnce = 24e6
const widths = { integer: 4, decimal: 8, code: 24, text: 24 } as const
const rowBytes = ({ columns }: FoundTable): number => columns.reduce((sum, { type }) => sum + widths[type], 0)

/**
 * Joins COE1 and COE2 to SDEM, one row a person, into the Parquet `to`; `part(n)` names files for the pieces.
 * A quarter with all its columns does not fit in memory at once, so states are joined in groups and the pieces put together.
 */
export async function joinPersons(
  connection: DuckDBConnection,
  sdem: Staged,
  coes: readonly Staged[],
  {
    to,
    part,
    metadata,
    onShare,
  }: {
    to: string
    part: (n: number) => string
    metadata: string
    onShare?: (share: number) => void
  },
): Promise<Joined> {
  const keys = coes.map((coe) => commonKey(sdem, coe))
  for (const staged of [sdem, ...coes]) await provePersons(connection, staged)
  const warnings: Notice[] = []
  for (const [at, coe] of coes.entries())
    warnings.push(...(await proveMatch(connection, sdem, coe, keys[at] ?? [])))

  const columns = joinedColumns([sdem, ...coes].map(({ found }) => found))
  const options = (more = '') => `(format parquet, row_group_size ${rowGroup(columns.length)}${more})`
  const groups = await groupsOfStates(connection, sdem, coes)
  const select = (states: string) => `
    select ${columns.map(({ table, name }) => `${table}.${identifier(name)}`).join(', ')}
    from (from ${relation(sdem)} where ${states}) sdem
    ${coes
      .map(({ found: { table }, path }, at) => {
        const on = matches(keys[at] ?? [], 'sdem', table)
        return `left join (from read_parquet(${literal(path)}) where ${states}) ${table} on ${on}`
      })
      .join(' ')}`
  if (groups.length === 1) {
    await runLong(connection, `copy (${select('true')}) to ${literal(to)} ${options(metadata)}`, onShare)
    return { columns, warnings }
  }
  for (const [at, states] of groups.entries()) {
    await connection.run(`copy (${select(states)}) to ${literal(part(at))} ${options()}`)
    onShare?.(((at + 1) / groups.length) * 0.8)
  }
  const parts = groups.map((_, at) => literal(part(at))).join(', ')
  await connection.run(`copy (from read_parquet([${parts}])) to ${literal(to)} ${options(metadata)}`)
  return { columns, warnings }
}

/** Conditions on `ent` that together take every row once, each with no more of COE than memory holds. */
async function groupsOfStates(
  connection: DuckDBConnection,
  sdem: Staged,
  coes: readonly Staged[],
): Promise<string[]> {
  const bytes = coes.reduce((sum, { rows, found }) => sum + rows * rowBytes(found), 0)
  if (bytes <= bytesAtOnce) return ['true']
  const states = await rowsOf(
    connection,
    `select ent, count(*) as n from ${relation(sdem)} group by ent order by ent`,
  )
  const groups: { states: string[]; share: number }[] = []
  for (const { ent, n } of states) {
    const share = (Number(n) / sdem.rows) * bytes
    const condition = ent === null ? 'ent is null' : `ent = ${Number(ent)}`
    const last = groups.at(-1)
    if (last && last.share + share <= bytesAtOnce) {
      last.states.push(condition)
      last.share += share
    } else groups.push({ states: [condition], share })
  }
  return groups.map((group) => `(${group.states.join(' or ')})`)
}
