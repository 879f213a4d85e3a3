/** A cited figure as it is shown: never withheld, for it was citable when it was cited. */
import { type Language, said } from '../../kernel/text.ts'
import type { FigureData } from '../../web/components/figure.tsx'
import { columnLabelIn, contrasted, groupByCode, tableById, type Unit } from '../enoe/index.ts'
import type { CellSpec, ContrastSpec, Figure } from '../figures.ts'
import { figureOf } from '../pages/cell.ts'
import { gapOf, ratioOf } from '../pages/contrast-rows.ts'
import { wordsOf } from '../words.ts'
import { definitionOf } from './definition.ts'
import { type Cell, publish } from './publication.ts'
import { traits } from './sides.ts'

export interface ShownFigure {
  cell: Cell
  /** What the newest vintage made of it. */
  moved: Cell | null
  unit: Unit
  /** A difference or ratio: its coefficient of variation says nothing of its precision. */
  isComparison: boolean
  draw(cell: Cell, lang: Language): FigureData
  about(lang: Language): { name: string; measure: string; base: string; definition: string }
}

export function shownFigure(figure: Figure): ShownFigure {
  const { spec } = figure
  return 'contrast' in spec ? comparison(figure, spec) : estimate(figure, spec)
}

function estimate(figure: Figure, spec: CellSpec): ShownFigure {
  const table = tableById(spec.table)
  const row = [...(table?.rows ?? []), ...(table?.otherwise?.rows ?? [])].find((one) => one.key === spec.row)
  const unit = row?.cells[spec.column]?.unit
  if (!table || !row || !unit) throw new Error(`figure ${figure.id} is of a row that no longer exists`)
  return {
    ...decided(figure, unit === 'percent' ? 100 : 1),
    unit,
    isComparison: false,
    draw: (cell, lang) => figureOf(cell, unit, lang),
    about: (lang) => ({
      name: row.label[lang],
      measure: `${columnLabelIn(table, spec.column)[lang]} · ${wordsOf(lang).table[spec.sex]}`,
      base: row.base?.[lang] ?? table.base[lang],
      definition: said(definitionOf(table, row, spec.column), lang),
    }),
  }
}

function comparison(figure: Figure, { contrast }: ContrastSpec): ShownFigure {
  const what = contrasted.find(({ indicator }) => indicator.name === contrast.indicator)?.indicator
  if (!what) throw new Error(`figure ${figure.id} is of an indicator that no longer exists`)
  const isGap = contrast.of === 'difference'
  return {
    ...decided(figure, isGap && what.unit === 'percent' ? 100 : 1),
    unit: what.unit,
    isComparison: true,
    draw: (cell, lang) => (isGap ? gapOf(cell, what.unit, lang) : ratioOf(cell, lang)),
    about: (lang) => {
      const words = wordsOf(lang).contrast
      const [a, b] = [nameOf(contrast.a, lang), nameOf(contrast.b, lang)]
      return {
        name: what.label[lang],
        measure: words[`${contrast.of}Of`](lower(a), lower(b)),
        base: words.title(a, lower(b)),
        definition: what.definition[lang],
      }
    },
  }
}

/** A place stands in the figure's title by its name; here by its code. */
function nameOf(code: string, lang: Language): string {
  const group = code.startsWith('group-') ? groupByCode(code.slice(6)) : undefined
  return (
    (traits[code] ?? group)?.label[lang] ??
    (code === 'all' ? wordsOf(lang).choose.everybody : code.replace('place-', ''))
  )
}

function decided(figure: Figure, scale: number): Pick<ShownFigure, 'cell' | 'moved'> {
  const decide = (given: Figure['estimate']) =>
    publish(
      {
        ...given,
        estimate: given.estimate === null ? null : given.estimate * scale,
        se: given.se === null ? null : given.se * scale,
      },
      { unplanned: null, minimumCases: 0, level: figure.spec.level, revealed: false },
    )
  return {
    cell: decide(figure.estimate),
    moved: figure.recomputed ? decide(figure.recomputed.estimate) : null,
  }
}

const lower = (name: string): string => name.charAt(0).toLocaleLowerCase('es') + name.slice(1)
