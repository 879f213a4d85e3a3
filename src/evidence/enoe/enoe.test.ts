import { describe, expect, it } from 'vitest'
import { concepts } from './concepts.ts'
import { designOf } from './design.ts'
import { namesOf, requirements, resolve } from './expression.ts'
import { groups, resolveGroup } from './groups.ts'
import { available, indicators, requires } from './indicators.ts'
import { type Coverage, domainOf, parsePlace, placeCode } from './places.ts'
import { estimandsOf, planTable, tableIds, tables } from './tables.ts'

const columns = (names: string): ReadonlySet<string> => new Set(names.split(' '))
const national2019 = columns(
  'r_def c_res est est_d t_loc cd_a ent con upm v_sel n_hog h_mud n_ren n_ent sex eda e_con n_hij emp_ppal ingocup ing7c salario rama hrsocup clase1 clase2 fac cs_p13_1 medica5c sub_o s_clasifi dur_est t_tra',
)
const table = (id: string) => {
  const found = tables.find((one) => one.id === id)
  if (!found) throw new Error(id)
  return planTable(found, national2019)
}

describe('an expression of concepts', () => {
  it('refuses a concept that nobody defined', () => {
    expect(() => resolve('{happy}', national2019)).toThrow('{happy}')
  })

  it('says which columns are lacking, each alternative apart', () => {
    expect(resolve('{informalsector}', national2019)).toEqual({ lacks: [['tue_ppal'], ['tue2']] })
    expect(resolve('{informal}', columns('eda clase2 tue2'))).toEqual({
      lacks: [['emp_ppal'], ['pos_ocu', 'rama', 'seg_soc']],
    })
    expect(namesOf([['emp_ppal'], ['pos_ocu', 'seg_soc']], 'o')).toBe('EMP_PPAL o POS_OCU, SEG_SOC')
  })

  it('takes the best reading that the file allows', () => {
    expect(resolve('{informalsector}', columns('eda clase2 tue2'))).toEqual({
      sql: '(((eda between 15 and 98) and clase2 = 1) and (tue2 = 5))',
    })
  })

  it('knows every concept it names, and only columns that INEGI has', () => {
    for (const name of Object.keys(concepts))
      for (const list of requirements(`{${name}}`))
        for (const column of list) expect(column, name).toMatch(/^[a-z][a-z0-9_]*$/)
  })
})

describe('the catalogue of indicators', () => {
  it('has a name, a label and a definition in both languages for each', () => {
    for (const [name, indicator] of indicators) {
      expect(name).toMatch(/^[a-z][a-z0-9]*$/)
      for (const words of [indicator.label, indicator.definition]) {
        expect(words.es.length).toBeGreaterThan(3)
        expect(words.en.length).toBeGreaterThan(3)
      }
      expect(requires(indicator).length).toBeGreaterThan(0)
    }
  })

  it('says what a file of 2019 cannot give', () => {
    const lacking = [...indicators.values()]
      .filter((one) => 'lacks' in available(one, national2019))
      .map(({ name }) => name)
    expect(lacking).toEqual([
      'tprg',
      'tcco',
      'salaried',
      'informalsector',
      'tosi1',
      'tosi2',
      'domesticwork',
      'benefits',
      'contract',
      'schooling',
      'medianschooling',
    ])
  })
})

