/** A domain by the values of variables, which kept cells carry: it costs no scan, where a condition in `where` does. */
import type { Crossing } from './indicator.ts'
import type { Label } from './sql.ts'

/** SQL of variables, each with the value or values that belong to the domain, as `Estimate.by` gives them: `{ ent: 9, t_loc: [2, 3] }`. */
export type Only = Readonly<Record<string, Label | readonly Label[]>>

const valuesOf = (only: Only, sql: string): readonly Label[] => {
  const wanted = only[sql] ?? []
  return (Array.isArray(wanted) ? wanted : [wanted]).filter((value) => value !== null)
}

/** The same domain as an SQL condition. A value that is missing is in no domain. */
export function conditionOf(only: Only): string {
  const literal = (value: Label) =>
    typeof value === 'string' ? `'${value.replaceAll("'", "''")}'` : String(value)
  const parts = Object.keys(only).map((sql) => {
    const values = valuesOf(only, sql)
    return values.length === 0 ? 'false' : `(${sql}\n) in (${values.map(literal).join(', ')})`
  })
  return parts.join(' and ') || 'true'
}

/** A crossing by these variables too, those it lacks under names of their own. */
export function crossedBy(crossing: Crossing, variables: readonly string[]): Crossing {
  const there = new Set(Object.values(crossing))
  const more = variables.filter((sql) => !there.has(sql))
  return { ...crossing, ...Object.fromEntries(more.map((sql) => [`(${sql})`, sql])) }
}

/** Whether a group of a crossing, by its values, lies in the domain. */
export function belongsTo(only: Only, crossing: Crossing, variables: readonly string[]) {
  const parts = Object.keys(only).map((sql) => ({
    at: variables.findIndex((name) => crossing[name] === sql),
    values: new Set(valuesOf(only, sql)),
  }))
  return (values: readonly Label[]): boolean =>
    parts.every(({ at, values: wanted }) => wanted.has(values[at] ?? null))
}
