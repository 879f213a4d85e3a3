/** States and worker groups side by side, and how a group is counted. */
import type { FigureData } from '../../web/components/figure.tsx'
import { period as periodWords } from '../../web/format.ts'
import type { Visit } from '../../web/server/route.ts'
import { type ColumnKey, groupByCode, groups, resolveGroup, type Unit } from '../enoe/index.ts'
import { type ByPlace, type Lacks, statesOfFile } from '../overview/estimates.ts'
import { present } from '../overview/present.ts'
import { publish } from '../overview/publication.ts'
import { figureOf } from '../pages/cell.ts'
import { circumstances } from '../routes/sources.ts'
import { type EvidenceServices, microdataOf } from '../services.ts'
import { currentVintages, type Vintage } from '../store.ts'
import { estimates, type Facts, factsOf, levelOf, type Shown, shownCell } from './figures.ts'
import { newestFirst, newestFor, obstacle, states, type Unknown } from './file.ts'

export interface StateRates {
  /** By place code: the rate of informality and the people in informal employment. */
  byPlace: ReadonlyMap<string, { rate: FigureData; people: FigureData }>
  facts: Facts
}

/** The nation and its states in the newest file that speaks of most of them. */
export async function ratesByState(services: EvidenceServices, visit: Visit): Promise<StateRates | Unknown> {
  const vintages = newestFirst(await visit.read((tx) => currentVintages(tx, visit.asker)))
  const codes = ['MX', ...states]
  const spoken = (vintage: Vintage): number =>
    codes.filter((code) => obstacle(vintage, code, null, visit.lang) === null).length
  const vintage = vintages.toSorted((a, b) => spoken(b) - spoken(a))[0]
  if (!vintage) return { because: 'noSurvey' }
  const data = microdataOf(services, vintage)
  const [rates, people] = await Promise.all(
    ['til1', 'informal'].map((indicator) => statesOfFile(services.connect, data, { indicator, group: null })),
  )
  const given = { minimumCases: visit.workspace.minimumCases, level: levelOf(visit), revealed: false }
  const figure = (found: typeof rates, code: string, unit: Unit): FigureData => {
    const lacks = lacksOf(found)
    if (lacks || !found) return figureOf({ shown: 'lacks', columns: lacks ?? [] }, unit, visit.lang)
    const raw = (found as ByPlace)[code === 'MX' ? 'all' : code] ?? { estimate: null, se: null, n: 0 }
    const scale = unit === 'percent' ? 100 : 1
    const scaled = {
      ...raw,
      estimate: raw.estimate === null ? null : raw.estimate * scale,
      se: raw.se === null ? null : raw.se * scale,
    }
    const against = obstacle(vintage, code, null, visit.lang)
    const unplanned =
      against === null ? null : against.because === 'notCovered' ? 'notCovered' : 'etoeNational'
    return figureOf(publish(scaled, { ...given, unplanned }), unit, visit.lang)
  }
  return {
    byPlace: new Map(
      codes.map((code) => [
        code,
        { rate: figure(rates, code, 'percent'), people: figure(people, code, 'persons') },
      ]),
    ),
    facts: factsOf(visit, vintage, 'MX', null),
  }
}

const lacksOf = (found: ByPlace | { lacks: Lacks } | undefined): Lacks | null =>
  found && 'lacks' in found && Array.isArray(found.lacks) ? found.lacks : null

export interface GroupRow {
  number: Shown | undefined
  women: Shown | undefined
  informality: Shown | undefined
}

/** The worker groups of a place, in the newest of the files that can tell most of them. */
export async function groupRows(
  services: EvidenceServices,
  visit: Visit,
  place: string,
): Promise<{ byGroup: ReadonlyMap<string, GroupRow>; facts: Facts } | Unknown> {
  const vintages = newestFirst(await visit.read((tx) => currentVintages(tx, visit.asker)))
  const told = (vintage: Vintage): number =>
    groups.filter((group) => obstacle(vintage, place, group, visit.lang) === null).length
  const speaking = vintages.filter((vintage) => obstacle(vintage, place, null, visit.lang) === null)
  const vintage = speaking.toSorted((a, b) => told(b) - told(a))[0]
  if (!vintage) {
    const why = newestFor(vintages, place, null, visit.lang)
    return 'because' in why ? why : { because: 'noSurvey' }
  }
  const found = await estimates(services, visit, vintage, place, null)
  if ('because' in found) return found
  const facts = factsOf(visit, vintage, place, null)
  const table = present(found, 'groups', circumstances(visit, { level: levelOf(visit) }, false))
  const cell = (row: string, column: ColumnKey): Shown | undefined =>
    shownCell({ visit, vintage, place, facts, table, group: null, row, column })[0]
  return {
    byGroup: new Map(
      groups.map(({ code }) => [
        code,
        { number: cell(code, 'number'), women: cell(code, 'women'), informality: cell(code, 'informality') },
      ]),
    ),
    facts,
  }
}

export interface GroupReadings {
  /** Best first; `taken` is the one that the newest file which can tell the group allows. */
  readings: { definition: string; approximate: string | null; taken: boolean }[]
  /** Of the file that the taken reading is for; null: no file here can tell the group. */
  period: string | null
  source: string
  version: number
}

/** How a group is counted; null for a group that only the workspace knows. */
export async function groupReadings(visit: Visit, code: string): Promise<GroupReadings | null> {
  const group = groupByCode(code)
  if (!group) return null
  const vintages = newestFirst(await visit.read((tx) => currentVintages(tx, visit.asker)))
  const found = vintages.flatMap((vintage) => {
    const reading = resolveGroup(group, new Set(vintage.columns))
    return 'reading' in reading ? [{ reading: reading.reading, period: vintage.period }] : []
  })[0]
  return {
    readings: group.readings.map((reading) => ({
      definition: reading.definition[visit.lang],
      approximate: reading.approximate?.[visit.lang] ?? null,
      taken: found?.reading === reading,
    })),
    period: found ? periodWords(found.period, visit.lang, 'short') : null,
    source: group.source,
    version: group.version,
  }
}
