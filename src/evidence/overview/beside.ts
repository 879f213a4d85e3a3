/** Our estimates of a table or a cell with what others published of the same people, place and period; decided before it is drawn. */
import type { Asker, ReadTx } from '../../kernel/transaction.ts'
import type { ColumnKey, Row, Unit, Words } from '../enoe/index.ts'
import { type Published, placeWithSize, publishedFor } from '../published.ts'
import { type Compared, claimOf, compare } from '../published-rules.ts'
import type { Sex } from './estimates.ts'
import type { ShownTable } from './present.ts'
import type { Cell } from './publication.ts'
import type { ChosenPlace, Selection } from './selection.ts'

export interface Beside {
  place: ChosenPlace
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
  shown: ShownTable
}

/** Of every cell in these columns. A worker group is in no publication of ours: with one chosen there is nothing to compare. */
export async function besideTable(
  tx: ReadTx,
  asker: Asker,
  { vintage, group }: Pick<Selection, 'vintage' | 'group'>,
  sides: readonly Side[],
  columns: readonly ColumnKey[],
): Promise<Beside[]> {
  if (group) return []
  const cells = sides.flatMap(({ place, shown }) =>
    rowsOf(shown).flatMap((row) =>
      columns.flatMap((column) => {
        const measure = row.cells[column]
        const claim = measure && claimOf(measure)
        const own = shown.rows.find((one) => one.row.key === row.key)?.cells[column] ?? null
        return measure && claim ? [{ place, row, unit: measure.unit, claim, own }] : []
      }),
    ),
  )
  const published = await publishedFor(tx, asker, {
    period: vintage.period,
    places: sides.map(({ place }) => place.code),
    indicators: cells.map(({ claim }) => claim.code),
  })
  return cells.flatMap(({ place, row, unit, claim, own }) =>
    published
      .filter((one) => one.indicator === claim.code && placeWithSize(one) === place.code)
      .map((one) => {
        const cell = own?.[one.sex] ?? null
        return {
          place,
          label: row.label,
          sex: one.sex,
          unit,
          own: cell,
          published: one,
          compared: comparedTo(cell, one, vintage.isSample),
        }
      }),
  )
}

/** With the rows that the file is too poor for: a publication may have them. */
const rowsOf = ({ table, rows }: ShownTable): readonly Row[] => {
  const shown = rows.map(({ row }) => row)
  return [...shown, ...table.rows.filter(({ key }) => !shown.some((row) => row.key === key))]
}

/** A withheld estimate is never given away by its difference from a published one. */
const comparedTo = (cell: Cell | null, published: Published, isSample: boolean): Compared | null =>
  cell?.shown === 'estimate' && !cell.withheld
    ? compare({ estimate: cell.estimate, cv: cell.cv, isSample }, published)
    : null
