/** Population, labour force, employment and underemployment. */
import { share, total } from '../measure.ts'
import { define, type Indicator, published } from './define.ts'

export const peopleIndicators: readonly Indicator[] = [
  define(
    'population',
    total('{resident}'),
    { es: 'Población total', en: 'Total population' },
    {
      es: 'Residentes habituales y nuevos residentes de los hogares con entrevista completa.',
      en: 'Usual residents and new residents of the households with a complete interview.',
    },
    published,
  ),
  define(
    'adults',
    total('{adult}'),
    { es: 'Población de 15 años y más', en: 'Population aged 15 and over' },
    {
      es: 'Personas de 15 años cumplidos o más; incluye a quienes no dijeron su edad pero son mayores de edad (código 98).',
      en: 'People aged 15 or over, including those who did not give their age but are of age (code 98).',
    },
    published,
  ),
  define(
    'laborforce',
    total('{laborforce}'),
    { es: 'Población económicamente activa (PEA)', en: 'Labour force' },
    {
      es: 'Personas de 15 años y más que en la semana de referencia tenían un trabajo o lo buscaban: ocupadas más desocupadas.',
      en: 'People aged 15 and over who in the reference week had a job or were looking for one: employed plus unemployed.',
    },
    published,
  ),
  define(
    'employed',
    total('{employed}'),
    { es: 'Población ocupada', en: 'Employed population' },
    {
      es: 'Personas de 15 años y más que en la semana de referencia trabajaron al menos una hora, o no trabajaron pero conservan su empleo o negocio.',
      en: 'People aged 15 and over who worked at least one hour in the reference week, or did not work but keep their job or business.',
    },
    published,
  ),
  define(
    'unemployed',
    total('{unemployed}'),
    { es: 'Población desocupada', en: 'Unemployed population' },
    {
      es: 'Personas de 15 años y más sin trabajo en la semana de referencia que buscaron uno en el último mes.',
      en: 'People aged 15 and over without work in the reference week who looked for a job in the last month.',
    },
    published,
  ),
  define(
    'outside',
    total('{outside}'),
    { es: 'Población no económicamente activa (PNEA)', en: 'Population outside the labour force' },
    {
      es: 'Personas de 15 años y más que no trabajaron ni buscaron trabajo.',
      en: 'People aged 15 and over who neither worked nor looked for work.',
    },
    published,
  ),
  define(
    'available',
    total('{available}'),
    { es: 'PNEA disponible', en: 'Outside the labour force, available for work' },
    {
      es: 'Personas no económicamente activas que aceptarían un trabajo si se les ofreciera.',
      en: 'People outside the labour force who would accept a job if one were offered.',
    },
    published,
  ),
  define(
    'unavailable',
    total('{unavailable}'),
    { es: 'PNEA no disponible', en: 'Outside the labour force, not available for work' },
    {
      es: 'Personas no económicamente activas que no aceptarían un trabajo, por interés o por sus circunstancias.',
      en: 'People outside the labour force who would not accept a job, by choice or because of their circumstances.',
    },
    published,
  ),
  define(
    'participation',
    share('{laborforce}', '{adult}'),
    { es: 'Tasa de participación', en: 'Participation rate' },
    {
      es: 'Población económicamente activa entre la población de 15 años y más.',
      en: 'Labour force divided by the population aged 15 and over.',
    },
    published,
  ),
  define(
    'unemployment',
    share('{unemployed}', '{laborforce}'),
    { es: 'Tasa de desocupación', en: 'Unemployment rate' },
    {
      es: 'Población desocupada entre la población económicamente activa.',
      en: 'Unemployed population divided by the labour force.',
    },
    published,
  ),
  define(
    'topd1',
    share('({unemployed} or {hours under 15})', '{laborforce}'),
    {
      es: 'Tasa de ocupación parcial y desocupación 1 (TOPD1)',
      en: 'Partial employment and unemployment rate (TOPD1)',
    },
    {
      es: 'Personas desocupadas más ocupadas que trabajaron menos de 15 horas en la semana, entre la población económicamente activa.',
      en: 'Unemployed people plus employed people who worked under 15 hours in the week, divided by the labour force.',
    },
    published,
  ),
  define(
    'tprg',
    share('({unemployed} or {seeking another job})', '{laborforce}'),
    { es: 'Tasa de presión general (TPRG)', en: 'General pressure rate (TPRG)' },
    {
      es: 'Personas desocupadas más ocupadas que buscan otro empleo, entre la población económicamente activa.',
      en: 'Unemployed people plus employed people who are looking for another job, divided by the labour force.',
    },
    published,
  ),
  define(
    'underemployed',
    total('{underemployed}'),
    { es: 'Población subocupada', en: 'Underemployed population' },
    {
      es: 'Personas ocupadas que tienen necesidad y disponibilidad de trabajar más tiempo del que su ocupación actual les permite.',
      en: 'Employed people who need, and are available, to work more time than their present job allows.',
    },
    published,
  ),
  define(
    'underemployment',
    share('{underemployed}', '{employed}'),
    { es: 'Tasa de subocupación', en: 'Underemployment rate' },
    {
      es: 'Población subocupada entre la población ocupada.',
      en: 'Underemployed population divided by the employed population.',
    },
    published,
  ),
  define(
    'tcco',
    share('{critical}', '{employed}'),
    {
      es: 'Tasa de condiciones críticas de ocupación (TCCO)',
      en: 'Critical conditions of employment rate (TCCO)',
    },
    {
      es: 'Personas ocupadas que trabajan menos de 35 horas por razones de mercado, o 35 horas o más con ingresos de hasta un salario mínimo, o más de 48 horas con ingresos de más de uno y hasta dos salarios mínimos, entre la población ocupada.',
      en: 'Employed people working under 35 hours for market reasons, or 35 hours or more for up to one minimum wage, or over 48 hours for more than one and up to two minimum wages, divided by the employed population.',
    },
    published,
  ),
  define(
    'salaried',
    share('{salaried}', '{employed}'),
    { es: 'Tasa de trabajo asalariado', en: 'Wage employment rate' },
    {
      es: 'Trabajadores subordinados que reciben un sueldo, salario o jornal, entre la población ocupada.',
      en: 'Subordinate workers who receive a wage or salary, divided by the employed population.',
    },
    published,
  ),
]
