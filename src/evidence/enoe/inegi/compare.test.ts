import { readFileSync } from 'node:fs'
import { type Crossing, type Design, estimate, type Indicator } from '@acuerdo/survey'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { needsShared, sharedData } from '../../../../test/shared.ts'
import { designOf } from '../design.ts'
import { total } from '../measure.ts'
import { medianError } from '../median.ts'
import { type Microdata, openMicrodata } from '../testing/microdata.ts'
import { pathText } from './catalogue.ts'
import { differences, type OwnEstimate } from './compare.ts'
import { type PublishedFigure, readPublishedCsv } from './published.ts'
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
    own = await estimates(data, rows)
  })
  afterAll(() => data?.close())

  it('come out of the microdata to the printed digit, estimate, CV and error', () => {
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
    expect(wrong).toEqual([])
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

function sampleOf(data: Microdata): { design: Design; universe: string } {
  const found = designOf(data.columns)
  if (!found) throw new Error('no weight')
  const { weight, strata = null, psu = null, counted, universe } = found
  return { design: { source: data.source, weight, strata, psu, counted, preset: 'inegi' }, universe }
}

/** Everything, for each sex and size of locality, by the library in one call. Keys: path, sex, locality. */
async function estimates(data: Microdata, rows: readonly ReportRow[]): Promise<Map<string, OwnEstimate>> {
  const { design, universe } = sampleOf(data)
  const indicators = rows.flatMap(({ row, result }): Indicator[] => {
    if ('lacks' in result) return []
    const { kind, of, per = 'true' } = result.measure
    const name = pathText(row.path)
    if (kind === 'median') return [{ name, kind: 'quantile', of, p: 0.5, rule: 'interpolated', where: per }]
    if (kind === 'total') return [{ name, kind, of }]
    return kind === 'mean' ? [{ name, kind, of, where: per }] : [{ name, kind: 'ratio', of, per }]
  })
  const size = `case t_loc when 1 then 'more' when 2 then 'medium' when 3 then 'low' when 4 then 'rural' end`
  const less = `case when t_loc in (2, 3, 4) then 'less' end`
  const sex = `case sex when 1 then 'men' when 2 then 'women' end`
  const places: readonly Crossing[] = [{}, { size }, { size: less }]
  const crossings = places.flatMap((place): Crossing[] => [place, { ...place, sex }])
  const found = await estimate(data.connection, design, { indicators, where: universe, crossings })
  const medians = new Set(indicators.filter(({ kind }) => kind === 'quantile').map(({ name }) => name))
  return new Map(
    found.flatMap(({ indicator, by, estimate: value, se, low, high }) =>
      value === null
        ? []
        : [
            [
              [indicator, by.sex ?? 'total', by.size ?? 'all'].join('|'),
              { estimate: value, se: medians.has(indicator) ? medianError(low, high) : se },
            ],
          ],
    ),
  )
}
