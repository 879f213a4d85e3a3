/** The indicators of the page on which two groups are held against each other, with the words that a sentence needs. */

import type { Indicator } from './indicators/define.ts'
import { indicators } from './indicators.ts'
import type { Words } from './measure.ts'

export interface Contrasted {
  readonly indicator: Indicator
  /** With its article: «la tasa de desocupación». */
  readonly subject: Words
  /** employed: a rate or mean of employed people. everybody: it says nothing of a group that is employed by definition. */
  readonly of: 'employed' | 'everybody'
  /** It tells informal from formal employment, so that it says nothing of those two. */
  readonly isInformality?: boolean
}

const one = (
  name: string,
  es: string,
  en: string,
  more: Partial<Pick<Contrasted, 'of' | 'isInformality'>> = {},
): Contrasted => {
  const indicator = indicators.get(name)
  if (!indicator) throw new Error(`no indicator ${name}`)
  return { indicator, subject: { es, en }, of: 'employed', ...more }
}

export const contrasted: readonly Contrasted[] = [
  one('til1', 'la tasa de informalidad laboral', 'the rate of informal employment', { isInformality: true }),
  one(
    'tosi1',
    'la tasa de ocupación en el sector informal',
    'the rate of employment in the informal sector',
    { isInformality: true },
  ),
  one('participation', 'la tasa de participación', 'the participation rate', { of: 'everybody' }),
  one('unemployment', 'la tasa de desocupación', 'the unemployment rate', { of: 'everybody' }),
  one('underemployment', 'la tasa de subocupación', 'the underemployment rate'),
  one('healthaccess', 'el acceso a la salud por el trabajo', 'access to health care through the job'),
  one(
    'lowincome',
    'el porcentaje que gana hasta un salario mínimo',
    'the share earning up to one minimum wage',
  ),
  one('longhours', 'el porcentaje que trabaja más de 48 horas', 'the share working more than 48 hours'),
  one('hours', 'el promedio de horas a la semana', 'the mean of weekly hours'),
  one('medianhours', 'la mediana de horas a la semana', 'the median of weekly hours'),
  one('hourlyincome', 'el ingreso promedio por hora', 'the mean income per hour'),
  one('medianhourlyincome', 'la mediana del ingreso por hora', 'the median income per hour'),
  one('medianmonthlyincome', 'la mediana del ingreso mensual', 'the median monthly income'),
  one('employed', 'el número de personas ocupadas', 'the number of employed people'),
]
