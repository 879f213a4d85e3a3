/** Numbers the strata and PSUs of rows as they are met. */
import type { DuckDBDataChunk } from '@duckdb/node-api'
import { Interner } from './intern.ts'
import { type Bound, type Label, labelOf } from './sql.ts'
import { constantFpc, populations } from './stages.ts'
import { halves, isMissing, validity } from './vectors.ts'

export class PsusMet {
  readonly strata = new Interner('many')
  /** Of each stratum. */
  readonly labels: Label[] = []
  /** PSUs in the population of each stratum, where `fpc` says. */
  readonly population: number[] = []
  readonly psus = new Interner('many')
  /** Of each row of the chunk, its PSU. */
  readonly of = new Int32Array(4096)
  /** Rows without a stratum, and without a PSU. */
  readonly missing = { strata: 0, psu: 0 }

  /** `perRow`: each row is a PSU of its own. */
  constructor(private readonly perRow: boolean) {}

  /** `before`: rows of the chunks before this one. @throws SurveyError `specification` where `fpc` is not constant in a stratum */
  place(chunk: DuckDBDataChunk, at: Pick<Bound, 'stratum' | 'psu' | 'fpc'>, before: number): void {
    const { stratum: stratumKey, psu: psuKey } = at
    const rows = chunk.rowCount
    const stratumOf = stratumKey === null ? null : halves(chunk, stratumKey.column, rows)
    const stratumMap = stratumKey === null ? null : validity(chunk, stratumKey.present, rows)
    const psuOf = psuKey === null ? null : halves(chunk, psuKey.column, rows)
    const psuMap = psuKey === null ? null : validity(chunk, psuKey.present, rows)
    const fpc = at.fpc === null ? null : populations(chunk, at.fpc, rows)
    let last = -1
    for (let row = 0; row < rows; row++) {
      // Files lie in the order of their PSUs: most rows belong to the PSU of the row before.
      if (
        last >= 0 &&
        same(stratumOf, row) &&
        psuOf !== null &&
        same(psuOf, row) &&
        stratumMap === null &&
        psuMap === null &&
        fpc === null
      ) {
        this.of[row] = last
        continue
      }
      if (isMissing(stratumMap, row)) this.missing.strata++
      if (isMissing(psuMap, row)) this.missing.psu++
      let stratum = 0
      if (stratumOf === null) {
        if (this.strata.size === 0) this.strata.of(0, 0, 0)
      } else stratum = this.strata.of(0, stratumOf[2 * row] as number, stratumOf[2 * row + 1] as number)
      if (stratum === this.labels.length) {
        this.labels.push(stratumKey === null ? null : labelOf(chunk, stratumKey, row))
        if (fpc !== null) this.population.push(fpc[row] as number)
      }
      if (fpc !== null)
        constantFpc(this.population[stratum] as number, fpc[row] as number, String(this.labels[stratum]), 1)
      this.of[row] =
        psuOf === null
          ? this.psus.of(stratum, this.perRow ? before + row : 0, 0)
          : this.psus.of(stratum, psuOf[2 * row] as number, psuOf[2 * row + 1] as number)
      last = this.of[row] as number
    }
  }
}

/** Whether a row's 64 bits are those of the row before. */
function same(lanes: Int32Array | null, row: number): boolean {
  return (
    lanes === null || (lanes[2 * row] === lanes[2 * row - 2] && lanes[2 * row + 1] === lanes[2 * row - 1])
  )
}
