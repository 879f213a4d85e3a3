import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest'
import { closeEngine } from '../../platform/microdata/engine.ts'
import { convert, type Imported, inspect, type Progress, personsFile } from './index.ts'
import { answers, csv, Folder, type Person, people, personsDbf, query } from './testing/files.ts'

/** Files that can be used, made up in every form in which they come. */

let folder: Folder
beforeEach(async () => {
  folder = await Folder.make()
})
afterEach(() => folder.remove())
afterAll(closeEngine)

const bring = async (...paths: string[]): Promise<Imported> =>
  convert(await inspect(paths), { to: folder.in('vintage') })
const persons = ({ folder: made }: Imported) => `read_parquet('${join(made, personsFile)}')`
const columnsOf = ({ columns }: Imported) => columns.map(({ name }) => name)
const codesOf = ({ warnings }: Imported) => warnings.map(({ code }) => code)
const weightOf = async (imported: Imported) =>
  (await query(`select sum(${imported.weight}) as w, count(*)::int as n from ${persons(imported)}`))[0]

const everybody = people(64)
/** 100 + 101 + … + 163 */
const wholeWeight = { w: 8416, n: 64 }

describe('forms of the same file', () => {
  it.each<[string, string | Buffer]>([
    ['SDEMT219.csv', csv(everybody)],
    ['sdemt219.CSV', csv(everybody).toUpperCase()],
    ['SDEMT219.csv', `\ufeff${csv(everybody)}`],
    ['SDEMT219.csv', csv(everybody, { end: '\r\n' })],
    ['SDEMT219.csv', csv(everybody, { delimiter: ';' })],
    ['SDEMT219.txt', csv(everybody, { delimiter: '\t' })],
    ['SDEMT219.csv', csv(everybody).replaceAll(/\b(\d+)\b/g, '"$1"')],
    ['SDEMT219.csv', csv(everybody).replaceAll(/(?<=[,\n])(\d)(?=[,\n])/g, '0$1')],
    ['SDEMT219.csv', csv(everybody).replaceAll(/(?<=[,\n])(\d+)(?=[,\n])/g, '$1.0')],
    ['SDEMT219.csv', csv(everybody).slice(0, -1)],
    ['SDEMT219.csv', Buffer.from(`\ufeff${csv(everybody)}`, 'utf16le')],
    ['SDEMT219.dbf', personsDbf(everybody)],
  ])('%s', async (name, content) => {
    const imported = await bring(await folder.write(name, content))
    expect(imported).toMatchObject({
      period: '2019T2',
      rows: 64,
      coverage: ['MX'],
      weight: 'fac',
      strata: 'est_d',
    })
    expect(await weightOf(imported)).toEqual(wholeWeight)
    const [row] = await query(
      `select min(ent) as first, max(ent) as last, max(v_sel) as v from ${persons(imported)}`,
    )
    expect(row).toEqual({ first: 1, last: 32, v: '1' })
  })

  it('a zip with catalogues and dictionaries beside, as INEGI’s open data', async () => {
    const table = (name: string) => `conjunto_de_datos_${name}_enoe_2019_2t`
    const path = await folder.zip('conjunto_de_datos_enoe_2019_2t_csv.zip', {
      [`${table('sdem')}/conjunto_de_datos/${table('sdem')}.csv`]: csv(everybody),
      [`${table('sdem')}/diccionario_de_datos/diccionario_datos_sdem_enoe_2019_2t.csv`]:
        'NOMBRE_CAMPO,LONGITUD\nx,1\n',
      [`${table('sdem')}/catalogos/ent.csv`]: 'CVE,DESCRIP\n1,Aguascalientes\n',
      [`${table('coe2')}/conjunto_de_datos/${table('coe2')}.csv`]: csv(answers(everybody)),
      '__MACOSX/._SDEMT219.csv': 'x',
      'LEEME.pdf': '%PDF',
    })
    const imported = await bring(path)
    expect(imported).toMatchObject({
      period: '2019T2',
      rows: 64,
      tables: [{ table: 'sdem' }, { table: 'coe2' }],
    })
    expect(imported.files).toMatchObject([{ name: 'conjunto_de_datos_enoe_2019_2t_csv.zip' }])
  })

  it('a folder, and its files one by one, are the same file again', async () => {
    const inside = folder.in('enoe 2019')
    await mkdir(inside)
    const sdem = await folder.write('enoe 2019/SDEMT219.csv', csv(everybody))
    const coe2 = await folder.write('enoe 2019/COE2T219.csv', csv(answers(everybody)))
    await folder.write('enoe 2019/notas.md', 'nada')
    const [together, apart, alone] = [
      await inspect([inside]),
      await inspect([coe2, sdem]),
      await inspect([sdem]),
    ]
    expect(together.tables.map(({ table }) => table)).toEqual(['sdem', 'coe2'])
    expect(apart.sha256).toBe(together.sha256)
    expect(alone.sha256).not.toBe(together.sha256)
    expect(alone.sha256).toBe(alone.files[0]?.sha256)
  })

  it('accents and quotation marks of Windows below the first lines', async () => {
    const many = people(6000).map((person, at) => ({
      ...person,
      cs_p21_des: at === 5990 ? '\x93SE FUE A ESPAÑA\x94' : '',
    }))
    const imported = await bring(await folder.write('SDEMT219.csv', Buffer.from(csv(many), 'latin1')))
    expect(imported.rows).toBe(6000)
    expect(
      await query(`select cs_p21_des as said from ${persons(imported)} where cs_p21_des is not null`),
    ).toEqual([{ said: '“SE FUE A ESPAÑA”' }])
  })

  it('a name that tells nothing, where the content does', async () => {
    const imported = await bring(
      await folder.write('descarga (1).csv', csv(people(64, { more: { per: 219 } }))),
    )
    expect(imported).toMatchObject({ period: '2019T2', survey: 'enoe' })
  })

  it('a name that tells nothing, where the person says the period', async () => {
    const found = await inspect([await folder.write('datos.csv', csv(everybody))], { period: '2019T2' })
    expect(found.period).toBe('2019T2')
  })
})

