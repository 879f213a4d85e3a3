/** Which reading of a worker group a file allows. The definitions themselves, as data: group-definitions.ts. */
import { type Columns, resolve } from './expression.ts'
import { type Group, type GroupReading, groups } from './group-definitions.ts'

export { type Group, type GroupReading, groups } from './group-definitions.ts'

export type ResolvedGroup = { sql: string; reading: GroupReading } | { lacks: readonly (readonly string[])[] }

/** The group as SQL in a file with these columns, with the reading taken; or the columns it would need. */
export function resolveGroup(group: Group, columns: Columns): ResolvedGroup {
  const lacks: (readonly string[])[] = []
  for (const reading of group.readings) {
    const found = resolve(reading.is, columns)
    if ('sql' in found) return { sql: found.sql, reading }
    lacks.push(...found.lacks)
  }
  return { lacks }
}

export const groupByCode = (code: string): Group | undefined => groups.find((group) => group.code === code)
