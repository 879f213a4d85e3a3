/** What can be inserted into a report: citable records by their words, tables and cells of the overview by name, counts and lists. */
import {
  cellSubject,
  columnLabelIn,
  currentVintages,
  indicators,
  type Row,
  rowLabel,
  subjects,
  type Table,
  tables,
} from '../../evidence/index.ts'
import { byTime } from '../../kernel/period.ts'
import { placesOf } from '../../kernel/place.ts'
import { type Language, said } from '../../kernel/text.ts'
import { candidates } from '../../kernel/thread-find.ts'
import type { Asker, ReadTx } from '../../kernel/transaction.ts'
import { capital, period as periodWords } from '../../web/format.ts'
import { wordsOf as shellWords } from '../../web/words.ts'
import type { Report } from '../store/reports.ts'
import { askedWords } from './asked-words.ts'
import { findWords } from './find-words.ts'
import type { Spec } from './spec.ts'

export interface Findable {
  spec: Spec
  label: string
  kind: 'number' | 'table' | 'chart' | 'text' | 'list'
  /** What it is of, or where it is from. */
  preview: string
}

/** What a report is of, as its items are asked for by default. */
type Of = Pick<
  Report,
  'id' | 'place' | 'group' | 'period' | 'againstPeriod' | 'startsOn' | 'endsOn' | 'level'
>

const most = 40

/** Best first, at most 40; without words the items that reports begin with. */
export async function findBindable(
  tx: ReadTx,
  asker: Asker,
  report: Of,
  q: string,
  lang: Language,
): Promise<Findable[]> {
  const words = plain(q).split(' ').filter(Boolean).slice(0, 12)
  const [records, statistics] = [
    await recordsFound(tx, asker, report, q, lang),
    await statisticsFound(tx, asker, report, words, lang),
  ]
  const counted = askedFound(report, lang).filter(({ haystack }) => holds(haystack, words))
  // Counts and figures answer a question best where they carry every word of it; what people wrote comes between.
  const named = [...statistics, ...counted]
    .map((one) => ({ ...one, rank: rankOf(one, words) }))
    .toSorted((a, b) => b.rank - a.rank)
  const best = named.filter(({ rank }) => rank >= 1.1)
  const rest = named.filter(({ rank }) => rank < 1.1)
  return [...best.slice(0, 14), ...records, ...rest, ...best.slice(14)].slice(0, most).map(bare)
}

interface Candidate extends Findable {
  haystack: string
}
const bare = ({ spec, label, kind, preview }: Findable): Findable => ({ spec, label, kind, preview })

/** Lower case, without accents, words alone. */
const plain = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()

const holds = (haystack: string, words: readonly string[]): boolean =>
  words.every((word) => ` ${haystack}`.includes(` ${word}`))

/** The share of the label that was asked for, beginnings first. */
function rankOf({ label, spec }: Candidate, words: readonly string[]): number {
  const own = plain(label)
  const inLabel = words.filter((word) => ` ${own}`.includes(` ${word}`)).length
  const starts = own.startsWith(words.join(' ')) ? 1 : 0
  const asked = words.length > 0 ? (inLabel / words.length) * 2 : 2
  // Rates by name before the same rate of a row; a short name before a long one.
  return asked + starts + (isFirst(spec) ? 1 : 0) - Math.min(0.9, own.length / 200)
}

async function recordsFound(
  tx: ReadTx,
  asker: Asker,
  report: Of,
  q: string,
  lang: Language,
): Promise<Findable[]> {
  const found = await candidates(tx, asker, { id: report.id, kind: 'report_draft' }, 'rests', q)
  const kinds: Readonly<Record<string, string>> = shellWords(lang).kinds
  return found
    .filter(({ kind }) => kind !== 'report_draft' && kind !== 'report')
    .map(({ id, kind, title, place }) => {
      const isFigure = kind === 'figure' || kind === 'published_figure'
      return {
        spec: { of: isFigure ? 'figure' : 'record', record: id },
        label: said(title, lang),
        kind: isFigure ? 'number' : 'text',
        preview: [kinds[kind] ?? '', place ? said(place, lang) : ''].filter(Boolean).join(' · '),
      }
    })
}

