/**
 * The statistics of a place for parts that write about them: every cell decided, nothing drawn, both languages. What is withheld
 * stays withheld; nothing here is ever revealed.
 */
import { type Language, said } from '../kernel/text.ts'
import { date } from '../web/format.ts'
import { indicators, namesOf, type Words } from './enoe/index.ts'
import { lacking } from './lacking.ts'
import { changeOf, type RawChange } from './overview/change.ts'
import { overviewOf, type Sex, statesOfFile, surveyDesign } from './overview/estimates.ts'
import { presentAll, type ShownTable, sexGap } from './overview/present.ts'
import { type Cell, type Circumstances, publish, scaled } from './overview/publication.ts'
import { periodWithin } from './overview/sentences.ts'
import { type ChangeRow, changeRows } from './pages/change-rows.ts'
import { type EvidenceServices, microdataOf } from './services.ts'
import type { Vintage } from './store.ts'
import { surveyName } from './surveys.ts'
import { wordsOf } from './words.ts'

type Services = Pick<EvidenceServices, 'dataDir' | 'connect'>
type Given = Pick<Circumstances, 'minimumCases' | 'level'>

export interface Statistics {
  /** All tables but the one of change. */
  tables: ShownTable[]
  /** The rate of informality of women minus that of men, percentage points. */
  gap: Cell
}

/** Of a place and worker group. @throws `evidence.placeLacks` where the file has not the columns that tell them. */
export async function statisticsOf(
  services: Services,
  vintage: Vintage,
  { place, group, ...given }: Given & { place: string; group: string | null },
): Promise<Statistics> {
  const found = await overviewOf(services.connect, microdataOf(services, vintage), { place, group })
  if ('lacks' in found) throw lacking(place, group, found.lacks)
  const circumstances = { ...given, revealed: false }
  return { tables: presentAll(found, circumstances), gap: sexGap(found, circumstances) }
}

/** An indicator in every state that the file covers, by its code, and of the whole file as `all`. */
export async function byState(
  services: Services,
  vintage: Vintage,
  { indicator, ...given }: Given & { indicator: string },
): Promise<{ code: string; cell: Cell }[]> {
  const found = await statesOfFile(services.connect, microdataOf(services, vintage), {
    indicator,
    group: null,
  })
  const unit = indicators.get(indicator)?.unit ?? 'percent'
  if (isLacking(found)) throw lacking('MX', null, found.lacks)
  return Object.entries(found).map(([code, estimated]) => ({
    code,
    cell: publish(scaled(estimated, unit), { ...given, unplanned: null, revealed: false }),
  }))
}

const isLacking = (found: object): found is { lacks: Parameters<typeof namesOf>[0] } =>
  Array.isArray((found as { lacks?: unknown }).lacks)

export interface Changes {
  method: RawChange['method']
  rows: Readonly<Record<Sex, ChangeRow[]>>
}

/** What moved from one file to another, for total, women and men. */
export async function changesOf(
  services: Services,
  before: Vintage,
  after: Vintage,
  { place, ...given }: Given & { place: string },
): Promise<Changes> {
  const [first, second] = [before, after].map((one) => microdataOf(services, one))
  if (!first || !second) throw new Error('two files make a change')
  const found = await changeOf(services.connect, first, second, { place, group: null })
  if ('lacks' in found) throw lacking(place, null, found.lacks)
  const of = (sex: Sex) => changeRows(found, sex, { ...given, revealed: false })
  return { method: found.method, rows: { total: of('total'), women: of('women'), men: of('men') } }
}

/** `INEGI, ENOE, primer trimestre de 2019, microdatos…`, with the delivery; made-up data say so. */
export function sourceIn(lang: Language, vintage: Vintage): string {
  const words = wordsOf(lang).table
  // What we made up is not INEGI's, though it has the shape of its files.
  const source = vintage.isSample ? words.sampleSource : words.sourceLine
  const line = source(
    said(surveyName(vintage.survey), lang),
    periodWithin(vintage.period, lang),
    vintage.weight.toUpperCase(),
  )
  return vintage.isSample
    ? `${line} ${words.sampleLine}`
    : `${line} ${words.vintage(vintage.number, date(vintage.importedAt, lang))}.`
}

/** How the errors of a file's estimates are calculated. */
export function methodIn(
  lang: Language,
  services: Pick<EvidenceServices, 'dataDir'>,
  vintage: Vintage,
): string {
  const words = wordsOf(lang).table
  const design = surveyDesign(microdataOf(services, vintage))?.design
  const weight = vintage.weight.toUpperCase()
  return design?.strata && design.psu
    ? words.methodText(String(design.strata).toUpperCase(), String(design.psu).toUpperCase(), weight)
    : words.methodNone(weight)
}

/** The columns that a file lacks for a cell, as a reason in both languages. */
export const lackWords = (cell: Extract<Cell, { shown: 'lacks' }>): Words => {
  const one = (lang: Language) => {
    const { table } = wordsOf(lang)
    return table.lackCell(namesOf(cell.columns, table.or))
  }
  return { es: one('es'), en: one('en') }
}
