/** Tables 1, 2 and 13: who works, how many informally, and what moved. */
import { indicators } from '../indicators.ts'
import type { Measure, Words } from '../measure.ts'
import { share, total } from '../measure.ts'
import { type Row, rowsWithin, type Table, valueRow } from '../table.ts'

const adults: Words = { es: 'de la población de 15 años y más', en: 'of the population aged 15 and over' }
const labourForce: Words = { es: 'de la población económicamente activa', en: 'of the labour force' }
const outside: Words = {
  es: 'de la población no económicamente activa',
  en: 'of the population outside the labour force',
}
const employed: Words = { es: 'de la población ocupada', en: 'of the employed population' }

function named(name: string): Measure & { label: Words } {
  const found = indicators.get(name)
  if (!found) throw new Error(`No indicator is called ${name}`)
  return found
}

const part = (
  key: string,
  is: string,
  of: string | null,
  level: Row['level'],
  es: string,
  en: string,
  base?: Words,
): Row => ({
  key,
  label: { es, en },
  level,
  cells: {
    number: total(`{${is}}`),
    ...(of === null ? {} : { share: share(`{${is}}`, `{${of}}`) }),
    women: share('{woman}', `{${is}}`),
  },
  ...(base ? { base } : {}),
})

export const population: Table = {
  id: 'population',
  number: 1,
  title: { es: 'Población y fuerza de trabajo', en: 'Population and labour force' },
  base: { es: 'Población total', en: 'Total population' },
  columns: ['number', 'share', 'women'],
  rows: [
    part('population', 'resident', null, 0, 'Población total', 'Total population'),
    part('adults', 'adult', 'resident', 0, 'Población de 15 años y más', 'Population aged 15 and over', {
      es: 'de la población total',
      en: 'of the total population',
    }),
    part(
      'laborforce',
      'laborforce',
      'adult',
      1,
      'Población económicamente activa (PEA)',
      'Labour force',
      adults,
    ),
    part('employed', 'employed', 'laborforce', 2, 'Ocupada', 'Employed', labourForce),
    part('underemployed', 'underemployed', 'employed', 3, 'Subocupada', 'Underemployed', employed),
    part('unemployed', 'unemployed', 'laborforce', 2, 'Desocupada', 'Unemployed', labourForce),
    part(
      'outside',
      'outside',
      'adult',
      1,
      'Población no económicamente activa (PNEA)',
      'Outside the labour force',
      adults,
    ),
    part('available', 'available', 'outside', 2, 'Disponible', 'Available for work', outside),
    part('unavailable', 'unavailable', 'outside', 2, 'No disponible', 'Not available for work', outside),
  ],
}

const worker = rowsWithin('employed')
const farmless = rowsWithin('nonagricultural')

export const informality: Table = {
  id: 'informality',
  number: 2,
  title: { es: 'Ocupación formal e informal', en: 'Formal and informal employment' },
  base: { es: 'Población ocupada de 15 años y más', en: 'Employed population aged 15 and over' },
  columns: ['number', 'share', 'women'],
  rows: [
    worker('employed', 'employed', 0, 'Población ocupada', 'Employed population'),
    worker('informal', 'informal', 1, 'Ocupación informal (TIL1)', 'Informal employment (TIL1)'),
    worker(
      'insector',
      'informalsector',
      2,
      'En el sector informal (TOSI1)',
      'In the informal sector (TOSI1)',
    ),
    worker(
      'outsector',
      'informal outside sector',
      2,
      'Fuera del sector informal',
      'Outside the informal sector',
    ),
    worker('formal', 'formal', 1, 'Ocupación formal', 'Formal employment'),
    worker(
      'nonagricultural',
      'nonagricultural',
      0,
      'Población ocupada no agropecuaria',
      'Employed outside agriculture',
    ),
    farmless(
      'informalnonagricultural',
      'informal nonagricultural',
      1,
      'Ocupación informal (TIL2)',
      'Informal employment (TIL2)',
      {
        base: {
          es: 'de la población ocupada no agropecuaria',
          en: 'of the people employed outside agriculture',
        },
      },
    ),
  ],
}

const moved = [
  'adults',
  'laborforce',
  'employed',
  'unemployed',
  'informal',
  'formal',
  'participation',
  'unemployment',
  'underemployment',
  'til1',
  'til2',
  'tosi1',
  'healthaccess',
  'lowincome',
  'longhours',
  'hours',
  'hourlyincome',
]

export const change: Table = {
  id: 'change',
  number: 13,
  title: { es: 'Cambio frente a otro periodo', en: 'Change against another period' },
  base: {
    es: 'La base de cada indicador; el cambio de una tasa se da en puntos porcentuales',
    en: 'The base of each indicator; the change of a rate is given in percentage points',
  },
  columns: ['value'],
  rows: moved.map((name) => {
    const indicator = named(name)
    const { kind, of, per, unit } = indicator
    const measure: Measure = { kind, of, unit, ...(per === undefined ? {} : { per }) }
    return valueRow(name, measure, 0, indicator.label.es, indicator.label.en)
  }),
  notes: [
    {
      es: 'La ENOE conserva cuatro quintas partes de sus viviendas de un trimestre al siguiente: el error del cambio las toma en cuenta.',
      en: 'The ENOE keeps four fifths of its dwellings from one quarter to the next: the error of the change takes this into account.',
    },
    {
      es: 'Los ingresos están en pesos corrientes de cada periodo, sin descontar la inflación.',
      en: 'Incomes are in current pesos of each period; inflation is not deducted.',
    },
  ],
}
