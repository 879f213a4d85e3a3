/**
 * The made-up programme around the made-up survey: plain data, for the command that builds the sample workspace.
 * No person, organisation or event in it exists; the surnames say so. The published figures at the end are real and cited.
 */
export interface BothLanguages {
  es: string
  en: string
}

export interface SampleOrganisation {
  code: string
  name: BothLanguages
  constituency: 'workers' | 'authority' | 'employers' | 'donor'
  /** INEGI's place code. */
  place: string
  /** Worker group it stands for, where it does. */
  group?: string
}

export interface SampleMember {
  name: string
  role:
    | 'coordinator'
    | 'assistant'
    | 'researcher'
    | 'facilitator'
    | 'adviser'
    | 'leader'
    | 'official'
    | 'employer'
    | 'donor'
  /** The organisation a leader, official or employer acts for; its code. */
  organisation?: string
  language: 'es' | 'en'
}

export interface SampleGroup {
  code: string
  name: BothLanguages
  /** How the group is found in a survey, in SINCO (`p3`) and SCIAN (`p4a`) codes; both must hold where both are given. */
  definition?: { occupations: readonly number[]; industries?: readonly number[] }
}

export interface PublishedFigure {
  period: string
  /** INEGI's place code, `MX` for the nation. */
  place: string
  indicator: string
  group?: string
  sex: 'all' | 'women' | 'men'
  value: number
  unit: 'percent' | 'people'
  /** Percent, as published. */
  cv: number
  /** Limits as published, with their level in percent. */
  interval: { low: number; high: number; level: 90 }
  base: BothLanguages
  source: { title: BothLanguages; producer: 'INEGI'; table: string; url: string }
}

const indicators = (quarter: string, table: string): PublishedFigure['source'] => ({
  title: {
    es: `Encuesta Nacional de Ocupación y Empleo, indicadores estratégicos, ${quarter}`,
    en: `National Survey of Occupation and Employment, strategic indicators, ${quarter}`,
  },
  producer: 'INEGI',
  table,
  url: 'https://www.inegi.org.mx/programas/enoe/15ymas/#tabulados',
})

const employed: BothLanguages = {
  es: 'Población ocupada de 15 años y más',
  en: 'Employed population aged 15 and over',
}
const asDomesticWork: BothLanguages = {
  es: 'Personas ocupadas en trabajo doméstico remunerado, 15 años y más',
  en: 'People employed in paid domestic work, aged 15 and over',
}

