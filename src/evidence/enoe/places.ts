/** Where: a place of INEGI's as a domain of the file, and whether the survey was designed to speak for it. */
import type { Only } from '@acuerdo/survey'
import { Problem } from '../../platform/problem.ts'
import type { Columns } from './expression.ts'
import type { Words } from './measure.ts'

/** INEGI's sizes of locality. `more` and `less` are its "más urbanizadas" and "menos urbanizadas"; the other three split `less`. */
export const localities = ['more', 'less', 'medium', 'low', 'rural'] as const
export type Locality = (typeof localities)[number]

export const localityLabels: Readonly<Record<Locality, Words>> = {
  more: {
    es: 'Localidades más urbanizadas (100,000 habitantes y más, y capitales)',
    en: 'More urbanised localities (100,000 inhabitants and over, and state capitals)',
  },
  less: {
    es: 'Localidades menos urbanizadas (menos de 100,000 habitantes)',
    en: 'Less urbanised localities (under 100,000 inhabitants)',
  },
  medium: {
    es: 'Urbano medio (15,000 a 99,999 habitantes)',
    en: 'Medium urban (15,000 to 99,999 inhabitants)',
  },
  low: { es: 'Urbano bajo (2,500 a 14,999 habitantes)', en: 'Low urban (2,500 to 14,999 inhabitants)' },
  rural: { es: 'Rural (menos de 2,500 habitantes)', en: 'Rural (under 2,500 inhabitants)' },
}

/** Values of `t_loc`. */
const localityCodes: Readonly<Record<Locality, number | readonly number[]>> = {
  more: 1,
  less: [2, 3, 4],
  medium: 2,
  low: 3,
  rural: 4,
}

/** `MX`, `09`, `09007`; with a size of locality `MX/more`. `MX/urban` is read as `MX/more`, as the overview calls it. */
export interface Place {
  readonly code: string
  readonly locality?: Locality
}

/** Reads a place's text form; refuses what is no place of INEGI's, saying what was written. */
export function parsePlace(written: string): Place {
  const [code = '', size, more] = written.trim().split('/')
  const state = Number(code.slice(0, 2))
  const real =
    code === 'MX' || (/^\d{2}(\d{3})?$/.test(code) && state >= 1 && state <= 32 && code.slice(2) !== '000')
  const locality = size === 'urban' ? 'more' : localities.find((one) => one === size)
  if (!real || more !== undefined || (size !== undefined && !locality))
    throw new Problem('evidence.place', { written })
  return locality ? { code, locality } : { code }
}

export const placeCode = ({ code, locality }: Place): string => (locality ? `${code}/${locality}` : code)

/** The surveys of this family. ETOE is the telephone survey of April to June 2020; ENOE-N ran from 2020-T3 to 2022. */
export type Survey = 'enoe' | 'enoe_n' | 'etoe'

/** Why an estimate for a place is withheld: the sample was not designed for it, or the file does not cover it. */
export type Unplanned = 'municipality' | 'stateByLocality' | 'etoeNational' | 'notCovered'

export const unplannedReasons: Readonly<Record<Unplanned, Words>> = {
  municipality: {
    es: 'La muestra de la encuesta no se diseñó para municipios ni alcaldías: la estimación no se publica.',
    en: 'The survey’s sample was not designed for municipalities or boroughs: the estimate is not published.',
  },
  stateByLocality: {
    es: 'La muestra se diseñó para cada entidad o para cada tamaño de localidad en el país, no para el cruce de ambos: la estimación no se publica.',
    en: 'The sample was designed for each state, or for each size of locality in the country, not for the two crossed: the estimate is not published.',
  },
  etoeNational: {
    es: 'La ETOE (encuesta telefónica de 2020) se diseñó sólo para el total nacional: la estimación no se publica.',
    en: 'The ETOE (telephone survey of 2020) was designed for the national total only: the estimate is not published.',
  },
  notCovered: {
    es: 'El archivo no trae todas las entidades que este lugar comprende: la estimación no se publica.',
    en: 'The file does not hold all the states that this place comprises: the estimate is not published.',
  },
}

export interface Domain {
  /** Columns with the values that belong to it; none for the whole country. */
  readonly only: Only
  /** Absent for a planned domain. */
  readonly unplanned?: Unplanned
}

export interface Coverage {
  readonly survey: Survey
  /** Codes of the states in the file, 1 to 32. */
  readonly states: ReadonlySet<number>
}

/** The place as a domain of a file, or the columns the file lacks for it. Planned domains: INEGI, ENOE, Diseño de la muestra. */
export function domainOf(
  place: Place,
  columns: Columns,
  coverage: Coverage,
): Domain | { lacks: readonly (readonly string[])[] } {
  const state = place.code === 'MX' ? undefined : Number(place.code.slice(0, 2))
  const municipality = place.code.length === 5 ? Number(place.code.slice(2)) : undefined
  const needed = [
    ...(state === undefined ? [] : ['ent']),
    ...(municipality === undefined ? [] : ['mun']),
    ...(place.locality ? ['t_loc'] : []),
  ]
  const missing = needed.filter((column) => !columns.has(column))
  if (missing.length > 0) return { lacks: [missing] }
  const only = {
    ...(state === undefined ? {} : { ent: state }),
    ...(municipality === undefined ? {} : { mun: municipality }),
    ...(place.locality ? { t_loc: localityCodes[place.locality] } : {}),
  }
  const unplanned = unplannedWhy(state, municipality, place.locality, coverage)
  return { only, ...(unplanned ? { unplanned } : {}) }
}

function unplannedWhy(
  state: number | undefined,
  municipality: number | undefined,
  locality: Locality | undefined,
  { survey, states }: Coverage,
): Unplanned | undefined {
  if (state === undefined ? states.size < 32 : !states.has(state)) return 'notCovered'
  if (municipality !== undefined) return 'municipality'
  if (survey === 'etoe' && (state !== undefined || locality)) return 'etoeNational'
  if (state !== undefined && locality) return 'stateByLocality'
  return undefined
}
