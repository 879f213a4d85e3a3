/** What is known of a place, or of a worker group there: numbers with all that stands beside them. */
import type { FigureData } from '../../web/components/figure.tsx'
import { period as periodWords } from '../../web/format.ts'
import type { Html } from '../../web/html.ts'
import type { Visit } from '../../web/server/route.ts'
import {
  type ColumnKey,
  type Group,
  groupByCode,
  groups,
  indicators,
  namesOf,
  type TableId,
  tableById,
} from '../enoe/index.ts'
import { overviewOf, type RawOverview, type Sex } from '../overview/estimates.ts'
import { present, type ShownTable, sexGap } from '../overview/present.ts'
import type { Cell } from '../overview/publication.ts'
import { sexesDiffer, withArticle } from '../overview/sentences.ts'
import { figureOf } from '../pages/cell.ts'
import { summaryLede } from '../pages/summary-page.tsx'
import { circumstances, sourceLine } from '../routes/sources.ts'
import { type EvidenceServices, microdataOf } from '../services.ts'
import { currentVintages, type Vintage } from '../store.ts'
import { wordsOf } from '../words.ts'
import { newestFor, type Unknown } from './file.ts'

/** What is said once beside figures of one file. */
export interface Facts {
  base: string
  period: string
  source: string
  /** Confidence level of the intervals, percent. */
  level: 90 | 95
  /** Address of the file's page. */
  data: string
  /** Address of all tables of the place and group. */
  overview: string
}

/** One number with the address of the page that tells all about it. */
export interface Shown {
  key: string
  label: string
  figure: FigureData
  href: string
}

export interface Known {
  /** A place: `employed`, `informal` (people), `til1`, `tosi1`. A group: `number`, `share`, `women`, `informality`. */
  figures: Shown[]
  /** The finding in a sentence; null for a group, or where it may not be said. */
  lede: Html
  /** Rate of informality: everybody, women, men. */
  sexes: Shown[]
  /** Whose rate is higher beyond the survey's error; null: cannot be told. */
  higher: 'women' | 'men' | 'same' | null
  /** Rate of informality by age. */
  ages: Shown[]
  /** Of the ages, those whose whole interval lies above that of everybody. */
  above: string[]
  /** People of each worker group, where the file can tell one. */
  groups: Shown[]
  facts: Facts
}

export const isKnown = (found: Known | Unknown): found is Known => !('because' in found)

export const levelOf = (visit: Visit): 90 | 95 => (visit.workspace.intervalLevel === 95 ? 95 : 90)

/** Whatever the newest fitting file says of a place, or of a worker group there; withheld numbers carry their reason. */
export async function keyFigures(
  services: EvidenceServices,
  visit: Visit,
  place: { code: string; name: string },
  groupCode: string | null = null,
): Promise<Known | Unknown> {
  const group = groupCode === null ? null : groupByCode(groupCode)
  if (group === undefined) return { because: 'unplanned' }
  const vintages = await visit.read((tx) => currentVintages(tx, visit.asker))
  const vintage = newestFor(vintages, place.code, group, visit.lang)
  if ('because' in vintage) return vintage
  const everybody = await estimates(services, visit, vintage, place.code, null)
  const own = group ? await estimates(services, visit, vintage, place.code, group.code) : everybody
  if ('because' in everybody) return everybody
  if ('because' in own) return own

  const given = circumstances(visit, { level: levelOf(visit) }, false)
  const facts = factsOf(visit, vintage, place.code, group)
  const shown = {
    informality: present(own, 'informality', given),
    age: present(own, 'age', given),
    groups: present(everybody, 'groups', given),
  }
  const at = { visit, vintage, place: place.code, facts }
  const whole = { ...at, table: shown.informality, group: group?.code ?? null }
  const ages = ratesOf({ ...whole, table: shown.age })
  const sexes = (['total', 'women', 'men'] as const).flatMap((sex) =>
    shownCell({ ...whole, row: 'informal', column: 'share', sex, label: wordsOf(visit.lang).table[sex] }),
  )
  const gap = sexGap(own, given)
  return {
    figures: group
      ? (['number', 'share', 'women', 'informality'] as const).flatMap((column) =>
          shownCell({ ...at, table: shown.groups, group: null, row: group.code, column, key: column }),
        )
      : [
          ...shownCell({ ...whole, row: 'employed', column: 'number', key: 'employed' }),
          ...shownCell({ ...whole, row: 'informal', column: 'number', key: 'informal' }),
          ...shownCell({ ...whole, row: 'informal', column: 'share', key: 'til1' }),
          ...shownCell({ ...whole, row: 'insector', column: 'share', key: 'tosi1' }),
        ],
    lede: group ? null : ledeOf(visit, place, { ...shown, gap }, facts),
    sexes,
    higher: sexesDiffer(gap),
    ages,
    above: aboveAll(ages, sexes[0]),
    groups: group
      ? []
      : groups.flatMap(({ code, label }) =>
          shownCell({
            ...at,
            table: shown.groups,
            group: null,
            row: code,
            column: 'number',
            key: code,
            label: label[visit.lang],
          }),
        ),
    facts,
  }
}

