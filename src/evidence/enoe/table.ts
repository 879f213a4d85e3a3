/** The shape of an overview table and the few functions that build its rows. */
import { type Measure, share, total, type Words } from './measure.ts'

export const tableIds = [
  'population',
  'informality',
  'sector',
  'status',
  'branch',
  'age',
  'education',
  'hours',
  'income',
  'workplace',
  'groups',
  'health',
  'change',
] as const
export type TableId = (typeof tableIds)[number]

/**
 * number: people. share: of the row's base (`Row.base`, else the table's). informality: share of the row's people in informal
 * employment (TIL1 of the row). women: share of the row's people who are women. value: a mean or a rate in its own unit.
 */
export type ColumnKey = 'number' | 'share' | 'informality' | 'women' | 'value'

export interface Row {
  /** Unique within its table. */
  readonly key: string
  readonly label: Words
  /** 0: a heading or the base; 1 and deeper: parts of the nearest row above with a smaller level. */
  readonly level: 0 | 1 | 2 | 3
  readonly cells: Readonly<Partial<Record<ColumnKey, Measure>>>
  /** What the row's share is a share of, where it differs from the table's base. */
  readonly base?: Words
  /** Said under the table when the row is shown. */
  readonly note?: Words
}

export interface Table {
  readonly id: TableId
  /** Position in the overview, from 1. */
  readonly number: number
  readonly title: Words
  /** Whom the table counts, and what its shares are shares of. */
  readonly base: Words
  readonly columns: readonly ColumnKey[]
  readonly rows: readonly Row[]
  /** What the column `value` is called in this table, with its unit: `Promedio y mediana, horas`. */
  readonly valueLabel?: Words
  /** Rows that stand in when the file has the columns for none of `rows` but the first (the base), and why they differ. */
  readonly otherwise?: { readonly rows: readonly Row[]; readonly because: Words }
  /** `column`: it is of that one alone. */
  readonly notes?: readonly (Words & { readonly column?: ColumnKey })[]
}

export const columnLabels: Readonly<Record<ColumnKey, Words>> = {
  number: { es: 'Personas', en: 'People' },
  share: { es: 'Porcentaje', en: 'Per cent' },
  informality: { es: 'Tasa de informalidad, %', en: 'Informality rate, %' },
  women: { es: 'Porcentaje de mujeres', en: 'Percentage of women' },
  value: { es: 'Valor', en: 'Value' },
}

/** A column's name in a table; the values of some have one of their own. */
export const columnLabelIn = (table: Table, column: ColumnKey): Words =>
  (column === 'value' ? table.valueLabel : undefined) ?? columnLabels[column]

/** A row's name where it stands alone: of a value, with the heading that says what it is a mean or median of. */
export function rowLabel(table: Table, row: Row): Words {
  if (!row.cells.value || row.level === 0) return row.label
  const heading = table.rows.slice(0, table.rows.indexOf(row)).findLast(({ level }) => level < row.level)
  if (!heading) return row.label
  const joined = (language: keyof Words): string =>
    `${heading.label[language]}, ${row.label[language].charAt(0).toLocaleLowerCase('es')}${row.label[language].slice(1)}`
  return { es: joined('es'), en: joined('en') }
}

type Level = Row['level']
type More = Pick<Row, 'base' | 'note'>

/** Rows that count employed people: number, share of `base`, informality and women. `is` is a concept without braces. */
export const rowsWithin =
  (base: string) =>
  (key: string, is: string, level: Level, es: string, en: string, more: More = {}): Row => ({
    key,
    label: { es, en },
    level,
    cells: {
      number: total(`{${is}}`),
      ...(is === base ? {} : { share: share(`{${is}}`, `{${base}}`) }),
      informality: share('{informal}', `{${is}}`),
      women: share('{woman}', `{${is}}`),
    },
    ...more,
  })

/** A row with one value: a mean, a rate or a number that stands by itself. */
export const valueRow = (
  key: string,
  value: Measure,
  level: Level,
  es: string,
  en: string,
  more: More = {},
): Row => ({
  key,
  label: { es, en },
  level,
  cells: { value },
  ...more,
})
