import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { needsShared, sharedData } from '../../../test/shared.ts'
import { readCsvHead } from './csv.ts'
import { canonicalNames } from './names.ts'
import { periodCode, periodOfContent, periodOfName, readPeriod, surveyOf, weightOf } from './period.ts'
import { basicName, questionnaireOf } from './questionnaire.ts'
import { tableOfColumns, tableOfName } from './recognise.ts'
import { expectedNames, variable, variables } from './variables.ts'

describe('INEGI’s file names', () => {
  it.each([
    ['SDEMT119.csv', 'sdem', '2019T1'],
    ['COE2T119.csv', 'coe2', '2019T1'],
    ['sdemt105.dbf', 'sdem', '2005T1'],
    ['SDEMT215_ENT09.dbf', 'sdem', '2015T2'],
    ['SDEMT0520.dbf', 'sdem', '2020-05'],
    ['ETOE_COE1T0420.csv', 'coe1', '2020-04'],
    ['ENOEN_SDEMT320.csv', 'sdem', '2020T3'],
    ['enoen_coe1t320.dbf', 'coe1', '2020T3'],
    ['ENOE_SDEMT423.csv', 'sdem', '2023T4'],
    ['ENOE_HOGT423.csv', 'hog', '2023T4'],
    ['VIVT116.dbf', 'viv', '2016T1'],
    ['conjunto_de_datos_sdem_enoe_2023_4t.csv', 'sdem', '2023T4'],
    ['conjunto_de_datos_coe1_enoen_2021_1t.csv', 'coe1', '2021T1'],
    ['sdem_2026_q2.csv', 'sdem', '2026T2'],
  ])('%s is %s of %s', (name, table, period) => {
    expect(tableOfName(name)).toBe(table)
    const told = periodOfName(name)
    expect(told && periodCode(told)).toBe(period)
  })

  it.each([
    ['2019trim1_csv.zip', '2019T1'],
    ['enoe_n_2020_trim3_csv.zip', '2020T3'],
    ['conjunto_de_datos_enoe_2026_2t_csv.zip', '2026T2'],
    ['ENOE 1T2019', '2019T1'],
    ['trim4_2022', '2022T4'],
    ['etoe_2020_06', '2020-06'],
  ])('a zip or folder %s is of %s', (name, period) => {
    const told = periodOfName(name)
    expect(told && periodCode(told)).toBe(period)
  })

  it.each(['datos.csv', 'informe_2019.csv', 'SDEM.csv', 'vivienda.csv', 'T1900.csv', '12345.csv'])(
    '%s tells no period',
    (name) => expect(periodOfName(name)).toBeNull(),
  )

  it.each(['catalogo.csv', 'hogar.csv', 'vivero.csv', 'academica.csv'])('%s is no table', (name) =>
    expect(tableOfName(name)).toBeNull(),
  )
})

describe('the period', () => {
  it('reads PER: first the quarter, then the year', () => {
    expect(periodOfContent('215')).toEqual({ year: 2015, quarter: 2, month: null })
    expect(periodOfContent('420.0')).toEqual({ year: 2020, quarter: 4, month: null })
  })
  it.each(['', '515', '15', '2015', 'x'])('refuses PER = “%s”', (per) =>
    expect(periodOfContent(per)).toBeNull(),
  )
  it.each(['2019', '2019T5', '2019-13', '2019T1x', ''])('refuses “%s” written by hand', (code) =>
    expect(readPeriod(code)).toBeNull(),
  )
  it.each([
    ['2005T1', 'enoe', 'fac'],
    ['2020T1', 'enoe', 'fac'],
    ['2020-05', 'etoe', 'fac'],
    ['2020T3', 'enoe_n', 'fac_tri'],
    ['2022T4', 'enoe_n', 'fac_tri'],
    ['2023T1', 'enoe', 'fac_tri'],
  ])('%s is of %s and its weight is %s', (code, survey, weight) => {
    const told = readPeriod(code)
    expect(told && [surveyOf(told), weightOf(told)]).toEqual([survey, weight])
  })
})

