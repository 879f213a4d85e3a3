/** Tables 6, 7, 9 and 12: the age and schooling of employed people, what they earn and what protects them. */
import { mean, median } from '../measure.ts'
import { type Row, rowsWithin, type Table, valueRow } from '../table.ts'

const worker = rowsWithin('employed')
const base = { es: 'Población ocupada de 15 años y más', en: 'Employed population aged 15 and over' }
const columns = ['number', 'share', 'informality', 'women'] as const
const all = worker('employed', 'employed', 0, 'Población ocupada', 'Employed population')

/** The employed people with a trait that is asked of everybody (age, schooling), so that the trait alone is the concept. */
const employedWho = (key: string, trait: string, es: string, en: string): Row => {
  const is = `{employed} and {${trait}}`
  return {
    key,
    label: { es, en },
    level: 1,
    cells: {
      number: { kind: 'total', of: is, unit: 'persons' },
      share: { kind: 'ratio', of: is, per: '{employed}', unit: 'percent' },
      informality: { kind: 'ratio', of: `{informal} and {${trait}}`, per: is, unit: 'percent' },
      women: { kind: 'ratio', of: `${is} and {woman}`, per: is, unit: 'percent' },
    },
  }
}

export const age: Table = {
  id: 'age',
  number: 6,
  title: { es: 'Grupos de edad', en: 'Age groups' },
  base,
  columns: [...columns, 'value'],
  valueLabel: { es: 'Edad promedio, años', en: 'Mean age, years' },
  rows: [
    all,
    employedWho('from15to24', 'age 15 to 24', 'De 15 a 24 años', '15 to 24'),
    employedWho('from25to44', 'age 25 to 44', 'De 25 a 44 años', '25 to 44'),
    employedWho('from45to64', 'age 45 to 64', 'De 45 a 64 años', '45 to 64'),
    employedWho('over65', 'age 65 and over', 'De 65 años y más', '65 and over'),
    employedWho('unspecified', 'age unknown', 'No especificado', 'Not specified'),
    valueRow('mean', mean('eda', '{employed} and {age known}', 'years'), 0, 'Edad promedio', 'Mean age'),
    valueRow(
      'meaninformal',
      mean('eda', '{informal} and {age known}', 'years'),
      1,
      'Ocupación informal',
      'Informal employment',
    ),
    valueRow(
      'meanformal',
      mean('eda', '{formal} and {age known}', 'years'),
      1,
      'Ocupación formal',
      'Formal employment',
    ),
  ],
}

export const education: Table = {
  id: 'education',
  number: 7,
  title: { es: 'Nivel de instrucción', en: 'Education' },
  base,
  columns,
  rows: [
    all,
    employedWho('primaryincomplete', 'primary incomplete', 'Primaria incompleta', 'Primary incomplete'),
    employedWho('primary', 'primary complete', 'Primaria completa', 'Primary complete'),
    employedWho(
      'lowersecondary',
      'lower secondary complete',
      'Secundaria completa',
      'Lower secondary complete',
    ),
    employedWho(
      'higher',
      'upper secondary and higher',
      'Medio superior y superior',
      'Upper secondary and higher',
    ),
    employedWho('unspecified', 'schooling unspecified', 'No especificado', 'Not specified'),
  ],
  otherwise: {
    rows: [
      all,
      employedWho('none', 'attended none', 'Ninguno o preescolar', 'None or pre-school'),
      employedWho('attendedprimary', 'attended primary', 'Primaria', 'Primary'),
      employedWho('attendedlower', 'attended lower secondary', 'Secundaria', 'Lower secondary'),
      employedWho(
        'attendedupper',
        'attended upper secondary',
        'Preparatoria, normal o carrera técnica',
        'Upper secondary, teacher training or technical',
      ),
      employedWho(
        'attendedhigher',
        'attended higher',
        'Profesional o posgrado',
        'University or postgraduate',
      ),
      employedWho('unspecified', 'attended unspecified', 'No especificado', 'Not specified'),
    ],
    because: {
      es: 'El archivo no trae NIV_INS: se muestra el nivel más alto al que la persona asistió, terminado o no.',
      en: 'The file has no NIV_INS: the highest level the person attended is shown, completed or not.',
    },
  },
}