const sexWords = {
  women: /^(mujer|women|woman|femen)/,
  men: /^(hombre|men$|man$|varon|mascul)/,
} as const

/** Of the report's own place and period; where it has none, of the nation and the newest file. */
async function statisticsFound(
  tx: ReadTx,
  asker: Asker,
  report: Of,
  words: readonly string[],
  lang: Language,
): Promise<Candidate[]> {
  const vintages = await currentVintages(tx, asker)
  const newest = vintages.toSorted((a, b) => byTime(a.period, b.period)).at(-1)?.period
  const period = report.period ?? newest
  if (!period) return []
  const sex = (['women', 'men'] as const).find((one) => words.some((word) => sexWords[one].test(word)))
  const rest = words.filter((word) => !Object.values(sexWords).some((of) => of.test(word)))
  const places = await placesOf(tx, asker)
  const nameOf = (code: string): string => {
    const found = places.find((one) => one.code === code)
    return found ? said(found.name, lang) : code
  }
  const where: Where = {
    period,
    place: report.place ?? 'MX',
    group: report.group,
    level: report.level,
    lang,
    preview: [nameOf(report.place ?? 'MX'), capital(periodWords(period, lang))].join(' · '),
  }
  const all = [
    ...tables.flatMap((table) => ofTable(table, where, sex ?? 'total')),
    ...ofStates(where),
    ...(report.againstPeriod ? changesFound(where, report.againstPeriod, sex ?? 'total') : []),
  ]
  if (words.length === 0) return all.filter(({ spec }) => isFirst(spec))
  // «mujeres» may also be in the name of what is asked for: a rate of women, the percentage of women.
  return all.filter(({ haystack }) => holds(haystack, words) || holds(haystack, rest))
}

interface Where {
  period: string
  place: string
  group: string | null
  level: 90 | 95
  lang: Language
  preview: string
}

/** What most reports begin with. */
const isFirst = (spec: Spec): boolean =>
  (spec.of === 'cell' &&
    spec.table === 'informality' &&
    ['employed', 'informal', 'formal'].includes(spec.row) &&
    spec.column !== 'women') ||
  (spec.of === 'table' && ['population', 'informality'].includes(spec.table))

function ofTable(table: Table, where: Where, sex: 'total' | 'women' | 'men'): Candidate[] {
  // What moved has questions of its own.
  if (table.id === 'change') return []
  const { lang, period, place, group, level, preview } = where
  const find = findWords(lang)
  const title = table.title[lang]
  const whole = table.columns.flatMap((column): Candidate[] => {
    const label = `${title}: ${columnLabelIn(table, column)[lang].toLocaleLowerCase(lang)}`
    const haystack = plain(`${find.table} ${find.chart} ${label} ${table.title.es} ${table.title.en}`)
    return [
      {
        spec: {
          of: 'table',
          period,
          places: [place],
          group,
          level,
          table: table.id,
          column,
          bySex: true,
        },
        label,
        kind: 'table',
        preview,
        haystack,
      },
      {
        spec: { of: 'chart', period, place, group, level, table: table.id, column },
        label,
        kind: 'chart',
        preview,
        haystack,
      },
    ]
  })
  const cells = table.rows.flatMap((row) =>
    table.columns.flatMap((column): Candidate[] => {
      if (!row.cells[column] || (column === 'women' && sex !== 'total')) return []
      const label = cellLabel(table, row, column, sex, lang)
      const other = cellLabel(table, row, column, sex, lang === 'es' ? 'en' : 'es')
      return [
        {
          spec: {
            of: 'cell',
            period,
            place,
            group,
            level,
            table: table.id,
            row: row.key,
            column,
            sex,
          },
          label,
          kind: 'number',
          preview: `${title} · ${preview}`,
          haystack: plain(
            `${label} ${other} ${rowLabel(table, row).es} ${rowLabel(table, row).en} ${table.title.es} ${table.title.en}`,
          ),
        },
      ]
    }),
  )
  return [...whole, ...cells]
}

