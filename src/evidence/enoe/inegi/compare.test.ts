import { readFileSync } from 'node:fs'
import { type Crossing, type Design, estimate, type Indicator } from '@acuerdo/survey'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { needsShared, sharedData } from '../../../../test/shared.ts'
import { designOf } from '../design.ts'
import { total } from '../measure.ts'
import type { Locality } from '../places.ts'
import { interpolated, medianWithError, type Observation } from '../testing/median.ts'
import { type Microdata, openMicrodata } from '../testing/microdata.ts'
import { pathText } from './catalogue.ts'
import { differences, type OwnEstimate } from './compare.ts'
import { type PublishedFigure, readPublishedCsv, type Sex } from './published.ts'
import { leftOutReport, type ReportRow, reproducible } from './report.ts'

const figure = (change: Partial<PublishedFigure>): PublishedFigure => ({
  period: '2019T1',
  place: 'MX',
  sex: 'total',
  path: ['Ocupada'],
  estimate: 54152266,
  cv: 0.439984,
  se: 238261,
  low: null,
  high: null,
  sheet: 'Total_119',
  row: 13,
  ...change,
})

describe('a comparison to the printed digit', () => {
  const own = { estimate: 54152266, se: 238261.2 }

  it('finds a difference in any of estimate, CV and error', () => {
    expect(differences(figure({}), total('x'), own)).toEqual([])
    expect(differences(figure({}), total('x'), { ...own, estimate: 54152267 })).toMatchObject([
      { what: 'estimate' },
    ])
    expect(differences(figure({}), total('x'), { ...own, se: 238262.3 })).toMatchObject([
      { what: 'cv' },
      { what: 'se' },
    ])
    expect(differences(figure({}), total('x'), { ...own, se: null })).toMatchObject([
      { what: 'cv' },
      { what: 'se' },
    ])
  })

  it('compares the estimate alone where INEGI gives no error', () => {
    expect(differences(figure({ cv: null, se: null }), total('x'), { ...own, se: 1 })).toEqual([])
  })
})

needsShared('INEGI’s published figures of 2019-T1', () => {
  let published: readonly PublishedFigure[] = []
  let data: Microdata
  let rows: readonly ReportRow[] = []
  let own: ReadonlyMap<string, OwnEstimate> = new Map()

  beforeAll(async () => {
    published = readPublishedCsv(readFileSync(sharedData('inegi/indicadores_2019T1_nacional.csv.gz')))
    data = await openMicrodata(sharedData('enoe/2019trim1_csv.zip'), 'SDEMT119.csv')
    rows = reproducible(data.columns, new Set(published.map(({ path }) => pathText(path))))
    own = new Map([...(await estimates(data, rows)), ...(await medians(data, rows))])
  })
  afterAll(() => data?.close())

  it('come out of the microdata to the printed digit, estimate, CV and error: all but the CV of three medians', () => {
    const made = new Map(
      rows.flatMap(({ row, result }) => ('lacks' in result ? [] : [[pathText(row.path), result.measure]])),
    )
    const wrong: string[] = []
    let compared = 0
    for (const one of published) {
      const path = pathText(one.path)
      const measure = made.get(path)
      if (!measure) continue
      const mine = own.get([path, one.sex, one.locality ?? 'all'].join('|'))
      compared++
      for (const { what, published: theirs, own: ours } of differences(
        one,
        measure,
        mine ?? { estimate: 0, se: null },
      ))
        wrong.push(`${path} | ${one.sex} ${one.locality ?? ''} | ${what}: ${theirs} printed, ${ours} ours`)
    }
    expect(wrong).toEqual(knownDifferences)
    expect(compared).toBe(79 * 18)
  })

  it('are listed with the columns that are lacking where they cannot be made', () => {
    const report = leftOutReport(rows, 18).split('\n')
    expect(report[0]).toBe('1422 of 4212 published figures can be made again (79 of 234 rows × 18).')
    expect(report).toHaveLength(2 + 234 - 79)
    expect(report).toContain(
      '10. Tasas > Tasas calculadas contra la población ocupada > Tasa de ocupación en el sector informal 1 (TOSI1)\tTUE_PPAL or TUE2',
    )
    for (const line of report.slice(2)) expect(line).toMatch(/\t[A-Z]/)
  })
})

/** The limits that INEGI prints for these three medians are a hair wider than the rule gives that fits its other 51. Not understood yet. */
const income =
  '9. Promedios y medianas > Ingreso (pesos) por hora trabajada de la población ocupada > Mediana'
