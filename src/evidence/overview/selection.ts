/** What an overview page is asked for, read from its address and held against what the workspace has. */
import { type Place, placesOf, type WorkerGroup, workerGroupsOf } from '../../kernel/place.ts'
import { type Language, said } from '../../kernel/text.ts'
import type { Asker, ReadTx } from '../../kernel/transaction.ts'
import type { Workspace } from '../../kernel/workspace.ts'
import { Problem } from '../../platform/problem.ts'
import { localities, localityLabels, parsePlace, placeCode } from '../enoe/index.ts'
import { currentVintages, type Vintage } from '../store.ts'

export interface ChosenPlace {
  /** `MX`, `09`, `09007`, `MX/more`. */
  code: string
  name: string
  /** Of the kernel; null for a size of locality. */
  id: string | null
}

export interface Selection {
  vintage: Vintage
  place: ChosenPlace
  compare: ChosenPlace | null
  /** The file of the other period, for the table of change. */
  against: Vintage | null
  group: WorkerGroup | null
  level: 90 | 95
  view: View
  /** Everything that could be chosen instead. */
  choices: { vintages: Vintage[]; places: ChosenPlace[]; groups: WorkerGroup[] }
}

/** What the columns of a table show for total, women and men. */
export const views = ['share', 'number', 'informality', 'women', 'value'] as const
export type View = (typeof views)[number]

/** Reads `?place=&compare=&period=&against=&group=&level=&view=`. Nothing imported yet: null. An unknown place or period is a problem by name. */
export async function readSelection(
  tx: ReadTx,
  asker: Asker,
  workspace: Workspace,
  query: URLSearchParams,
  lang: Language,
): Promise<Selection | null> {
  const vintages = await currentVintages(tx, asker)
  const latest = vintages.at(-1)
  if (!latest) return null
  const places = await placesOf(tx, asker)
  const groups = await workerGroupsOf(tx, asker)
  const place = choosePlace(query.get('place') || 'MX', places, lang)
  const compare = query.get('compare')
  const wanted = query.get('period')
  const group = query.get('group')
  const against = query.get('against')
  const chosenGroup = group ? groups.find((one) => one.code === group) : null
  if (chosenGroup === undefined) throw new Problem('evidence.group', { written: group ?? '' }, 404)
  const view = views.find((one) => one === query.get('view')) ?? 'share'
  const level = query.get('level')
  return {
    vintage: chooseVintage(vintages, wanted ?? latest.period, place.code),
    place,
    compare: compare && compare !== place.code ? choosePlace(compare, places, lang) : null,
    against: against ? chooseVintage(vintages, against, place.code) : null,
    group: chosenGroup,
    level: level === '95' || (level !== '90' && workspace.intervalLevel === 95) ? 95 : 90,
    view,
    choices: { vintages, places: allPlaces(places, lang), groups },
  }
}

/**
 * The file that answers for a place in a period: one that covers the place before one that does not, the nation's before a
 * state's, for its design is the published one.
 */
export function chooseVintage(vintages: readonly Vintage[], period: string, place: string): Vintage {
  const ofPeriod = vintages.filter((vintage) => vintage.period === period)
  const state = place.slice(0, 2)
  const found =
    ofPeriod.find(({ coverage }) => coverage.includes('MX')) ??
    ofPeriod.find(({ coverage }) => coverage.includes(state)) ??
    ofPeriod[0]
  if (!found)
    throw new Problem(
      'evidence.noPeriod',
      { period, have: [...new Set(vintages.map((one) => one.period))].join(', ') },
      404,
    )
  return found
}

function choosePlace(written: string, places: readonly Place[], lang: Language): ChosenPlace {
  const code = placeCode(parsePlace(written))
  const found = allPlaces(places, lang).find((one) => one.code === code)
  if (found) return found
  const [base = '', size] = code.split('/')
  const known = places.find((one) => one.code === base)
  if (!known) throw new Problem('evidence.place', { written }, 404)
  const locality = localities.find((one) => one === size)
  return {
    code,
    name: `${said(known.name, lang)}${locality ? `, ${localityLabels[locality][lang]}` : ''}`,
    id: null,
  }
}

/** Nation, sizes of locality, states, boroughs: the order of the list to choose from. */
function allPlaces(places: readonly Place[], lang: Language): ChosenPlace[] {
  const one = (place: Place): ChosenPlace => ({
    code: place.code,
    name: said(place.name, lang),
    id: place.id,
  })
  return [
    ...places.filter((place) => place.kind === 'country').map(one),
    ...localities.map((size) => ({ code: `MX/${size}`, name: localityLabels[size][lang], id: null })),
    ...places.filter((place) => place.kind !== 'country').map(one),
  ]
}