describe('what is kept of the columns', () => {
  const quarter = (more: Person) => people(64, { more })

  it('weight and design by their newer names', async () => {
    const rows = quarter({ tipo: 1, mes_cal: 7 }).map(({ fac = 0, est_d = 0, ent = 0, ...rest }) => ({
      ...rest,
      cve_ent: ent,
      est_d_tri: est_d,
      t_loc_tri: 1,
      fac_tri: fac,
      fac_men: 7,
    }))
    const imported = await bring(await folder.write('ENOE_SDEMT325.csv', csv(rows)))
    expect(imported).toMatchObject({
      survey: 'enoe',
      period: '2025T3',
      weight: 'fac_tri',
      strata: 'est_d',
      psu: 'upm',
    })
    expect(columnsOf(imported)).toEqual(
      expect.arrayContaining(['ent', 'est_d', 't_loc', 'fac_tri', 'fac_men']),
    )
    expect(imported.columns.find(({ name }) => name === 'ent')?.original).toBe('cve_ent')
  })

  it('the other weight, with a warning, where the expected one is absent', async () => {
    const rows = quarter({}).map(({ fac = 0, ...rest }) => ({ ...rest, fac_tri: fac }))
    const imported = await bring(await folder.write('SDEMT219.csv', csv(rows)))
    expect(imported.weight).toBe('fac_tri')
    expect(imported.warnings).toContainEqual({
      code: 'import.weightUnusual',
      values: { weight: 'FAC_TRI', expected: 'FAC', period: '2019T2' },
    })
  })

  it('blanks of every width are NULL; a column of blanks is told apart', async () => {
    const rows = quarter({}).map((person, at) => ({
      ...person,
      n_hij: ['', ' ', '  ', 'NA', '.', '2'][at % 6] ?? '',
      cs_p21_des: at === 3 ? ' X ' : '   ',
      t_loc: ' ',
    }))
    const imported = await bring(await folder.write('SDEMT219.csv', csv(rows)))
    expect(imported.empty).toEqual(['t_loc'])
    expect(columnsOf(imported)).not.toContain('t_loc')
    expect(imported.missing).toContain('t_loc')
    const [row] = await query(
      `select count(n_hij)::int as n, max(n_hij) as most, list(cs_p21_des) filter (where cs_p21_des is not null) as said from ${persons(imported)}`,
    )
    expect(row).toEqual({ n: 10, most: 2, said: ['X'] })
  })

  it('what ENOE does not know is kept as text and told', async () => {
    const imported = await bring(await folder.write('SDEMT219.csv', csv(quarter({ 'Mi Columna': '007' }))))
    expect(imported.columns.find(({ name }) => name === 'mi_columna')).toMatchObject({
      type: 'text',
      known: false,
    })
    expect(await query(`select distinct mi_columna from ${persons(imported)}`)).toEqual([
      { mi_columna: '007' },
    ])
    expect(imported.warnings).toContainEqual({
      code: 'import.columnsUnknown',
      values: { n: 1, columns: 'Mi Columna' },
    })
  })

  it('codes that may hold letters: 0332, 332 and 332.0 are one, N120 stays', async () => {
    const rows = quarter({}).map((person, at) => ({
      ...person,
      cs_p14_c: ['0332', '332', '332.0', 'N120', '', '0'][at % 6] ?? '',
    }))
    const imported = await bring(await folder.write('SDEMT219.csv', csv(rows)))
    expect(await query(`select distinct cs_p14_c as c from ${persons(imported)} order by c`)).toEqual([
      { c: '0' },
      { c: '332' },
      { c: 'N120' },
      { c: null },
    ])
  })

  it('the sample is known by its own column', async () => {
    const imported = await bring(await folder.write('SDEMT219.csv', csv(quarter({ muestra_ficticia: 1 }))))
    expect(imported.isSample).toBe(true)
    expect(codesOf(imported)).not.toContain('import.columnsUnknown')
  })

  it('one state, and some states, are told as such', async () => {
    const one = await folder.write(
      'SDEMT219.csv',
      csv(people(10, { states: 1 }).map((p) => ({ ...p, ent: 9 }))),
    )
    expect(await bring(one)).toMatchObject({ coverage: ['09'] })
    const some = await folder.write('SDEMT319.csv', csv(people(10, { states: 3 })))
    const imported = await convert(await inspect([some]), { to: folder.in('some') })
    expect(imported.coverage).toEqual(['01', '02', '03'])
  })

  it('persons without weight, and without stratum, are counted in a warning', async () => {
    const rows = quarter({}).map((person, at) => ({ ...person, fac: at < 3 ? 0 : 5, est_d: '' }))
    const imported = await bring(await folder.write('SDEMT219.csv', csv(rows)))
    expect(imported.warnings).toContainEqual({ code: 'import.weightBlank', values: { weight: 'FAC', n: 3 } })
    expect(imported.strata).toBeNull()
    expect(codesOf(imported)).toContain('import.noStrata')
  })
})

