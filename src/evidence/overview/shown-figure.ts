/** A cited figure as it is shown: never withheld, for it was citable when it was cited. */

import { methodOfChange } from '@acuerdo/survey/words'
import { type Language, said } from '../../kernel/text.ts'
import type { FigureData } from '../../web/components/figure.tsx'
import {
  columnLabelIn,
  contrasted,
  groupByCode,
  localities,
  localityLabels,
  subjects,
  tableById,
  type Unit,
} from '../enoe/index.ts'
import type { CellSpec, ChangeSpec, ContrastSpec, Figure } from '../figures.ts'
import { figureOf } from '../pages/cell.ts'
import { changeSaid } from '../pages/change-rows.ts'
import { gapOf, ratioOf } from '../pages/contrast-rows.ts'
import { wordsOf } from '../words.ts'
import { definitionOf } from './definition.ts'
import type { Sex } from './estimates.ts'
import { contrastInWords, estimateInWords, paragraphOf, ratioInWords } from './in-words.ts'
import { type Cell, publish, scaled } from './publication.ts'
import { withArticle } from './sentences.ts'
import { traits } from './sides.ts'
import { cellSubject, subjectOf } from './subject.ts'

export interface ShownFigure {
  cell: Cell
  /** What the newest vintage made of it. */
  moved: Cell | null
  unit: Unit
  /** A difference or ratio: its coefficient of variation says nothing of its precision. */
  isComparison: boolean
  draw(cell: Cell, lang: Language): FigureData
  about(lang: Language): { name: string; measure: string; base: string; definition: string }
  /** How the error of a comparison was calculated; null for an estimate. */
  method(lang: Language): string | null
  /** All of it as a paragraph. `names`: of places, by code. */
  inWords(lang: Language, names: ReadonlyMap<string, string>): string | null
}

export function shownFigure(figure: Figure): ShownFigure {
  const { spec } = figure
  if ('change' in spec) return change(figure, spec)
  return 'contrast' in spec ? comparison(figure, spec) : estimate(figure, spec)
}

function estimate(figure: Figure, spec: CellSpec): ShownFigure {
  const table = tableById(spec.table)
  const row = [...(table?.rows ?? []), ...(table?.otherwise?.rows ?? [])].find((one) => one.key === spec.row)
  const unit = row?.cells[spec.column]?.unit
  if (!table || !row || !unit) throw new Error(`figure ${figure.id} is of a row that no longer exists`)
  return {
    ...decided(figure, unit),
    unit,
    isComparison: false,
    method: () => null,
    inWords: (lang, names) =>
      estimateInWords(decided(figure, unit).cell, {
        lang,
        label: subjectOf(cellSubject(table, row, spec.column, lang), whom(spec, lang, names), lang),
        unit,
      }),
    draw: (cell, lang) => figureOf(cell, unit, lang),
    about: (lang) => ({
      name: row.label[lang],
      measure: `${columnLabelIn(table, spec.column)[lang]} · ${wordsOf(lang).table[spec.sex]}`,
      base: row.base?.[lang] ?? table.base[lang],
      definition: said(definitionOf(table, row, spec.column), lang),
    }),
  }
}