describe('the overview', () => {
  it('has the thirteen tables in order, with rows told apart', () => {
    expect(tables.map(({ id }) => id)).toEqual([...tableIds])
    expect(tables.map(({ number }) => number)).toEqual(tableIds.map((_, at) => at + 1))
    for (const { rows, otherwise } of tables)
      for (const list of [rows, otherwise?.rows ?? []])
        expect(new Set(list.map(({ key }) => key)).size).toBe(list.length)
  })

  it('says that a table cannot be made and why', () => {
    expect(table('status').lacks).toEqual([['pos_ocu'], ['remune2c']])
    expect(table('groups').rows.find(({ row }) => row.key === 'waste_pickers')?.cells.number).toEqual({
      lacks: [['p3']],
    })
    expect(table('sector').lacks).toBeDefined()
    expect(table('change').lacks).toBeUndefined()
    expect(table('age').lacks).toBeUndefined()
  })

  it('lets coarser rows stand in where only they can be computed', () => {
    expect(table('branch').otherwise).toBe(true)
    expect(table('branch').rows.map(({ row }) => row.key)).toContain('services')
    expect(table('education').otherwise).toBe(true)
    expect(table('hours').otherwise).toBe(false)
  })

  it('computes what stands in several tables once', () => {
    const planned = tables.map((one) => planTable(one, national2019))
    const estimands = estimandsOf(planned)
    const employed = estimands.find(({ cells }) =>
      cells.some(
        ({ table: id, row, column }) => id === 'branch' && row === 'employed' && column === 'number',
      ),
    )
    expect(employed?.cells.length).toBeGreaterThan(8)
    expect(new Set(estimands.map(({ name }) => name)).size).toBe(estimands.length)
  })
})

describe('worker groups', () => {
  it('fall back on what SDEM has, and say what is approximate', () => {
    const domestic = groups.find(({ code }) => code === 'domestic')
    const found = domestic && resolveGroup(domestic, columns('eda clase2 tue2'))
    expect(found && 'reading' in found && found.reading.approximate?.es).toContain('no trae la ocupación')
  })

  it('say which columns they need', () => {
    const waste = groups.find(({ code }) => code === 'waste_pickers')
    expect(waste && resolveGroup(waste, national2019)).toEqual({ lacks: [['p3']] })
  })
})

describe('places', () => {
  const all: Coverage = { survey: 'enoe', states: new Set(Array.from({ length: 32 }, (_, at) => at + 1)) }
  const withMun = new Set([...national2019, 'mun'])

  it('refuses what is no place', () => {
    for (const written of ['', '33', '00', '9', '09000', 'MX/big', '09007/more/less', 'US'])
      expect(() => parsePlace(written), written).toThrow('evidence.place')
  })

  it('withholds what the sample was not designed for', () => {
    expect(domainOf(parsePlace('09007'), withMun, all)).toEqual({
      only: { ent: 9, mun: 7 },
      unplanned: 'municipality',
    })
    expect(domainOf(parsePlace('09/rural'), withMun, all)).toMatchObject({ unplanned: 'stateByLocality' })
    expect(domainOf(parsePlace('09'), withMun, { ...all, survey: 'etoe' })).toMatchObject({
      unplanned: 'etoeNational',
    })
    expect(domainOf(parsePlace('MX'), withMun, { survey: 'enoe', states: new Set([9]) })).toMatchObject({
      unplanned: 'notCovered',
    })
    expect(domainOf(parsePlace('20'), withMun, { survey: 'enoe', states: new Set([9]) })).toMatchObject({
      unplanned: 'notCovered',
    })
  })

  it('gives the nation, its sizes of locality and the states', () => {
    expect(domainOf(parsePlace('MX'), national2019, all)).toEqual({ only: {} })
    expect(domainOf(parsePlace('MX/urban'), national2019, all)).toEqual({ only: { t_loc: 1 } })
    expect(domainOf(parsePlace('20'), national2019, all)).toEqual({ only: { ent: 20 } })
    expect(domainOf(parsePlace('09007'), national2019, all)).toEqual({ lacks: [['mun']] })
    expect(placeCode(parsePlace('MX/rural'))).toBe('MX/rural')
  })
})

describe('the sample design', () => {
  it('cannot be told without a weight', () => {
    expect(designOf(columns('r_def c_res'))).toBeUndefined()
  })

  it('gives no error where the strata are lacking', () => {
    expect(designOf(columns('r_def c_res fac_tri upm'))).toMatchObject({
      weight: 'fac_tri',
      lacks: ['est_d'],
    })
    expect(designOf(columns('r_def c_res fac_tri upm'))).not.toHaveProperty('strata')
    expect(designOf(national2019)).toMatchObject({ weight: 'fac', strata: 'est_d', psu: 'upm' })
  })
})
