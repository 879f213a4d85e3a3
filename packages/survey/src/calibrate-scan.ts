/** Collects the auxiliaries of a calibration while rows are scanned: which rows share all of them, and the weight of those in each PSU. */
import type { DuckDBConnection, DuckDBDataChunk } from '@duckdb/node-api'
import { type Auxiliary, type AuxiliaryCells, solve } from './calibrate.ts'
import { type Calibrated, Residuals } from './calibrate-scores.ts'
import {
  type Calibration,
  calibrationError,
  categoryName,
  checkCalibration,
  isMargin,
  type Known,
  knownOf,
  type Margin,
  nameOf,
} from './calibration.ts'
import type { Design } from './design.ts'
import { Interner } from './intern.ts'
import { type Key, keyOf, kindsOf, type Label, labelOf, typesOf } from './sql.ts'
import { doubles, halves, isMissing, validity } from './vectors.ts'

/** A column of the scan that rows are told apart by. `known`: place in `knownOf(calibration)`. */
export type AuxiliaryColumn = { sql: string; type: 'BIGINT' | 'UBIGINT' | 'DOUBLE' } & (
  | { role: 'category'; known: number; variable: string; key: Key }
  | { role: 'number'; known: number; column: number }
  | { role: 'weight'; column: number }
)

/** Adds the columns of a calibration to a query. @throws SurveyError expression, notNumeric */
export async function auxiliaryColumns(
  connection: DuckDBConnection,
  design: Design,
  select: (sql: string) => number,
): Promise<AuxiliaryColumn[]> {
  const { source, calibration, weight } = design
  if (!calibration) return []
  checkCalibration(design)
  const columns: AuxiliaryColumn[] = []
  let at = 0
  for (const known of knownOf(calibration)) {
    if (isMargin(known)) await addMargin(known, at)
    else await addNumber(known.of, at)
    at++
  }
  // In R's `rake` rows count alike in the residuals: those of a cell must share their weight.
  if ('margins' in calibration) {
    const sql = `CAST((${weight}\n) AS DOUBLE)`
    columns.push({ role: 'weight', sql, type: 'DOUBLE', column: select(sql) })
  }
  return columns

  async function addMargin(margin: Margin, known: number): Promise<void> {
    const variables = Object.entries(margin.by)
    const types = await typesOf(
      connection,
      source,
      variables.map(([name, sql]) => ({ role: `calibration, ${name}`, sql })),
    )
    variables.forEach(([variable, sql], i) => {
      const texts: string[] = []
      const key = keyOf({ sql, type: types[i] ?? '' }, (text) => {
        texts.push(text)
        return select(text)
      })
      const hashed = key.column !== key.shown
      columns.push({
        role: 'category',
        known,
        variable,
        key,
        sql: (hashed ? texts.find((text) => text.startsWith('hash(')) : texts[0]) ?? sql,
        type: hashed ? 'UBIGINT' : 'BIGINT',
      })
    })
  }

  async function addNumber(of: string, known: number): Promise<void> {
    const [kind] = await kindsOf(connection, source, [{ role: 'calibration', sql: of }])
    // A condition that is NULL does not hold. + 0: −0 and 0 are one number.
    const sql = `CAST(${kind === 'condition' ? `coalesce((${of}\n), false)` : `(${of}\n)`} AS DOUBLE) + 0`
    columns.push({ role: 'number', known, sql, type: 'DOUBLE', column: select(sql) })
  }
}

/** A level of the chain: (cell by the columns before, value of this column) → cell. */
interface Level {
  column: AuxiliaryColumn
  cells: Interner
  /** Per cell, of a category. */
  labels: Label[]
  /** Per cell, of a number. */
  values: number[]
  missing: number
}

export class Auxiliaries {
  /** Auxiliary cell of each row of the chunk. */
  readonly cell = new Int32Array(4096)
  /** The same without the weight, where rows count alike in the regression (margins). */
  private readonly unweighted = new Int32Array(4096)
  private readonly weighs: boolean
  private readonly levels: Level[]
  /** (auxiliary cell, PSU or second-stage unit) as they were met. */
  private readonly pairs = new Interner('many')
  private weight = new Float64Array(4096)
  private rows = new Float64Array(4096)

