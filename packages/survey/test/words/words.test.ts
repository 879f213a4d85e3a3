import { describe, expect, it, test } from 'vitest'
import {
  type ChangeFigure,
  explain,
  explainChange,
  explainContrast,
  explainQuotient,
  type Figure,
  type Lang,
  precisionOf,
  sideOf,
} from '../../src/words/index.ts'
import { number, writerOf } from '../../src/words/numbers.ts'

/** Narrow no-break spaces read as plain ones, so that the sentences can be read here. */
const plain = (text: string | null) => text?.replaceAll('\u202f', ' ')

/** ENOE 2019-T1, both sexes, nation: INEGI's TIL1. */
const til1: Figure = {
  estimate: 56.8828,
  se: 0.2525,
  cv: 0.4439,
  low: 56.4675,
  high: 57.2981,
  level: 0.9,
  n: 173_521,
  psus: 11_932,
  df: 9_000,
  missing: 0,
  unit: 'percent',
  method: { variance: 'taylor', z: 1.645 },
}
const rate = { lang: 'es', label: 'la tasa de informalidad laboral' } as const
const rateEn = { lang: 'en', label: 'the informality rate' } as const
const few = { ...til1, estimate: 40, se: 14, cv: 35, low: 16.97, high: 63.03, n: 18, psus: 9, df: 6 }

describe('what cannot be said is not said', () => {
  const none = { ...til1, estimate: null, se: null, cv: null, low: null, high: null, n: 0 }
  test.each([
    [
      { ...none, noError: 'emptyDomain' },
      'La tasa de informalidad laboral no se puede estimar: en la muestra no hay ningún caso.',
    ],
    [
      { ...none, noError: 'zeroDenominator' },
      'no se puede estimar: la base sobre la que se calcularía es cero.',
    ],
    [{ ...none, noError: 'oneRow' }, 'no se puede estimar: con un solo caso no se puede medir cuánto varía.'],
    [
      { ...til1, se: null, cv: null, low: null, high: null, df: null, psus: null, noError: 'noDesign' },
      'No se puede decir qué tan precisa es: no se conoce el diseño de la muestra',
    ],
    [
      { ...til1, low: null, high: null, df: 0, noError: 'noDegreesOfFreedom' },
      'No se puede dar un intervalo: los casos vienen de tan pocas unidades primarias',
    ],
    [
      { ...til1, se: null, cv: null, low: null, high: null, noError: 'lonelyPsu' },
      'en cada estrato hay una sola unidad primaria',
    ],
    [
      { ...til1, low: null, se: null, cv: null, noError: 'openInterval' },
      'No se puede dar un intervalo completo',
    ],
    [{ ...til1, low: null, se: null, cv: null }, 'La muestra no alcanza para dar un intervalo completo.'],
  ] as [Figure, string][])('%#', (figure, words) => {
    const { text, interval, precision } = explain(figure, rate)
    expect(text).toContain(words)
    expect(interval).toBeNull()
    if (figure.cv === null) expect(precision).toBeNull()
    // Every reason has words in both languages, none of them a code.
    const english = explain(figure, rateEn).text
    expect(english).not.toContain(figure.noError ?? 'undefined')
    expect(english).not.toMatch(/undefined|null|NaN/)
  })

  it('an error of zero is no certainty', () => {
    const zero = { ...til1, estimate: 0, se: 0, cv: null, low: 0, high: 0 }
    expect(explain(zero, rate).text).toContain('eso no prueba que en la población no los haya')
    expect(explain(zero, rate).interval).toBeNull()
    expect(explain({ ...zero, estimate: 100, cv: 0, low: 100, high: 100 }, rate).text).toContain(
      'eso no prueba que en la población no haya excepciones',
    )
    expect(explain({ ...zero, estimate: 7, cv: 0, unit: 'hours' }, rateEn).text).toContain('error is zero')
  })
})

