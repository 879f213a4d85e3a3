/** Bound tables, charts, texts and lists as blocks of a document. */
import type { Language } from '../../kernel/text.ts'
import type * as doc from '../../platform/document/model.ts'
import type { BoundChart, BoundList, BoundTable, Measured, Value, Words } from '../bound/value.ts'
import { bareValue, limitsIn, valueIn } from '../bound/wording.ts'
import { svgOf } from './drawing.ts'
import { outputWords } from './words.ts'

export interface Showing {
  lang: Language
  /** Null: the item's own title. */
  caption: doc.Prose | null
  /** By which the text refers to it. */
  id: string
  /** Id of its source. */
  source: string | null
  /** Address of its own page, for members on the web; null: none. */
  link: string | null
  isMoved: boolean
}

export function exhibitBlock(value: Exclude<Value, { is: 'gone' }>, showing: Showing): doc.Block[] {
  const notice: doc.Block[] = showing.isMoved
    ? [{ block: 'notice', tone: 'attention', text: outputWords(showing.lang).moved }]
    : []
  return [...notice, ...blocksOf(value, showing)]
}

function blocksOf(value: Exclude<Value, { is: 'gone' }>, showing: Showing): doc.Block[] {
  const { lang } = showing
  switch (value.is) {
    case 'table':
      return [tableOf(value, showing)]
    case 'chart':
      return [chartOf(value, showing)]
    case 'list':
      return [listOf(value, showing)]
    case 'text':
      return [
        { block: 'quote', text: value.text[lang], by: [{ text: value.attribution[lang] }, ...cite(showing)] },
      ]
    case 'number':
      return [
        {
          block: 'keyFigures',
          items: [
            { value: valueIn(value, lang), label: value.name[lang], detail: limitsIn(value, lang) ?? '' },
          ],
        },
      ]
  }
}

const cite = ({ source }: Showing): doc.Inline[] => (source === null ? [] : [{ text: ' ' }, { cite: source }])

const sourceLine = (value: { source: Words }, showing: Showing): doc.Inline[] => [
  // The list of sources has the whole.
  {
    text: value.source[showing.lang].replace(/\. .*$/s, '.'),
    ...(showing.link === null ? {} : { link: showing.link }),
  },
  ...cite(showing),
]

function tableOf(table: BoundTable, showing: Showing): doc.Table {
  const { lang } = showing
  const groups = groupsOf(table, lang)
  // Rows of one rank are no totals.
  const hasParts = table.rows.some(({ level }) => level > 0)
  return {
    block: 'table',
    id: showing.id,
    caption: showing.caption ?? table.title[lang],
    ...(groups ? { groups } : {}),
    head: [table.label[lang], ...table.columns.map(({ head }) => head[lang])],
    // A mark of precision behind a number keeps it in its column.
    columns: [{}, ...table.columns.map(() => ({ align: 'end' as const }))],
    rows: table.rows.map(({ label, level, cells }) => {
      const row = [indented(label[lang], level), ...cells.map((cell) => cellOf(cell, lang))]
      return level === 0 && hasParts ? { as: 'total' as const, cells: row } : row
    }),
    notes: table.notes.map((note) => note[lang]),
    source: sourceLine(table, showing),
  }
}

/** Columns under one place are one group; none where every column stands for itself. */
function groupsOf(table: BoundTable, lang: Language): { text: string; span: number }[] | null {
  if (!table.columns.some(({ group }) => group)) return null
  const groups: { text: string; span: number }[] = [{ text: '', span: 1 }]
  for (const { group } of table.columns) {
    const text = group?.[lang] ?? ''
    const last = groups.at(-1)
    if (last && last.text === text && groups.length > 1) last.span += 1
    else groups.push({ text, span: 1 })
  }
  return groups
}

/** En spaces, which neither Word nor a browser takes away. */
const indented = (text: string, level: number): string => `${'\u2002'.repeat(level)}${text}`

const isMeasured = (cell: Measured | Words): cell is Measured => 'unit' in cell

/** Behind a number in a table, where its precision is not high. */
export const precisionMark = ({ precision }: Measured): string =>
  precision === 'low' ? ' ○' : precision === 'moderate' ? ' ◐' : ''

function cellOf(cell: Measured | Words, lang: Language): doc.Cell {
  if (!isMeasured(cell)) return cell[lang]
  if (cell.value === null) return { text: cell.withheld?.[lang] ?? '–', quiet: true }
  const limits = limitsIn(cell, lang)
  return { text: `${bareValue(cell)}${precisionMark(cell)}`, ...(limits === null ? {} : { detail: limits }) }
}

const chartOf = (chart: BoundChart, showing: Showing): doc.Figure => ({
  block: 'figure',
  id: showing.id,
  caption: showing.caption ?? chart.title[showing.lang],
  alt: `${chart.title[showing.lang]}. ${chart.description[showing.lang]}`,
  svg: svgOf(chart, showing.lang),
  narrow: svgOf(chart, showing.lang, 'narrow'),
  source: sourceLine(chart, showing),
})

const listOf = (list: BoundList, showing: Showing): doc.Block =>
  list.items.length === 0
    ? {
        block: 'paragraph',
        as: 'small',
        text: [{ text: outputWords(showing.lang).none(list.title[showing.lang]) }, ...cite(showing)],
      }
    : {
        block: 'table',
        id: showing.id,
        caption: showing.caption ?? list.title[showing.lang],
        head: [
          (list.label ?? list.title)[showing.lang],
          ...list.columns.map((column) => column[showing.lang]),
        ],
        rows: list.items.map(({ label, cells }) => [
          label[showing.lang],
          ...cells.map((cell) => cell[showing.lang]),
        ]),
        source: sourceLine(list, showing),
      }
