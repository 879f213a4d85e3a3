/**
 * What is true of figures that others publish: what each counts in our vocabulary, when ours agrees with it, why it may not, and
 * what an import would change. Pure; nothing of the database.
 */
import { type Text, text } from '../kernel/text.ts'
import { indicators, type Locality, type Measure, tables, type Unit, type Words } from './enoe/index.ts'
import {
  type PublishedFigure,
  pathText,
  publishedIndicator,
  publishedIndicators,
} from './enoe/inegi/index.ts'

/** Something that can be published and that we estimate: the same people counted, among the same people. */
export interface Claim {
  /** `til1`; a path of INEGI's tables where we have no name for it; a cell of the overview where INEGI has no row. */
  readonly code: string
  readonly label: Words
  readonly unit: Unit
}

/** Equal for two measures exactly when they count the same: the catalogue writes each concept in one way only. */
const measureKey = ({ kind, of, per = '' }: Pick<Measure, 'kind' | 'of' | 'per'>): string =>
  `${kind} ${of} / ${per}`

/** By measure. The first to claim a measure names it: our indicators, then INEGI's rows, then the cells of our tables. */
const claimsByMeasure: ReadonlyMap<string, Claim> = (() => {
  const found = new Map<string, Claim>()
  const claim = (measure: Measure, code: string, label: Words): void => {
    const key = measureKey(measure)
    if (!found.has(key)) found.set(key, { code, label, unit: measure.unit })
  }
  for (const one of indicators.values()) claim(one, one.name, one.label)
  for (const { path, measure } of publishedIndicators) {
    const es = labelOf(path)
    claim(measure, pathText(path), { es, en: es })
  }
  for (const table of tables)
    for (const row of table.rows)
      for (const [column, measure] of Object.entries(row.cells))
        claim(measure, [table.id, row.key, column].join('/'), row.label)
  return found
})()

const claimsByCode: ReadonlyMap<string, Claim> = new Map(
  [...claimsByMeasure.values()].map((claim) => [claim.code, claim]),
)

/** What a cell of the overview would be called if somebody published it. */
export const claimOf = (measure: Measure): Claim | undefined => claimsByMeasure.get(measureKey(measure))
export const claimByCode = (code: string): Claim | undefined => claimsByCode.get(code)

/** The indicators with a name of ours, which a person may choose when she types a figure. */
export const namedClaims: readonly Claim[] = [...indicators.keys()].flatMap((name) => claimByCode(name) ?? [])

/** The number of each worker group: no institution of Mexico publishes one list of them, so these are typed most of all. */
export const groupClaims: readonly Claim[] = (tables.find(({ id }) => id === 'groups')?.rows ?? []).flatMap(
  ({ level, cells }) => {
    const claim = level === 1 && cells.number ? claimOf(cells.number) : undefined
    return claim ? [claim] : []
  },
)

/** `Posición en la ocupación: No especificado`: the row with the heading above it, without their numbers. */
function labelOf(path: readonly string[]): string {
  return path
    .slice(-2)
    .map((words) => words.replace(/^[IVX\d.]+\s+/, '').replace(/ por:$/, ''))
    .join(': ')
}

// Figures --------------------------------------------------------------------------------------------------------------

/** A published figure before it has an id. Rates in percent; limits, error and value in `unit`. */
export interface NewPublished {
  period: string
  /** `MX`, `01`…`32`, `09007`. */
  place: string
  /** Code of a claim; null: nothing that we estimate. */
  indicator: string | null
  /** Headings and row in the publication; null for a typed one. */
  path: string | null
  label: Text
  sex: 'total' | 'women' | 'men'
  locality: 'all' | Locality
  unit: Unit
  value: number
  /** Decimals printed. */
  decimals: number
  se: number | null
  cv: number | null
  cvDecimals: number | null
  low: number | null
  high: number | null
  level: number | null
  source: Source
}

export interface Source {
  producer: string
  title: string
  page?: string
  url?: string
  /** ISO day of publication. */
  date?: string
}

/** How INEGI prints: people whole, rates with four decimals, averages with six, medians with three; CVs with six. */
const printed: Readonly<Record<Measure['kind'], number>> = { total: 0, ratio: 4, mean: 6, median: 3 }

/** A figure of INEGI's indicator tables as it is kept. `title` names the publication. */
export function ofInegi(figure: PublishedFigure, title: string): NewPublished {
  const row = publishedIndicator(figure.path)
  if (!row) throw new Error(`no row ${pathText(figure.path)} in the catalogue`)
  const claim = claimOf(row.measure)
  const es = labelOf(figure.path)
  const named = claim && indicators.has(claim.code) ? claim : undefined
  return {
    period: figure.period,
    place: figure.place,
    indicator: claim?.code ?? null,
    path: pathText(figure.path),
    label: named ? text(named.label.es, named.label.en) : text(es),
    sex: figure.sex,
    locality: figure.locality ?? 'all',
    unit: row.measure.unit,
    value: figure.estimate,
    decimals: printed[row.measure.kind],
    se: figure.se,
    cv: figure.cv,
    cvDecimals: figure.cv === null ? null : row.measure.kind === 'median' ? 5 : 6,
    low: figure.low,
    high: figure.high,
    level: figure.low === null ? null : 90,
    source: { producer: 'INEGI', title, page: `${figure.sheet}, ${figure.row}` },
  }
}