function comparison(figure: Figure, spec: ContrastSpec): ShownFigure {
  const { contrast } = spec
  const what = contrasted.find(({ indicator }) => indicator.name === contrast.indicator)?.indicator
  if (!what) throw new Error(`figure ${figure.id} is of an indicator that no longer exists`)
  const isGap = contrast.of === 'difference'
  const { cell, moved, sides } = decided(figure, isGap ? what.unit : 'number', what.unit)
  return {
    cell,
    moved,
    unit: what.unit,
    isComparison: true,
    method: (lang) => wordsOf(lang).contrast.method,
    inWords: (lang, names) => {
      const { group, place } = whom({ ...spec, sex: 'total' }, lang, names)
      const [a, b] = [contrast.a, contrast.b].map((code) => phraseOf(code, lang, names))
      const isOfPlaces = [contrast.a, contrast.b].every((code) => code.startsWith('place-'))
      const subject = subjects[what.name]?.[lang] ?? what.label[lang]
      const label = subjectOf(subject, { sex: 'total', group, place: isOfPlaces ? null : place }, lang)
      const telling = { lang, label, unit: what.unit, a: a ?? '', b: b ?? '' }
      const said = isGap
        ? contrastInWords({ a: sides?.[0] ?? unknown, b: sides?.[1] ?? unknown, difference: cell }, telling)
        : ratioInWords(cell, telling)
      return said && paragraphOf(said)
    },
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

function change(figure: Figure, spec: ChangeSpec): ShownFigure {
  const { indicator, sex, before, after, method } = spec.change
  const table = tableById('change')
  const row = table?.rows.find((one) => one.key === indicator)
  const unit = row?.cells.value?.unit
  if (!table || !row || !unit) throw new Error(`figure ${figure.id} is of a row that no longer exists`)
  const { cell, moved, sides } = decided(figure, unit, unit)
  return {
    cell,
    moved,
    unit,
    isComparison: true,
    draw: (one, lang) => gapOf(one, unit, lang, sides?.[1]),
    method: (lang) => `${methodOfChange(method, lang)}.`,
    about: (lang) => ({
      name: row.label[lang],
      measure: wordsOf(lang).table[sex],
      base: '',
      definition: said(definitionOf(table, row, 'value'), lang),
    }),
    inWords: (lang, names) => {
      if (!sides) return null
      const rows = { row, unit, before: sides[0], after: sides[1], difference: cell }
      const said = changeSaid(lang, rows, { before, after, method, ...whom({ ...spec, sex }, lang, names) })
      return said && paragraphOf(said)
    },
  }
}

/** Of whom a figure is, by the names that people read. */
function whom(
  { sex, group, place }: { sex: Sex; group: string | null; place: string },
  lang: Language,
  names: ReadonlyMap<string, string>,
) {
  const size = localities.find((one) => place === `MX/${one}`)
  const name = size ? localityLabels[size][lang] : names.get(place)
  return {
    sex,
    group: group === null ? null : (groupByCode(group)?.label[lang] ?? group),
    place: name === undefined ? null : { code: place, name },
  }
}

function phraseOf(code: string, lang: Language, names: ReadonlyMap<string, string>): string {
  const isEs = lang === 'es'
  if (code.startsWith('place-')) {
    const place = code.slice('place-'.length)
    return `${isEs ? 'en' : 'in'} ${withArticle(place, names.get(place) ?? place, lang)}`
  }
  return traits[code]?.phrase[lang] ?? `${isEs ? 'entre' : 'among'} ${lower(nameOf(code, lang))}`
}

/** A place stands in the figure's title by its name; here by its code. */
function nameOf(code: string, lang: Language): string {
  const group = code.startsWith('group-') ? groupByCode(code.slice(6)) : undefined
  return (
    (traits[code] ?? group)?.label[lang] ??
    (code === 'all' ? wordsOf(lang).choose.everybody : code.replace('place-', ''))
  )
}

/** @param of the unit of the sides, where the figure compares two */
function decided(figure: Figure, unit: Unit | 'number', of?: Unit) {
  const decide = (given: Figure['estimate'], as: Unit | 'number'): Cell =>
    publish(as === 'number' ? given : scaled(given, as), {
      unplanned: null,
      minimumCases: 0,
      level: figure.spec.level,
      revealed: false,
    })
  const { sides } = figure.estimate
  return {
    cell: decide(figure.estimate, unit),
    moved: figure.recomputed ? decide(figure.recomputed.estimate, unit) : null,
    sides: sides && of ? ([decide(sides[0], of), decide(sides[1], of)] as const) : null,
  }
}

/** A side of a comparison that was cited without its sides. */
const unknown: Cell = { shown: 'lacks', columns: [] }

const lower = (name: string): string => name.charAt(0).toLocaleLowerCase('es') + name.slice(1)
