import type { DuckDBConnection } from '@duckdb/node-api'
import { beforeAll, expect, it } from 'vitest'
import { type Design, type Estimate, estimate, type Indicator } from '../src/index.ts'
import { needsShared, open, shared, unzipped } from './data.ts'

const adults = 'c_res in (1, 3) and eda between 15 and 98'
const employed = 'clase2 = 1'

/** Seven rows of INEGI's table, and how they come out of the microdata. */
const seven: { published: string; indicator: Indicator }[] = [
  {
    published: '2. Población de 15 años y más',
    indicator: { name: '15 and over', kind: 'total', of: 'true' },
  },
  {
    published: 'Población económicamente activa (PEA)',
    indicator: { name: 'labour force', kind: 'total', of: 'clase1 = 1' },
  },
  { published: 'Ocupada', indicator: { name: 'employed', kind: 'total', of: employed } },
  { published: 'Desocupada', indicator: { name: 'unemployed', kind: 'total', of: 'clase2 = 2' } },
  {
    published: 'Población no económicamente activa (PNEA)',
    indicator: { name: 'inactive', kind: 'total', of: 'clase1 = 2' },
  },
  {
    published: 'Tasa de desocupación',
    indicator: { name: 'unemployment', kind: 'proportion', of: 'clase2 = 2', per: 'clase1 = 1', scale: 100 },
  },
  {
    published: 'Tasa de informalidad laboral 1 (TIL1)',
    indicator: { name: 'til1', kind: 'proportion', of: 'emp_ppal = 1', per: employed, scale: 100 },
  },
]
const sizes = ['Total', 'Mas urbanizadas (100k+)', 'Urbano medio', 'Urbano bajo', 'Rural']
const sheets = ['Total_119', 'Hombres_119', 'Mujeres_119']

interface Published {
  indicator: string
  size: number
  sex: number
  estimate: string
  cv: string
}

/** The first row that INEGI prints for each of the seven, by sex and size of locality. */
async function published(connection: DuckDBConnection): Promise<Published[]> {
  const reader = await connection.runAndReadAll(
    `select sheet, breakdown, indicator, estimate, cv_pct, cast("row" as integer) as place from read_csv('${shared}/inegi/indicadores_2019T1_nacional.csv.gz', all_varchar = true) order by place`,
  )
  const rows = reader
    .getRowObjectsJson()
    .map((row) => Object.fromEntries(Object.entries(row).map(([k, v]) => [k, String(v)])))
  return seven.flatMap(({ published: title, indicator }) =>
    sheets.flatMap((sheet, sex) =>
      sizes.flatMap((breakdown, size) => {
        const row = rows.find((r) => r.indicator === title && r.sheet === sheet && r.breakdown === breakdown)
        return row === undefined
          ? []
          : [{ indicator: indicator.name, size, sex, estimate: row.estimate ?? '', cv: row.cv_pct ?? '' }]
      }),
    ),
  )
}

needsShared('INEGI, ENOE 2019-T1, national', () => {
  let connection: DuckDBConnection
  const design: Design = {
    source: 'enoe',
    weight: 'fac',
    strata: 'est_d',
    psu: 'upm',
    counted: 'r_def = 0',
    preset: 'inegi',
  }
  const indicators: Indicator[] = [
    { name: 'employed', kind: 'total', of: employed },
    { name: 'til1', kind: 'proportion', of: 'emp_ppal = 1', per: employed, scale: 100 },
    { name: 'til1 as ratio', kind: 'ratio', of: `emp_ppal = 1 and ${employed}`, per: employed, scale: 100 },
  ]
  let figures: Estimate[]
  const find = (indicator: string, by: object) =>
    figures.find((f) => f.indicator === indicator && JSON.stringify(f.by) === JSON.stringify(by)) as Estimate

  beforeAll(async () => {
    connection = await open()
    await unzipped('enoe/2019trim1_csv.zip', async (directory) => {
      await connection.run(`create table enoe as select * from read_csv('${directory}/SDEMT119.csv')`)
    })
    figures = await estimate(connection, design, {
      indicators,
      where: adults,
      crossings: [{}, { sex: 'sex' }],
    })
  })

  it('gives the employed with their standard error, truncated as INEGI prints it', () => {
    const { estimate, se } = find('employed', {})
    expect(estimate).toBe(54_152_266)
    expect(Math.trunc(se ?? 0)).toBe(238_261)
  })

  it('gives TIL1 and its CV to the printed digit, in all and for men', () => {
    expect(find('til1', {}).estimate?.toFixed(4)).toBe('56.8828')
    expect(find('til1', {}).cv?.toFixed(6)).toBe('0.444789')
    expect(find('til1', { sex: 1 }).estimate?.toFixed(4)).toBe('56.3492')
    expect(find('til1', { sex: 1 }).cv?.toFixed(6)).toBe('0.525034')
  })

  it('gives the same as a ratio of conditions', () => {
    const { estimate, se, n } = find('til1', {})
    expect(find('til1 as ratio', {})).toMatchObject({ estimate, se, n })
  })

  it('takes 1.645 standard errors to each side', () => {
    const { estimate, se, low, high, level } = find('employed', {})
    expect(level).toBe(0.9)
    expect(high).toBeCloseTo((estimate ?? 0) + 1.645 * (se ?? 0), 6)
    expect(low).toBeCloseTo((estimate ?? 0) - 1.645 * (se ?? 0), 6)
  })

  it('loses PSUs, and error, where the file is filtered instead', async () => {
    const [filtered] = await estimate(
      connection,
      { ...design, source: `(select * from enoe where ${adults} and ${employed})` },
      { indicators: indicators.slice(0, 1) },
    )
    expect(filtered?.estimate).toBe(54_152_266)
    expect(Math.round(filtered?.se ?? 0)).toBe(236_752)
  })

  it('gives 105 of INEGI’s published figures, by size of locality and sex, to the printed digit', async () => {
    const expected = await published(connection)
    const found = await estimate(connection, design, {
      indicators: seven.map(({ indicator }) => indicator),
      where: adults,
      crossings: [{}, { sex: 'sex' }, { size: 't_loc' }, { size: 't_loc', sex: 'sex' }],
    })
    expect(expected.length).toBe(105)
    for (const row of expected) {
      const own = found.find(
        (f) => f.indicator === row.indicator && (f.by.size ?? 0) === row.size && (f.by.sex ?? 0) === row.sex,
      )
      // INEGI prints four decimals of a rate, six of a CV, and no zeros at the end.
      const rate = row.estimate.includes('.') || row.indicator === 'til1' || row.indicator === 'unemployment'
      const printed = (value: number | null | undefined, decimals: number) =>
        String(Number(value?.toFixed(decimals)))
      expect({ ...row, estimate: printed(own?.estimate, rate ? 4 : 0), cv: printed(own?.cv, 6) }).toEqual(row)
    }
  })
})
