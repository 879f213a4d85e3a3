/** Turns an expression that names concepts, `{informal} and {woman}`, into SQL for the columns a file has, or says which it lacks. */
import { concepts } from './concepts.ts'
import { groups } from './group-definitions.ts'

/** The columns of one data set, lower case. An empty column (all null) is to be left out by whoever makes the set. */
export type Columns = ReadonlySet<string>

/** What an expression comes to in a file: SQL; or the columns that would let it be computed, each list being enough. */
export type Resolved = { sql: string } | { lacks: readonly (readonly string[])[] }

const words = new Set(
  'and or not in between is null true false case when then else end cast as double round nullif'.split(' '),
)

/** The columns that a piece of SQL mentions itself, without those of the concepts it names. */
const columnsIn = (sql: string): string[] =>
  [...new Set(sql.replaceAll(/\{[^}]*\}/g, ' ').match(/[a-z_][a-z0-9_]*/g) ?? [])].filter(
    (word) => !words.has(word),
  )

const namesIn = (sql: string): string[] => [...sql.matchAll(/\{([^}]*)\}/g)].map((match) => match[1] ?? '')

/** A worker group goes by `{group: code}`. */
const everything: ReadonlyMap<string, readonly string[]> = new Map([
  ...Object.entries(concepts),
  ...groups.map(({ code, readings }) => [`group: ${code}`, readings.map(({ is }) => is)] as const),
])

function readingsOf(name: string): readonly string[] {
  const found = everything.get(name)
  if (!found) throw new Error(`No concept is called {${name}}`)
  return found
}

/** Every way to read an expression: one SQL and its columns per combination of readings, best first. */
function ways(expression: string): { sql: string; columns: string[] }[] {
  let built = [{ sql: expression, columns: columnsIn(expression) }]
  for (const name of new Set(namesIn(expression))) {
    const choices = readingsOf(name).flatMap(ways)
    built = built.flatMap((so) =>
      choices.map((choice) => ({
        sql: so.sql.replaceAll(`{${name}}`, choice.sql === 'true' ? 'true' : `(${choice.sql})`),
        columns: [...new Set([...so.columns, ...choice.columns])],
      })),
    )
  }
  return built
}

const known = new Map<string, { sql: string; columns: string[] }[]>()

function waysOf(expression: string): { sql: string; columns: string[] }[] {
  const found = known.get(expression) ?? ways(expression)
  known.set(expression, found)
  return found
}

/**
 * SQL of an expression for a file with these columns, taking the best reading that the file allows.
 * Otherwise the shortest lists of missing columns; having all of any one list would be enough.
 */
export function resolve(expression: string, columns: Columns): Resolved {
  const all = waysOf(expression)
  const first = all.find((way) => way.columns.every((column) => columns.has(column)))
  if (first) return { sql: first.sql }
  const lists = all.map((way) => way.columns.filter((column) => !columns.has(column)).sort())
  const minimal = lists.filter(
    (list, at) =>
      !lists.some((other, i) => i !== at && isPart(other, list) && (other.length < list.length || i < at)),
  )
  return { lacks: minimal }
}

const isPart = (small: readonly string[], large: readonly string[]): boolean =>
  small.every((column) => large.includes(column))

/** The lists of columns of which one must be whole for an expression to be computed, best first. */
export const requirements = (expression: string): readonly (readonly string[])[] =>
  waysOf(expression).map((way) => way.columns)

/** `TUE_PPAL or TUE2`: the missing columns as a person reads them, upper case as INEGI prints them. */
export function namesOf(lacks: readonly (readonly string[])[], or: string): string {
  return lacks.map((list) => list.map((column) => column.toUpperCase()).join(', ')).join(` ${or} `)
}
