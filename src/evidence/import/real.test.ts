import { copyFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, afterEach, beforeEach, expect, it } from 'vitest'
import { needsShared, sharedData } from '../../../test/shared.ts'
import { closeEngine } from '../../platform/microdata/engine.ts'
import { convert, type Imported, inspect, personsFile } from './index.ts'
import { Folder, query } from './testing/files.ts'
import { unpackMember } from './zip.ts'

/** INEGI's own files against what INEGI published of them; `../shared/data/README.md` gives the sources. */

const enoe = (name: string) => sharedData(`enoe/${name}`)

let folder: Folder
beforeEach(async () => {
  folder = await Folder.make()
})
afterEach(() => folder.remove())
afterAll(closeEngine)

const bring = async (...paths: string[]): Promise<Imported> =>
  convert(await inspect(paths), { to: folder.in('vintage') })

/** Employed persons and the rate of labour informality, percent, by plain SQL. */
const published = async ({ folder: made, weight }: Imported) => {
  const [row = {}] = await query(
    `select sum(${weight})::bigint::varchar as employed,
       round(100 * sum(${weight}) filter (where emp_ppal = 1) / sum(${weight}), 4) as til1
     from read_parquet('${join(made, personsFile)}')
     where r_def = 0 and c_res in (1, 3) and eda between 15 and 98 and clase2 = 1`,
  )
  return { employed: Number(row.employed), til1: row.til1 }
}

needsShared('INEGI’s files', () => {
  it('ENOE 2019-T1, SDEM and COE2 in a zip of CSV', async () => {
    const imported = await bring(enoe('2019trim1_csv.zip'))
    expect(imported).toMatchObject({
      survey: 'enoe',
      period: '2019T1',
      questionnaire: 'extended',
      isSample: false,
      rows: 406_036,
      coverage: ['MX'],
      weight: 'fac',
      strata: 'est_d',
      psu: 'upm',
      tables: [
        { table: 'sdem', rows: 406_036 },
        { table: 'coe2', rows: 321_402 },
      ],
      sha256: '615f3030400bb1038e3cdffafa08915b9a482453b2b669170ce0c3c707021698',
    })
    expect(await published(imported)).toEqual({ employed: 54_152_266, til1: 56.8828 })
    // 33 columns of SDEM and what COE2 adds: 27 less its key of 8, N_ENT and FAC.
    expect(imported.columns.map(({ table }) => table).filter((table) => table === 'sdem')).toHaveLength(33)
    expect(imported.columns.map(({ table }) => table).filter((table) => table === 'coe2')).toHaveLength(17)
    expect(imported.missing).toEqual(expect.arrayContaining(['pos_ocu', 'seg_soc', 'tue2', 'mh_col', 'p6d']))
    // The join keeps each answer with its person: who answers on income is employed, and lives there.
    const [row] = await query(
      `select count(p6b2) as told, count(*) filter (where p6b2 is not null and clase2 <> 1) as strange
       from read_parquet('${join(imported.folder, personsFile)}')`,
    )
    await unpackMember(enoe('2019trim1_csv.zip'), 'COE2T119.csv', folder.in('coe2.csv'))
    const [own] = await query(`select count(p6b2) as told from read_csv('${folder.in('coe2.csv')}')`)
    expect(row).toEqual({ told: own?.told, strange: 0n })
  })

  it('ENOE 2019-T2, SDEM alone', async () => {
    const imported = await bring(enoe('2019trim2_csv.zip'))
    expect(imported).toMatchObject({
      period: '2019T2',
      questionnaire: 'basic',
      rows: 407_431,
      coverage: ['MX'],
    })
    expect(await published(imported)).toEqual({ employed: 54_936_719, til1: 56.3369 })
  })

  it('ENOE-N 2020-T3, which has no stratum', async () => {
    const imported = await bring(enoe('enoe_n_2020_trim3_csv.zip'))
    expect(imported).toMatchObject({
      survey: 'enoe_n',
      period: '2020T3',
      rows: 296_874,
      coverage: ['MX'],
      weight: 'fac_tri',
      strata: null,
      psu: 'upm',
    })
    expect(imported.warnings).toContainEqual({ code: 'import.noStrata', values: {} })
    expect(imported.columns.map(({ name }) => name)).toContain('t_loc')
    expect(await published(imported)).toEqual({ employed: 51_011_033, til1: 54.2407 })
  })

  it('ETOE May 2020, a DBF in a zip', async () => {
    const imported = await bring(enoe('SDEMT0520.zip'))
    expect(imported).toMatchObject({
      survey: 'etoe',
      period: '2020-05',
      rows: 27_604,
      coverage: ['MX'],
      weight: 'fac',
      strata: 'est_d',
      empty: ['loc', 't_loc'],
    })
    expect(imported.missing).toEqual(expect.arrayContaining(['t_loc', 'loc']))
    expect(await published(imported)).toEqual({ employed: 43_578_792, til1: 51.8367 })
    const file = `read_parquet('${join(imported.folder, personsFile)}')`
    const [row] = await query(
      `select list(cs_p22_des) as said from ${file} where cs_p22_des like '%REGRES_ DE E.U.%'`,
    )
    expect(row?.said).toEqual(['TIENE 6 AÑOS QUE REGRESÓ DE E.U.'])
    expect(await query(`select count(*) as n from ${file} where cs_p14_c in ('N121', '332')`)).not.toEqual([
      { n: 0n },
    ])
  })

  it('Mexico City 2015-T2, a DBF of one state', async () => {
    const imported = await bring(enoe('SDEMT215_ENT09.dbf'))
    expect(imported).toMatchObject({
      survey: 'enoe',
      period: '2015T2',
      rows: 9_598,
      coverage: ['09'],
      weight: 'fac',
      strata: 'est_d',
      missing: [],
    })
    expect(await published(imported)).toEqual({ employed: 4_114_102, til1: 51.279 })
    const [row] = await query(
      `select count(distinct upm) as upm, count(distinct mun) as mun from read_parquet('${join(imported.folder, personsFile)}')`,
    )
    expect(row).toEqual({ upm: 641n, mun: 16n })
  })

  it('gives the same types in every file, so that quarters can be matched', async () => {
    const types: Record<string, unknown>[] = []
    for (const [at, name] of ['2019trim2_csv.zip', 'SDEMT0520.zip', 'SDEMT215_ENT09.dbf'].entries()) {
      const { folder: made } = await convert(await inspect([enoe(name)]), { to: folder.in(String(at)) })
      const columns = await query(`describe from read_parquet('${join(made, personsFile)}')`)
      types.push(Object.fromEntries(columns.map((row) => [row.column_name, row.column_type])))
    }
    const [first = {}, ...others] = types
    expect(first).toMatchObject({
      est_d: 'INTEGER',
      upm: 'INTEGER',
      ent: 'INTEGER',
      fac: 'DOUBLE',
      eda: 'INTEGER',
    })
    for (const other of others) {
      const common = Object.keys(first).filter((name) => name in other)
      expect(common.length).toBeGreaterThan(30)
      for (const name of common) expect([name, other[name]]).toEqual([name, first[name]])
    }
  })

  it('a Parquet that an import made can be brought in again', async () => {
    const first = await bring(enoe('SDEMT215_ENT09.dbf'))
    const copy = folder.in('SDEMT215.parquet')
    await copyFile(join(first.folder, personsFile), copy)
    const again = await convert(await inspect([copy]), { to: folder.in('again') })
    expect(again).toMatchObject({ period: '2015T2', rows: 9_598, coverage: ['09'] })
    expect(await published(again)).toEqual(await published(first))
  })
})
