import { join } from 'node:path'
import type { DuckDBConnection } from '@duckdb/node-api'
import { afterAll, beforeAll, expect, it } from 'vitest'
import {
  analyse,
  type Calibration,
  contrast,
  type Design,
  EACH_ROW,
  estimate,
  type Indicator,
} from '../src/index.ts'
import { needsShared, open, shared } from './data.ts'

/** What R's survey 4.1-1 prints for calibrations that the reference set has no case of. */
needsShared('calibrations of the California schools', () => {
  let connection: DuckDBConnection
  beforeAll(async () => {
    connection = await open()
    for (const name of ['apistrat', 'apiclus1', 'apiclus2'])
      await connection.run(
        `create table ${name} as select * from read_csv('${join(shared, 'survey-reference/data', `${name}.csv`)}', header = true, auto_type_candidates = ['BIGINT', 'DOUBLE', 'VARCHAR'])`,
      )
  })
  afterAll(() => connection.closeSync())

  const strat: Design = { source: 'apistrat', weight: 'pw', strata: 'stype', psu: EACH_ROW }
  const clus1: Design = { source: 'apiclus1', weight: 'pw', strata: "'1'", psu: 'dnum' }
  const clus2: Design = {
    source: 'apiclus2',
    weight: 'pw',
    strata: "'1'",
    psu: 'dnum',
    fpc: 'fpc1',
    second: { unit: 'snum', fpc: 'fpc2' },
  }
  const numbers: Calibration & object = {
    totals: [
      { of: 'true', total: 6194 },
      { of: 'enroll', total: 3811472 },
      { of: 'api99', total: 3914069 },
    ],
  }
  const counts = (by: string, values: Record<string, number>) => ({
    by: { [by]: by },
    totals: Object.entries(values).map(([label, total]) => ({ by: { [by]: label }, total })),
  })
  const stype = counts('stype', { E: 4421, H: 755, M: 1018 })
  const three: Calibration = {
    margins: [stype, counts('sch_wide', { No: 1072, Yes: 5122 }), counts('awards', { No: 2027, Yes: 4167 })],
  }
  const total: Indicator = { name: 'i', kind: 'total', of: 'api00' }
  const mean: Indicator = { name: 'i', kind: 'mean', of: 'api00' }
  const close = (got: number | null | undefined, expected: number, tolerance = 1e-9) =>
    expect(Math.abs((got ?? Number.NaN) / expected - 1)).toBeLessThan(tolerance)
  const check = async (
    design: Design,
    calibration: Calibration,
    indicator: Indicator,
    where: string | undefined,
    [value, se]: [number, number],
    tolerance = 1e-9,
  ) => {
    const [figure] = await estimate(
      connection,
      { ...design, calibration },
      { indicators: [indicator], ...(where === undefined ? {} : { where }) },
    )
    close(figure?.estimate, value, tolerance)
    close(figure?.se, se, tolerance)
    return figure
  }

  it('to totals of numbers, in domains, ratios and under bounds', async () => {
    const raking = { ...numbers, method: 'raking' } as const
    const ratio: Indicator = { name: 'i', kind: 'ratio', of: 'api_stu', per: 'enroll' }
    await check(strat, numbers, total, undefined, [4113967.96238616, 11841.4169135061])
    await check(strat, numbers, mean, "sch_wide = 'Yes'", [679.191450683044, 4.07827430698944])
    await check(strat, numbers, ratio, "sch_wide = 'No'", [0.802788134350425, 0.0237867152603612])
    await check(strat, raking, total, undefined, [4113968.94645026, 11843.3983281345])
    await check(strat, raking, mean, "sch_wide = 'Yes'", [679.19634070749, 4.07921922628281])
    await check(strat, raking, ratio, "sch_wide = 'No'", [0.802913995183521, 0.0238011091253472])
    const bounded = { ...numbers, bounds: [0.92, 1.2] } as const
    await check(strat, bounded, total, undefined, [4113974.86971269, 11838.7091547124])
    const logit = { ...numbers, method: 'logit', bounds: [0.8, 1.5] } as const
    await check(strat, logit, total, undefined, [4113953.1182424, 11843.4995529836])
  })

  it('with quantile, variance, design effect and contrast', async () => {
    const design: Design = { ...strat, calibration: { ...numbers, method: 'raking' } }
    const median: Indicator = { name: 'i', kind: 'quantile', of: 'api00', p: 0.5 }
    const [middle, spread] = await estimate(connection, design, {
      indicators: [median, { name: 'v', kind: 'variance', of: 'api00' }],
    })
    expect([middle?.estimate, middle?.low, middle?.high]).toEqual([668, 651, 678])
    close(middle?.se, 6.84556742846863)
    close(spread?.estimate, 15226.2732344808)
    close(spread?.se, Math.sqrt(1586259.95012743))
    const [effect] = await estimate(connection, design, { indicators: [mean], deff: 'wor' })
    close(effect?.deff, 0.0496250673697749)
    const analysis = await analyse(connection, design, {
      indicators: [total],
      crossings: { sch_wide: 'sch_wide' },
    })
    close(analysis.covariance(0, 1), -9864575634.8345)
    const gap = contrast(analysis, [
      { at: 0, times: 1 },
      { at: 1, times: -1 },
    ])
    close(gap.estimate, -2803451.49069305)
    close(gap.se, 198993.890919538)
  })

  it('of samples of two stages', async () => {
    const columns = ['E', 'H', 'M'].map((level) => ({
      of: `stype = '${level}'`,
      total: { E: 4421, H: 755, M: 1018 }[level] ?? 0,
    }))
    const linear: Calibration = { totals: [...columns, { of: 'api99', total: 3914069 }] }
    await check(clus2, linear, total, undefined, [4082849.97779773, 14687.9650801936])
    await check(clus2, linear, mean, "sch_wide = 'Yes'", [689.657874167594, 5.15642950943347])
    await check(clus2, { poststrata: stype }, mean, undefined, [673.002311274467, 28.8318088122979])
    await check(clus2, { poststrata: stype }, mean, "awards = 'Yes'", [729.786098622716, 28.8464363007454])
  })

  it('to three margins in turn, with R’s ten sweeps of unweighted means', async () => {
    await check(clus1, three, total, undefined, [3972682.8463363, 146346.175552645])
    await check(clus1, three, mean, "stype = 'E'", [647.579292939408, 22.7139002195742])
    await check(strat, three, total, undefined, [4102934.36570524, 58053.2692348117])
    await check(strat, three, mean, "stype = 'E'", [674.597442572159, 12.4106341708488])
  })

  it('with a lonely PSU, which every domain then touches', async () => {
    const design: Design = {
      ...strat,
      source: "(select *, case when row_number() over () = 1 then 'Z' else stype end as h from apistrat)",
      strata: 'h',
    }
    const expected = { remove: 18.9439416983707, average: 21.8745796781338 } as const
    for (const lonely of ['remove', 'average'] as const)
      await check({ ...design, lonely }, { poststrata: stype }, mean, "sch_wide = 'No'", [
        593.746858842628,
        expected[lonely],
      ])
  })
})
