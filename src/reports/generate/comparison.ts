/** Core variables of two places side by side, each with a flag of how far they can be compared. */
import type { ColumnKey, TableId } from '../../evidence/index.ts'
import type { Context } from '../bound/context.ts'
import { readingOf } from '../bound/reading.ts'
import type { Words } from '../bound/value.ts'
import { type Item, type Sentence, sentence } from './draft.ts'
import { placeOf, type SnapshotOf } from './snapshot.ts'
import { cell, knownValue, type OfPlace } from './statistics/of.ts'

/** Those that statistical snapshots of other cities publish, too. */
const core: readonly (readonly [es: string, en: string, table: TableId, row: string, column: ColumnKey])[] = [
  ['Población de 15 años y más', 'Population aged 15 and over', 'population', 'adults', 'number'],
  ['Población ocupada', 'Employed population', 'informality', 'employed', 'number'],
  ['Personas en empleo informal', 'People in informal employment', 'informality', 'informal', 'number'],
  [
    'Empleo informal (TIL1), porcentaje',
    'Informal employment (TIL1), per cent',
    'informality',
    'informal',
    'share',
  ],
  [
    'Empleo en el sector informal (TOSI1), porcentaje',
    'Employment in the informal sector (TOSI1), per cent',
    'informality',
    'insector',
    'share',
  ],
  [
    'Empleo informal no agropecuario (TIL2), porcentaje',
    'Informal employment outside agriculture (TIL2), per cent',
    'informality',
    'informalnonagricultural',
    'share',
  ],
  ['Trabajo por cuenta propia, porcentaje', 'Own-account work, per cent', 'status', 'ownaccount', 'share'],
  [
    'Trabajo doméstico remunerado, porcentaje',
    'Paid domestic work, per cent',
    'sector',
    'domesticwork',
    'share',
  ],
  ['Empleo en el comercio, porcentaje', 'Employment in trade, per cent', 'branch', 'trade', 'share'],
  [
    'Empleo en negocios sin local, porcentaje',
    'Employment in businesses without premises, per cent',
    'workplace',
    'nopremises',
    'share',
  ],
  ['Horas trabajadas a la semana, promedio', 'Mean weekly hours worked', 'hours', 'mean', 'value'],
  ['Más de 48 horas a la semana, porcentaje', 'Over 48 hours a week, per cent', 'hours', 'over48', 'share'],
  [
    'Acceso a la salud por el trabajo, porcentaje',
    'Access to health care through work, per cent',
    'health',
    'access',
    'share',
  ],
]

export async function comparison(
  context: Context,
  of: SnapshotOf & { againstPlace: string },
): Promise<Item[]> {
  const reading = await readingOf(context)
  const main = await placeOf(reading, of, of.place)
  // A place outside the survey has the figures that others publish: a person puts them in.
  const other = isSurveyed(of.againstPlace) ? await placeOf(reading, of, of.againstPlace) : null
  const same: Words = {
    es: 'Igual: misma encuesta, definición y periodo',
    en: 'Same: survey, definition and period',
  }
  const known = (
    place: OfPlace | null,
    ...[table, row, column]: readonly [TableId, string, ColumnKey]
  ): boolean => place !== null && knownValue(place, table, row, column) !== null
  return [
    {
      kind: 'table',
      caption: { es: 'Variables centrales', en: 'Core variables' },
      head: [
        { es: 'Variable', en: 'Variable' },
        reading.names.short(of.place),
        reading.names.short(of.againstPlace),
        { es: 'Comparabilidad', en: 'Comparability' },
      ],
      rows: core
        .filter(([, , ...at]) => known(main, ...at) || known(other, ...at))
        .map(([es, en, table, row, column]): (Sentence | null)[] => {
          const value = (place: OfPlace): Sentence =>
            sentence('{value}', '{value}', { value: cell(place, table, row, column, 'total', 'interval') })
          const isBoth = known(main, table, row, column) && known(other, table, row, column)
          return [
            sentence(es, en),
            value(main),
            other ? value(other) : null,
            isBoth ? sentence(same.es, same.en) : null,
          ]
        }),
    },
  ]
}

/** Places of Mexico, by INEGI's codes. */
export const isSurveyed = (place: string): boolean => /^(MX|\d{2})(\/|$)/.test(place)
