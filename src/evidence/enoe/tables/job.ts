/** Tables 3, 4, 5, 8 and 10: the economic unit, the status, the branch, the hours and the place of the main job. */
import { mean, median } from '../measure.ts'
import { rowsWithin, type Table, valueRow } from '../table.ts'

const worker = rowsWithin('employed')
const base = { es: 'Población ocupada de 15 años y más', en: 'Employed population aged 15 and over' }
const columns = ['number', 'share', 'informality', 'women'] as const
const all = worker('employed', 'employed', 0, 'Población ocupada', 'Employed population')

export const sector: Table = {
  id: 'sector',
  number: 3,
  title: {
    es: 'Sector informal, hogares y sector formal',
    en: 'Informal sector, households and formal sector',
  },
  base,
  columns,
  rows: [
    all,
    worker('informalsector', 'informalsector', 1, 'Sector informal', 'Informal sector'),
    worker('households', 'households', 1, 'Hogares', 'Households'),
    worker('domesticwork', 'domesticwork', 2, 'Trabajo doméstico remunerado', 'Paid domestic work'),
    worker('subsistence', 'subsistence', 2, 'Agricultura de subsistencia', 'Subsistence agriculture'),
    worker(
      'formalsector',
      'formal sector',
      1,
      'Empresas, negocios e instituciones',
      'Companies, businesses and institutions',
    ),
    worker(
      'corporation',
      'corporation',
      2,
      'Empresas constituidas en sociedad y corporaciones',
      'Incorporated companies',
    ),
    worker(
      'unincorporated',
      'unincorporated business',
      2,
      'Negocios no constituidos en sociedad',
      'Unincorporated businesses',
    ),
    worker('privateinstitution', 'private institution', 2, 'Instituciones privadas', 'Private institutions'),
    worker('publicinstitution', 'public institution', 2, 'Instituciones públicas', 'Public institutions'),
    worker(
      'unspecified',
      'unit unspecified',
      1,
      'Situaciones de carácter especial y no especificadas',
      'Special cases and not specified',
    ),
  ],
  otherwise: {
    rows: [
      all,
      worker('informalsector', 'informalsector', 1, 'Sector informal', 'Informal sector'),
      worker(
        'outside',
        'outside informal sector',
        1,
        'Fuera del sector informal',
        'Outside the informal sector',
      ),
    ],
    because: {
      es: 'El archivo no trae TUE2: sólo se distingue el sector informal del resto.',
      en: 'The file has no TUE2: only the informal sector is told apart from the rest.',
    },
  },
  notes: [
    {
      es: 'Fuera del sector informal también hay ocupación informal: quienes trabajan sin seguridad social para empresas, instituciones u hogares.',
      en: 'There is informal employment outside the informal sector too: people who work without social security for companies, institutions or households.',
    },
  ],
}

export const status: Table = {
  id: 'status',
  number: 4,
  title: { es: 'Posición en la ocupación', en: 'Status in employment' },
  base,
  columns,
  rows: [
    all,
    worker(
      'subordinate',
      'subordinate',
      1,
      'Trabajadores subordinados y remunerados',
      'Subordinate and remunerated workers',
    ),
    worker('salaried', 'salaried', 2, 'Asalariados', 'Wage and salary workers'),
    worker('nonwage', 'paid not by wage', 2, 'Con percepciones no salariales', 'Paid otherwise than by wage'),
    worker('employer', 'employer', 1, 'Empleadores', 'Employers'),
    worker('ownaccount', 'ownaccount', 1, 'Trabajadores por cuenta propia', 'Own-account workers'),
    worker('unpaid', 'unpaid', 1, 'Trabajadores no remunerados', 'Unpaid workers'),
    worker('unspecified', 'status unspecified', 1, 'No especificado', 'Not specified'),
  ],
}