describe('tables joined', () => {
  it('each person once, with the answers of COE and SDEM’s own columns', async () => {
    const coe1 = answers(everybody).map(({ p6c: _, p6b2: __, ...rest }, at) => ({
      ...rest,
      p3: 9611,
      p4a: 8140,
      p4f: at,
    }))
    const imported = await bring(
      await folder.write('SDEMT219.csv', csv(everybody)),
      await folder.write('COE1T219.dbf', personsDbf(coe1)),
      await folder.write('COE2T219.csv', csv(answers(everybody).toReversed().slice(4))),
    )
    expect(imported.tables).toEqual([
      { table: 'sdem', rows: 64 },
      { table: 'coe1', rows: 64 },
      { table: 'coe2', rows: 60 },
    ])
    expect(await weightOf(imported)).toEqual(wholeWeight)
    const [row] = await query(
      `select count(*) filter (where p4f <> fac - 100 or p6b2 <> 900 + fac)::int as wrong, count(p6b2)::int as told, count(p3)::int as coded
       from ${persons(imported)}`,
    )
    expect(row).toEqual({ wrong: 0, told: 60, coded: 64 })
    expect(imported.warnings).toContainEqual({ code: 'import.notAnswered', values: { table: 'COE2', n: 2 } })
  })

  it('blank keys join as blanks do', async () => {
    const blank = everybody.map((person) => ({ ...person, h_mud: '' }))
    const imported = await bring(
      await folder.write('SDEMT219.csv', csv(blank)),
      await folder.write('COE2T219.csv', csv(answers(blank))),
    )
    expect(await query(`select count(p6b2)::int as n from ${persons(imported)}`)).toEqual([{ n: 64 }])
  })

  it('the same from the disk, in groups of states, where there is too much for memory', async () => {
    const many = people(5000)
    const paths = [
      await folder.write('SDEMT219.csv', csv(many)),
      await folder.write(
        'COE1T219.csv',
        csv(answers(many).map(({ p6c: _, p6b2 = 0, ...rest }) => ({ ...rest, p3: p6b2 }))),
      ),
      await folder.write('COE2T219.csv', csv(answers(many).slice(0, 4000))),
    ]
    const found = await inspect(paths)
    const held = await convert(found, { to: folder.in('held') })
    const joined = await convert(found, { to: folder.in('joined'), limits: { held: 0, joined: 15_000 } })
    const { folder: _, ...same } = held
    expect(joined).toMatchObject({ ...same, rows: 5000 })
    const [a, b] = [persons(held), persons(joined)]
    const different = await query(
      `(from ${a} except all from ${b}) union all (from ${b} except all from ${a})`,
    )
    expect(different).toEqual([])
    expect(await query(`select count(p3)::int as p3, count(p6b2)::int as p6b2 from ${b}`)).toEqual([
      { p3: 5000, p6b2: 4000 },
    ])
    expect((await folder.list()).filter((path) => path.includes('part'))).toEqual([])
  })

  it('questions of the extended questionnaire under the basic one’s names', async () => {
    const coe1 = answers(everybody).map(({ p6c: _, p6b2: __, ...rest }) => ({
      ...rest,
      p3: 9611,
      p3i: 1,
      p3j: 2,
      p3k1: 3,
      p3l1: 4,
      p5c_thrs: 40,
    }))
    const imported = await bring(
      await folder.write('SDEMT119.csv', csv(everybody)),
      await folder.write('COE1T119.csv', csv(coe1)),
    )
    expect(imported.questionnaire).toBe('extended')
    expect(
      await query(`select distinct p3i_ext, p3i, p3j1, p3k1, p5b_thrs from ${persons(imported)}`),
    ).toEqual([{ p3i_ext: '1', p3i: 2, p3j1: 3, p3k1: 4, p5b_thrs: 40 }])
    expect(codesOf(imported)).toContain('import.extended')
  })
})

