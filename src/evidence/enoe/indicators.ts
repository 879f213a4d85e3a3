/** The catalogue of indicators that people ask for by name: `--indicator til1`, a figure cited in a report, a line of a chart. */
import { type Columns, requirements } from './expression.ts'
import {
  type Measure,
  mean,
  median,
  type ResolvedMeasure,
  resolveMeasure,
  share,
  total,
  type Words,
} from './measure.ts'

export interface Indicator extends Measure {
  /** Short, lower case; stable, for it is stored with cited figures. */
  readonly name: string
  readonly label: Words
  /** One exact sentence in plain words; INEGI's own terms. */
  readonly definition: Words
  /** INEGI's document that defines it. */
  readonly source: string
  /** Raised when a definition changes: a figure keeps the version it was made with. */
  readonly version: number
}

const published = 'INEGI, ENOE, Indicadores estratégicos'
const rebuilt = 'INEGI, ENOE, Reconstrucción de variables'
const informality = 'INEGI, La informalidad laboral. Manual de conceptos (matriz Hussmanns)'

const define = (name: string, what: Measure, label: Words, definition: Words, source: string): Indicator => ({
  name,
  ...what,
  label,
  definition,
  source,
  version: 1,
})

const list: readonly Indicator[] = [
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
  define(
    'informal',
    total('{informal}'),
    { es: 'Población ocupada informal', en: 'People in informal employment' },
    {
      es: 'Personas ocupadas sin la protección de la ley laboral y la seguridad social en su trabajo principal, o cuyo negocio es informal: las del sector informal, el trabajo doméstico remunerado y el trabajo subordinado sin seguridad social, el trabajo no remunerado y la agricultura por cuenta propia o de subsistencia.',
      en: 'Employed people whose main job lacks the protection of labour law and social security, or whose business is informal: the informal sector, paid domestic work and subordinate work without social security, unpaid work, and own-account or subsistence agriculture.',
    },
    informality,
  ),
  define(
    'formal',
    total('{formal}'),
    { es: 'Población ocupada formal', en: 'People in formal employment' },
    {
      es: 'Personas ocupadas que no están en la informalidad laboral en su trabajo principal.',
      en: 'Employed people whose main job is not in informal employment.',
    },
    informality,
  ),
  define(
    'til1',
    share('{informal}', '{employed}'),
    { es: 'Tasa de informalidad laboral 1 (TIL1)', en: 'Informal employment rate (TIL1)' },
    {
      es: 'Población ocupada informal entre la población ocupada.',
      en: 'People in informal employment divided by the employed population.',
    },
    informality,
  ),
  define(
    'til2',
    share('{informal nonagricultural}', '{nonagricultural}'),
    {
      es: 'Tasa de informalidad laboral 2 (TIL2)',
      en: 'Informal employment rate outside agriculture (TIL2)',
    },
    {
      es: 'Población ocupada informal no agropecuaria entre la población ocupada no agropecuaria.',
      en: 'People in informal employment outside agriculture divided by the people employed outside agriculture.',
    },
    informality,
  ),
  define(
    'informalsector',
    total('{informalsector}'),
    { es: 'Población ocupada en el sector informal', en: 'People employed in the informal sector' },
    {
      es: 'Personas que trabajan en un negocio no agropecuario que opera con los recursos de un hogar, sin constituirse como empresa y sin registros contables.',
      en: 'People who work in a non-agricultural business run from the resources of a household, not set up as a company and without accounting records.',
    },
    informality,
  ),
  define(
    'tosi1',
    share('{informalsector}', '{employed}'),
    {
      es: 'Tasa de ocupación en el sector informal 1 (TOSI1)',
      en: 'Informal sector employment rate (TOSI1)',
    },
    {
      es: 'Población ocupada en el sector informal entre la población ocupada.',
      en: 'People employed in the informal sector divided by the employed population.',
    },
    informality,
  ),
  define(
    'tosi2',
    share('{informalsector}', '{nonagricultural}'),
    {
      es: 'Tasa de ocupación en el sector informal 2 (TOSI2)',
      en: 'Informal sector employment rate outside agriculture (TOSI2)',
    },
    {
      es: 'Población ocupada en el sector informal entre la población ocupada no agropecuaria.',
      en: 'People employed in the informal sector divided by the people employed outside agriculture.',
    },
    informality,
  ),
  define(
    'domesticwork',
    total('{domesticwork}'),
    { es: 'Trabajo doméstico remunerado', en: 'Paid domestic work' },
    {
      es: 'Personas ocupadas cuya unidad económica es un hogar que paga por trabajo doméstico (TUE2 = 6).',
      en: 'Employed people whose economic unit is a household that pays for domestic work (TUE2 = 6).',
    },
    informality,
  ),
  define(
    'healthaccess',
    share('{health access}', '{employed}'),
    {
      es: 'Con acceso a instituciones de salud por su trabajo',
      en: 'With access to health institutions through the job',
    },
    {
      es: 'Personas ocupadas que por su trabajo principal tienen acceso a atención médica, entre la población ocupada; incluye en la base a quienes no lo especificaron.',
      en: 'Employed people who have access to medical care through their main job, divided by the employed population, those not specified included.',
    },
    published,
  ),
  define(
    'benefits',
    share('{with benefits}', '{subordinate}'),
    { es: 'Con prestaciones laborales', en: 'With employment benefits' },
    {
      es: 'Trabajadores subordinados y remunerados con alguna prestación (aguinaldo, vacaciones pagadas u otra), sin considerar el acceso a la salud, entre los trabajadores subordinados y remunerados.',
      en: 'Subordinate and remunerated workers with any benefit (year-end bonus, paid holidays or other), access to health not counted, divided by the subordinate and remunerated workers.',
    },
    published,
  ),
  define(
    'contract',
    share('{written contract}', '{subordinate}'),
    { es: 'Con contrato escrito', en: 'With a written contract' },
    {
      es: 'Trabajadores subordinados y remunerados con contrato por escrito entre los trabajadores subordinados y remunerados.',
      en: 'Subordinate and remunerated workers with a written contract divided by the subordinate and remunerated workers.',
    },
    published,
  ),
  define(
    'lowincome',
    share('{income up to 1}', '{employed}'),
    { es: 'Con ingresos de hasta un salario mínimo', en: 'With income of up to one minimum wage' },
    {
      es: 'Personas ocupadas que ganan hasta un salario mínimo al mes en su trabajo principal, entre la población ocupada; incluye en la base a quienes no reciben ingresos y a quienes no los especificaron.',
      en: 'Employed people who earn up to one monthly minimum wage in their main job, divided by the employed population, those without income and those not specified included.',
    },
    published,
  ),
  define(
    'longhours',
    share('{hours over 48}', '{employed}'),
    { es: 'Más de 48 horas a la semana', en: 'More than 48 hours a week' },
    {
      es: 'Personas ocupadas que trabajaron más de 48 horas en la semana de referencia, entre la población ocupada.',
      en: 'Employed people who worked more than 48 hours in the reference week, divided by the employed population.',
    },
    published,
  ),
  define(
    'age',
    mean('eda', '{laborforce} and {age known}', 'years'),
    { es: 'Edad promedio de la PEA', en: 'Mean age of the labour force' },
    {
      es: 'Promedio de los años cumplidos de la población económicamente activa que dijo su edad.',
      en: 'Mean of the completed years of age of the labour force who gave their age.',
    },
    published,
  ),
  define(
    'schooling',
    mean('anios_esc', '{laborforce} and {years of schooling known}', 'years'),
    { es: 'Años de escolaridad promedio de la PEA', en: 'Mean years of schooling of the labour force' },
    {
      es: 'Promedio de los años de escolaridad de la población económicamente activa que los dijo.',
      en: 'Mean of the years of schooling of the labour force who stated them.',
    },
    published,
  ),
  define(
    'hours',
    mean('hrsocup', '{hours worked}', 'hours'),
    { es: 'Horas trabajadas a la semana, promedio', en: 'Mean weekly hours worked' },
    {
      es: 'Promedio de las horas que trabajó en la semana la población ocupada que trabajó; no cuenta a quienes se ausentaron ni a quienes no especificaron sus horas.',
      en: 'Mean of the hours worked in the week by the employed people who worked; those absent and those who did not specify their hours are not counted.',
    },
    published,
  ),
  define(
    'hourlyincome',
    mean('{hourly income}', '{hourly income stated}', 'pesos'),
    { es: 'Ingreso por hora trabajada, promedio', en: 'Mean income per hour worked' },
    {
      es: 'Promedio, en pesos corrientes, del ingreso mensual entre las horas de la semana por 4.3, de la población ocupada que declaró ambos.',
      en: 'Mean, in current pesos, of the monthly income divided by the hours of the week times 4.3, of the employed people who stated both.',
    },
    published,
  ),
  define(
    'monthlyincome',
    mean('ingocup', '{income stated}', 'pesos'),
    { es: 'Ingreso mensual, promedio', en: 'Mean monthly income' },
    {
      es: 'Promedio, en pesos corrientes, del ingreso mensual del trabajo principal de la población ocupada que lo declaró en pesos. INEGI no publica este promedio: quienes no declaran ganan distinto de quienes declaran.',
      en: 'Mean, in current pesos, of the monthly income of the main job of the employed people who stated it in pesos. INEGI does not publish this mean: people who do not state their income earn differently from those who do.',
    },
    rebuilt,
  ),
  define(
    'medianage',
    median('eda', '{laborforce} and {age known}', 'years'),
    { es: 'Edad mediana de la PEA', en: 'Median age of the labour force' },
    {
      es: 'Edad que la mitad de la población económicamente activa no rebasa.',
      en: 'The age that half of the labour force does not exceed.',
    },
    published,
  ),
  define(
    'medianschooling',
    median('anios_esc', '{laborforce} and {years of schooling known}', 'years'),
    { es: 'Años de escolaridad, mediana de la PEA', en: 'Median years of schooling of the labour force' },
    {
      es: 'Años de escolaridad que la mitad de la población económicamente activa no rebasa.',
      en: 'The years of schooling that half of the labour force does not exceed.',
    },
    published,
  ),
  define(
    'medianhours',
    median('hrsocup', '{hours worked}', 'hours'),
    { es: 'Horas trabajadas a la semana, mediana', en: 'Median weekly hours worked' },
    {
      es: 'Horas que la mitad de la población ocupada que trabajó no rebasa.',
      en: 'The weekly hours that half of the employed people who worked do not exceed.',
    },
    published,
  ),
  define(
    'medianhourlyincome',
    median('{hourly income}', '{hourly income stated}', 'pesos'),
    { es: 'Ingreso por hora trabajada, mediana', en: 'Median income per hour worked' },
    {
      es: 'Ingreso por hora, en pesos corrientes, que la mitad de la población ocupada que lo declaró no rebasa.',
      en: 'The income per hour, in current pesos, that half of the employed people who stated it do not exceed.',
    },
    published,
  ),
]

/** All indicators by name, in the order in which `--indicator list` prints them. */
export const indicators: ReadonlyMap<string, Indicator> = new Map(
  list.map((indicator) => [indicator.name, indicator]),
)

/** The indicator in the SQL of a file with these columns, or the lists of columns of which one would have to be whole. */
export const available = (indicator: Indicator, columns: Columns): ResolvedMeasure =>
  resolveMeasure(indicator, columns)

/** The lists of columns, best first, of which a file must have one whole. */
export const requires = (measure: Measure): readonly (readonly string[])[] =>
  requirements(measure.per === undefined ? measure.of : `${measure.of} and ${measure.per}`)
