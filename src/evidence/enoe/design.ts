/** How ENOE's sample is told to the survey library, and why an error cannot be given where the file lacks a part of it. */
import { universe } from './concepts.ts'
import type { Columns } from './expression.ts'
import type { Words } from './measure.ts'

export interface SurveyDesign {
  readonly weight: string
  /** Both or none: without them there are estimates and no errors. */
  readonly strata?: string
  readonly psu?: string
  /** Rows whose PSUs count for the design: complete interviews, whoever lives there. */
  readonly counted: string
  /** The domain in which every indicator lives; never a filter of rows, which would lose PSUs. */
  readonly universe: string
  /** Columns of the design that the file lacks, for `noErrorReason`. */
  readonly lacks: readonly string[]
}

/** The sample design of a file with these columns; `undefined` where it has no weight, for then nothing can be estimated. */
export function designOf(columns: Columns): SurveyDesign | undefined {
  const weight = ['fac_tri', 'fac'].find((column) => columns.has(column))
  if (!weight) return undefined
  const lacks = ['est_d', 'upm'].filter((column) => !columns.has(column))
  return {
    weight,
    ...(lacks.length === 0 ? { strata: 'est_d', psu: 'upm' } : {}),
    counted: 'r_def = 0',
    universe,
    lacks,
  }
}

/** The reason to show beside an estimate without an error. */
export function noErrorReason(lacks: readonly string[]): Words {
  const names = lacks.map((column) => column.toUpperCase())
  return {
    es: `No se da error ni intervalo: el archivo no trae ${names.join(' ni ')}, con que se calculan.`,
    en: `No error or interval is given: the file has no ${names.join(' and no ')}, from which they are computed.`,
  }
}
