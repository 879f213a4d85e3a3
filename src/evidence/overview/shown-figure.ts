/** A cited figure as it is shown: never withheld, for it was citable when it was cited. */
import { tableById } from '../enoe/index.ts'
import type { Figure } from '../figures.ts'
import { publish } from './publication.ts'

/** A kept figure as it is shown: its cell, and what the newest vintage made of it. */
export function shownFigure(figure: Figure) {
  const { spec } = figure
  const table = tableById(spec.table)
  const row = [...(table?.rows ?? []), ...(table?.otherwise?.rows ?? [])].find((one) => one.key === spec.row)
  const unit = row?.cells[spec.column]?.unit
  if (!table || !row || !unit) throw new Error(`figure ${figure.id} is of a row that no longer exists`)
  const scale = unit === 'percent' ? 100 : 1
  const decide = (estimate: Figure['estimate']) =>
    publish(
      {
        ...estimate,
        estimate: estimate.estimate === null ? null : estimate.estimate * scale,
        se: estimate.se === null ? null : estimate.se * scale,
      },
      { unplanned: null, minimumCases: 0, level: spec.level, revealed: false },
    )
  return {
    table,
    row,
    unit,
    cell: decide(figure.estimate),
    moved: figure.recomputed ? decide(figure.recomputed.estimate) : null,
  }
}
