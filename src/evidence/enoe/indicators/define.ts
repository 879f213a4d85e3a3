/** One entry of the catalogue of indicators. */
import type { Measure, Words } from '../measure.ts'

export interface Indicator extends Measure {
  /** Short, lower case; stable, for it is stored with cited figures. */
  readonly name: string
  readonly label: Words
  /** One exact sentence in plain words; INEGI's own terms. */
  readonly definition: Words
  /** INEGI's document that defines it. */
  readonly source: string
  /** Raised when a definition changes: a figure keeps the version it was made with. */
  readonly version: number
}

export const published = 'INEGI, ENOE, Indicadores estratégicos'
export const rebuilt = 'INEGI, ENOE, Reconstrucción de variables'
export const informality = 'INEGI, La informalidad laboral. Manual de conceptos (matriz Hussmanns)'

export const define = (
  name: string,
  what: Measure,
  label: Words,
  definition: Words,
  source: string,
): Indicator => ({
  name,
  ...what,
  label,
  definition,
  source,
  version: 1,
})
