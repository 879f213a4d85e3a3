/** Compares what the package gives with a reference result, within the tolerances that the set's README states. */

export type Value = number | string | null | undefined | Value[] | { [name: string]: Value }

export interface Difference {
  path: string
  expected: Value
  got: Value
}

/** "NaN", "NA" and null are the same absence; "Inf" is a number. */
function numberOf(value: Value): number | null {
  if (value === 'Inf') return Number.POSITIVE_INFINITY
  if (value === '-Inf') return Number.NEGATIVE_INFINITY
  if (value === null || value === undefined || value === 'NaN' || value === 'NA') return null
  const number = Number(value)
  return Number.isNaN(number) ? null : number
}

/** Lists disagreements of numbers, lists of numbers and matrices. `scale`: the size below 1e-10 of which a number is zero. */
export function differences(
  path: string,
  expected: Value,
  got: Value,
  scale: number,
  tolerance = 1e-9,
): Difference[] {
  if (expected === undefined) return []
  if (Array.isArray(expected) || Array.isArray(got)) {
    const left = flat(expected)
    const right = flat(got)
    if (left.length !== right.length)
      return [{ path: `${path} (length)`, expected: left.length, got: right.length }]
    return left.flatMap((value, i) => differences(`${path}[${i}]`, value, right[i], scale, tolerance))
  }
  const a = numberOf(expected)
  const b = numberOf(got)
  if (a === null && b === null) return []
  if (a === null || b === null) return [{ path, expected, got }]
  const zero = 1e-10 * scale
  if (a === b || Math.abs(a - b) <= tolerance * Math.abs(a) || (Math.abs(a) <= zero && Math.abs(b) <= zero))
    return []
  return [{ path, expected, got }]
}

export function flat(value: Value): Value[] {
  return Array.isArray(value) ? value.flatMap(flat) : [value]
}

export function sizeOf(value: Value): number {
  return Math.max(0, ...flat(value).map((item) => Math.abs(numberOf(item) ?? 0)))
}