export const income: Table = {
  id: 'income',
  number: 9,
  title: { es: 'Ingreso por trabajo', en: 'Income from work' },
  base,
  columns: [...columns, 'value'],
  valueLabel: { es: 'Promedio y mediana, pesos', en: 'Mean and median, pesos' },
  rows: [
    all,
    worker('upto1', 'income up to 1', 1, 'Hasta un salario mínimo', 'Up to one minimum wage'),
    worker(
      'from1to2',
      'income 1 to 2',
      1,
      'Más de 1 hasta 2 salarios mínimos',
      'Over 1 and up to 2 minimum wages',
    ),
    worker(
      'from2to3',
      'income 2 to 3',
      1,
      'Más de 2 hasta 3 salarios mínimos',
      'Over 2 and up to 3 minimum wages',
    ),
    worker(
      'from3to5',
      'income 3 to 5',
      1,
      'Más de 3 hasta 5 salarios mínimos',
      'Over 3 and up to 5 minimum wages',
    ),
    worker('over5', 'income over 5', 1, 'Más de 5 salarios mínimos', 'Over 5 minimum wages'),
    worker('none', 'income none', 1, 'No recibe ingresos', 'No income'),
    worker('unspecified', 'income unspecified', 1, 'No especificado', 'Not specified'),
    valueRow(
      'hourly',
      mean('{hourly income}', '{hourly income stated}', 'pesos'),
      0,
      'Ingreso por hora trabajada, promedio',
      'Mean income per hour worked',
    ),
    valueRow(
      'hourlyinformal',
      mean('{hourly income}', '{hourly income stated} and {informal}', 'pesos'),
      1,
      'Ocupación informal',
      'Informal employment',
    ),
    valueRow(
      'hourlyformal',
      mean('{hourly income}', '{hourly income stated} and {formal}', 'pesos'),
      1,
      'Ocupación formal',
      'Formal employment',
    ),
    valueRow(
      'medianhourly',
      median('{hourly income}', '{hourly income stated}', 'pesos'),
      0,
      'Ingreso por hora trabajada, mediana',
      'Median income per hour worked',
    ),
    valueRow(
      'medianhourlyinformal',
      median('{hourly income}', '{hourly income stated} and {informal}', 'pesos'),
      1,
      'Ocupación informal',
      'Informal employment',
    ),
    valueRow(
      'medianhourlyformal',
      median('{hourly income}', '{hourly income stated} and {formal}', 'pesos'),
      1,
      'Ocupación formal',
      'Formal employment',
    ),
    valueRow(
      'monthly',
      mean('ingocup', '{income stated}', 'pesos'),
      0,
      'Ingreso mensual, promedio',
      'Mean monthly income',
    ),
    valueRow(
      'monthlyinformal',
      mean('ingocup', '{income stated} and {informal}', 'pesos'),
      1,
      'Ocupación informal',
      'Informal employment',
    ),
    valueRow(
      'monthlyformal',
      mean('ingocup', '{income stated} and {formal}', 'pesos'),
      1,
      'Ocupación formal',
      'Formal employment',
    ),
    valueRow(
      'medianmonthly',
      median('ingocup', '{income stated}', 'pesos'),
      0,
      'Ingreso mensual, mediana',
      'Median monthly income',
    ),
    valueRow(
      'medianmonthlyinformal',
      median('ingocup', '{income stated} and {informal}', 'pesos'),
      1,
      'Ocupación informal',
      'Informal employment',
    ),
    valueRow(
      'medianmonthlyformal',
      median('ingocup', '{income stated} and {formal}', 'pesos'),
      1,
      'Ocupación formal',
      'Formal employment',
    ),
  ],
  notes: [
    {
      es: 'Los salarios mínimos son los del periodo y la zona.',
      en: 'Minimum wages are those of the period and the zone.',
      column: 'share',
    },
    {
      es: 'Pesos corrientes. Los promedios y las medianas cuentan sólo a quienes declararon su ingreso en pesos. La mitad gana la mediana o menos.',
      en: 'Current pesos. The means and medians count only those who stated their income in pesos. Half earn the median or less.',
      column: 'value',
    },
  ],
}

