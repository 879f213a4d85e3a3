/** Indicators as the subject of a sentence: in the singular, with the article. */
import type { Words } from './measure.ts'

const subject = (es: string, en: string): Words => ({ es, en })

/** By the indicator's name. */
export const subjects: Readonly<Record<string, Words>> = {
  adults: subject('la población de 15 años y más', 'the population aged 15 and over'),
  laborforce: subject('la población económicamente activa', 'the labour force'),
  employed: subject('el número de personas ocupadas', 'the number of employed people'),
  unemployed: subject('el número de personas desocupadas', 'the number of unemployed people'),
  informal: subject(
    'el número de personas en ocupación informal',
    'the number of people in informal employment',
  ),
  formal: subject('el número de personas en ocupación formal', 'the number of people in formal employment'),
  til1: subject('la tasa de informalidad laboral', 'the rate of informal employment'),
  til2: subject(
    'la tasa de informalidad laboral no agropecuaria',
    'the rate of informal employment outside agriculture',
  ),
  tosi1: subject(
    'la tasa de ocupación en el sector informal',
    'the rate of employment in the informal sector',
  ),
  participation: subject('la tasa de participación', 'the participation rate'),
  unemployment: subject('la tasa de desocupación', 'the unemployment rate'),
  underemployment: subject('la tasa de subocupación', 'the underemployment rate'),
  healthaccess: subject('el acceso a la salud por el trabajo', 'access to health care through the job'),
  lowincome: subject(
    'el porcentaje que gana hasta un salario mínimo',
    'the share earning up to one minimum wage',
  ),
  longhours: subject('el porcentaje que trabaja más de 48 horas', 'the share working more than 48 hours'),
  hours: subject('el promedio de horas a la semana', 'the mean of weekly hours'),
  medianhours: subject('la mediana de horas a la semana', 'the median of weekly hours'),
  hourlyincome: subject('el ingreso promedio por hora', 'the mean income per hour'),
  medianhourlyincome: subject('la mediana del ingreso por hora', 'the median income per hour'),
  medianmonthlyincome: subject('la mediana del ingreso mensual', 'the median monthly income'),
}
