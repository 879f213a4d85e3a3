/** What the sentences of a place are written from: its decided tables, and short ways to name a cell. */
import type { Cell, ColumnKey, Row, Sex, ShownTable, Statistics, TableId } from '../../../evidence/index.ts'
import type { Language } from '../../../kernel/text.ts'
import { list } from '../../../web/format.ts'
import type { Spec } from '../../bound/spec.ts'
import type { Words } from '../../bound/value.ts'
import type { Wording } from '../../content/model.ts'
import { type Part, type Sentence, sentence } from '../draft.ts'
import { nameOf } from './names.ts'

export interface OfPlace extends Statistics {
  place: string
  /** `la Ciudad de México`, after a preposition. */
  where: Words
  period: string
  group: string | null
  level: 90 | 95
}

/** One cell as an item of a sentence. */
export const cell = (
  of: OfPlace,
  table: TableId,
  row: string,
  column: ColumnKey,
  sex: Sex = 'total',
  as: Wording = 'value',
): Part => ({
  as,
  spec: {
    of: 'cell',
    period: of.period,
    place: of.place,
    group: of.group,
    level: of.level,
    table,
    row,
    column,
    sex,
  },
})

export const gap = (of: OfPlace, as: Wording = 'interval'): Part => ({
  as,
  spec: { of: 'gap', period: of.period, place: of.place, level: of.level },
})

export const tableSpec = (
  of: OfPlace,
  table: TableId,
  column: ColumnKey,
  { places = [of.place], bySex = true }: { places?: readonly string[]; bySex?: boolean } = {},
): Spec => ({
  of: 'table',
  period: of.period,
  places: [...places],
  group: of.group,
  level: of.level,
  table,
  column,
  bySex,
})

export const chartSpec = (of: OfPlace, table: TableId, column: ColumnKey): Spec => ({
  of: 'chart',
  period: of.period,
  place: of.place,
  group: of.group,
  level: of.level,
  table,
  column,
})

export const tableOf = (of: OfPlace, id: TableId): ShownTable | undefined =>
  of.tables.find(({ table }) => table.id === id)

export const cellOf = (
  of: OfPlace,
  id: TableId,
  row: string,
  column: ColumnKey,
  sex: Sex = 'total',
): Cell | null => tableOf(of, id)?.rows.find((one) => one.row.key === row)?.cells[column]?.[sex] ?? null

/** The value, where it may be shown. */
export const knownValue = (
  of: OfPlace,
  id: TableId,
  row: string,
  column: ColumnKey,
  sex: Sex = 'total',
): number | null => {
  const found = cellOf(of, id, row, column, sex)
  return found?.shown === 'estimate' ? found.estimate : null
}

/** Of whom the sentences speak: everybody employed, or one worker group. */
export const whoOf = (of: OfPlace): Words =>
  of.group === null
    ? { es: 'las personas ocupadas', en: 'the employed' }
    : { es: 'las personas de este grupo', en: 'the workers in this group' }

/** Whether one row lies above another by more than both their errors: else neither is called the higher. */
export function isAbove(of: OfPlace, id: TableId, high: string, low: string, column: ColumnKey): boolean {
  const [above, below] = [high, low].map((row) => cellOf(of, id, row, column))
  if (!above || !below) return false
  return hasError(above) && hasError(below) && above.low > below.high
}

/** An interval of no width is none: all or none of those who were asked are counted. */
export const hasError = (cell: Cell): cell is Cell & { low: number; high: number } =>
  cell.shown === 'estimate' && cell.low !== null && cell.high !== null && cell.low < cell.high

/** Rows without parts of their own, estimated with more than low precision, the largest first; «not specified» is nobody's row. */
export function ranked(of: OfPlace, id: TableId, column: ColumnKey): Row[] {
  const rows = tableOf(of, id)?.rows ?? []
  const leaves = rows.filter(({ row }, at) => {
    const next = rows[at + 1]?.row
    return row.level > 0 && !(next && next.level > row.level) && !/unspecified|unknown|^other$/.test(row.key)
  })
  return leaves
    .flatMap(({ row, cells }) => {
      const found = cells[column]?.total
      return found?.shown === 'estimate' && found.precision !== null && found.precision !== 'low'
        ? [{ row, value: found.estimate }]
        : []
    })
    .toSorted((a, b) => b.value - a.value)
    .map(({ row }) => row)
}

/**
 * «el comercio (20.1 %), los servicios diversos (12.3 %) y el gobierno (8.0 %)» as a sentence with items, within words of its own: `{rows}`
 * stands for it.
 */
export function listing(
  of: OfPlace,
  table: TableId,
  rows: readonly Row[],
  column: ColumnKey,
  around: Words,
  parts: Sentence['parts'] = {},
): Sentence {
  const items = (lang: Language): string =>
    list(
      rows.map((row, at) => `${nameOf(table, row)[lang]} ({row${at}})`),
      lang,
    )
  return sentence(around.es.replace('{rows}', items('es')), around.en.replace('{rows}', items('en')), {
    ...parts,
    ...Object.fromEntries(rows.map((row, at) => [`row${at}`, cell(of, table, row.key, column)])),
  })
}
