import { boroughs, isBorder, MEXICO_CITY, type State, years } from './country.ts'
import { type Choice, Random } from './random.ts'

/** A quarter; `index` counts quarters, so that panels can rotate. */
export interface Quarter {
  year: number
  quarter: number
  index: number
}

/** Reads `2025T3`. Refuses what is no quarter, or a year of which no minimum wage is known: a developer's fault. */
export function readQuarter(period: string): Quarter {
  const [, year = 0, quarter = 0] = (/^(\d{4})T([1-4])$/.exec(period) ?? []).map(Number)
  if (!years.includes(year))
    throw new RangeError(`the sample has no period ${period}; it can make T1–T4 of ${years.join(', ')}`)
  return { year, quarter, index: year * 4 + quarter - 1 }
}

/** The design variable `est`: 1 low, 2 medium low, 3 medium high, 4 high. */
export type Level = 1 | 2 | 3 | 4
/** INEGI's `t_loc`: 1 is 100,000 people and more, 4 below 2,500. */
export type Locality = 1 | 2 | 3 | 4

/** A primary sampling unit as it stands in one quarter: five dwellings close to one another. */
export interface Psu {
  state: number
  municipality: number
  city: number
  border: boolean
  locality: Locality
  level: Level
  /** `est_d_tri`; renumbered every year, as INEGI does. */
  stratum: number
  upm: number
  control: number
  week: number
  panel: number
  /** First to fifth interview of its dwellings, `n_ent`. */
  visit: number
  /** Which five dwellings in turn. */
  generation: number
  /** How much more informal (in points of share) this neighbourhood is than its like. */
  informality: number
}

export interface Stratum {
  code: number
  /** Share of the state's people, 0 to 1. */
  share: number
  psus: number
}

/** The only stratum with a single unit, on purpose, so that what is done about such strata can be seen. */
export const LONELY = { state: 3, locality: 3, level: 4 } as const

interface Cell {
  locality: Locality
  level: Level
  share: number
  municipality: number
  informality: number
  units: number
}

const mixOfLevels = (state: State): readonly (readonly number[])[] => {
  const poor = (state.informality - 34) / 47
  return [
    [0.08 + 0.1 * poor, 0.42 + 0.06 * poor, 0.33 - 0.08 * poor, 0.17 - 0.08 * poor],
    [0.22 + 0.15 * poor, 0.5, 0.28 - 0.15 * poor, 0],
    [0.4 + 0.2 * poor, 0.6 - 0.2 * poor, 0, 0],
    [0.75 + 0.2 * poor, 0.25 - 0.2 * poor, 0, 0],
  ]
}

const cell = (locality: number, level: number, share: number, municipality = 0, informality = 0): Cell => ({
  locality: locality as Locality,
  level: level as Level,
  share,
  municipality,
  informality,
  units: 0,
})

function cellsOfState(state: State): Cell[] {
  return mixOfLevels(state).flatMap((levels, at) =>
    levels.map((part, level) => cell(at + 1, level + 1, ((state.localities[at] ?? 0) / 100) * part)),
  )
}

/** Mexico City is sampled borough by borough; Milpa Alta and a corner of Tlalpan are not large localities. */
function cellsOfMexicoCity(): Cell[] {
  return boroughs.flatMap(({ municipality, population, wealth, informality }) => {
    const localities =
      municipality === 9 ? [0, 0.6, 0.4, 0] : municipality === 12 ? [0.93, 0, 0, 0.07] : [1, 0, 0, 0]
    const levels = [
      Math.max(0.02, 0.3 - 0.5 * wealth),
      0.58 - 0.4 * wealth,
      0.12 + 0.25 * wealth,
      0.03 + 0.45 * wealth,
    ]
    return localities.flatMap((here, at) =>
      levels.map((part, level) => {
        const small = at === 0 ? level + 1 : Math.min(level + 1, 2)
        return cell(at + 1, small, (here * part * population) / 10_000, municipality, informality / 100)
      }),
    )
  })
}

const unitsOf = (state: State): number =>
  state.code === MEXICO_CITY ? 345 : Math.max(36, Math.round(39 * Math.sqrt(state.population / 1000)))

