import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it, test } from 'vitest'
import { needsShared, sharedData } from '../../../test/shared.ts'
import { closeEngine, connect } from '../../platform/microdata/engine.ts'
import { convert, inspect } from '../import/index.ts'
import { contrastRows } from '../pages/contrast-rows.ts'
import { contrastLede, contrastSaid } from '../pages/contrast-words.ts'
import { estimateContrast, type RawContrast } from './contrast.ts'
import type { Microdata } from './estimates.ts'
import type { Estimated } from './publication.ts'

const given = { minimumCases: 30, level: 90, revealed: false } as const
const women = { code: 'women', label: 'Mujeres', phrase: 'entre las mujeres' }
const men = { code: 'men', label: 'Hombres', phrase: 'entre los hombres' }

/** TIL1 of two sides with this difference and its error, in shares. */
const made = (
  difference: number,
  se: number | null,
  n = 500,
  more: Partial<Estimated> = {},
): RawContrast => ({
  unplanned: { a: null, b: null },
  designLacks: [],
  rows: [
    {
      key: 'til1',
      a: { estimate: 0.5 + difference, se: 0.01, n },
      b: { estimate: 0.5, se: 0.01, n: 9000 },
      difference: { estimate: difference, se, n, ...more },
      ratio: { estimate: 1 + 2 * difference, se: se === null ? null : 2 * se, n },
    },
  ],
})
const said = (raw: RawContrast): string | undefined => {
  const [row] = contrastRows(raw, given)
  if (!row) throw new Error('no row')
  return contrastSaid('es', row, women, men)?.brief
}

test('a comparison is withheld where either side has too few cases', () => {
  const [row] = contrastRows(made(0.2, 0.01, 29), given)
  expect(row?.difference).toMatchObject({ shown: 'reason', withheld: { reason: 'few', n: 29 } })
  expect(row?.ratio.shown).toBe('reason')
  expect(row?.b.shown).toBe('estimate')
  expect(said(made(0.2, 0.01, 1))).toBeUndefined()
})

test('and where the survey was not designed for one of them', () => {
  const raw = { ...made(0.2, 0.01), unplanned: { a: null, b: 'municipality' as const } }
  expect(contrastRows(raw, given)[0]?.difference).toMatchObject({
    shown: 'reason',
    withheld: { reason: 'unplanned', why: 'municipality' },
  })
})

test.each([
  [0.1, 0.02, 'mayor entre las mujeres'],
  [-0.1, 0.02, 'mayor entre los hombres'],
  [0.02, 0.02, 'no se distingue cuál es mayor'],
  [0.1, null, 'sin error, no se puede decir'],
] as const)('a difference of %f with an error of %s: %s', (difference, se, words) =>
  expect(said(made(difference, se))).toBe(words),
)

test('a median that the error does not move lends the comparison none', () =>
  expect(said(made(0.1, null, 500, { noError: 'medianHeld' }))).toBe('sin error que dar; vea la nota'))

needsShared('women against men in 2019-T1', () => {
  let folder = ''
  let raw: RawContrast
  let data: Microdata
  const ask = async (request: { group?: string | null; a: string; b: string; place?: string }) => {
    const connection = await connect()
    try {
      return await estimateContrast(connection, data, { place: 'MX', group: null, ...request })
    } finally {
      connection.closeSync()
    }
  }
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'acuerdo-contrast-'))
    const made = await convert(await inspect([sharedData('enoe/2019trim1_csv.zip')]), {
      to: join(folder, 'vintage'),
    })
    data = { ...made, columns: made.columns.map(({ name }) => name) }
    const found = await ask({ a: 'women', b: 'men' })
    if ('lacks' in found) throw new Error('cannot be told')
    raw = found
  }, 120_000)
  afterAll(async () => {
    await closeEngine()
    await rm(folder, { recursive: true, force: true })
  })

  it('is what R gives: svycontrast of svyby(~til1, ~sex, covmat = TRUE), survey 4.1-1, lonely.psu = "adjust"', () => {
    const til1 = raw.rows.find(({ key }) => key === 'til1')
    expect(til1?.difference.estimate).toBeCloseTo(0.01383454705426, 12)
    expect(til1?.difference.se).toBeCloseTo(0.00387689530744, 12)
    expect(til1?.ratio.estimate).toBeCloseTo(1.02455143264564, 12)
    expect(til1?.ratio.se).toBeCloseTo(0.00694777975255, 12)
    // Treated as two samples its error would be another: the covariance counts.
    expect(Math.hypot(til1?.a.se ?? 0, til1?.b.se ?? 0)).toBeGreaterThan(0.00454)
  })

  it('compares medians too, with an error of their own', () => {
    const hourly = raw.rows.find(({ key }) => key === 'medianhourlyincome')
    expect(hourly?.a.estimate).toBeCloseTo(27.273, 3)
    expect(hourly?.b.estimate).toBeCloseTo(29.07, 3)
    expect(hourly?.difference.estimate).toBeCloseTo(-1.797, 2)
    expect(hourly?.difference.se).toBeGreaterThan(0.1)
    expect(raw.rows.find(({ key }) => key === 'medianhours')?.difference).toMatchObject({
      se: null,
      noError: 'medianHeld',
    })
  })

  it('is said in a sentence with its interval, in both languages', () => {
    const rows = contrastRows(raw, given)
    expect(rows[0] && contrastSaid('es', rows[0], women, men)?.direction).toBe('up')
    const plain = (text: string | undefined) => text?.replaceAll(/\s+/g, ' ')
    expect(plain(contrastLede('es', { rows, a: women, b: men }))).toMatch(
      /^La tasa de informalidad laboral es mayor entre las mujeres que entre los hombres: la diferencia es de 1\.4 puntos porcentuales \(57\.7 % frente a 56\.3 %\)\. Con una confianza de 90 %, la diferencia verdadera está entre 0\.7 y 2\.0 puntos/,
    )
    const english = { ...women, phrase: 'among women' }
    expect(plain(contrastLede('en', { rows, a: english, b: { ...men, phrase: 'among men' } }))).toMatch(
      /^The rate of informal employment is higher among women than among men/,
    )
  })

  it('turns its sign with the order of the sides, and leaves out what says nothing of them', async () => {
    const turned = await ask({ a: 'men', b: 'women' })
    if ('lacks' in turned) throw new Error('cannot be told')
    expect(turned.rows[0]?.difference.estimate).toBeCloseTo(-0.01383454705426, 12)
    const jobs = await ask({ a: 'informal', b: 'formal' })
    if ('lacks' in jobs) throw new Error('cannot be told')
    const keys = jobs.rows.map(({ key }) => key)
    expect(keys).toContain('hours')
    for (const key of ['til1', 'tosi1', 'participation', 'unemployment']) expect(keys).not.toContain(key)
  })

  it('takes a place for a side, and names the columns that a group lacks', async () => {
    const places = await ask({ a: 'place-09', b: 'place-20' })
    if ('lacks' in places) throw new Error('cannot be told')
    const til1 = places.rows.find(({ key }) => key === 'til1')
    expect(til1?.a.estimate).toBeCloseTo(0.501, 3)
    // No dwelling is in two states: the covariance is none.
    expect(til1?.difference.se).toBeCloseTo(Math.hypot(til1?.a.se ?? 0, til1?.b.se ?? 0), 6)
    expect(await ask({ a: 'group-street_vendors', b: 'all' })).toHaveProperty('lacks')
  })
})