/** `56.9` → `{value: 56.9, decimals: 1}`; commas between thousands are taken out. Undefined for what is no plain number. */
export function readPrinted(written: string): { value: number; decimals: number } | undefined {
  const plain = written.replaceAll(/[,\s\u202f]/g, '').replace('\u2212', '-')
  const found = /^-?\d{1,15}(?:\.(\d{1,10}))?$/.exec(plain)
  return found ? { value: Number(plain), decimals: found[1]?.length ?? 0 } : undefined
}

// Comparing ------------------------------------------------------------------------------------------------------------

export interface Own {
  /** As people read it: rates in percent. */
  readonly estimate: number
  readonly cv: number | null
  /** Made-up microdata. */
  readonly isSample?: boolean
}

/** Why two figures that claim the same thing may differ. */
export type Reason =
  /** Ours is of made-up data. */
  | 'sample'
  /** Another delivery of the microdata than the one that the publication rests on (new population projections). */
  | 'vintage'
  /** Equal numbers, another error: another treatment of the design. */
  | 'design'

export interface Compared {
  /** Ours rounds to what is printed. */
  readonly agrees: boolean
  /** The same of the coefficient of variation; null where one side has none. */
  readonly cvAgrees: boolean | null
  /** Ours minus the published, in the unit of the figure; points for a rate. */
  readonly difference: number
  /** Ours lies within the published interval; null without one. */
  readonly within: boolean | null
  readonly reasons: readonly Reason[]
}

type Printed = Pick<NewPublished, 'value' | 'decimals' | 'cv' | 'cvDecimals' | 'low' | 'high'>

/** Equal once ours is rounded to the decimals printed; a hair under half a unit is allowed for doubles such as 56.85. */
const agree = (own: number, value: number, decimals: number): boolean =>
  Math.abs(own - value) <= 0.5 * 10 ** -decimals * (1 + 1e-9)

/** Holds our estimate against a published figure, to the digit in which it is printed. */
export function compare(own: Own, published: Printed): Compared {
  const agrees = agree(own.estimate, published.value, published.decimals)
  const cvAgrees =
    own.cv === null || published.cv === null ? null : agree(own.cv, published.cv, published.cvDecimals ?? 0)
  const { low, high } = published
  return {
    agrees,
    cvAgrees,
    difference: agrees ? 0 : own.estimate - published.value,
    within: low === null || high === null ? null : own.estimate >= low && own.estimate <= high,
    reasons: agrees ? (cvAgrees === false ? ['design'] : []) : [own.isSample ? 'sample' : 'vintage'],
  }
}

// Importing ------------------------------------------------------------------------------------------------------------

/** One figure's place in its publication; two files that print it speak of the same figure. */
export const printedKey = ({
  period,
  place,
  sex,
  locality,
  path,
}: Pick<NewPublished, 'period' | 'place' | 'sex' | 'locality' | 'path'>): string =>
  [period, place, sex, locality, path].join('|')

export type Numbers = Pick<NewPublished, 'value' | 'se' | 'cv' | 'low' | 'high'>

const sameNumbers = (a: Numbers, b: Numbers): boolean =>
  (['value', 'se', 'cv', 'low', 'high'] as const).every((name) => a[name] === b[name])

export interface ImportDiff<Kept> {
  add: NewPublished[]
  update: { kept: Kept; given: NewPublished }[]
  unchanged: number
  /** The first figure that the file prints twice; it is then refused. */
  twice: NewPublished | null
}

/** What importing `given` would change in what is kept, by each figure's place in its publication. */
export function diffImport<Kept extends Numbers & Parameters<typeof printedKey>[0]>(
  kept: readonly Kept[],
  given: readonly NewPublished[],
): ImportDiff<Kept> {
  const byKey = new Map(kept.map((one) => [printedKey(one), one]))
  const seen = new Set<string>()
  const diff: ImportDiff<Kept> = { add: [], update: [], unchanged: 0, twice: null }
  for (const one of given) {
    const key = printedKey(one)
    if (seen.has(key)) return { ...diff, twice: one }
    seen.add(key)
    const before = byKey.get(key)
    if (!before) diff.add.push(one)
    else if (sameNumbers(before, one)) diff.unchanged++
    else diff.update.push({ kept: before, given: one })
  }
  return diff
}