/** The estimates of a place and group, or what the file lacks for them. */
export async function estimates(
  services: EvidenceServices,
  visit: Visit,
  vintage: Vintage,
  place: string,
  group: string | null,
): Promise<RawOverview | Unknown> {
  const found = await overviewOf(services.connect, microdataOf(services, vintage), { place, group })
  if (!('lacks' in found)) return found
  const { lang } = visit
  return {
    because: 'lacks',
    columns: namesOf(found.lacks, wordsOf(lang).table.or),
    period: periodWords(vintage.period, lang, 'short'),
  }
}

export function factsOf(visit: Visit, vintage: Vintage, place: string, group: Group | null): Facts {
  const { lang } = visit
  return {
    base: tableById('informality')?.base[lang] ?? '',
    period: periodWords(vintage.period, lang),
    source: sourceLine(visit, vintage),
    level: levelOf(visit),
    data: visit.to(`/evidence/data/${vintage.dataFileId}`),
    overview: visit.to('/evidence/overview', { place, period: vintage.period, group: group?.code }),
  }
}

interface CellOf {
  visit: Visit
  vintage: Vintage
  place: string
  facts: Facts
  table: ShownTable
  group: string | null
  row: string
  column: ColumnKey
  sex?: Sex
  key?: string
  label?: string
}

/** One cell as a figure with its base, period, source and definition; none where the table has no such cell. */
export function shownCell(of: CellOf): Shown[] {
  const { visit, vintage, table, column, facts, sex = 'total' } = of
  const row = table.rows.find((one) => one.row.key === of.row)
  const cell = row?.cells[column]?.[sex]
  const unit = row?.row.cells[column]?.unit
  if (!row || !cell || !unit) return []
  const base = row.row.base?.[visit.lang] ?? table.table.base[visit.lang]
  return [
    {
      key: of.key ?? `${of.row}-${sex}`,
      label: of.label ?? row.row.label[visit.lang],
      figure: { ...figureOf(cell, unit, visit.lang), base, period: facts.period, source: facts.source },
      href: visit.to('/evidence/estimate', {
        place: of.place,
        period: vintage.period,
        group: of.group,
        level: facts.level,
        table: table.table.id satisfies TableId,
        row: of.row,
        column,
        sex,
      }),
    },
  ]
}

/** The rate of informality of each row but the first, leaving out those that nobody is in. */
const ratesOf = (of: Omit<CellOf, 'row' | 'column'>): Shown[] =>
  of.table.rows
    .filter(({ row, cells }) => {
      const cell = cells.informality?.total
      return row.level > 0 && cell && !(cell.shown === 'reason' && cell.withheld.reason === 'noCases')
    })
    .flatMap(({ row }) => shownCell({ ...of, row: row.key, column: 'informality', key: row.key }))

/** Cautious: the whole interval above that of everybody. */
const aboveAll = (ages: readonly Shown[], all: Shown | undefined): string[] => {
  const top = all?.figure.high
  return typeof top !== 'number'
    ? []
    : ages
        .filter(({ figure }) => typeof figure.low === 'number' && figure.low > top)
        .map(({ label }) => label)
}

function ledeOf(
  visit: Visit,
  place: { code: string; name: string },
  shown: { informality: ShownTable; age: ShownTable; gap: Cell },
  facts: Facts,
): Html {
  return summaryLede({
    lang: visit.lang,
    placeName: withArticle(place.code, place.name, visit.lang),
    isNation: place.code === 'MX',
    informality: shown.informality,
    age: shown.age,
    branch: shown.age,
    gap: shown.gap,
    level: facts.level,
    places: [],
    sourceLine: facts.source,
    definition: indicators.get('til1')?.definition[visit.lang] ?? '',
    tableLink: (table) => visit.to(`/evidence/overview/${table}`),
  })
}
