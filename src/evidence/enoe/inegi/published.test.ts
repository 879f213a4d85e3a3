import { readFileSync } from 'node:fs'
import { beforeAll, describe, expect, it } from 'vitest'
import { needsShared, sharedData } from '../../../../test/shared.ts'
import { pathText, publishedIndicators } from './catalogue.ts'
import { parseCsv } from './csv.ts'
import { figureKey, type PublishedFigure, readPublishedCsv } from './published.ts'
import { pathsOf, plainLabel } from './row.ts'
import { readPublishedXls } from './xls.ts'

const header = 'period,level,geo,sheet,row,path,indicator,breakdown,estimate,cv_pct,se,li90,ls90'
const bytes = (...lines: string[]) => new TextEncoder().encode([header, ...lines].join('\n'))
const row = (change: Partial<Record<string, string>> = {}) => {
  const cells: Record<string, string> = {
    period: '2019Q1',
    level: 'Nacional',
    geo: 'Nacional y tamaño de localidad',
    sheet: 'Hombres_119',
    row: '9',
    path: 'I. Población total 1',
    indicator: 'I. Población total 1',
    breakdown: 'Rural',
    estimate: '100',
    cv_pct: '1.5',
    se: '1',
    li90: '98',
    ls90: '102',
    ...change,
  }
  return header
    .split(',')
    .map((name) => `"${cells[name] ?? ''}"`)
    .join(',')
}

describe('a file of published figures', () => {
  it('is refused with the row and what is wrong in it', () => {
    expect(() => readPublishedCsv(new TextEncoder().encode('period,geo\n2019Q1,x'))).toThrow(
      'evidence.publishedColumns',
    )
    expect(() => readPublishedCsv(bytes(row({ estimate: 'many' })))).toThrow(
      'evidence.publishedNumber {"row":2,"column":"estimate"',
    )
    expect(() => readPublishedCsv(bytes(row({ breakdown: 'Perros' })))).toThrow(
      'evidence.publishedBreakdown {"row":2',
    )
    expect(() => readPublishedCsv(bytes(row({ level: 'Entidades', geo: 'Texas' })))).toThrow(
      'evidence.publishedPlace',
    )
    expect(() => readPublishedCsv(bytes(row({ indicator: 'Felicidad' })))).toThrow('evidence.publishedRow')
    expect(() => readPublishedCsv(bytes('"not closed'))).toThrow('evidence.publishedQuote {"row":2}')
    expect(() => readPublishedCsv(Uint8Array.of(0x1f, 0x8b, 1, 2, 3))).toThrow('evidence.publishedCut')
  })

  it('gives figures with place, sex and size of locality', () => {
    expect(readPublishedCsv(bytes(row()))).toEqual([
      {
        period: '2019T1',
        place: 'MX',
        sex: 'men',
        locality: 'rural',
        path: ['I. Población total'],
        indicator: 'population',
        estimate: 100,
        cv: 1.5,
        se: 1,
        low: 98,
        high: 102,
        sheet: 'Hombres_119',
        row: 9,
      },
    ])
  })

  it('takes the zeros that INEGI prints in place of an error for none', () => {
    const [figure] = readPublishedCsv(bytes(row({ cv_pct: '0', se: '0', li90: '0', ls90: '0' })))
    expect(figure).toMatchObject({ estimate: 100, cv: null, se: null, low: null, high: null })
  })
})

describe('a spreadsheet of published figures', () => {
  it('is refused where it is no spreadsheet or another one', async () => {
    await expect(readPublishedXls(new TextEncoder().encode('hello'))).rejects.toThrow('evidence.publishedXls')
    await expect(
      readPublishedXls(Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1)),
    ).rejects.toThrow('evidence.publishedXls')
  })
})

describe('a printed row', () => {
  it('loses its footnote number and nothing else', () => {
    expect(plainLabel('I.  Población total 1')).toBe('I. Población total')
    expect(plainLabel('Tasa de informalidad laboral 1 (TIL1)')).toBe('Tasa de informalidad laboral 1 (TIL1)')
    expect(plainLabel('Hasta 1 mes')).toBe('Hasta 1 mes')
  })

  it('is told apart from its namesakes by the order of rows', () => {
    const chapter = '3. Población ocupada por:'
    const printed = [
      '3.1 Posición en la ocupación',
      'No especificado',
      '3.2 Sector de actividad económica',
      'No especificado',
    ]
    expect(pathsOf(printed.map((label) => ({ chapter, label }))).map((path) => path?.join(' / '))).toEqual([
      '3. Población ocupada por: / 3.1 Posición en la ocupación',
      '3. Población ocupada por: / 3.1 Posición en la ocupación / No especificado',
      '3. Población ocupada por: / 3.2 Sector de actividad económica',
      '3. Población ocupada por: / 3.2 Sector de actividad económica / No especificado',
    ])
  })

  it('reads commas and quotes inside a CSV field', () => {
    expect(parseCsv('a,"b, ""c""\nd",\r\n1,,3')).toEqual([
      ['a', 'b, "c"\nd', ''],
      ['1', '', '3'],
    ])
  })
})

needsShared('INEGI’s published tables', () => {
  let national: readonly PublishedFigure[] = []
  let states: readonly PublishedFigure[] = []
  beforeAll(() => {
    national = readPublishedCsv(readFileSync(sharedData('inegi/indicadores_2019T1_nacional.csv.gz')))
    states = readPublishedCsv(readFileSync(sharedData('inegi/indicadores_2023T4_nacional_estatal.csv.gz')))
  })

  it('are read whole, each figure once, every row known by its path', () => {
    expect(national).toHaveLength(4212)
    expect(new Set(national.map(figureKey)).size).toBe(4212)
    expect(states).toHaveLength(27246)
    expect(new Set(states.map(figureKey)).size).toBe(27246)
    expect(new Set(states.map(({ place }) => place)).size).toBe(33)
    const paths = new Set(states.map(({ path }) => pathText(path)))
    expect(publishedIndicators.map(({ path }) => pathText(path)).filter((path) => !paths.has(path))).toEqual(
      [],
    )
  })

  it('give what INEGI printed where labels repeat', () => {
    const find = (path: string, more: object = {}) =>
      national.find(
        (one) =>
          pathText(one.path) === path &&
          Object.entries({ sex: 'total', locality: undefined, ...more }).every(
            ([key, value]) => one[key as 'sex'] === value,
          ),
      )
    expect(find('3. Población ocupada por: > 3.3 Nivel de ingresos > No especificado')).toMatchObject({
      estimate: 7161630,
      cv: null,
    })
    expect(
      find(
        '9. Promedios y medianas > Ingreso (pesos) por hora trabajada de la población ocupada > Trabajadores por cuenta propia > Promedio',
      ),
    ).toMatchObject({ estimate: 37.733153, cv: 1.333474 })
    expect(
      states.find(({ place, sex, indicator }) => place === '01' && sex === 'total' && indicator === 'til1'),
    ).toMatchObject({
      estimate: 38.7856,
      cv: 2.698409,
    })
  })

  it('come out the same from the spreadsheet as INEGI gives it', async () => {
    const fromXls = await readPublishedXls(readFileSync(sharedData('inegi/2019_trim_1_Nacional.xls')))
    const byKey = new Map(national.map((one) => [figureKey(one), one]))
    expect(fromXls).toHaveLength(4212)
    for (const figure of fromXls) expect(figure, figureKey(figure)).toEqual(byKey.get(figureKey(figure)))
  })
})