  constructor(
    private readonly calibration: Calibration,
    columns: readonly AuxiliaryColumn[],
  ) {
    this.weighs = columns.some(({ role }) => role === 'weight')
    this.levels = columns.map((column) => ({
      column,
      cells: new Interner('many'),
      labels: [],
      values: [],
      missing: 0,
    }))
  }

  place(chunk: DuckDBDataChunk, weight: Float64Array, finest: Int32Array): void {
    const rows = chunk.rowCount
    const { cell } = this
    cell.fill(0, 0, rows)
    for (const level of this.levels) {
      if (level.column.role === 'weight') this.unweighted.set(cell.subarray(0, rows))
      this.placeLevel(chunk, level, weight, rows)
    }
    const plain = this.weighs ? this.unweighted : cell
    for (let row = 0; row < rows; row++) {
      const own = weight[row] as number
      if (!(own > 0)) continue
      const pair = this.pairs.of(plain[row] as number, finest[row] as number, 0)
      if (pair === this.weight.length) {
        this.weight = widened(this.weight)
        this.rows = widened(this.rows)
      }
      this.weight[pair] = (this.weight[pair] as number) + own
      this.rows[pair] = (this.rows[pair] as number) + 1
    }
  }

  /** Rows of weight 0 stay in cell 0: they add nothing to anything. */
  private placeLevel(chunk: DuckDBDataChunk, level: Level, weight: Float64Array, rows: number): void {
    const { column, cells, labels, values } = level
    const { cell } = this
    const place = column.role === 'category' ? column.key.column : column.column
    const lanes = halves(chunk, place, rows)
    const map = validity(chunk, column.role === 'category' ? column.key.present : place, rows)
    const numbers = column.role === 'category' ? null : doubles(chunk, place, rows)
    for (let row = 0; row < rows; row++) {
      if (!((weight[row] as number) > 0)) continue
      if (isMissing(map, row) || (numbers !== null && !Number.isFinite(numbers[row] as number))) {
        level.missing++
        continue
      }
      const code = cells.of(cell[row] as number, lanes[2 * row] as number, lanes[2 * row + 1] as number)
      cell[row] = code
      if (column.role === 'category') {
        if (code === labels.length) labels.push(labelOf(chunk, column.key, row))
      } else if (code === values.length) values.push((numbers as Float64Array)[row] as number)
    }
  }

  /**
   * Solves for the calibrated weights.
   * `placeOf`: number in the frame of each PSU (second-stage unit) as it was met; `places`: how many there are.
   * @throws SurveyError calibration
   */
  settle(placeOf: (met: number) => number, places: number): Calibrated {
    const { pairs } = this
    const cells = this.cellsMet()
    const { factor, rounds, fit } = solve(this.calibration, cells)
    const auxiliary = new Int32Array(pairs.size)
    const place = new Int32Array(pairs.size)
    for (let pair = 0; pair < pairs.size; pair++) {
      auxiliary[pair] = pairs.parentOf(pair)
      place[pair] = placeOf(pairs.lowOf(pair))
    }
    const residuals = new Residuals(
      { auxiliary, place, weight: this.weight.slice(0, pairs.size) },
      factor,
      fit,
      places,
    )
    return {
      factor,
      residuals,
      place: this.placeOfMet(),
      rounds,
      cells,
      negative: factor.some((g) => g < 0),
      keys: () => this.keys(),
    }
  }

  /** The levels that tell auxiliary cells apart, without the weight. */
  private get own(): Level[] {
    return this.weighs ? this.levels.slice(0, -1) : this.levels
  }

  private placeOfMet(): Calibrated['place'] {
    const last = this.levels.at(-1)
    const count = last?.cells.size ?? 0
    return {
      cell: Int32Array.from({ length: count }, (_, a) => (this.weighs ? (last?.cells.parentOf(a) ?? 0) : a)),
      times: Float64Array.from({ length: count }, (_, a) => (this.weighs ? 1 / (last?.values[a] ?? 1) : 1)),
    }
  }