const primary = worker('primary', 'primary', 1, 'Primario (agropecuario)', 'Primary (agriculture)')
const industry = [
  worker('secondary', 'secondary', 1, 'Secundario', 'Secondary'),
  worker(
    'extractive',
    'extractive',
    2,
    'Industria extractiva y de la electricidad',
    'Mining, quarrying and electricity',
  ),
  worker('manufacturing', 'manufacturing', 2, 'Industria manufacturera', 'Manufacturing'),
  worker('construction', 'construction', 2, 'Construcción', 'Construction'),
]
const tertiary = [
  worker('tertiary', 'tertiary', 1, 'Terciario', 'Tertiary'),
  worker('trade', 'trade', 2, 'Comercio', 'Trade'),
]
const branchUnspecified = worker('unspecified', 'branch unspecified', 1, 'No especificado', 'Not specified')
const services = worker('services', 'services', 2, 'Servicios', 'Services', {
  note: {
    es: 'El archivo trae RAMA y no RAMA_EST2: los servicios, con el gobierno, van en un solo renglón.',
    en: 'The file has RAMA and not RAMA_EST2: services, with government, are in one row.',
  },
})

export const branch: Table = {
  id: 'branch',
  number: 5,
  title: { es: 'Rama de actividad económica', en: 'Branch of economic activity' },
  base,
  columns,
  rows: [
    all,
    primary,
    ...industry,
    ...tertiary,
    worker(
      'restaurants',
      'restaurants and lodging',
      2,
      'Restaurantes y servicios de alojamiento',
      'Restaurants and lodging',
    ),
    worker(
      'transport',
      'transport and communications',
      2,
      'Transportes, comunicaciones, correo y almacenamiento',
      'Transport, communications, post and storage',
    ),
    worker(
      'professional',
      'professional services',
      2,
      'Servicios profesionales, financieros y corporativos',
      'Professional, financial and corporate services',
    ),
    worker('social', 'social services', 2, 'Servicios sociales', 'Social services'),
    worker('otherservices', 'other services', 2, 'Servicios diversos', 'Other services'),
    worker(
      'government',
      'government',
      2,
      'Gobierno y organismos internacionales',
      'Government and international bodies',
    ),
    branchUnspecified,
  ],
  otherwise: {
    rows: [all, primary, ...industry, ...tertiary, services, branchUnspecified],
    because: {
      es: 'El archivo no trae RAMA_EST2: los servicios no se pueden separar.',
      en: 'The file has no RAMA_EST2: services cannot be told apart.',
    },
  },
}

export const hours: Table = {
  id: 'hours',
  number: 8,
  title: { es: 'Duración de la jornada de trabajo', en: 'Weekly hours of work' },
  base,
  columns: [...columns, 'value'],
  valueLabel: { es: 'Promedio y mediana, horas', en: 'Mean and median, hours' },
  rows: [
    all,
    worker(
      'absent',
      'hours absent',
      1,
      'Ausentes temporales con vínculo laboral',
      'Temporarily absent, keeping their job',
    ),
    worker('under15', 'hours under 15', 1, 'Menos de 15 horas', 'Under 15 hours'),
    worker('from15to34', 'hours 15 to 34', 1, 'De 15 a 34 horas', '15 to 34 hours'),
    worker('from35to48', 'hours 35 to 48', 1, 'De 35 a 48 horas', '35 to 48 hours'),
    worker('over48', 'hours over 48', 1, 'Más de 48 horas', 'Over 48 hours'),
    worker('unspecified', 'hours unspecified', 1, 'No especificado', 'Not specified'),
    valueRow(
      'mean',
      mean('hrsocup', '{hours worked}', 'hours'),
      0,
      'Horas a la semana, promedio',
      'Mean weekly hours',
    ),
    valueRow(
      'meaninformal',
      mean('hrsocup', '{hours worked} and {informal}', 'hours'),
      1,
      'Ocupación informal',
      'Informal employment',
    ),
    valueRow(
      'meanformal',
      mean('hrsocup', '{hours worked} and {formal}', 'hours'),
      1,
      'Ocupación formal',
      'Formal employment',
    ),
    valueRow(
      'median',
      median('hrsocup', '{hours worked}', 'hours'),
      0,
      'Horas a la semana, mediana',
      'Median weekly hours',
    ),
    valueRow(
      'medianinformal',
      median('hrsocup', '{hours worked} and {informal}', 'hours'),
      1,
      'Ocupación informal',
      'Informal employment',
    ),
    valueRow(
      'medianformal',
      median('hrsocup', '{hours worked} and {formal}', 'hours'),
      1,
      'Ocupación formal',
      'Formal employment',
    ),
  ],
  notes: [
    {
      es: 'El promedio y la mediana cuentan a quienes trabajaron en la semana y dijeron sus horas. La mitad trabajó la mediana o menos.',
      en: 'The mean and the median count those who worked in the week and stated their hours. Half of them worked the median or less.',
      column: 'value',
    },
  ],
}

