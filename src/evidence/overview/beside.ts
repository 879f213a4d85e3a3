/** Our estimates of a table or a cell with what others published of the same people, place and period; decided before it is drawn. */
import type { Asker, ReadTx } from '../../kernel/transaction.ts'
import { type ColumnKey, type Row, rowLabel, type Table, type Unit, type Words } from '../enoe/index.ts'
import { type Published, placeWithSize, publishedFor } from '../published.ts'
import { type Compared, claimOf, compare } from '../published-rules.ts'
import type { Sex } from './estimates.ts'
import type { ShownRow, ShownTable } from './present.ts'
import type { Cell } from './publication.ts'
import type { ChosenPlace, Selection } from './selection.ts'

export interface Beside {
  place: ChosenPlace
  /** Which cell of the table. */
  row: string
  column: ColumnKey
  label: Words
  sex: Sex
  unit: Unit
  /** Null: the table has no such cell with this file. */
  own: Cell | null
  published: Published
  /** Null where there is nothing of ours that may be shown. */
  compared: Compared | null
}

interface Side {
  place: ChosenPlace
  table: Table
  rows: readonly ShownRow[]
  /** Rows that the file is too poor for: a publication may have them. */
  lacking: readonly Row[]
}

type Of = Pick<Selection, 'vintage' | 'group'>

/** Of every cell of a table in these columns; with two places compared, of both. */
export const besideTable = (
  tx: ReadTx,
  asker: Asker,
  selection: Of,
  sides: readonly { place: ChosenPlace; shown: ShownTable }[],
  columns: readonly ColumnKey[],
): Promise<Beside[]> =>
  beside(
    tx,
    asker,
    selection,
    sides.map(({ place, shown: { rows, table } }) => ({
      place,
      table,
      rows,
      lacking: table.rows.filter(({ key }) => !rows.some(({ row }) => row.key === key)),
    })),
    columns,
  )

interface BesideCell {
  place: ChosenPlace
  table: Table
  row: ShownRow
  column: ColumnKey
  sex: Sex
}

/** Of one cell. */
export async function besideCell(
  tx: ReadTx,
  asker: Asker,
  selection: Of,
  { place, table, row, column, sex }: BesideCell,
): Promise<Beside[]> {
  const found = await beside(tx, asker, selection, [{ place, table, rows: [row], lacking: [] }], [column])
  return found.filter((one) => one.sex === sex)
}

/** No publication that we read is of a worker group's own table: with a group chosen there is nothing to compare. */
async function beside(
  tx: ReadTx,
  asker: Asker,
  { vintage, group }: Of,
  sides: readonly Side[],
  columns: readonly ColumnKey[],
): Promise<Beside[]> {
  if (group) return []
  const cells = sides.flatMap(({ place, table, rows, lacking }) =>
    [...rows, ...lacking.map((row): ShownRow => ({ row, cells: {} }))].flatMap((one) =>
      columns.flatMap((column) => {
        const measure = one.row.cells[column]
        const claim = measure && claimOf(measure)
        return measure && claim
          ? [
              {
                place,
                table,
                row: one.row,
                column,
                unit: measure.unit,
                claim,
                own: one.cells[column] ?? null,
              },
            ]
          : []
      }),
    ),
  )
  const published = await publishedFor(tx, asker, {
    period: vintage.period,
    places: sides.map(({ place }) => place.code),
    indicators: cells.map(({ claim }) => claim.code),
  })
  return cells.flatMap(({ place, table, row, column, unit, claim, own }) =>
    published
      .filter((one) => one.indicator === claim.code && placeWithSize(one) === place.code)
      .map((one) => {
        const cell = own?.[one.sex] ?? null
        return {
          place,
          row: row.key,
          column,
          label: rowLabel(table, row),
          sex: one.sex,
          unit,
          own: cell,
          published: one,
          compared: comparedTo(cell, one, vintage.isSample),
        }
      }),
  )
}

/** A withheld estimate is never given away by its difference from a published one. */
const comparedTo = (cell: Cell | null, published: Published, isSample: boolean): Compared | null =>
  cell?.shown === 'estimate' && !cell.withheld
    ? compare({ estimate: cell.estimate, cv: cell.cv, isSample }, published)
    : null
