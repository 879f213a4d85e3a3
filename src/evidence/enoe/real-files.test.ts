import { type Crossing, conditionOf, type Estimate, estimate, type Indicator } from '@acuerdo/survey'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { needsShared, sharedData } from '../../../test/shared.ts'
import { designOf, noErrorReason } from './design.ts'
import { available, indicators } from './indicators.ts'
import type { Measure } from './measure.ts'
import { domainOf, parsePlace } from './places.ts'
import { type PlannedTable, planTable, tableById } from './tables.ts'
import { type Microdata, openMicrodata } from './testing/microdata.ts'

const inLibrary = (name: string, { kind, of, per = 'true' }: Measure): Indicator => {
  if (kind === 'total') return { name, kind, of }
  return kind === 'mean' ? { name, kind, of, where: per } : { name, kind: 'ratio', of, per }
}

async function ask(
  data: Microdata,
  asked: Readonly<Record<string, Measure>>,
  where = 'true',
  by: Crossing = {},
): Promise<Estimate[]> {
  const design = designOf(data.columns)
  if (!design) throw new Error('no weight')
  const { weight, strata = null, psu = null, counted, universe } = design
  return estimate(
    data.connection,
    { source: data.source, weight, strata, psu, counted, preset: 'inegi', lonely: 'adjust' },
    {
      indicators: Object.entries(asked).map(([name, measure]) => inLibrary(name, measure)),
      where: `${universe} and (${where})`,
      crossings: [by],
    },
  )
}

function measureOf(data: Microdata, name: string): Measure {
  const indicator = indicators.get(name)
  const found = indicator && available(indicator, data.columns)
  if (!found || 'lacks' in found) throw new Error(`${name} cannot be computed`)
  return found.measure
}

function planned(data: Microdata, id: string): PlannedTable {
  const table = tableById(id)
  if (!table) throw new Error(id)
  return planTable(table, data.columns)
}

/** The number column of a table, by row. */
async function numbers(data: Microdata, id: string): Promise<Record<string, number>> {
  const cells = planned(data, id).rows.flatMap(({ row, cells: { number } }) =>
    number && 'measure' in number ? [[row.key, number.measure] as const] : [],
  )
  const found = await ask(data, Object.fromEntries(cells))
  return Object.fromEntries(found.map((one) => [one.indicator, one.estimate ?? Number.NaN]))
}

needsShared('ETOE of May 2020', () => {
  let data: Microdata
  beforeAll(async () => {
    data = await openMicrodata(sharedData('enoe/SDEMT0520.zip'), 'SDEMT0520.dbf')
  })
  afterAll(() => data?.close())

  it('has no size of locality: the column is empty', () => {
    expect(data.columns.has('t_loc')).toBe(false)
  })

  it('gives INEGI’s employed population and informal employment rate', async () => {
    const asked = { employed: measureOf(data, 'employed'), til1: measureOf(data, 'til1') }
    const [employed, til1] = await ask(data, asked)
    expect(employed?.estimate).toBe(43578792)
    expect((100 * (til1?.estimate ?? 0)).toFixed(4)).toBe('51.8367')
    const bySex = await ask(data, { til1: asked.til1 }, 'true', { sex: 'sex' })
    expect(bySex.map((one) => (100 * (one.estimate ?? 0)).toFixed(1))).toEqual(['52.7', '50.6'])
  })

  it('gives the same whether EMP_PPAL is there or its equivalence is taken', async () => {
    const without = new Set([...data.columns].filter((column) => column !== 'emp_ppal'))
    const informal = indicators.get('informal')
    const found = informal && available(informal, without)
    if (!found || 'lacks' in found) throw new Error('no equivalence')
    const [own, other] = await ask(data, { own: measureOf(data, 'informal'), other: found.measure })
    expect(other?.estimate).toBe(own?.estimate)
  })

  for (const [id, parts] of [
    ['sector', ['informalsector', 'households', 'formalsector', 'unspecified']],
    ['status', ['subordinate', 'employer', 'ownaccount', 'unpaid', 'unspecified']],
    ['branch', ['primary', 'secondary', 'tertiary', 'unspecified']],
    ['age', ['from15to24', 'from25to44', 'from45to64', 'over65', 'unspecified']],
    ['education', ['primaryincomplete', 'primary', 'lowersecondary', 'higher', 'unspecified']],
    ['hours', ['absent', 'under15', 'from15to34', 'from35to48', 'over48', 'unspecified']],
    ['income', ['upto1', 'from1to2', 'from2to3', 'from3to5', 'over5', 'none', 'unspecified']],
    ['health', ['access', 'noaccess', 'accessunspecified']],
  ] as const) {
    it(`fills the table ${id}, and its parts add up to the employed population`, async () => {
      expect(planned(data, id)).toMatchObject({ otherwise: false })
      expect(planned(data, id).lacks).toBeUndefined()
      const found = await numbers(data, id)
      expect(found.employed).toBe(43578792)
      expect(parts.reduce((sum, key) => sum + (found[key] ?? Number.NaN), 0)).toBe(43578792)
    })
  }

  it('tells the benefits and contracts of subordinate workers apart', async () => {
    const found = await numbers(data, 'health')
    const sum = (...keys: string[]): number => keys.reduce((so, key) => so + (found[key] ?? Number.NaN), 0)
    expect(sum('withbenefits', 'withoutbenefits', 'benefitsunspecified')).toBe(found.subordinate)
    expect(sum('contract', 'nocontract', 'contractunspecified')).toBe(found.subordinate)
    expect(sum('temporary', 'permanent', 'contracttype')).toBe(found.contract)
    expect(sum('nothing', 'healthonly', 'healthandbenefits', 'benefitsonly', 'medicalunspecified')).toBe(
      found.employed,
    )
    expect(sum('healthonly', 'healthandbenefits')).toBe(found.access)
  })

  it('counts domestic workers by their economic unit, for want of the occupation', () => {
    const row = planned(data, 'groups').rows.find(({ row: { key } }) => key === 'domestic')
    expect(row?.cells.number).toMatchObject({ measure: { of: expect.stringContaining('tue2 = 6') } })
  })
})