const paid = rowsWithin('subordinate')
const ofPaid = {
  base: {
    es: 'de los trabajadores subordinados y remunerados',
    en: 'of the subordinate and remunerated workers',
  },
}
const subordinate = worker(
  'subordinate',
  'subordinate',
  0,
  'Trabajadores subordinados y remunerados',
  'Subordinate and remunerated workers',
  {
    base: { es: 'de la población ocupada', en: 'of the employed population' },
  },
)

export const health: Table = {
  id: 'health',
  number: 12,
  title: { es: 'Acceso a la salud, prestaciones y contrato', en: 'Access to health, benefits and contract' },
  base,
  columns,
  rows: [
    all,
    worker(
      'access',
      'health access',
      1,
      'Con acceso a instituciones de salud por su trabajo',
      'With access to health institutions through the job',
    ),
    worker('noaccess', 'no health access', 1, 'Sin acceso', 'Without access'),
    worker('accessunspecified', 'health access unspecified', 1, 'No especificado', 'Not specified'),
    worker('nothing', 'no health, no benefits', 1, 'Sin prestaciones', 'No benefits'),
    worker(
      'healthonly',
      'health only',
      1,
      'Sólo acceso a instituciones de salud',
      'Access to health institutions only',
    ),
    worker(
      'healthandbenefits',
      'health and benefits',
      1,
      'Acceso a instituciones de salud y otras prestaciones',
      'Access to health institutions and other benefits',
    ),
    worker(
      'benefitsonly',
      'benefits only',
      1,
      'Otras prestaciones sin acceso a la salud',
      'Other benefits without access to health',
    ),
    worker('medicalunspecified', 'benefits unspecified', 1, 'No especificado', 'Not specified'),
    subordinate,
    paid(
      'withbenefits',
      'with benefits',
      1,
      'Con prestaciones laborales (sin contar la salud)',
      'With employment benefits (health not counted)',
      ofPaid,
    ),
    paid('withoutbenefits', 'without benefits', 1, 'Sin prestaciones', 'Without benefits', ofPaid),
    paid('benefitsunspecified', 'benefits not stated', 1, 'No especificado', 'Not specified', ofPaid),
    paid('contract', 'written contract', 1, 'Con contrato escrito', 'With a written contract', ofPaid),
    paid('temporary', 'temporary contract', 2, 'Temporal', 'Temporary', ofPaid),
    paid(
      'permanent',
      'permanent contract',
      2,
      'De base, planta o por tiempo indefinido',
      'Permanent or open-ended',
      ofPaid,
    ),
    paid(
      'contracttype',
      'contract of unspecified type',
      2,
      'De tipo no especificado',
      'Of unspecified type',
      ofPaid,
    ),
    paid(
      'nocontract',
      'no written contract',
      1,
      'Sin contrato escrito',
      'Without a written contract',
      ofPaid,
    ),
    paid('contractunspecified', 'contract not stated', 1, 'No especificado', 'Not specified', ofPaid),
  ],
  notes: [
    {
      es: 'Acceso a instituciones de salud quiere decir por el trabajo principal; no cuenta la atención que la persona tenga por un familiar o por otra vía.',
      en: 'Access to health institutions means through the main job; care that a person has through a relative or another way is not counted.',
    },
  ],
}