/** «La tasa de informalidad laboral, mujeres»: as the sentence about it says it. */
function cellLabel(
  table: Table,
  row: Row,
  column: 'number' | 'share' | 'informality' | 'women' | 'value',
  sex: 'total' | 'women' | 'men',
  lang: Language,
): string {
  const whose = sex === 'total' ? '' : `, ${findWords(lang)[sex]}`
  return `${capital(cellSubject(table, row, column, lang))}${whose}`
}

function ofStates({ period, place, level, lang, preview }: Where): Candidate[] {
  const find = findWords(lang)
  const own = place === 'MX' ? null : place
  return ['til1', 'informal', 'healthaccess'].flatMap((indicator): Candidate[] => {
    const label = indicators.get(indicator)?.label
    if (!label) return []
    return [
      {
        spec: { of: 'series' as const, indicator, place, level },
        label: `${label[lang]}, ${find.byPeriod}`,
        kind: 'chart' as const,
        preview,
        haystack: plain(`${find.chart} ${find.byPeriod} ${label.es} ${label.en}`),
      },
      ...(['states', 'dots'] as const).map((draws) => ({
        spec: { of: 'states' as const, indicator, period, level, draws, place: own },
        label: `${label[lang]}, ${draws === 'states' ? find.map : find.byState}`,
        kind: 'chart' as const,
        preview,
        haystack: plain(`${label.es} ${label.en} ${find.map} ${find.byState} ${find.chart}`),
      })),
    ]
  })
}

function changesFound(
  { period, place, level, lang }: Where,
  before: string,
  sex: 'total' | 'women' | 'men',
): Candidate[] {
  const find = findWords(lang)
  const preview = `${capital(periodWords(before, lang))} → ${periodWords(period, lang)}`
  const whole: Candidate = {
    spec: { of: 'changes', before, after: period, place, sex, level },
    label: find.changes,
    kind: 'table',
    preview,
    haystack: plain(`${find.changes} ${find.table}`),
  }
  const rows = tables.find(({ id }) => id === 'change')?.rows ?? []
  return [
    whole,
    ...rows.map((row): Candidate => {
      const subject = subjects[row.key]?.[lang] ?? row.label[lang]
      const label = `${find.changeIn(subject)}${sex === 'total' ? '' : `, ${find[sex]}`}`
      return {
        spec: { of: 'change', indicator: row.key, sex, before, after: period, place, level },
        label,
        kind: 'number',
        preview,
        haystack: plain(`${label} ${row.label.es} ${row.label.en}`),
      }
    }),
  ]
}

/** Counted and listed in the report's time, place and group. */
function askedFound(report: Of, lang: Language): Candidate[] {
  const { place, group, startsOn: from, endsOn: to } = report
  const { counts, lists } = askedWords(lang)
  const find = findWords(lang)
  const preview = from && to ? `${from} – ${to}` : find.allTime
  const entries = <T extends string>(words: Readonly<Record<T, string>>) =>
    Object.entries(words) as [T, string][]
  return [
    ...entries(counts).map(
      ([what, label]): Candidate => ({
        spec: { of: 'count', what, from, to, place, group },
        label,
        kind: 'number',
        preview: `${find.count} · ${preview}`,
        haystack: plain(`${find.count} ${label} ${askedWords(lang === 'es' ? 'en' : 'es').counts[what]}`),
      }),
    ),
    ...entries(lists).map(
      ([what, label]): Candidate => ({
        spec: { of: 'list', what, from, to, place, group },
        label,
        kind: 'list',
        preview,
        haystack: plain(`${find.list} ${label} ${askedWords(lang === 'es' ? 'en' : 'es').lists[what]}`),
      }),
    ),
  ]
}
