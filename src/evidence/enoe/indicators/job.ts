/** What a job gives: access to health, benefits, contract, hours and income; and the averages that INEGI prints. */
import { mean, median, share } from '../measure.ts'
import { define, type Indicator, published, rebuilt } from './define.ts'

export const jobIndicators: readonly Indicator[] = [
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
  define(
    'medianmonthlyincome',
    median('ingocup', '{income stated}', 'pesos'),
    { es: 'Ingreso mensual, mediana', en: 'Median monthly income' },
    {
      es: 'Ingreso mensual del trabajo principal, en pesos corrientes, que la mitad de la población ocupada que lo declaró en pesos no rebasa. INEGI no publica esta mediana: quienes no declaran ganan distinto de quienes declaran.',
      en: 'The monthly income of the main job, in current pesos, that half of the employed people who stated it in pesos do not exceed. INEGI does not publish this median: people who do not state their income earn differently from those who do.',
    },
    rebuilt,
  ),
]
