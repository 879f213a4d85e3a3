/**
 * The variables of ENOE, ENOE-N and ETOE that the importer knows: name, type, years, label.
 * Types are given here and never guessed from the data, so that a column is the same in every quarter.
 *
 * A line reads `name | type | years | label es | label en`.
 * Types: `i` whole number (codes too: 09 is 9), `d` number with decimals (weights too: their products with money stay exact and
 * never overflow), `c` code that may hold letters, kept as text without leading zeros, `t` text.
 * Years: empty, in every quarter; `2020T3-`, from; `-2020T2`, up to; `?`, in some quarters only, so never reported as missing.
 *
 * Source of names and types: INEGI, structure of the ENOE data base (FD) 2023, and the files of 2015, 2019 and 2020; labels are ours.
 */

import { coe1 } from './variables/coe1.ts'
import { coe2 } from './variables/coe2.ts'
import { sdem } from './variables/sdem.ts'

export type VariableType = 'integer' | 'decimal' | 'code' | 'text'
export type PersonTable = 'sdem' | 'coe1' | 'coe2'

export interface Variable {
  name: string
  table: PersonTable
  type: VariableType
  label: { es: string; en: string }
  /** First and last quarter in which INEGI's file has it; `sometimes`: not in every quarter. */
  since: string | null
  until: string | null
  sometimes: boolean
}

const types: Record<string, VariableType> = { i: 'integer', d: 'decimal', c: 'code', t: 'text' }

const parse = (table: PersonTable, lines: string): Variable[] =>
  lines
    .trim()
    .split('\n')
    .map((line) => {
      const [name = '', type = '', years = '', es = '', en = ''] = line.split('|').map((cell) => cell.trim())
      const known = types[type]
      if (!name || !known || !es || !en) throw new Error(`Line of the catalogue not understood: ${line}`)
      const [since = '', until = ''] = years === '?' ? [] : years.split('-')
      return {
        name,
        table,
        type: known,
        label: { es, en },
        since: since || null,
        until: until || null,
        sometimes: years === '?',
      }
    })

/** All of them; SDEM's first, as a name that stands in two tables means what it means in SDEM. */
export const variables: readonly Variable[] = [
  ...parse('sdem', sdem),
  ...parse('coe1', coe1),
  ...parse('coe2', coe2),
]

const byName = new Map<string, Variable>()
for (const variable of variables) if (!byName.has(variable.name)) byName.set(variable.name, variable)

/** By canonical name; undefined where the importer does not know it (such a column is kept as text). */
export const variable = (name: string): Variable | undefined => byName.get(name)

/** Names that INEGI's file of this table and quarter (`2019T1`) has. */
export const expectedNames = (table: PersonTable, quarter: string): string[] =>
  variables
    .filter(
      ({ table: its, since, until, sometimes }) =>
        its === table && !sometimes && (!since || since <= quarter) && (!until || quarter <= until),
    )
    .map(({ name }) => name)

/** What names a person within a quarter, in all tables of persons; the last three since 2020-T3 only. */
export const personKey = [
  'cd_a', 'ent', 'con', 'upm', 'v_sel', 'n_hog', 'h_mud', 'n_ren', 'tipo', 'mes_cal', 'ca',
] as const // biome-ignore format: one line reads better

/** Without these no two tables can be joined, nor a person be told from another. */
export const leastKey = ['ent', 'con', 'v_sel', 'n_hog', 'n_ren'] as const
