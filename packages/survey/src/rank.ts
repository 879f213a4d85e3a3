/** Rank of a matrix whose rows come one by one. */

/** A row farther than this share of its length from the rows before is a new direction (R: `qr(tol = 1e-05)`). */
const tolerance = 1e-5

/**
 * Keeps an orthonormal basis of the rows so far. Hundreds of thousands of rows lie in few directions, so each is first
 * tried against one vector orthogonal to the basis, which costs one product; only what that shows is orthogonalised.
 */
export class Rank {
  rank = 0
  private readonly basis: Float64Array[] = []
  private probe: Float64Array

  constructor(readonly columns: number) {
    this.probe = noise(columns)
  }

  /** `rows[at]` to `rows[at + columns − 1]` is a row. */
  add(rows: Float64Array, at: number): void {
    const { columns, probe } = this
    if (this.rank === columns) return
    let seen = 0
    let length = 0
    for (let c = 0; c < columns; c++) {
      const value = rows[at + c] as number
      seen += value * (probe[c] as number)
      length += value * value
    }
    length = Math.sqrt(length)
    if (length === 0 || Math.abs(seen) <= tolerance * 0.1 * length) return
    const rest = this.outside(
      Float64Array.from({ length: columns }, (_, c) => (rows[at + c] as number) / length),
    )
    const size = Math.sqrt(dot(rest, rest))
    if (size <= tolerance) return
    this.basis.push(rest.map((value) => value / size))
    this.rank++
    this.probe = this.outside(noise(columns))
  }

  /** Adds the directions of another matrix. */
  merge(other: Rank): void {
    for (const direction of other.basis) this.add(direction, 0)
  }

  /** What of a vector is orthogonal to the basis; twice, as once loses digits. */
  private outside(vector: Float64Array): Float64Array {
    for (let pass = 0; pass < 2; pass++)
      for (const direction of this.basis) {
        const along = dot(vector, direction)
        for (let c = 0; c < vector.length; c++)
          vector[c] = (vector[c] as number) - along * (direction[c] as number)
      }
    return vector
  }
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0
  for (let c = 0; c < a.length; c++) sum += (a[c] as number) * (b[c] as number)
  return sum
}

/** The same numbers each time, without a pattern that weights could have: fractional parts of squares of √2 multiples. */
function noise(length: number): Float64Array {
  return Float64Array.from({ length }, (_, c) => (((c + 1) * (c + 1) * Math.SQRT2) % 1) - 0.5)
}