describe('a table told by its columns', () => {
  it.each([
    ['sdem', 'R_DEF,ENT,CON,UPM,V_SEL,N_HOG,N_REN,C_RES,SEX,EDA,FAC'],
    ['sdem', 'cve_ent,con,n_ren,sex,eda,clase1,fac_tri'],
    ['coe1', 'ent,con,v_sel,n_hog,n_ren,eda,p1,p3,p4a,fac'],
    ['coe2', 'cd_a,ent,con,upm,v_sel,n_hog,h_mud,n_ren,p11_h2,p6c,p6b2,fac'],
    ['hog', 'ent,con,upm,v_sel,n_hog,h_mud,r_pre,p4_1'],
    ['viv', 'ent,con,upm,v_sel,p1,p2,p3'],
  ])('%s', (table, header) => expect(tableOfColumns(header.split(','))).toBe(table))

  it.each(['CVE,DESCRIP', 'NOMBRE_CAMPO,LONGITUD,TIPO', 'folioviv,foliohog,ubica_geo', '<!DOCTYPE html>'])(
    'none of ENOE’s: %s',
    (header) => expect(tableOfColumns(header.split(','))).toBeNull(),
  )
})

describe('names over the years', () => {
  it('gives the older name to what INEGI renamed, and leaves the two weights apart', () => {
    expect(
      canonicalNames(['EST_D_TRI', 'T_LOC_TRI', 'CVE_ENT', 'CVE_MUN', 'FAC_TRI', 'FAC_MEN'], 'basic'),
    ).toEqual({
      names: ['est_d', 't_loc', 'ent', 'mun', 'fac_tri', 'fac_men'],
    })
  })
  it('keeps a newer name that stands beside the older one', () => {
    expect(canonicalNames(['ENT', 'CVE_ENT'], 'basic')).toEqual({ names: ['ent', 'cve_ent'] })
  })
  it('names a column without a name by its place', () => {
    expect(canonicalNames(['', 'ent'], 'basic')).toEqual({ names: ['column_1', 'ent'] })
  })
  it('tells the column that is there twice, whatever its case', () => {
    expect(canonicalNames(['fac', 'ent', 'FAC '], 'basic')).toEqual({ twice: 'FAC ' })
  })
})

describe('the extended questionnaire', () => {
  it.each([
    ['p3j', 'p3i'], // written contract
    ['p3k1', 'p3j1'], // kind of contract
    ['p3l1', 'p3k1'], // year-end bonus
    ['p3q', 'p3l'], // people at the workplace
    ['p5c_thrs', 'p5b_thrs'], // hours last week
    ['p5e_hlu', 'p5d_hlu'], // usual hours
    ['p5g14', 'p5f14'], // months
    ['p3i', 'p3i_ext'], // a union: not asked in the basic one
    ['p3', 'p3'],
    ['p4a', 'p4a'],
    ['p4f', 'p4f'],
    ['p6b2', 'p6b2'],
    ['p11_h2', 'p11_h2'],
  ])('%s is the basic one’s %s', (extended, basic) => expect(basicName(extended)).toBe(basic))

  it('never gives two columns one name', () => {
    const columns =
      'p3h p3i p3j p3k1 p3k2 p3l1 p3l2 p3l3 p3l4 p3l5 p3l9 p3m1 p3n p3q p5 p5a p5b p5c_hlu p5c_thrs p5d p5e1 p5e_hlu p5e_thrs p5f p5g1 p5g99 p5h p9_1 p9_h1 p11_1 p11_h1'
    expect(canonicalNames(columns.split(' '), 'extended')).not.toHaveProperty('twice')
  })

  it('is known by its columns, and by the quarter where they don’t tell', () => {
    const of = (names: string, year: number, quarter: 1 | 2 | 3 | 4) =>
      questionnaireOf(new Set(names.split(' ')), { year, quarter })
    expect(of('p3j p3k1 p5c_thrs', 2019, 3)).toBe('extended')
    expect(of('p3i p3j1 p5b_thrs', 2019, 1)).toBe('basic')
    expect(of('p3 p4a', 2019, 1)).toBe('extended')
    expect(of('p3 p4a', 2019, 2)).toBe('basic')
    expect(of('p3 p4a', 2008, 2)).toBe('extended')
    expect(of('p3 p4a', 2008, 1)).toBe('basic')
    expect(of('p3 p4a', 2005, 4)).toBe('extended')
  })
})