export const workplace: Table = {
  id: 'workplace',
  number: 10,
  title: {
    es: 'Lugar de trabajo y tamaño de la unidad económica',
    en: 'Place of work and size of the economic unit',
  },
  base,
  columns,
  rows: [
    all,
    worker(
      'premises',
      'place: premises',
      1,
      'El negocio tiene establecimiento, oficina o local',
      'The business has premises, an office or a shop',
    ),
    worker('nopremises', 'place: none', 1, 'El negocio no tiene local', 'The business has no premises'),
    worker('field', 'place: field', 2, 'En el campo, a cielo abierto', 'In the fields, in the open'),
    worker(
      'street',
      'place: street',
      2,
      'Ambulante, de casa en casa o en la calle',
      'From door to door or in the street',
    ),
    worker('improvised', 'place: improvised stall', 2, 'Puesto improvisado', 'Improvised stall'),
    worker('semifixed', 'place: semi-fixed stall', 2, 'Puesto semifijo', 'Semi-fixed stall'),
    worker('fixed', 'place: fixed stall', 2, 'Puesto fijo', 'Fixed stall'),
    worker('unpowered', 'place: unpowered vehicle', 2, 'Vehículo sin motor', 'Vehicle without a motor'),
    worker('motor', 'place: motor vehicle', 2, 'Vehículo motorizado', 'Motor vehicle'),
    worker('ownhome', 'place: own home', 2, 'En su propio domicilio', 'In the owner’s own home'),
    worker(
      'otherhome',
      'place: home of employer or client',
      2,
      'En el domicilio del patrón o donde lo piden los clientes',
      'At the employer’s home or where clients ask',
    ),
    worker('other', 'place: other', 2, 'Otro lugar', 'Other place'),
    worker('unknown', 'place: unspecified', 2, 'No sabe', 'Not known'),
    worker('agriculture', 'size: agriculture', 1, 'Ámbito agropecuario', 'Agricultural units'),
    worker('micro', 'size: micro', 1, 'Micronegocios', 'Micro-businesses'),
    worker('microwithout', 'size: micro without premises', 2, 'Sin establecimiento', 'Without premises'),
    worker('microwith', 'size: micro with premises', 2, 'Con establecimiento', 'With premises'),
    worker('small', 'size: small', 1, 'Pequeños establecimientos', 'Small establishments'),
    worker('medium', 'size: medium', 1, 'Medianos establecimientos', 'Medium establishments'),
    worker('large', 'size: large', 1, 'Grandes establecimientos', 'Large establishments'),
    worker('governmentunits', 'size: government', 1, 'Gobierno', 'Government'),
    worker('otherunits', 'size: other', 1, 'Otros', 'Other units'),
    worker('sizeunspecified', 'size: unspecified', 1, 'No especificado', 'Not specified'),
  ],
  notes: [
    {
      es: 'El lugar (P4E y P4F del cuestionario) se pregunta del negocio, no de la persona, y no a todos los negocios: los renglones del lugar no suman el total.',
      en: 'The place (P4E and P4F of the questionnaire) is asked of the business, not of the person, and not of every business: the rows of the place do not add up to the total.',
    },
  ],
}
