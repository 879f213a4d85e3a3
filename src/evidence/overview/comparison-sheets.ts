/** A change and a contrast as lines of a file: an indicator a line, both sides and what compares them, with everything that must stand beside them. */
import { methodOfChange } from '@acuerdo/survey/words'
import type { Language } from '../../kernel/text.ts'
import type { Sheet, Value } from '../../platform/spreadsheet/write.ts'
import { withheldText } from '../../web/components/figure.tsx'
import { period as periodWords } from '../../web/format.ts'
import { figureOf } from '../pages/cell.ts'
import { type ChangeOf, type ChangeRow, changeSaid } from '../pages/change-rows.ts'
import type { ContrastRow } from '../pages/contrast-rows.ts'
import { contrastSaid } from '../pages/contrast-words.ts'
import { wordsOf } from '../words.ts'
import type { Cell } from './publication.ts'

/** What every line of a comparison says besides its numbers. */
export interface ComparisonFacts {
  place: string
  group: string | null
  level: 90 | 95
  isSample: boolean
  /** The source in words and the hash of its files; of a change the earlier period first. */
  sources: readonly { line: string; sha256: string }[]
}

const numbers = (cell: Cell): Value[] =>
  cell.shown === 'estimate' ? [cell.estimate, cell.se, cell.low, cell.high] : [null, null, null, null]

const withCases = (cell: Cell): Value[] => [...numbers(cell), 'n' in cell ? cell.n : null]

const heads = (name: string, { file }: ReturnType<typeof wordsOf>): string[] => [
  name,
  `${name}: ${file.se}`,
  `${name}: ${file.low}`,
  `${name}: ${file.high}`,
]

/** The finding and its interval, or why nothing is said. */
function says(said: ReturnType<typeof changeSaid>, cell: Cell, lang: Language): string {
  if (said) return [said.finding, said.interval ?? said.limits.join(' ')].filter(Boolean).join(' ')
  const { withheld } = figureOf(cell, 'percent', lang)
  return withheld ? withheldText(withheld, lang) : wordsOf(lang).table.noError
}

const notesOf = ({ isSample, sources }: ComparisonFacts, lang: Language): string[] => [
  ...(isSample ? [wordsOf(lang).table.sampleLine] : []),
  ...sources.map(({ line, sha256 }) => `${line} SHA-256: ${sha256}`),
]

export function contrastSheet(
  lang: Language,
  {
    rows,
    a,
    b,
    period,
  }: {
    rows: readonly ContrastRow[]
    a: { label: string; phrase: string }
    b: { label: string; phrase: string }
    period: string
  },
  facts: ComparisonFacts,
): Sheet {
  const words = wordsOf(lang)
  const { file, contrast } = words
  return {
    name: contrast.tab,
    notes: [contrast.order, contrast.reading(facts.level), contrast.method, ...notesOf(facts, lang)],
    header: [
      file.place,
      file.period,
      file.group,
      words.table.row,
      file.unit,
      ...heads(a.label, words),
      `${a.label}: ${file.cases}`,
      ...heads(b.label, words),
      `${b.label}: ${file.cases}`,
      ...heads(contrast.difference, words),
      ...heads(contrast.ratio, words),
      file.level,
      contrast.says,
      words.table.definition,
      words.table.source,
    ],
    rows: rows.map((row): Value[] => [
      facts.place,
      periodWords(period, lang, 'short'),
      facts.group,
      row.what.indicator.label[lang],
      file.units[row.unit],
      ...withCases(row.a),
      ...withCases(row.b),
      ...numbers(row.difference),
      ...numbers(row.ratio),
      facts.level,
      says(contrastSaid(lang, row, a, b), row.difference, lang),
      row.what.indicator.definition[lang],
      facts.sources[0]?.line ?? null,
    ]),
    widths: [20, 12, 20, 40, 10, ...Array(18).fill(14), 8, 60, 50, 60],
  }
}

/** Lines for everybody, women and men. */
export function changeSheet(
  lang: Language,
  parts: readonly { of: ChangeOf; rows: readonly ChangeRow[] }[],
  definitionOf: (row: ChangeRow) => string,
  facts: ComparisonFacts,
): Sheet {
  const words = wordsOf(lang)
  const { file, table, contrast } = words
  const [first] = parts
  const [before = '', after = ''] = [first?.of.before, first?.of.after].map(
    (code) => code && periodWords(code, lang, 'short'),
  )
  const method = methodOfChange(first?.of.method ?? 'matched', lang)
  return {
    name: table.change,
    notes: [table.changeReading(facts.level), `${method}.`, ...notesOf(facts, lang)],
    header: [
      file.place,
      file.group,
      table.row,
      file.sex,
      file.unit,
      ...heads(before, words),
      `${before}: ${file.cases}`,
      ...heads(after, words),
      `${after}: ${file.cases}`,
      ...heads(table.change, words),
      file.level,
      contrast.says,
      table.method,
      table.definition,
      table.source,
    ],
    rows: parts.flatMap(({ of, rows }) =>
      rows.map((row): Value[] => [
        facts.place,
        facts.group,
        row.row.label[lang],
        table[of.sex],
        row.unit === 'percent' ? file.points : file.units[row.unit],
        ...withCases(row.before),
        ...withCases(row.after),
        ...numbers(row.difference),
        facts.level,
        says(changeSaid(lang, row, of), row.difference, lang),
        `${method}.`,
        definitionOf(row),
        facts.sources.map(({ line }) => line).join(' '),
      ]),
    ),
    widths: [20, 20, 40, 10, 12, ...Array(14).fill(14), 8, 60, 40, 50, 60],
  }
}