needsShared('ENOE of Mexico City, 2015-T2', () => {
  let data: Microdata
  beforeAll(async () => {
    data = await openMicrodata(sharedData('enoe/SDEMT215_ENT09.dbf'))
  })
  afterAll(() => data?.close())

  it('gives the employed population, the rate and its error', async () => {
    const [employed, til1] = await ask(data, {
      employed: measureOf(data, 'employed'),
      til1: measureOf(data, 'til1'),
    })
    expect(employed?.estimate).toBe(4114102)
    expect((100 * (til1?.estimate ?? 0)).toFixed(4)).toBe('51.2790')
    expect((100 * (til1?.se ?? 0)).toFixed(4)).toBe('1.0385')
  })

  it('covers one state: the nation is withheld, and Iztapalapa, which was not planned for', async () => {
    const coverage = { survey: 'enoe', states: new Set([9]) } as const
    expect(domainOf(parsePlace('MX'), data.columns, coverage)).toMatchObject({ unplanned: 'notCovered' })
    expect(domainOf(parsePlace('09'), data.columns, coverage)).toEqual({ only: { ent: 9 } })
    const iztapalapa = domainOf(parsePlace('09007'), data.columns, coverage)
    expect(iztapalapa).toMatchObject({ unplanned: 'municipality' })
    if ('lacks' in iztapalapa) throw new Error('no municipality')
    const [til1] = await ask(data, { til1: measureOf(data, 'til1') }, conditionOf(iztapalapa.only))
    expect((100 * (til1?.estimate ?? 0)).toFixed(2)).toBe('57.43')
    expect((100 * (til1?.se ?? 0)).toFixed(2)).toBe('2.36')
    expect(til1?.psus).toBe(123)
  })

  it('gives the branch by RAMA as by RAMA_EST2', async () => {
    const detailed = await numbers(data, 'branch')
    const short: Microdata = {
      ...data,
      columns: new Set([...data.columns].filter((column) => !column.startsWith('rama_'))),
    }
    expect(planned(short, 'branch').otherwise).toBe(true)
    const coarse = await numbers(short, 'branch')
    for (const key of [
      'primary',
      'extractive',
      'manufacturing',
      'construction',
      'trade',
      'tertiary',
      'unspecified',
    ])
      expect(coarse[key], key).toBe(detailed[key])
    const services = ['restaurants', 'transport', 'professional', 'social', 'otherservices', 'government']
    expect(coarse.services).toBe(services.reduce((sum, key) => sum + (detailed[key] ?? Number.NaN), 0))
  })
})

needsShared('ENOE-N of 2020-T3', () => {
  let data: Microdata
  beforeAll(async () => {
    data = await openMicrodata(sharedData('enoe/enoe_n_2020_trim3_csv.zip'), 'ENOEN_SDEMT320.csv')
  })
  afterAll(() => data?.close())

  it('gives INEGI’s figures, without an error, and says why', async () => {
    const design = designOf(data.columns)
    expect(design?.lacks).toEqual(['est_d'])
    expect(noErrorReason(design?.lacks ?? []).es).toBe(
      'No se da error ni intervalo: el archivo no trae EST_D, con que se calculan.',
    )
    const [employed, til1] = await ask(data, {
      employed: measureOf(data, 'employed'),
      til1: measureOf(data, 'til1'),
    })
    expect(employed).toMatchObject({ estimate: 51011033, se: null, noError: 'noDesign' })
    expect((100 * (til1?.estimate ?? 0)).toFixed(4)).toBe('54.2407')
  })

  it('gives the states’ rates that INEGI published, to one decimal', async () => {
    const states = await ask(data, { til1: measureOf(data, 'til1') }, 'true', { ent: 'ent' })
    const rate = (state: number) =>
      (100 * (states.find(({ by }) => Number(by.ent) === state)?.estimate ?? 0)).toFixed(1)
    expect([12, 20, 7, 19, 8, 5].map(rate)).toEqual(['78.5', '76.6', '74.3', '35.4', '36.6', '36.9'])
  })
})