/** Shares out the units by population, at least two to a stratum that gets any, but one to the lonely one. */
function allocate(state: State): Cell[] {
  const cells = state.code === MEXICO_CITY ? cellsOfMexicoCity() : cellsOfState(state)
  const whole = cells.reduce((sum, { share }) => sum + share, 0)
  let carried = 0
  for (const one of cells) {
    const wanted = (one.share / whole) * unitsOf(state) + carried
    one.units = Math.max(0, Math.round(wanted))
    carried = wanted - one.units
  }
  if (state.code === LONELY.state) cells.push({ ...cell(LONELY.locality, LONELY.level, 0.01), units: 1 })
  const used = cells.filter(({ units }) => units > 0)
  for (const [, members] of byStratum(used)) {
    const [first] = members
    if (first?.units === 1 && members.length === 1 && !isLonely(state, first)) first.units = 2
  }
  return used
}

const isLonely = (state: State, { locality, level }: Cell): boolean =>
  state.code === LONELY.state && locality === LONELY.locality && level === LONELY.level

function byStratum(cells: readonly Cell[]): Map<string, Cell[]> {
  const strata = new Map<string, Cell[]>()
  for (const one of cells) {
    const key = `${one.locality}${one.level}`
    strata.set(key, [...(strata.get(key) ?? []), one])
  }
  return new Map([...strata].sort(([a], [b]) => (a < b ? -1 : 1)))
}

/** Codes run through the states and move on every year, so that nobody can match strata of two years by code. */
const stratumCode = (state: State, at: number, year: number): number =>
  (((state.code - 1) * 16 + at + (year - 2020) * 61) % 512) + 1

/** The strata and units of one state in one quarter. The same state, quarter and seed give the same design. */
export function sampleOf(state: State, quarter: Quarter, seed: number): { strata: Stratum[]; psus: Psu[] } {
  const strata: Stratum[] = []
  const psus: Psu[] = []
  let slot = 0
  for (const [, cells] of byStratum(allocate(state))) {
    const code = stratumCode(state, strata.length, quarter.year)
    for (const one of cells) {
      for (let unit = 0; unit < one.units; unit++) psus.push(unitIn(state, one, code, slot++, quarter, seed))
    }
    const sum = (what: 'share' | 'units'): number => cells.reduce((total, one) => total + one[what], 0)
    strata.push({ code, share: sum('share'), psus: sum('units') })
  }
  const whole = strata.reduce((sum, { share }) => sum + share, 0)
  for (const stratum of strata) stratum.share /= whole
  return { strata, psus }
}

/** Which draws belong to what; keeps the streams of chance apart. */
const streams = { place: 1, renewal: 2, unit: 3 } as const

function unitIn(
  state: State,
  where: Cell,
  stratum: number,
  slot: number,
  quarter: Quarter,
  seed: number,
): Psu {
  const panel = slot % 5
  const generation = Math.floor((quarter.index + panel) / 5)
  const upm = state.code * 100_000 + slot * 40 + renewals(state, slot, generation, seed) + 1
  const place = new Random(seed, streams.place, state.code, slot)
  const unit = new Random(seed, streams.unit, upm)
  const municipality = where.municipality || municipalityOf(state, where.locality, place)
  return {
    state: state.code,
    municipality,
    city: cityOf(state, where.locality, municipality),
    border: isBorder(state.code, municipality),
    locality: where.locality,
    level: where.level,
    stratum,
    upm,
    control: 10_000 + slot * 100 + (generation % 100),
    week: place.between(1, 13),
    panel: panel + 1,
    visit: ((quarter.index + panel) % 5) + 1,
    generation,
    informality: where.informality + (unit.next() + unit.next() - 1) * 0.16,
  }
}

/** When its five dwellings have been visited five times, a third of the units gives way to a neighbouring one. */
function renewals(state: State, slot: number, generation: number, seed: number): number {
  let count = 0
  for (let turn = Math.floor((2023 * 4) / 5) + 1; turn <= generation; turn++) {
    if (new Random(seed, streams.renewal, state.code, slot, turn).chance(0.35)) count++
  }
  return count
}

function municipalityOf(state: State, locality: Locality, place: Random): number {
  const cities = state.cities.map(([municipality], at): Choice<number> => [municipality, 3 / (at + 1)])
  if (locality === 1 || (state.code === 29 && locality === 2 && place.chance(0.4))) return place.of(cities)
  return place.between(1, state.municipalities)
}

function cityOf(state: State, locality: Locality, municipality: number): number {
  if (state.code === MEXICO_CITY) return 1
  const own = state.cities.find(([city]) => city === municipality)?.[1] ?? 81
  if (locality <= 2 && own !== 81) return own
  return [81, 83, 84, 86][locality - 1] ?? 86
}