describe('the head of a CSV', () => {
  const head = (text: string | Buffer, whole = true) => readCsvHead(Buffer.from(text), whole)

  it.each([',', ';', '\t', '|'])('finds the delimiter “%s”', (delimiter) => {
    expect(head(['ent', 'sex', 'fac'].join(delimiter))).toMatchObject({
      delimiter,
      header: ['ent', 'sex', 'fac'],
    })
  })
  it('passes over a byte order mark', () => {
    expect(head('\ufeffcd_a,ent\r\n1,9\r\n')).toMatchObject({ header: ['cd_a', 'ent'], rows: [['1', '9']] })
  })
  it('takes what is not UTF-8 for Windows-1252', () => {
    expect(head(Buffer.from('ent,año\n9,Peña\n', 'latin1'))).toMatchObject({
      encoding: 'windows-1252',
      header: ['ent', 'año'],
      rows: [['9', 'Peña']],
    })
  })
  it('is not misled by a letter cut in two at the end of what was read', () => {
    expect(head(Buffer.from('ent,x\n9,ñ').subarray(0, -1), false)).toMatchObject({ encoding: 'utf-8' })
  })
  it('reads quotes, and delimiters and lines within them', () => {
    expect(head('a,"b, ""c"""\n"1\n2",3')?.rows).toEqual([['1\n2', '3']])
    expect(head('a,"b, ""c"""\n1,2')?.header).toEqual(['a', 'b, "c"'])
  })
  it('leaves out a last row that may be cut', () => {
    expect(head('a,b\n1,2\n3,', false)?.rows).toEqual([['1', '2']])
    expect(head('a,b\n1,2\n3,4', true)?.rows).toEqual([
      ['1', '2'],
      ['3', '4'],
    ])
  })
  it.each(['', '\n\n', '\0\0\0', 'PK\x03\x04\0\0'])('is none in %j', (bytes) =>
    expect(head(bytes)).toBeNull(),
  )
})

describe('the catalogue of variables', () => {
  it('names each variable once in a table', () => {
    const names = variables.map(({ table, name }) => `${table} ${name}`)
    expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([])
  })
  it('expects of a quarter what INEGI published in it', () => {
    expect(expectedNames('sdem', '2019T1')).toContain('fac')
    expect(expectedNames('sdem', '2019T1')).not.toContain('fac_tri')
    expect(expectedNames('sdem', '2023T4')).toEqual(expect.arrayContaining(['fac_tri', 'tipo', 'mes_cal']))
    expect(expectedNames('sdem', '2023T4')).not.toContain('ca')
  })
})

needsShared('INEGI’s dictionaries of 2023', () => {
  it.each([
    ['sdem', 'sdmgf'],
    ['coe1', 'coe1'],
    ['coe2', 'coe2'],
  ] as const)('%s: every variable is known, of the same type', (table, file) => {
    const bytes = readFileSync(sharedData(`dictionaries/enoe2023_catalogs/${file}.dictionary.csv`))
    const rows = readCsvHead(bytes, true)?.rows ?? []
    const canonical = canonicalNames(
      rows.map((row) => row[3] ?? ''),
      'basic',
    )
    const names = 'names' in canonical ? canonical.names : []
    expect(names.filter((name) => !variable(name))).toEqual([])
    rows.forEach(([, width, kind], at) => {
      const type = variable(names[at] ?? '')?.type
      if (kind === 'N')
        expect([names[at], type]).toEqual([names[at], expect.stringMatching(/integer|decimal/)])
      if (Number(width) > 10 && kind === 'C') expect(type).toBe('text')
    })
    const expected = expectedNames(table, '2023T4')
    expect(expected.filter((name) => !names.includes(name))).toEqual([])
  })
})
