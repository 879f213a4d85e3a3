/** A second table or place over the same file reads no microdata: shown by taking the Parquet away. */
import { mkdtemp, rename, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Design, estimate } from '@acuerdo/survey'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { needsShared, sharedData } from '../../../test/shared.ts'
import { closeEngine, withConnection } from '../../platform/microdata/engine.ts'
import { domainOf, estimandsOf, parsePlace, planTable, tables } from '../enoe/index.ts'
import { convert, inspect } from '../import/index.ts'
import { estimateChange } from './change.ts'
import { estimateContrast } from './contrast.ts'
import {
  estimateOverview,
  estimateStates,
  indicatorOf,
  type Microdata,
  statesOf,
  surveyDesign,
} from './estimates.ts'

needsShared('sums kept beside a vintage', () => {
  let folder = ''
  let data: Microdata
  const ask = { place: 'MX', group: null }
  const overview = (place = 'MX') =>
    withConnection((connection) => estimateOverview(connection, data, { ...ask, place }))
  const states = (indicator: string) =>
    withConnection((connection) => estimateStates(connection, data, { indicator, group: null }))
  const contrast = (place = 'MX') =>
    withConnection((connection) =>
      estimateContrast(connection, data, { ...ask, place, a: 'women', b: 'men' }),
    )
  const change = () => withConnection((connection) => estimateChange(connection, data, data, ask))
  const without = async <T>(work: () => Promise<T>): Promise<T> => {
    const file = join(data.folder, 'persons.parquet')
    await rename(file, `${file}.away`)
    try {
      return await work()
    } finally {
      await rename(`${file}.away`, file)
    }
  }

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'acuerdo-cells-'))
    const made = await convert(await inspect([sharedData('enoe/2019trim1_csv.zip')]), {
      to: join(folder, 'vintage'),
    })
    data = { ...made, columns: made.columns.map(({ name }) => name) }
  }, 120_000)
  afterAll(async () => {
    await closeEngine()
    await rm(folder, { recursive: true, force: true })
  })

  it('after the overview of the nation, every place, the change and the rates of the states cost no scan', async () => {
    const first = await overview()
    expect(await without(overview)).toEqual(first)
    await without(change)
    await without(() => states('til1'))
    for (const place of ['20', '09007']) await without(() => overview(place))
  }, 180_000)

  it.each(['20', 'MX/less'])(
    '%s from the nation’s sums is what a scan gives, to 12 digits',
    async (place) => {
      const columns = new Set(data.columns)
      const sample = surveyDesign(data)
      const domain = domainOf(parsePlace(place), columns, {
        survey: 'enoe',
        states: statesOf(data.coverage),
      })
      if (!sample || 'lacks' in domain) throw new Error('no design')
      const estimands = estimandsOf(tables.map((table) => planTable(table, columns)))
      const { cells: _, ...bare } = sample.design
      const ask = (design: Design) =>
        withConnection((connection) =>
          estimate(connection, design, {
            indicators: estimands.map(({ name, measure }) => indicatorOf(name, measure)),
            crossings: [{}, { sex: 'sex' }],
            where: `${sample.universe} and true`,
            only: domain.only,
          }),
        )
      const [kept, scanned] = [await without(() => ask(sample.design)), await ask(bare)]
      expect(kept).toHaveLength(scanned.length)
      for (const [at, found] of kept.entries()) {
        const expected = scanned[at]
        expect(found).toMatchObject({
          indicator: expected?.indicator,
          by: expected?.by,
          n: expected?.n,
          df: expected?.df,
          psus: expected?.psus,
          strata: expected?.strata,
        })
        for (const what of ['estimate', 'se', 'low', 'high'] as const) {
          const [own, other] = [found[what], expected?.[what]]
          if (own === null || other === null || other === undefined) expect(own).toBe(other)
          else expect(Math.abs(own - other)).toBeLessThanOrEqual(1e-12 * Math.abs(other))
        }
      }
    },
    180_000,
  )

  it('after one comparison, the same two in another place cost no scan', async () => {
    const compared = await contrast()
    expect(await without(contrast)).toEqual(compared)
    await without(() => contrast('20'))
  }, 180_000)
})
