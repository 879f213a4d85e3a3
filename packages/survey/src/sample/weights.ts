/** Weights after the field: those who answered take over for those of their class who did not. */
import { SurveyError } from '../errors.ts'
import { type Column, grouped, numberOf, read } from './selection.ts'
import { refused } from './size.ts'

export interface NonResponse<Row> {
  /** Base weight, 0 or more. */
  weight: Column<Row, number>
  /** Whether the unit answered. */
  answered: Column<Row, boolean>
  /** Class within which those who answered stand for those who did not: what is known of both and goes with answering and with the figures. */
  class: Column<Row, unknown>
  /** Whether the unit proved to belong to the population asked about; those that don't keep their weight and take none over. Absent: all do. */
  eligible?: Column<Row, boolean>
  /** A class with fewer answers is too small. Default 20. */
  minimum?: number
  /** A class whose factor would be larger is too. Default 3. */
  largest?: number
  /** What to do with too small a class: refuse, naming it (default), or join it with a neighbour. */
  small?: 'error' | 'collapse'
  /** The classes in an order in which neighbours are alike; default: as text sorts, numbers by value. Used by `collapse`. */
  order?: readonly (string | number)[]
}

export interface ResponseClass {
  /** Several where they were joined. */
  classes: string[]
  /** Eligible units, and those of them that answered. */
  eligible: number
  answered: number
  /** Weighted share that answered. */
  rate: number
  /** By which the weights of those who answered were multiplied: 1/rate. */
  factor: number
}

export interface Adjusted {
  /** In the order of the rows: of who answered, adjusted; 0 of who did not; of who is not eligible, as it was. */
  weights: number[]
  classes: ResponseClass[]
}

/**
 * Weighting-class adjustment: within a class, w' = w · Σ w(eligible) / Σ w(answered), so the classes keep their weighted size.
 * It takes away the bias in so far as, within a class, who answered and who did not are alike.
 *
 * Too small a class is refused by name or, with `small: 'collapse'`, joined with that one of its two neighbours in `order` whose rate
 * of response is nearer, until none is too small.
 *
 * @throws SurveyError `specification` naming the class (`values.strata`), or the row and column of a weight that is missing or negative
 * @see Särndal et al. 1992, 15.6; Kalton and Flores-Cervantes 2003, Journal of Official Statistics 19, 81–97; Lohr 2022, 8.5
 */
export function adjustForNonResponse<Row>(rows: readonly Row[], spec: NonResponse<Row>): Adjusted {
  const where = 'adjustForNonResponse'
  const { minimum = 20, largest = 3, small = 'error' } = spec
  if (!(minimum >= 1)) throw refused(where, `minimum is ${minimum}: it must be 1 or more`)
  if (!(largest >= 1)) throw refused(where, `largest is ${largest}: it must be 1 or more`)
  const weights = rows.map((row, at) => {
    const weight = numberOf(row, at, spec.weight, where)
    if (weight < 0) throw refused(where, `row ${at} has a weight of ${weight}`, { row: at, column: 'weight' })
    return weight
  })
  const eligible = rows.map((row) => spec.eligible === undefined || read(row, spec.eligible) === true)
  const answered = rows.map((row, at) => eligible[at] === true && read(row, spec.answered) === true)
  const cells = inOrder(grouped(rows, spec.class, where), spec.order, where).map(([name, places]) => {
    const inside = places.filter((at) => eligible[at])
    const got = inside.filter((at) => answered[at])
    const sum = (list: readonly number[]) => list.reduce((total, at) => total + (weights[at] as number), 0)
    return {
      names: [name],
      places,
      eligible: inside.length,
      answered: got.length,
      whole: sum(inside),
      got: sum(got),
    }
  })
  // A class in which nobody is eligible needs nothing.
  const classes = joined(
    cells.filter((cell) => cell.eligible > 0),
    { minimum, largest, small, where },
  )
  for (const cell of classes)
    for (const at of cell.places)
      if (eligible[at]) weights[at] = answered[at] ? (weights[at] as number) * (cell.whole / cell.got) : 0
  return {
    weights,
    classes: classes.map((cell) => ({
      classes: cell.names,
      eligible: cell.eligible,
      answered: cell.answered,
      rate: cell.got / cell.whole,
      factor: cell.whole / cell.got,
    })),
  }
}

interface Cell {
  names: string[]
  places: number[]
  eligible: number
  answered: number
  whole: number
  got: number
}

function joined(
  cells: readonly Cell[],
  {
    minimum,
    largest,
    small,
    where,
  }: { minimum: number; largest: number; small: 'error' | 'collapse'; where: string },
): Cell[] {
  const out = [...cells]
  for (;;) {
    const at = out.findIndex((cell) => cell.answered < minimum || !(cell.whole <= largest * cell.got))
    if (at < 0) return out
    const cell = out[at] as Cell
    if (small === 'error' || out.length === 1) throw tooSmall(cell, minimum, largest, where)
    const [before, after] = [out[at - 1], out[at + 1]]
    const away = (other: Cell | undefined) =>
      other === undefined ? Infinity : Math.abs(rateOf(other) - rateOf(cell))
    const into = away(before) <= away(after) ? at - 1 : at
    out.splice(into, 2, merged(out[into] as Cell, out[into + 1] as Cell))
  }
}

function rateOf({ whole, got }: Cell): number {
  return whole === 0 ? 0 : got / whole
}

function merged(a: Cell, b: Cell): Cell {
  return {
    names: [...a.names, ...b.names],
    places: [...a.places, ...b.places],
    eligible: a.eligible + b.eligible,
    answered: a.answered + b.answered,
    whole: a.whole + b.whole,
    got: a.got + b.got,
  }
}

function tooSmall(
  { names, eligible, answered, whole, got }: Cell,
  minimum: number,
  largest: number,
  where: string,
): SurveyError {
  const name = names.join(' + ')
  const factor = got > 0 ? `a factor of ${(whole / got).toFixed(2)}` : 'no factor'
  return new SurveyError(
    'specification',
    `${where}: class ${name} has ${answered} answers of ${eligible} eligible units and so ${factor}; wanted are ${minimum} answers and a factor of at most ${largest}: join it with another, or set small to 'collapse'`,
    { reason: 'class', where, strata: names, answered, eligible, minimum, largest },
  )
}

function inOrder(
  groups: ReadonlyMap<string, number[]>,
  order: readonly (string | number)[] | undefined,
  where: string,
): [string, number[]][] {
  const names = order?.map(String) ?? [...groups.keys()].sort(byValue)
  for (const name of groups.keys())
    if (!names.includes(name)) throw refused(where, `class ${name} is not in order`, { strata: [name] })
  return names.flatMap((name) => {
    const places = groups.get(name)
    return places === undefined ? [] : [[name, places] as [string, number[]]]
  })
}

/** Numbers by value, other text by code unit: the same on every machine, whatever its language. */
function byValue(a: string, b: string): number {
  const [x, y] = [Number(a), Number(b)]
  if (!Number.isNaN(x) && !Number.isNaN(y) && x !== y) return x - y
  return a < b ? -1 : a > b ? 1 : 0
}