describe('the folder that is made', () => {
  it('explains itself, and names nothing of this machine', async () => {
    const imported = await bring(await folder.write('SDEMT219.csv', csv(everybody)))
    expect((await folder.list()).sort()).toEqual([
      'SDEMT219.csv',
      'vintage',
      'vintage/about.json',
      `vintage/${personsFile}`,
    ])
    const { readFile } = await import('node:fs/promises')
    const text = await readFile(join(imported.folder, 'about.json'), 'utf8')
    expect(text).not.toContain(folder.path)
    expect(JSON.parse(text)).toMatchObject({
      survey: 'enoe',
      period: '2019T2',
      rows: 64,
      sha256: imported.sha256,
    })
  })

  it('is not made where one is already', async () => {
    const found = await inspect([await folder.write('SDEMT219.csv', csv(everybody))])
    await convert(found, { to: folder.in('vintage') })
    await expect(convert(found, { to: folder.in('vintage') })).rejects.toThrow('there already')
  })

  it('sweeps what a killed conversion to the same place left', async () => {
    await mkdir(folder.in('vintage.partial-0badcafe/work'), { recursive: true })
    await bring(await folder.write('SDEMT219.csv', csv(everybody)))
    expect(await folder.list()).not.toContain('vintage.partial-0badcafe')
  })

  it('comes with steps that only go forward and end at 1', async () => {
    const told: Progress[] = []
    const found = await inspect([
      await folder.zip('enoe_2019_trim2_csv.zip', { 'SDEMT219.csv': csv(people(9000)) }),
    ])
    await convert(found, { to: folder.in('vintage'), onProgress: (progress) => told.push(progress) })
    expect(told.at(-1)).toEqual({ step: 'store', done: 1 })
    expect(told.every(({ done }, at) => done >= (told[at - 1]?.done ?? 0) && done <= 1)).toBe(true)
  })
})
