/** The sums a specification needs, each asked for once: which conditions must hold, what is multiplied, and whether rows are weighted. */
import { conjuncts } from './conjuncts.ts'

/** A sum over rows: all `conditions` hold (indexes), times the `factors` (number columns), weighted or a plain count. */
export interface Measure {
  readonly conditions: readonly number[]
  readonly factors: readonly number[]
  readonly weighted: boolean
  /** Keep each row's number instead of summing (quantiles). */
  readonly kept?: number
  /** Only rows whose number is at most the limit of their group, by the group's values as JSON (see replicate-quantile.ts). */
  readonly upTo?: { column: number; limits: ReadonlyMap<string, number> }
}

/** `numbers`: columns that must be known and finite for a row to count; `factors`: columns multiplied. */
export interface Term {
  readonly conditions: readonly number[]
  readonly numbers: readonly number[]
}

/** Collects conditions, numbers and sums, and gives each a number; equal texts share one. */
export class Measures {
  readonly conditions: string[] = []
  readonly numbers: string[] = []
  readonly sums: Measure[] = []
  /** Sums wanted under every supplied replicate weight, and counts of rows whose rank is wanted. */
  readonly replicated = new Set<number>()
  readonly ranked = new Set<number>()
  private readonly keys = new Map<string, number>()

  /** A condition as the set of its conjuncts. */
  condition(sql: string): Term {
    const parts = conjuncts(sql)
    return { conditions: parts.map((part) => indexIn(this.conditions, part)), numbers: [] }
  }

  number(sql: string): Term {
    return { conditions: [], numbers: [indexIn(this.numbers, sql)] }
  }

  /**
   * The number of the sum over rows where every term holds (numbers: is known).
   * `factors` are multiplied in; a number that is known but not multiplied only selects.
   */
  sum(terms: readonly Term[], factors: readonly number[], weighted: boolean): number {
    const known = terms.flatMap((term) => term.numbers)
    const conditions = [
      ...new Set([...terms.flatMap((term) => term.conditions), ...known.map((column) => -1 - column)]),
    ].sort((a, b) => a - b)
    const key = `${conditions.join(',')}|${[...factors].sort().join(',')}|${weighted}`
    const found = this.keys.get(key)
    if (found !== undefined) return found
    this.keys.set(key, this.sums.length)
    return this.sums.push({ conditions, factors, weighted }) - 1
  }

  /** Only some of the sums, in the order given. */
  picked(wanted: readonly number[]): Measures {
    const part = new Measures()
    for (const at of wanted) {
      const { conditions, factors, kept, weighted } = this.sums[at] as Measure
      const number = (column: number) => indexIn(part.numbers, this.numbers[column] as string)
      part.sums.push({
        conditions: conditions.map((c) =>
          c >= 0 ? indexIn(part.conditions, this.conditions[c] as string) : -1 - number(-1 - c),
        ),
        factors: factors.map(number),
        weighted,
        ...(kept === undefined ? {} : { kept: number(kept) }),
      })
    }
    return part
  }

  /** The rows where every term holds, each with its weight and the number of the last term. */
  values(terms: readonly Term[]): number {
    const column = terms.at(-1)?.numbers[0] ?? 0
    const base = this.sums[this.sum(terms, [], false)] as Measure
    const key = `${base.conditions.join(',')}|kept ${column}`
    const found = this.keys.get(key)
    if (found !== undefined) return found
    this.keys.set(key, this.sums.length)
    return this.sums.push({ conditions: base.conditions, factors: [], weighted: true, kept: column }) - 1
  }
}

function indexIn(list: string[], sql: string): number {
  const text = sql.trim()
  const at = list.indexOf(text)
  return at >= 0 ? at : list.push(text) - 1
}