export const programme: {
  name: BothLanguages
  /** To stand on every page and export of the sample. */
  warning: BothLanguages
  description: BothLanguages
  /** Places the programme works in. */
  places: readonly string[]
  organisations: readonly SampleOrganisation[]
  members: readonly SampleMember[]
  groups: readonly SampleGroup[]
  figures: readonly PublishedFigure[]
} = {
  name: { es: 'Programa de muestra: ciudad focal', en: 'Sample programme: focal city' },
  warning: {
    es: 'Datos inventados, para aprender. No describen a México ni a ninguna persona.',
    en: 'Invented data, for learning. They describe neither Mexico nor any person.',
  },
  description: {
    es: 'Un programa que no existe, con organizaciones de personas trabajadoras en empleo informal de la Ciudad de México y de la ruta agrícola Oaxaca–Jalisco.',
    en: 'A programme that does not exist, with organisations of workers in informal employment in Mexico City and on the farm route from Oaxaca to Jalisco.',
  },
  places: ['09', '09007', '20', '14'],
  organisations: [
    {
      code: 'domestic_network',
      name: { es: 'Red Ejemplo de Trabajadoras del Hogar', en: 'Example Network of Domestic Workers' },
      constituency: 'workers',
      place: '09',
      group: 'domestic',
    },
    {
      code: 'street_union',
      name: { es: 'Unión Ejemplo de Comerciantes en Vía Pública', en: 'Example Union of Street Vendors' },
      constituency: 'workers',
      place: '09007',
      group: 'street_vendors',
    },
    {
      code: 'pickers_cooperative',
      name: { es: 'Cooperativa Ejemplo de Recicladoras', en: 'Example Cooperative of Waste Pickers' },
      constituency: 'workers',
      place: '09007',
      group: 'waste_pickers',
    },
    {
      code: 'labour_office',
      name: { es: 'Secretaría Ejemplo del Trabajo', en: 'Example Department of Labour' },
      constituency: 'authority',
      place: '09',
    },
    {
      code: 'growers',
      name: { es: 'Asociación Ejemplo de Productores', en: 'Example Association of Growers' },
      constituency: 'employers',
      place: '14',
      group: 'agricultural',
    },
    {
      code: 'foundation',
      name: { es: 'Fundación Ejemplo', en: 'Example Foundation' },
      constituency: 'donor',
      place: 'MX',
    },
  ],
  members: [
    { name: 'Alma Muestra', role: 'coordinator', language: 'es' },
    { name: 'Beto Ejemplo', role: 'assistant', language: 'es' },
    { name: 'Citlali Ficticia', role: 'researcher', language: 'es' },
    { name: 'Darío Ensayo', role: 'facilitator', language: 'es' },
    { name: 'Edith Sample', role: 'adviser', language: 'en' },
    { name: 'Felipa Ejemplo', role: 'leader', organisation: 'domestic_network', language: 'es' },
    { name: 'Gonzalo Muestra', role: 'official', organisation: 'labour_office', language: 'es' },
    { name: 'Hilda Ficticia', role: 'employer', organisation: 'growers', language: 'es' },
    { name: 'Ian Sample', role: 'donor', organisation: 'foundation', language: 'en' },
  ],
  groups: [
    {
      code: 'shoe_shiners',
      name: { es: 'Personas aseadoras de calzado', en: 'Shoe shiners' },
      definition: { occupations: [9624] },
    },
    {
      code: 'porters',
      name: { es: 'Personas cargadoras y diableras', en: 'Porters' },
      definition: { occupations: [9331, 9332] },
    },
    {
      code: 'street_musicians',
      name: { es: 'Personas organilleras y músicas de calle', en: 'Organ grinders and street musicians' },
      definition: { occupations: [2172], industries: [7115] },
    },
    {
      code: 'tour_boat',
      name: { es: 'Personas remeras de trajineras', en: 'Punters of the Xochimilco boats' },
    },
  ],
  figures: [
    {
      period: '2019T1',
      place: 'MX',
      indicator: 'til1',
      sex: 'all',
      value: 56.8828,
      unit: 'percent',
      cv: 0.444789,
      interval: { low: 56.467, high: 57.299, level: 90 },
      base: employed,
      source: indicators('2019-T1', 'Total_119'),
    },
    {
      period: '2023T4',
      place: 'MX',
      indicator: 'til1',
      sex: 'all',
      value: 54.767,
      unit: 'percent',
      cv: 0.486926,
      interval: { low: 54.328, high: 55.206, level: 90 },
      base: employed,
      source: indicators('2023-T4', 'Total_423'),
    },
    {
      period: '2023T4',
      place: '09',
      indicator: 'til1',
      sex: 'all',
      value: 45.7685,
      unit: 'percent',
      cv: 2.310102,
      interval: { low: 44.029, high: 47.508, level: 90 },
      base: employed,
      source: indicators('2023-T4', 'Cd de México'),
    },
    {
      period: '2023T4',
      place: 'MX',
      indicator: 'employed',
      group: 'domestic',
      sex: 'all',
      value: 2471119,
      unit: 'people',
      cv: 2.192307,
      interval: { low: 2382001.918, high: 2560236.082, level: 90 },
      base: asDomesticWork,
      source: indicators('2023-T4', 'Total_423'),
    },
  ],
}
