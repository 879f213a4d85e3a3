import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { needsShared, sharedData } from '../../test/shared.ts'
import { closeEngine, connect } from '../platform/microdata/engine.ts'
import { estimateByName, type NamedRequest } from './estimates-by-name.ts'
import { convert, inspect } from './import/index.ts'
import { estimateOverview, type Microdata } from './overview/estimates.ts'
import { present } from './overview/present.ts'

needsShared('medians of 2019-T1, as INEGI prints them', () => {
  let folder = ''
  let data: Microdata
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'acuerdo-medians-'))
    const made = await convert(await inspect([sharedData('enoe/2019trim1_csv.zip')]), {
      to: join(folder, 'vintage'),
    })
    data = { ...made, columns: made.columns.map(({ name }) => name) }
  }, 120_000)
  afterAll(async () => {
    await closeEngine()
    await rm(folder, { recursive: true, force: true })
  })

  const ask = async (change: Partial<NamedRequest>) => {
    const connection = await connect()
    try {
      return await estimateByName(connection, data, {
        period: '2019T1',
        place: 'MX',
        indicators: ['medianhourlyincome'],
        by: null,
        group: null,
        level: 90,
        minimumCases: 30,
        ...change,
      })
    } finally {
      connection.closeSync()
    }
  }
  const round = (value: number | null | undefined, decimals: number) => Number(value?.toFixed(decimals))

  it('come from the command line with error and limits, by sex', async () => {
    const found = await ask({ by: 'sex' })
    const printed = found.map(({ sex, estimate, cv, low, high }) => [
      sex,
      round(estimate, 3),
      round(cv, 5),
      round(low, 2),
      round(high, 2),
    ])
    expect(printed).toEqual([
      ['total', 28.571, 0.32979, 28.26, 28.57],
      ['women', 27.273, 0.78013, 27.08, 27.78],
      ['men', 29.07, 0.29276, 28.89, 29.17],
    ])
  })

  it('have no error where both limits coincide: 45 hours', async () => {
    const [hours] = await ask({ indicators: ['medianhours'] })
    expect(hours).toMatchObject({ estimate: 45, se: null, cv: null, flag: null, low: 45, high: 45 })
  })

  it('have wider limits at 95 %, and the same error', async () => {
    const [at90] = await ask({})
    const [at95] = await ask({ level: 95 })
    expect(at95).toMatchObject({ estimate: at90?.estimate, se: at90?.se, cv: at90?.cv, level: 95 })
    expect((at95?.high ?? 0) - (at95?.low ?? 0)).toBeGreaterThan((at90?.high ?? 0) - (at90?.low ?? 0))
  })

  it('stand in the overview’s tables of hours and income', async () => {
    const connection = await connect()
    const overview = await estimateOverview(connection, data, { place: 'MX', group: null })
    connection.closeSync()
    if ('lacks' in overview) throw new Error('the nation cannot be told')
    const cell = (table: 'hours' | 'income', row: string) =>
      present(overview, table, { minimumCases: 30, level: 90, revealed: false }).rows.find(
        (one) => one.row.key === row,
      )?.cells.value
    expect(cell('hours', 'median')?.total).toMatchObject({
      estimate: 45,
      noError: 'medianHeld',
      citable: true,
    })
    const women = cell('income', 'medianhourly')?.women
    if (women?.shown !== 'estimate') throw new Error('withheld')
    expect(round(women.estimate, 3)).toBe(27.273)
    expect(round(women.cv, 5)).toBe(0.78013)
  })
})
