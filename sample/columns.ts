import type { Psu, Quarter } from './design.ts'
import type { Employment } from './employment.ts'
import type { Household, Person } from './people.ts'
import type { Situation } from './work.ts'

/** One person of the file with everything that its columns tell. */
export interface Row {
  quarter: Quarter
  household: Household
  psu: Psu
  person: Person
  weight: number
  /** Null below twelve years, for those who left, and where the interview was broken off. */
  situation: Situation | null
}

/** A column by INEGI's name, and what stands in it; '' is INEGI's blank. */
export type Column = readonly [name: string, value: (row: Row) => number | string]

export const BLANK = ''
export const NOT_APPLICABLE = 0

export const left = ({ person }: Row): boolean => person.residence === 2
/** The person belongs to the population that INEGI describes. */
export const counted = (row: Row): boolean => row.household.complete && !left(row)

/** Asked of everybody who lives there, even where the interview was broken off. */
export const asked = (value: (person: Person) => number | string) => (row: Row) =>
  left(row) ? BLANK : value(row.person)
export const employed = (value: (job: Employment, row: Row) => number) => (row: Row) =>
  row.situation?.status === 'employed' ? value(row.situation.employment, row) : NOT_APPLICABLE
/** An answer of the questionnaire: blank unless asked. */
export const answer = (value: (job: Employment, row: Row) => number | string) => (row: Row) =>
  row.situation?.status === 'employed' ? value(row.situation.employment, row) : BLANK
export const when = (condition: boolean, value: number): number | string => (condition ? value : BLANK)

/** Names a person within a quarter and, but for visit and period, over quarters; the same in all three tables. */
export const key: readonly Column[] = [
  ['cd_a', ({ psu }) => psu.city],
  ['ent', ({ psu }) => psu.state],
  ['con', ({ psu }) => psu.control],
  ['upm', ({ psu }) => psu.upm],
  ['d_sem', ({ psu }) => psu.panel * 100 + psu.week],
  ['n_pro_viv', ({ household }) => household.number],
  ['v_sel', ({ household }) => household.dwelling],
  ['n_hog', () => 1],
  ['h_mud', () => 0],
  ['n_ent', ({ psu }) => psu.visit],
  ['per', ({ quarter }) => quarter.quarter * 100 + (quarter.year % 100)],
  ['n_ren', ({ person }) => person.line],
]

/** The first week of a quarter belongs to no month in INEGI's calendar. */
const month = ({ psu, quarter }: Row): number =>
  psu.week === 1 ? 95 + quarter.quarter : quarter.quarter * 3 - 2 + Math.floor((psu.week - 2) / 4)

export const closing: readonly Column[] = [
  ['tipo', () => 1],
  ['mes_cal', month],
  ['fac_tri', ({ weight }) => weight],
  ['fac_men', ({ psu, weight }) => (psu.week === 1 ? 0 : Math.round((weight * 13) / 4))],
]

/** No column of INEGI's: every row of every table says that nobody in it exists. */
export const fictitious: Column = ['muestra_ficticia', () => 1]

export const ur: Column = ['ur', ({ psu }) => (psu.locality === 4 ? 2 : 1)]
export const interview: Column = ['r_def', ({ household }) => (household.complete ? 0 : 15)]
