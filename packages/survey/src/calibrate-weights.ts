/** The calibrated weights themselves, as a table that can be written to a file. */
import type { DuckDBConnection } from '@duckdb/node-api'
import { alone } from './alone.ts'
import { controlsOf } from './calibrate.ts'
import type { Calibrated } from './calibrate-scores.ts'
import { calibrationError } from './calibration.ts'
import type { Design } from './design.ts'
import { Measures } from './measures.ts'
import { scan } from './scan.ts'

/** One known total: what the sample said of it before, and says now. */
export interface CalibratedTotal {
  /** Variables of the margin, or the SQL of the total. */
  margin: string
  category?: string
  /** Estimated with the weights given. */
  before: number
  /** Estimated with the calibrated weights: `total`, but for the last digits. */
  after: number
  total: number
}

export interface CalibrationReport {
  rows: number
  /** Lowest and highest factor g that a weight was multiplied by. */
  factor: { low: number; high: number }
  /** Rounds until the weights agreed. */
  rounds: number
  totals: CalibratedTotal[]
}

/**
 * Makes the table `into` of the design's rows, each with `calibrated_weight` (weight · g) and `calibration_factor` (g; null where the weight is 0).
 * A table of that name is replaced. To a file: `COPY weights TO 'weights.parquet'`.
 *
 * `columns`: SQL list of what else the table holds (`'folio, n_ren'`); all columns of the source where absent.
 * Rows come in no promised order: take a column that tells them apart.
 * @throws SurveyError as `estimate`
 */
export async function calibratedWeights(
  connection: DuckDBConnection,
  design: Design,
  { into, columns = '*' }: { into: string; columns?: string },
): Promise<CalibrationReport> {
  if (!design.calibration) throw calibrationError('variables', 'the design has no calibration')
  return alone(connection, async () => {
    const { frame } = await scan(connection, design, [{}], new Measures())
    const { calibration } = frame
    if (calibration === undefined) throw new Error('the scan did not calibrate')
    await write(connection, design, calibration, into, columns)
    return reportOf(calibration, frame.rows)
  })
}

const factors = '"survey calibration factors"'

async function write(
  connection: DuckDBConnection,
  design: Design,
  calibration: Calibrated,
  into: string,
  columns: string,
): Promise<void> {
  const { columns: keys, values } = calibration.keys()
  await connection.run(
    `CREATE OR REPLACE TEMP TABLE ${factors} (${keys.map(({ type }, k) => `".k${k}" ${type}`).join(', ')}, ".g" DOUBLE)`,
  )
  const appender = await connection.createAppender(factors.replaceAll('"', ''), null, 'temp')
  calibration.factor.forEach((g, a) => {
    keys.forEach(({ type }, k) => {
      const value = values[k]?.[a] ?? 0
      if (type === 'BIGINT') appender.appendBigInt(BigInt(value))
      else if (type === 'UBIGINT') appender.appendUBigInt(BigInt(value))
      else appender.appendDouble(Number(value))
    })
    appender.appendDouble(g)
    appender.endRow()
  })
  appender.closeSync()
  const counted = design.counted ? ` WHERE (${design.counted}\n)` : ''
  const own = keys.map(({ sql }, k) => `${sql} AS ".k${k}"`).join(', ')
  const extra = ['".w"', ...keys.map((_, k) => `".k${k}"`)]
  await connection.run(
    `CREATE OR REPLACE TABLE "${into.replaceAll('"', '""')}" AS
     SELECT r.* EXCLUDE (${extra.join(', ')}), CASE WHEN r.".w" > 0 THEN r.".w" * f.".g" ELSE 0 END AS calibrated_weight,
       CASE WHEN r.".w" > 0 THEN f.".g" END AS calibration_factor
     FROM (SELECT ${columns}, CAST((${design.weight}\n) AS DOUBLE) AS ".w", ${own} FROM ${design.source}${counted}) AS r
     LEFT JOIN ${factors} AS f ON ${keys.map((_, k) => `r.".k${k}" = f.".k${k}"`).join(' AND ')}`,
  )
  await connection.run(`DROP TABLE ${factors}`)
}

function reportOf({ factor, rounds, cells }: Calibrated, rows: number): CalibrationReport {
  const { weight } = cells
  const sum = (values: Float64Array, by: (a: number) => number) =>
    values.reduce((total, value, a) => total + value * by(a), 0)
  return {
    rows,
    factor: {
      low: factor.reduce((a, b) => Math.min(a, b), Infinity),
      high: factor.reduce((a, b) => Math.max(a, b), -Infinity),
    },
    rounds,
    totals: controlsOf(cells.auxiliaries).map(({ margin, category, total, values }) => ({
      margin,
      ...(category === undefined ? {} : { category }),
      before: sum(values, (a) => weight[a] as number),
      after: sum(values, (a) => (weight[a] as number) * (factor[a] as number)),
      total,
    })),
  }
}