const age = '9. Promedios y medianas > Edad de la población económicamente activa > Mediana'
const knownDifferences = [
  `${income} | total more | cv: 0.9429 printed, 0.93357 ours`,
  `${income} | total more | se: 0.3069909 printed, 0.3039514 ours`,
  `${age} | men low | cv: 0.44793 printed, 0.39194 ours`,
  `${age} | men low | se: 0.1702128 printed, 0.1489362 ours`,
  `${income} | men medium | cv: 1.11449 printed, 1.04357 ours`,
  `${income} | men medium | se: 0.3343465 printed, 0.3130699 ours`,
]

const localities: Readonly<Record<Locality | 'all', string>> = {
  all: 'true',
  more: 't_loc = 1',
  less: 't_loc in (2, 3, 4)',
  medium: 't_loc = 2',
  low: 't_loc = 3',
  rural: 't_loc = 4',
}
const sexes: Readonly<Record<Sex, string>> = { total: 'true', men: 'sex = 1', women: 'sex = 2' }

function sampleOf(data: Microdata): { design: Design; universe: string } {
  const found = designOf(data.columns)
  if (!found) throw new Error('no weight')
  const { weight, strata = null, psu = null, counted, universe } = found
  return { design: { source: data.source, weight, strata, psu, counted, preset: 'inegi' }, universe }
}

/** Everything but medians, for each sex and size of locality, by the library in one call. Keys: path, sex, locality. */
async function estimates(data: Microdata, rows: readonly ReportRow[]): Promise<Map<string, OwnEstimate>> {
  const { design, universe } = sampleOf(data)
  const indicators = rows.flatMap(({ row, result }): Indicator[] => {
    if ('lacks' in result || result.measure.kind === 'median') return []
    const { kind, of, per = 'true' } = result.measure
    const name = pathText(row.path)
    if (kind === 'total') return [{ name, kind, of }]
    return kind === 'mean' ? [{ name, kind, of, where: per }] : [{ name, kind: 'ratio', of, per }]
  })
  const size = `case t_loc when 1 then 'more' when 2 then 'medium' when 3 then 'low' when 4 then 'rural' end`
  const less = `case when ${localities.less} then 'less' end`
  const sex = `case sex when 1 then 'men' when 2 then 'women' end`
  const places: readonly Crossing[] = [{}, { size }, { size: less }]
  const crossings = places.flatMap((place): Crossing[] => [place, { ...place, sex }])
  const found = await estimate(data.connection, design, { indicators, where: universe, crossings })
  return new Map(
    found.flatMap(({ indicator, by, estimate: value, se }) =>
      value === null
        ? []
        : [[[indicator, by.sex ?? 'total', by.size ?? 'all'].join('|'), { estimate: value, se }]],
    ),
  )
}

/** Medians, whose error needs the error of a share at each median: 54 domains, again in one call. */
async function medians(data: Microdata, rows: readonly ReportRow[]): Promise<Map<string, OwnEstimate>> {
  const { design, universe } = sampleOf(data)
  const wanted: { name: string; sorted: Observation[]; of: string; where: string }[] = []
  for (const { row, result } of rows) {
    if ('lacks' in result || result.measure.kind !== 'median') continue
    const { of, per = 'true' } = result.measure
    const found = await data.connection.runAndReadAll(
      `select ${of}, ${design.weight}, sex, t_loc from ${data.source} where ${universe} and ${per} order by 1, 2 desc`,
    )
    const people = found.getRows().map((row) => {
      const [value = 0, weight = 0, sex = 0, size = 0] = row.map(Number)
      return { value, weight, sex, size }
    })
    for (const [sex, isSex] of Object.entries(sexes))
      for (const [locality, isLocality] of Object.entries(localities)) {
        const sorted = people.filter((one) => belongs(one.sex, one.size, sex, locality))
        const [median] = interpolated(sorted, [0.5])
        wanted.push({
          name: [pathText(row.path), sex, locality].join('|'),
          sorted,
          of: `${of} <= ${median}`,
          where: `${per} and ${isSex} and ${isLocality}`,
        })
      }
  }
  const shares = await estimate(data.connection, design, {
    indicators: wanted.map(({ name, of, where }) => ({ name, kind: 'proportion', of, where })),
    where: universe,
  })
  return new Map(
    wanted.map(({ name, sorted }, at) => [name, medianWithError(sorted, shares[at]?.se ?? Number.NaN)]),
  )
}

function belongs(sex: number, size: number, wantedSex: string, locality: string): boolean {
  const ofSex = wantedSex === 'total' || (wantedSex === 'men') === (sex === 1)
  const sizes: Readonly<Record<string, readonly number[]>> = {
    more: [1],
    less: [2, 3, 4],
    medium: [2],
    low: [3],
    rural: [4],
  }
  return ofSex && (sizes[locality]?.includes(size) ?? true)
}
