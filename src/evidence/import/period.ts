import type { Quarter, Survey } from './types.ts'

/** A quarter, or a month of ETOE, as a name or the column PER tells it. */
export interface Told extends Quarter {
  month: number | null
}

const quarterOf = (month: number) => Math.ceil(month / 3) as Quarter['quarter']
const ofQuarter = (year: string, quarter: string): Told => ({
  year: fullYear(year),
  quarter: Number(quarter) as Quarter['quarter'],
  month: null,
})
const ofMonth = (year: string, month: string): Told => ({
  year: fullYear(year),
  quarter: quarterOf(Number(month)),
  month: Number(month),
})
/** ENOE begins in 2005: two digits are of this century. */
const fullYear = (year: string): number => (year.length === 2 ? 2000 + Number(year) : Number(year))

const forms: readonly (readonly [RegExp, (match: RegExpExecArray) => Told])[] = [
  // SDEMT119, ENOEN_SDEMT320, ENOE_SDEMT423: quarter and year; SDEMT0520: month and year
  [/(?:sdem|coe[12]|hog|viv)t([1-4])(\d\d)(?!\d)/i, ([, q = '', y = '']) => ofQuarter(y, q)],
  [/(?:sdem|coe[12]|hog|viv)t?(0[1-9]|1[0-2])(\d\d)(?!\d)/i, ([, m = '', y = '']) => ofMonth(y, m)],
  // conjunto_de_datos_sdem_enoe_2023_4t, enoe_2023_4t
  [/(?<!\d)(20\d\d)[_-]([1-4])t(?![a-z\d])/i, ([, y = '', q = '']) => ofQuarter(y, q)],
  // 2019trim1_csv, enoe_n_2020_trim3_csv, 2019T1, 2019-Q1
  [/(?<!\d)(20\d\d)[_-]?(?:trim|t|q)[_-]?([1-4])(?!\d)/i, ([, y = '', q = '']) => ofQuarter(y, q)],
  // trim1_2019, 1t2019
  [/(?<!\d)(?:trim|t|q)([1-4])[_-]?(20\d\d)(?!\d)/i, ([, q = '', y = '']) => ofQuarter(y, q)],
  [/(?<![a-z\d])([1-4])(?:trim|t|q)[_-]?(20\d\d)(?!\d)/i, ([, q = '', y = '']) => ofQuarter(y, q)],
  // etoe_2020_05, 2020-05
  [/etoe.*?(20\d\d)[_-]?(0[1-9]|1[0-2])(?!\d)/i, ([, y = '', m = '']) => ofMonth(y, m)],
  [/(?<!\d)(20\d\d)[_-](0[1-9]|1[0-2])(?!\d)/, ([, y = '', m = '']) => ofMonth(y, m)],
]

/** The period that a name tells, or null. */
export function periodOfName(name: string): Told | null {
  for (const [form, told] of forms) {
    const match = form.exec(name)
    if (match) return told(match)
  }
  return null
}

/** PER: first digit the quarter, then two of the year; null where it is not of that form. */
export function periodOfContent(per: string): Told | null {
  const match = /^([1-4])(\d\d)$/.exec(per.trim().replace(/\.0*$/, ''))
  return match ? ofQuarter(match[2] ?? '', match[1] ?? '') : null
}

/** `2019T1` or `2020-05`; null where it is written otherwise. */
export function readPeriod(code: string): Told | null {
  const [, year = '', quarter, month] = /^(\d{4})(?:T([1-4])|-(0[1-9]|1[0-2]))$/.exec(code) ?? []
  if (quarter) return ofQuarter(year, quarter)
  return month ? ofMonth(year, month) : null
}

export const periodCode = ({ year, quarter, month }: Told): string =>
  month === null ? `${year}T${quarter}` : `${year}-${String(month).padStart(2, '0')}`

export const quarterCode = ({ year, quarter }: Quarter): string => `${year}T${quarter}`

/** Whether two tellings can be of the same file: a month lies in its quarter. */
export const agree = (a: Told, b: Told): boolean =>
  a.year === b.year &&
  a.quarter === b.quarter &&
  (a.month === null || b.month === null || a.month === b.month)

/**
 * ETOE stood in for ENOE from April to June 2020, by telephone, a month at a time; ENOE-N followed from 2020-T3 to 2022-T4.
 * Source: INEGI, page of the programme ENOE, 15 years and over.
 */
export function surveyOf(period: Told): Survey {
  if (period.month !== null || quarterCode(period) === '2020T2') return 'etoe'
  const quarter = quarterCode(period)
  return quarter >= '2020T3' && quarter <= '2022T4' ? 'enoe_n' : 'enoe'
}

/** The weight by INEGI's rule: FAC to 2020-T1 and in ETOE, FAC_TRI from 2020-T3. */
export const weightOf = (period: Told): 'fac' | 'fac_tri' =>
  quarterCode(period) >= '2020T3' ? 'fac_tri' : 'fac'
