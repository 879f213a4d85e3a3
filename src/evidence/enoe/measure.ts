/** What is estimated: a total, a ratio, a mean or a median of one file's people, still in concepts; and the same in a file's SQL. */
import { type Columns, type Resolved, resolve } from './expression.ts'

/** A label or a definition in both languages of the interface. */
export interface Words {
  readonly es: string
  readonly en: string
}

/** `percent`: the estimate is a proportion (0.5688); people read it times 100. `pesos` are current pesos of the period. */
export type Unit = 'persons' | 'percent' | 'hours' | 'pesos' | 'years'

export interface Measure {
  /** A median is by INEGI's rule, see `median.ts`. */
  readonly kind: 'total' | 'ratio' | 'mean' | 'median'
  /** total, ratio: the condition counted. mean, median: the number averaged. In columns and `{concepts}`, inside the universe. */
  readonly of: string
  /** ratio: the condition it is a share of. mean, median: whose number it is. */
  readonly per?: string
  readonly unit: Unit
}

export const total = (of: string): Measure => ({ kind: 'total', of, unit: 'persons' })
/** Share of `per` that is also `of`. */
export const share = (of: string, per: string): Measure => ({
  kind: 'ratio',
  of: `${of} and ${per}`,
  per,
  unit: 'percent',
})
export const mean = (of: string, per: string, unit: Unit): Measure => ({ kind: 'mean', of, per, unit })
export const median = (of: string, per: string, unit: Unit): Measure => ({ kind: 'median', of, per, unit })

export type ResolvedMeasure = { measure: Measure } | { lacks: readonly (readonly string[])[] }

const both = ' ;; '

/** The measure in the SQL of a file with these columns, both halves by the same reading; or what the file lacks. */
export function resolveMeasure(measure: Measure, columns: Columns): ResolvedMeasure {
  const found: Resolved = resolve(
    measure.per === undefined ? measure.of : measure.of + both + measure.per,
    columns,
  )
  if ('lacks' in found) return found
  const [of = '', per] = found.sql.split(both)
  return { measure: { ...measure, of, ...(per === undefined ? {} : { per }) } }
}