describe('a figure', () => {
  it('in Spanish', () => {
    expect(plain(explain(til1, rate).text)).toBe(
      'La tasa de informalidad laboral se estima en 56.9 %. Con una confianza de 90 %, el valor verdadero está entre 56.5 % y 57.3 %. La precisión es alta (coeficiente de variación de 0.4 %). Se basa en 173,521 casos de la muestra. El error se calculó por linealización de Taylor, con los estratos y las unidades primarias de la muestra; el intervalo es de ±1.645 errores estándar.',
    )
  })
  it('in English', () => {
    expect(plain(explain(til1, rateEn).text)).toBe(
      'The informality rate is estimated at 56.9 %. With a confidence of 90 %, the true value lies between 56.5 % and 57.3 %. Its precision is high (coefficient of variation 0.4 %). It rests on 173,521 cases of the sample. The error was calculated by Taylor linearisation, with the strata and primary units of the sample; the interval is ±1.645 standard errors.',
    )
  })
  it('of few cases and PSUs, with the warning of low precision', () => {
    const { precision, cases, limits, precisionClass } = explain(few, rate)
    expect(precisionClass).toBe('low')
    expect(plain(precision)).toBe(
      'La precisión es baja (coeficiente de variación de 35.0 %): úsese con cautela.',
    )
    expect(cases).toContain('sólo 18 casos de la muestra, menos de 30')
    expect(limits).toEqual([
      'Los casos vienen de 9 unidades primarias de muestreo; con tan pocas, el propio margen de error es incierto.',
    ])
  })
  it('says what was left out, and one case in the singular', () => {
    expect(explain({ ...til1, missing: 1203 }, rate).limits).toEqual([
      'Quedaron fuera 1,203 casos que no tienen el dato.',
    ])
    expect(explain({ ...til1, missing: 1 }, rate).limits[0]).toContain('Quedó fuera 1 caso que no tiene')
    expect(explain({ ...til1, n: 1 }, rate).cases).toContain('sólo 1 caso de la muestra')
  })
  it('of several periods', () => {
    const periods = ['el primer trimestre de 2019', 'el segundo trimestre de 2019']
    expect(explain(til1, { ...rate, periods }).limits).toEqual([
      'Reúne 2 periodos (el primer trimestre de 2019 y el segundo trimestre de 2019): es un promedio de ellos y no dice qué pasó en cada uno.',
    ])
  })
  it('with calibrated weights, or replicates', () => {
    const calibrated = { ...til1, method: { variance: 'taylor', calibration: 'raking' } }
    expect(explain(calibrated, rateEn).method).toContain('weights adjusted to known totals')
    const replicated = { variance: 'replicates', replicates: { type: 'JKn' } }
    expect(explain({ ...til1, method: replicated }, rateEn).method).toContain('(jackknife)')
    expect(explain({ ...til1, method: 'matched' }, rate).method).toContain('se repiten de un periodo a otro')
    expect(explain({ ...til1, method: { variance: 'a new one' } }, rate).method).toBe(
      'El error se calculó según el diseño de la muestra.',
    )
  })
  it('of a share ends at 0 and 100, of a count at 0', () => {
    const small = { ...til1, estimate: 0.012, low: -0.004, high: 0.028, unit: 'share' }
    expect(plain(explain(small, rate).interval ?? '')).toContain('entre 0.0 % y 2.8 %')
    const people = { ...til1, estimate: 900, low: -100, high: 1900, unit: 'persons' }
    expect(explain(people, { lang: 'es', label: 'el número de personas' }).interval).toContain(
      'entre 0 y 1,900 personas',
    )
  })
})

test.each([
  [54_152_266, 'persons', 'es', '54,152,266 personas'],
  [1, 'persons', 'es', '1 persona'],
  [0.568828, 'share', 'en', '56.9 %'],
  [6120.4, 'pesos', 'es', '$6,120'],
  [-6120.4, 'pesos', 'es', '−$6,120'],
  [42.08, 'hours', 'en', '42.1 hours'],
  [3.2, 'kg', 'es', '3.2 kg'],
  [1.5, undefined, 'es', '1.5'],
  [-0.04, 'number', 'es', '0.0'],
] as [number, string | undefined, Lang, string][])('%d %s in %s is %s', (value, unit, lang, written) =>
  expect(plain(writerOf(unit, lang).whole(value))).toBe(written),
)

test('numbers', () => expect(number(-1234.5, 1)).toBe('−1,234.5'))

test.each([
  [0, 'high'],
  [14.999, 'high'],
  [15, 'moderate'],
  [29.99, 'moderate'],
  [30, 'low'],
  [null, null],
  [Number.NaN, null],
] as const)('a CV of %s is %s', (cv, precision) => expect(precisionOf(cv)).toBe(precision))

test('14.97 is not written 15.0 beside "alta"', () =>
  expect(plain(explain({ ...til1, cv: 14.97 }, rate).precision)).toContain('14.970 %'))

test('where an interval lies', () => {
  expect(sideOf({ low: 0, high: 1 })).toBe('unclear')
  expect(sideOf({ low: 0.1, high: 1 })).toBe('above')
  expect(sideOf({ low: 0.9, high: 1.2 }, 1)).toBe('unclear')
  expect(sideOf({ low: null, high: 1 })).toBeNull()
})