  private cellsMet(): AuxiliaryCells {
    const { pairs } = this
    const count = this.own.at(-1)?.cells.size ?? 0
    const weight = new Float64Array(count)
    const rows = new Float64Array(count)
    this.refuseMissing()
    for (let pair = 0; pair < pairs.size; pair++) {
      const a = pairs.parentOf(pair)
      weight[a] = (weight[a] as number) + (this.weight[pair] as number)
      rows[a] = (rows[a] as number) + (this.rows[pair] as number)
    }
    const auxiliaries = knownOf(this.calibration).map((known, k) => this.auxiliaryOf(known, k, count))
    return { count, weight, rows, auxiliaries }
  }

  private refuseMissing(): void {
    for (const { column, missing } of this.levels) {
      if (missing === 0 || column.role === 'weight') continue
      const known = knownOf(this.calibration)[column.known]
      const margin = known === undefined ? '' : nameOf(known)
      const variable = column.role === 'category' ? column.variable : margin
      const expression = known !== undefined && isMargin(known) ? (known.by[variable] ?? '') : margin
      throw calibrationError(
        'missing',
        `calibration to ${margin}: ${missing} rows without ${variable}; every row of the design needs one`,
        { margin, variable, missing, expression },
      )
    }
  }

  /** The cell at a level that each finest cell lies in. */
  private ancestors(at: number, count: number): Int32Array {
    const cells = Int32Array.from({ length: count }, (_, a) => a)
    for (let level = this.own.length - 1; level > at; level--) {
      const { cells: interner } = this.own[level] as Level
      for (let a = 0; a < count; a++) cells[a] = interner.parentOf(cells[a] as number)
    }
    return cells
  }

  private auxiliaryOf(known: Known, k: number, count: number): Auxiliary {
    const own = this.levels.flatMap((level, at) =>
      level.column.role !== 'weight' && level.column.known === k
        ? [{ level, cells: this.ancestors(at, count) }]
        : [],
    )
    const margin = nameOf(known)
    if (!isMargin(known)) {
      const [found] = own
      const values = Float64Array.from({ length: count }, (_, a) =>
        found === undefined ? 0 : (found.level.values[found.cells[a] as number] as number),
      )
      return { margin, values, total: known.total }
    }
    const names = Object.keys(known.by)
    const categories = known.totals.map(({ by, total }) => ({
      name: categoryName(names.map((name) => by[name] ?? null)),
      total,
    }))
    const index = new Map(categories.map(({ name }, c) => [name, c]))
    const category = Int32Array.from({ length: count }, (_, a) => {
      const name = categoryName(own.map(({ level, cells }) => level.labels[cells[a] as number] ?? null))
      const found = index.get(name)
      if (found === undefined)
        throw calibrationError(
          'noTotal',
          `margin ${margin}: the sample has ${name}, but no total is given for it`,
          {
            margin,
            category: name,
          },
        )
      return found
    })
    return { margin, categories, category }
  }

  /** The values of each auxiliary cell as they stand in the columns of the scan: 64-bit numbers or doubles. */
  private keys(): { columns: readonly AuxiliaryColumn[]; values: (bigint | number)[][] } {
    const count = this.own.at(-1)?.cells.size ?? 0
    const bits = new DataView(new ArrayBuffer(8))
    const values = this.own.map(({ column, cells }, at) =>
      Array.from(this.ancestors(at, count), (cell) => {
        bits.setInt32(0, cells.lowOf(cell), true)
        bits.setInt32(4, cells.highOf(cell), true)
        if (column.type === 'DOUBLE') return bits.getFloat64(0, true)
        return column.type === 'BIGINT' ? bits.getBigInt64(0, true) : bits.getBigUint64(0, true)
      }),
    )
    return { columns: this.own.map(({ column }) => column), values }
  }
}

function widened(from: Float64Array): Float64Array<ArrayBuffer> {
  const to = new Float64Array(from.length * 2)
  to.set(from)
  return to
}
