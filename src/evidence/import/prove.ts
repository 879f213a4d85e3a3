import type { DuckDBConnection } from '@duckdb/node-api'
import { identifier } from '../../platform/microdata/sql.ts'
import { Problem } from '../../platform/problem.ts'
import { matches, namesOf, type Staged } from './join.ts'
import { shownName } from './look.ts'
import { numbersOf } from './query.ts'
import type { FoundTable, Notice } from './types.ts'

/** Refuses a table in which a person stands more than once: joined, she would be multiplied; alone, counted double. */
export async function proveOnce(
  connection: DuckDBConnection,
  found: FoundTable,
  relation: string,
  key: readonly string[],
): Promise<void> {
  // Hashes of 64 bits: of half a million persons, two meet by chance in one file of 10⁸.
  const { rows = 0, persons = 0 } = await numbersOf(
    connection,
    `select count(*) as rows, count(distinct hash(${key.map(identifier).join(', ')})) as persons from ${relation}`,
  )
  if (persons < rows)
    throw new Problem('import.personsTwice', {
      file: shownName(found),
      table: found.table.toUpperCase(),
      n: rows - persons,
    })
}

/**
 * Refuses a COE that brings persons who are not in SDEM: it is of another period or place, and they would be lost.
 * Says how many employed persons of SDEM have no row in it. `persons`: the joined table.
 */
export async function proveMatch(
  connection: DuckDBConnection,
  sdem: FoundTable,
  persons: string,
  { found, relation, rows, key }: Staged,
): Promise<Notice[]> {
  const { matched = 0 } = await numbersOf(
    connection,
    `select count(*) as matched from ${relation} c semi join ${persons} s on ${matches(key, 's', 'c')}`,
  )
  const table = found.table.toUpperCase()
  if (matched < rows)
    throw new Problem('import.joinLoses', {
      file: shownName(found),
      table,
      n: rows - matched,
      rows,
      sdem: shownName(sdem),
    })
  const names = namesOf(sdem)
  if (!['r_def', 'c_res', 'clase2'].every((name) => names.has(name))) return []
  const { unanswered = 0 } = await numbersOf(
    connection,
    `select count(*) as unanswered from ${persons} s anti join ${relation} c on ${matches(key, 's', 'c')}
     where s.r_def = 0 and s.c_res in (1, 3) and s.clase2 = 1`,
  )
  return unanswered > 0 ? [{ code: 'import.notAnswered', values: { table, n: unanswered } }] : []
}