describe('a change', () => {
  /** TIL1, 2019-T1 to 2019-T2: −0.5459 points, matched SE 0.232. */
  const change: ChangeFigure = {
    estimate: -0.5459,
    se: 0.232,
    cv: 42,
    low: -0.9275,
    high: -0.1643,
    level: 0.9,
    n: 173_521,
    df: 9_000,
    unit: 'percent',
    before: til1,
    after: { ...til1, estimate: 56.3369 },
    method: 'matched',
  }
  const periods = { before: 'el primer trimestre de 2019', after: 'el segundo trimestre de 2019' }
  const telling = { ...rate, ...periods }

  it('that the data tell', () => {
    const { text, direction, brief } = explainChange(change, telling)
    expect([direction, brief]).toEqual(['down', 'bajó'])
    expect(plain(text)).toBe(
      'Entre el primer trimestre de 2019 y el segundo trimestre de 2019, la tasa de informalidad laboral bajó 0.5 puntos porcentuales: de 56.9 % a 56.3 %. Con una confianza de 90 %, bajó entre 0.2 y 0.9 puntos porcentuales. Se basa en 173,521 casos de la muestra. El error del cambio toma en cuenta las unidades de la muestra que están en ambos periodos.',
    )
  })
  it('that the data do not tell', () => {
    // Independent: 0.357.
    const unsure = { ...change, se: 0.357, low: -1.1332, high: 0.0414, method: 'independent' }
    const { text, direction, brief } = explainChange(unsure, telling)
    expect([direction, brief]).toEqual(['unclear', 'no se distingue si subió o bajó'])
    expect(plain(text)).toContain(
      'Los datos no permiten saber si la tasa de informalidad laboral subió o bajó entre el primer trimestre de 2019 y el segundo trimestre de 2019: las estimaciones son 56.88 % y 56.34 %, y la diferencia (0.55 puntos porcentuales) cabe en el error de la muestra.',
    )
    expect(text).toContain(
      'desde una baja de 1.13 puntos porcentuales hasta un alza de 0.04 puntos porcentuales',
    )
    expect(text).toContain('muestras independientes')
    const english = explainChange(unsure, { ...rateEn, before: 'May', after: 'June' }).finding
    expect(english).toMatch(
      /^The data do not tell whether the informality rate rose or fell between May and June/,
    )
  })
  it('that is small but told is not written as none', () => {
    const small = { ...change, estimate: 0.03, low: 0.01, high: 0.05 }
    expect(explainChange(small, telling).interval).toContain('subió entre 0.01 y 0.05 puntos')
  })
  it('without an error', () => {
    const found = explainChange({ ...change, se: null, low: null, high: null, noError: 'noDesign' }, telling)
    expect(found.direction).toBeNull()
    expect(found.finding).toContain('No se puede decir si la tasa de informalidad laboral cambió')
    expect(found.text).not.toContain('bajó')
  })
  it('of estimates one of which is imprecise', () => {
    expect(explainChange({ ...change, before: few }, telling).text).toContain('úsese con cautela')
  })
})

describe('a contrast of two groups', () => {
  const gap: Figure = { ...til1, estimate: 1.39, se: 0.3, cv: 21.6, low: 0.9, high: 1.88 }
  const sexes = { a: 'entre las mujeres', b: 'entre los hombres' }
  it('that the data tell', () => {
    const found = explainContrast(gap, { ...rate, ...sexes, values: [57.73, 56.35] })
    expect(found.direction).toBe('up')
    expect(plain(found.text)).toMatch(
      /^La tasa de informalidad laboral es mayor entre las mujeres que entre los hombres: la diferencia es de 1.4 puntos porcentuales \(57.7 % frente a 56.4 %\)\. Con una confianza de 90 %, la diferencia verdadera está entre 0.9 y 1.9 puntos porcentuales\./,
    )
    const less = explainContrast({ ...gap, estimate: -1.39, low: -1.88, high: -0.9 }, { ...rate, ...sexes })
    expect(less.direction).toBe('down')
    expect(less.text).toContain(
      'es menor entre las mujeres que entre los hombres: la diferencia es de 1.4 puntos',
    )
    expect(less.interval).toContain('entre 0.9 y 1.9 puntos')
  })
  it('that the data do not tell', () => {
    const found = explainContrast({ ...gap, estimate: 0.1, low: -0.4, high: 0.6 }, { ...rate, ...sexes })
    expect(found.direction).toBe('unclear')
    expect(plain(found.text)).toContain(
      'Los datos no permiten saber si la tasa de informalidad laboral es mayor entre las mujeres o entre los hombres',
    )
    expect(found.interval).toContain(
      '0.4 puntos porcentuales menos a 0.6 puntos porcentuales más entre las mujeres',
    )
  })
  it('in a few words, for a cell of a table', () => {
    const brief = (low: number | null, high: number | null, lang: Lang = 'es') =>
      explainContrast({ ...gap, low, high }, { ...rate, ...sexes, lang }).brief
    expect(brief(0.9, 1.9)).toBe('mayor entre las mujeres')
    expect(brief(-1.9, -0.9)).toBe('mayor entre los hombres')
    expect(brief(-1, 1)).toBe('no se distingue cuál es mayor')
    expect(brief(-1, 1, 'en')).toBe('which is higher cannot be told')
    expect(brief(null, null)).toBe('sin error, no se puede decir')
  })
  it('as a ratio, judged against 1', () => {
    const found = explainQuotient({ ...gap, estimate: 1.024, low: 1.01, high: 1.04 }, { ...rate, ...sexes })
    expect(found.finding).toBe(
      'La tasa de informalidad laboral: la cifra entre las mujeres es 1.02 veces la cifra entre los hombres.',
    )
    expect(
      explainQuotient({ ...gap, estimate: 1.02, low: 0.9, high: 1.1 }, { ...rate, ...sexes }).direction,
    ).toBe('unclear')
  })
  it('without an error', () => {
    const unknown = { ...gap, se: null, low: null, high: null, noError: 'noDesign' as const }
    expect(explainContrast(unknown, { ...rate, ...sexes }).direction).toBeNull()
  })
})
