/** Hadamard matrices: ±1, every two rows orthogonal, first row and column +1. They balance half-samples. */

/**
 * A matrix of at least `least` rows, of the smallest order that the constructions of Sylvester (2^k, in natural order,
 * as R has it) and Paley, and doubling, reach: a multiple of 4, save 1 and 2. Row-major.
 */
export function hadamard(least: number): { order: number; signs: Int8Array } {
  for (let order = Math.max(1, least); ; order++) {
    const signs = ofOrder(order)
    if (signs !== null) return { order, signs }
  }
}

function ofOrder(order: number): Int8Array | null {
  if (order === 1) return Int8Array.of(1)
  if ((order & (order - 1)) === 0) return sylvester(order)
  if (order % 4 !== 0) return null
  if (isPrime(order - 1)) return paleyOne(order - 1)
  const half = order / 2 - 1
  if (half % 4 === 1 && isPrime(half)) return paleyTwo(half)
  const smaller = ofOrder(order / 2)
  return smaller === null ? null : doubled(smaller, order / 2)
}

/** Parity of the bits that row and column share. */
function sylvester(order: number): Int8Array {
  const signs = new Int8Array(order * order)
  for (let row = 0; row < order; row++)
    for (let column = 0; column < order; column++) {
      let bits = row & column
      let sign = 1
      for (; bits !== 0; bits &= bits - 1) sign = -sign
      signs[row * order + column] = sign
    }
  return signs
}

function doubled(signs: Int8Array, order: number): Int8Array {
  const out = new Int8Array(4 * order * order)
  for (let row = 0; row < 2 * order; row++)
    for (let column = 0; column < 2 * order; column++) {
      const sign = signs[(row % order) * order + (column % order)] as number
      out[row * 2 * order + column] = row >= order && column >= order ? -sign : sign
    }
  return out
}

/** Order q + 1, q a prime that leaves 3 by 4. */
function paleyOne(q: number): Int8Array {
  const order = q + 1
  const residue = residues(q)
  return normal(order, (row, column) => {
    if (row === 0) return 1
    if (column === 0) return -1
    return row === column ? 1 : (residue[(((column - row) % q) + q) % q] as number)
  })
}

/** Order 2(q + 1), q a prime that leaves 1 by 4: each entry of the symmetric conference matrix becomes a block of two by two. */
function paleyTwo(q: number): Int8Array {
  const residue = residues(q)
  const conference = (row: number, column: number) =>
    row === column ? 0 : row === 0 || column === 0 ? 1 : (residue[(((column - row) % q) + q) % q] as number)
  return normal(2 * (q + 1), (row, column) => {
    const entry = conference(row >> 1, column >> 1)
    const bottomRight = (row & 1) === 1 && (column & 1) === 1
    if (entry !== 0) return bottomRight ? -entry : entry
    return (row & 1) === 0 && (column & 1) === 0 ? 1 : -1
  })
}

/** Turns signs of rows and columns so that the first of each are +1. */
function normal(order: number, entry: (row: number, column: number) => number): Int8Array {
  const signs = new Int8Array(order * order)
  for (let row = 0; row < order; row++)
    for (let column = 0; column < order; column++)
      signs[row * order + column] = entry(row, column) * entry(0, column) * entry(row, 0) * entry(0, 0)
  return signs
}

/** Legendre symbol of 0 … q − 1. */
function residues(q: number): Int8Array {
  const symbol = new Int8Array(q).fill(-1)
  symbol[0] = 0
  for (let x = 1; x < q; x++) symbol[(x * x) % q] = 1
  return symbol
}

function isPrime(n: number): boolean {
  if (n < 2) return false
  for (let d = 2; d * d <= n; d++) if (n % d === 0) return false
  return true
}
