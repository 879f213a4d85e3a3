/**
 * What the made-up organisations ask for, what of it is on the agenda of made-up authorities, and two policy dialogues: plain
 * data. Days count from the day on which the sample is made. Nobody named here exists; the problems are those of the field.
 */
import type { BothLanguages } from './programme.ts'

/** Code of an organisation in `actors.ts`, of a platform in `meetings.ts`, of a demand or proposal here. */
type Code = string

export interface SampleDemand {
  code: Code
  words: BothLanguages
  problem?: BothLanguages
  owners: readonly Code[]
  to?: Code
  platform?: Code
  place: string
  group: string
  caucus?: true
  /** Demands that it joins. */
  joins?: readonly Code[]
  raised: number
  endorsed?: readonly {
    by: Code
    act: 'assembly' | 'committee' | 'statement'
    day: number
    women: number
    men: number
  }[]
  mandate?: {
    by: Code
    body: 'assembly' | 'committee' | 'community' | 'congress'
    day: number
    result: 'unanimous' | 'majority' | 'consensus'
    votes: readonly [inFavour: number, against: number, abstained: number]
    women: number
    men: number
  }
  steps?: readonly {
    step: 'present' | 'answer' | 'agree' | 'refuse' | 'insist' | 'withdraw'
    day: number
    words?: BothLanguages
  }[]
  votes?: Readonly<Record<Code, number>>
  /** Place agreed by consensus. */
  place_agreed?: number
  /** Rests on the published figure with this number in `programme.figures`. */
  figure?: number
}

const both = (es: string, en: string): BothLanguages => ({ es, en })

export const demands: readonly SampleDemand[] = [
  {
    code: 'window_demand',
    words: both(
      'Que la alcaldía abra una sola ventanilla para los permisos de venta, con recibo de cada pago y respuesta en quince días.',
      'That the borough opens one window for vending permits, with a receipt for each payment and an answer within fifteen days.',
    ),
    problem: both(
      'Casi la mitad de quienes trabajan en la ciudad lo hacen en la informalidad, y muchas venden en la calle. Cada permiso se pide en tres oficinas, sin recibo; quien no paga por fuera no sabe cuándo le responden.',
      'Almost half of those who work in the city do so informally, and many sell in the street. Each permit is asked for in three offices, without a receipt; who does not pay on the side never knows when an answer comes.',
    ),
    owners: ['street_union'],
    to: 'borough_east',
    platform: 'window',
    place: '09007',
    group: 'street_vendors',
    raised: -230,
    mandate: {
      by: 'street_union',
      body: 'assembly',
      day: -221,
      result: 'majority',
      votes: [212, 18, 9],
      women: 148,
      men: 91,
    },
    endorsed: [
      { by: 'street_union', act: 'assembly', day: -221, women: 148, men: 91 },
      { by: 'tianguis', act: 'committee', day: -214, women: 4, men: 5 },
    ],
    steps: [{ step: 'present', day: -205 }],
    votes: { street_union: 12, tianguis: 9, vendors_women: 4 },
    figure: 2,
  },
  {
    code: 'relocation',
    words: both(
      'Que ningún puesto se reubique sin aviso escrito de treinta días y sin un lugar equivalente.',
      'That no stall is relocated without thirty days’ written notice and an equivalent place.',
    ),
    owners: ['street_union', 'vendors_women'],
    to: 'borough_centre',
    platform: 'window',
    place: '09',
    group: 'street_vendors',
    raised: -190,
    endorsed: [
      { by: 'street_union', act: 'assembly', day: -180, women: 120, men: 77 },
      { by: 'vendors_women', act: 'statement', day: -178, women: 46, men: 0 },
    ],
    steps: [
      { step: 'present', day: -170 },
      {
        step: 'answer',
        day: -120,
        words: both(
          'La alcaldía avisará con quince días. El lugar equivalente depende de que haya espacio en la zona.',
          'The borough will give fifteen days’ notice. An equivalent place depends on there being room in the area.',
        ),
      },
    ],
    votes: { street_union: 8, vendors_women: 15 },
  },
  {
    code: 'night_light',
    words: both(
      'Que haya alumbrado y baños limpios en los corredores donde se vende de noche.',
      'That corridors where people sell at night have lighting and clean toilets.',
    ),
    problem: both(
      'Las compañeras que cierran después de las nueve caminan a oscuras hasta el paradero; los baños se cierran a las seis.',
      'The women who close after nine walk in the dark to the bus stop; the toilets close at six.',
    ),
    owners: ['vendors_women'],
    to: 'borough_centre',
    platform: 'window',
    place: '09',
    group: 'street_vendors',
    caucus: true,
    raised: -95,
    mandate: {
      by: 'vendors_women',
      body: 'assembly',
      day: -90,
      result: 'unanimous',
      votes: [61, 0, 0],
      women: 61,
      men: 0,
    },
    endorsed: [{ by: 'vendors_women', act: 'assembly', day: -90, women: 61, men: 0 }],
    steps: [{ step: 'present', day: -60 }],
    place_agreed: 2,
  },
  {
    code: 'affiliation',
    words: both(
      'Que una trabajadora del hogar con varios empleadores quede afiliada al seguro social por la suma de sus días.',
      'That a domestic worker with several employers is registered with social security by the sum of her days.',
    ),
    problem: both(
      'Con tres casas a la semana, ninguna patrona afilia: cada una dice que le toca a la otra.',
      'With three homes a week no employer registers her: each says it is the other’s turn.',
    ),
    owners: ['domestic_network', 'domestic_union'],
    to: 'insurance_office',
    platform: 'seminar',
    place: '09',
    group: 'domestic',
    raised: -300,
    mandate: {
      by: 'domestic_union',
      body: 'congress',
      day: -290,
      result: 'majority',
      votes: [131, 6, 4],
      women: 139,
      men: 2,
    },
    endorsed: [
      { by: 'domestic_union', act: 'assembly', day: -290, women: 139, men: 2 },
      { by: 'domestic_network', act: 'assembly', day: -286, women: 88, men: 1 },
    ],
    steps: [
      { step: 'present', day: -260 },
      {
        step: 'answer',
        day: -200,
        words: both(
          'El Instituto acepta la suma de días entre empleadores y la pondrá en sus reglas.',
          'The Institute accepts the sum of days between employers and will put it in its rules.',
        ),
      },
      {
        step: 'agree',
        day: -195,
        words: both('Lo aceptó la asamblea de la Red.', 'The Network’s assembly accepted it.'),
      },
    ],
    place_agreed: 1,
    figure: 3,
  },
  {
    code: 'care_hours',
    words: both(
      'Que las guarderías públicas abran de seis a nueve para quienes trabajan por día.',
      'That public day-care centres open from six to nine for those who work by the day.',
    ),
    owners: ['domestic_network'],
    to: 'labour_office',
    platform: 'network',
    place: '09',
    group: 'domestic',
    caucus: true,
    raised: -40,
    votes: { domestic_network: 7 },
  },
  {
    code: 'sorting_place',
    words: both(
      'Que la estación de transferencia tenga un espacio techado y báscula para que separemos los residuos.',
      'That the transfer station has a roofed space and scales where we sort waste.',
    ),
    owners: ['pickers_cooperative'],
    to: 'works_office',
    platform: 'network',
    place: '09007',
    group: 'waste_pickers',
    raised: -160,
    endorsed: [
      { by: 'pickers_cooperative', act: 'assembly', day: -150, women: 52, men: 19 },
      { by: 'pickers_network', act: 'committee', day: -141, women: 5, men: 3 },
    ],
    steps: [
      { step: 'present', day: -130 },
      {
        step: 'answer',
        day: -75,
        words: both(
          'No hay presupuesto este año y el predio tiene otro uso.',
          'There is no money this year and the plot has another use.',
        ),
      },
      { step: 'refuse', day: -70 },
    ],
  },
  {
    code: 'gloves',
    words: both(
      'Que el equipo de protección lo pague quien contrata la recolección, también a las voluntarias.',
      'That whoever contracts waste collection pays for protective gear, also of the volunteers.',
    ),
    owners: ['pickers_network'],
    to: 'works_office',
    place: '09',
    group: 'waste_pickers',
    raised: -28,
    endorsed: [{ by: 'pickers_network', act: 'committee', day: -20, women: 6, men: 4 }],
  },
  {
    code: 'safe_buses',
    words: both(
      'Que el traslado de Oaxaca a Jalisco se haga en autobús con seguro y con lista de quienes viajan.',
      'That the journey from Oaxaca to Jalisco is made in insured buses with a list of who travels.',
    ),
    problem: both(
      'Los enganchadores suben a las familias de noche y sin lista; si hay un accidente nadie sabe quién venía.',
      'Contractors put families on buses at night without a list; if there is an accident nobody knows who was there.',
    ),
    owners: ['day_labourers'],
    to: 'growers',
    platform: 'route',
    place: '14',
    group: 'agricultural',
    raised: -250,
    mandate: {
      by: 'day_labourers',
      body: 'community',
      day: -240,
      result: 'consensus',
      votes: [74, 0, 0],
      women: 33,
      men: 41,
    },
    endorsed: [
      { by: 'day_labourers', act: 'assembly', day: -240, women: 33, men: 41 },
      { by: 'migrants_ngo', act: 'statement', day: -233, women: 3, men: 1 },
    ],
    steps: [{ step: 'present', day: -154 }],
  },
  {
    code: 'farm_care',
    words: both(
      'Que en los albergues haya guardería y maestra en la lengua de las niñas y los niños.',
      'That camps have day care and a teacher in the children’s language.',
    ),
    owners: ['farm_union'],
    to: 'growers',
    platform: 'route',
    place: '14',
    group: 'agricultural',
    raised: -110,
    endorsed: [{ by: 'farm_union', act: 'committee', day: -100, women: 2, men: 6 }],
  },
  {
    code: 'quota',
    words: both(
      'Que se cobre una cuota solidaria por cada puesto para un fondo de enfermedad.',
      'That a solidarity fee is charged for each stall for a sickness fund.',
    ),
    owners: ['tianguis'],
    place: '09007',
    group: 'street_vendors',
    raised: -210,
    steps: [
      {
        step: 'withdraw',
        day: -150,
        words: both('La base no la quiso.', 'The members did not want it.'),
      },
    ],
  },
  {
    code: 'toilets_market',
    words: both(
      'Que los mercados vecinos dejen usar sus baños a quienes venden afuera, al mismo precio.',
      'That nearby markets let those who sell outside use their toilets, at the same price.',
    ),
    owners: ['tianguis'],
    to: 'borough_east',
    platform: 'network',
    place: '09007',
    group: 'street_vendors',
    raised: -15,
    votes: { tianguis: 3 },
  },
  {
    code: 'joint_work_space',
    words: both(
      'Que el espacio público se reconozca como lugar de trabajo: permisos claros, avisos antes de reubicar, baños y alumbrado.',
      'That public space is recognised as a place of work: clear permits, notice before relocation, toilets and lighting.',
    ),
    owners: ['street_union'],
    joins: ['window_demand', 'relocation', 'toilets_market'],
    to: 'city_assembly',
    platform: 'network',
    place: '09',
    group: 'street_vendors',
    raised: -14,
    endorsed: [
      { by: 'street_union', act: 'assembly', day: -10, women: 97, men: 71 },
      { by: 'vendors_women', act: 'assembly', day: -7, women: 39, men: 0 },
    ],
    place_agreed: 3,
  },
]

export interface SampleProposal {
  code: Code
  title: BothLanguages
  summary: BothLanguages
  route: 'legislative' | 'executive'
  level:
    | 'borough'
    | 'municipality'
    | 'city_congress'
    | 'state_congress'
    | 'secretariat'
    | 'federal_secretariat'
    | 'federal_congress'
  authority: Code
  organisation?: Code
  champion?: string
  /** Demands it grew from. */
  from: readonly Code[]
  platform?: Code
  place: string
  group: string
  drafted: number
  steps: readonly { step: string; day: number; by?: string; note?: BothLanguages }[]
  deadline?: { day: number; basis: BothLanguages; step: string }
  blocks?: readonly { who: string; note: string; day: number }[]
}

export const proposals: readonly SampleProposal[] = [
  {
    code: 'window_rules',
    title: both('Lineamientos de la ventanilla única de permisos', 'Rules of the single window for permits'),
    summary: both(
      'Una ventanilla en la alcaldía, recibo de cada pago, respuesta en quince días hábiles y silencio a favor.',
      'One window in the borough, a receipt for each payment, an answer within fifteen working days, and silence means yes.',
    ),
    route: 'executive',
    level: 'borough',
    authority: 'borough_east',
    organisation: 'street_union',
    champion: 'la concejala Muestra',
    from: ['window_demand'],
    platform: 'window',
    place: '09007',
    group: 'street_vendors',
    drafted: -200,
    steps: [
      {
        step: 'submit',
        day: -180,
        by: 'Comisión de la mesa',
        note: both(
          'Se entregó con sello en oficialía de partes.',
          'Handed in at the registry, with its stamp.',
        ),
      },
      { step: 'review', day: -150, by: 'Dirección jurídica' },
      {
        step: 'budget',
        day: -90,
        by: 'Tesorería',
        note: both(
          'Presupuesto del año que entra: $640,000 para dos ventanillas.',
          'Budget of the coming year: $640,000 for two windows.',
        ),
      },
    ],
    deadline: {
      day: -12,
      basis: both(
        'la ley de muestra de procedimiento administrativo, artículo 89',
        'the sample administrative procedure act, article 89',
      ),
      step: 'issue',
    },
    blocks: [
      {
        who: 'Gestores que viven de los trámites',
        note: 'Se reúnen con la subdirección; pierden si hay recibo.',
        day: -60,
      },
    ],
  },
  {
    code: 'council_bylaw',
    title: both('Bando del comercio en la vía pública', 'By-law on trade in public space'),
    summary: both(
      'Que el Concejo fije el aviso de treinta días y el lugar equivalente antes de cualquier reubicación.',
      'The council sets thirty days’ notice and an equivalent place before any relocation.',
    ),
    route: 'legislative',
    level: 'borough',
    authority: 'borough_centre',
    from: ['relocation'],
    platform: 'window',
    place: '09',
    group: 'street_vendors',
    drafted: -115,
    steps: [
      { step: 'lodge', day: -100, by: 'Unión Ejemplo y Mujeres Comerciantes' },
      { step: 'refer', day: -85, by: 'Mesa del Concejo' },
      {
        step: 'return',
        day: -50,
        by: 'Comisión de vía pública',
        note: both(
          'Pide un mapa de los corredores y el número de puestos.',
          'Asks for a map of the corridors and the number of stalls.',
        ),
      },
    ],
  },
  {
    code: 'domestic_law',
    title: both(
      'Afiliación por días de las personas trabajadoras del hogar',
      'Registration by days of domestic workers',
    ),
    summary: both(
      'Que la suma de los días con varios empleadores dé derecho a todas las ramas del seguro social.',
      'The sum of days with several employers gives a right to all branches of social security.',
    ),
    route: 'legislative',
    level: 'federal_congress',
    authority: 'union_congress',
    champion: 'la diputada Ejemplo',
    from: ['affiliation'],
    place: 'MX',
    group: 'domestic',
    drafted: -340,
    steps: [
      { step: 'lodge', day: -320, by: 'Red Ejemplo con la diputada Ejemplo' },
      { step: 'refer', day: -310, by: 'Mesa directiva' },
      {
        step: 'adopt',
        day: -220,
        by: 'Pleno',
        note: both('312 votos a favor, 41 en contra.', '312 votes in favour, 41 against.'),
      },
      { step: 'publish', day: -205, by: 'Gaceta de muestra' },
    ],
    deadline: {
      day: 20,
      basis: both(
        'el transitorio tercero del decreto: reglamento en 225 días',
        'the third transitory article of the decree: rules within 225 days',
      ),
      step: 'regulate',
    },
  },
  {
    code: 'insurance_rules',
    title: both(
      'Reglas de afiliación con varios empleadores',
      'Rules of registration with several employers',
    ),
    summary: both(
      'Un solo trámite para la trabajadora; cada empleador paga su parte en línea.',
      'One procedure for the worker; each employer pays a share on line.',
    ),
    route: 'executive',
    level: 'federal_secretariat',
    authority: 'insurance_office',
    from: ['affiliation'],
    place: 'MX',
    group: 'domestic',
    drafted: -190,
    steps: [
      { step: 'submit', day: -185, by: 'Sindicato de Muestra' },
      { step: 'review', day: -170, by: 'Consejo técnico' },
      { step: 'issue', day: -110, by: 'Consejo técnico' },
      { step: 'publish', day: -100, by: 'Gaceta de muestra' },
      {
        step: 'apply',
        day: -60,
        by: 'Delegaciones',
        note: both('Ya afilian por internet.', 'They enrol people online by now.'),
      },
    ],
  },
  {
    code: 'recyclers_law',
    title: both('Reconocimiento de las recicladoras en la ley de residuos', 'Waste pickers in the waste act'),
    summary: both(
      'Que la ley nombre a las recicladoras como prestadoras del servicio y les dé acceso a las estaciones.',
      'The act names waste pickers as providers of the service and gives them access to the stations.',
    ),
    route: 'legislative',
    level: 'city_congress',
    authority: 'city_assembly',
    organisation: 'pickers_cooperative',
    from: ['sorting_place'],
    platform: 'network',
    place: '09',
    group: 'waste_pickers',
    drafted: -64,
    steps: [
      { step: 'lodge', day: -45, by: 'Cooperativa Ejemplo' },
      { step: 'refer', day: -33, by: 'Comisión de medio ambiente' },
    ],
    blocks: [{ who: 'Empresa que tiene la concesión', note: 'Cabildea en la comisión.', day: -30 }],
  },
  {
    code: 'farm_transport',
    title: both(
      'Norma estatal de traslado de personas jornaleras',
      'State rules on the transport of farm workers',
    ),
    summary: both(
      'Lista de quienes viajan, seguro y revisión del autobús antes de salir, a cargo de quien contrata.',
      'A list of travellers, insurance and inspection of the bus before it leaves, at the employer’s charge.',
    ),
    route: 'executive',
    level: 'secretariat',
    authority: 'labour_office',
    organisation: 'day_labourers',
    from: ['safe_buses'],
    platform: 'route',
    place: '14',
    group: 'agricultural',
    drafted: -18,
    steps: [],
  },
]

export interface SamplePolicy {
  title: BothLanguages
  purpose: BothLanguages
  /** Title in Spanish of the meeting at which it was held. */
  meeting?: string
  platform?: Code
  place: string
  group: string
  options: readonly {
    name: BothLanguages
    pros: BothLanguages
    cons: BothLanguages
    /** Pesos. */
    cost?: number
    period?: 'once' | 'month' | 'year'
    payer: string
    legal: BothLanguages
    decides: Code
  }[]
  /** Number of the option recommended. */
  recommended?: number
  reason?: BothLanguages
  outcome?: BothLanguages
  outcomeDay?: number
}

export const policies: readonly SamplePolicy[] = [
  {
    title: both(
      '¿Cómo llega la protección social a quienes venden en la calle?',
      'How does social protection reach those who sell in the street?',
    ),
    purpose: both(
      'Comparar tres caminos antes de llevar uno a la mesa con la alcaldía.',
      'Compare three ways before taking one to the table with the borough.',
    ),
    meeting: 'Diálogo de política: protección social y comercio',
    place: '09',
    group: 'street_vendors',
    options: [
      {
        name: both('Afiliación voluntaria con subsidio', 'Voluntary registration with a subsidy'),
        pros: both(
          'Cubre todas las ramas.\nYa existe el trámite.',
          'Covers all branches.\nThe procedure exists.',
        ),
        cons: both(
          'Quien gana poco no puede pagar su parte.\nEl subsidio se decide cada año.',
          'Those who earn little cannot pay their share.\nThe subsidy is decided each year.',
        ),
        cost: 48_000_000,
        period: 'year',
        payer: 'la ciudad, la mitad de la cuota de 6,000 personas',
        legal: both('Reglas de operación; no cambia la ley.', 'Rules of operation; no change of the law.'),
        decides: 'labour_office',
      },
      {
        name: both('Fondo de enfermedad por organización', 'Sickness fund of each organisation'),
        pros: both('Empieza pronto.\nLo maneja la base.', 'Begins soon.\nThe members run it.'),
        cons: both(
          'Cubre solo enfermedad.\nUna organización chica no lo sostiene.',
          'Covers sickness only.\nA small organisation cannot sustain it.',
        ),
        cost: 900_000,
        period: 'once',
        payer: 'las organizaciones y una donación',
        legal: both('Ninguna: estatutos de cada organización.', 'None: statutes of each organisation.'),
        decides: 'street_union',
      },
      {
        name: both('Un permiso que incluye el seguro', 'A permit that includes insurance'),
        pros: both(
          'Un solo pago.\nLlega a quien tiene permiso.',
          'One payment.\nReaches whoever has a permit.',
        ),
        cons: both('Deja fuera a quien no tiene permiso.', 'Leaves out whoever has no permit.'),
        payer: 'quien vende, dentro de la cuota del permiso',
        legal: both(
          'Bando de la alcaldía y convenio con el Instituto.',
          'By-law and an agreement with the Institute.',
        ),
        decides: 'borough_east',
      },
    ],
    recommended: 1,
    reason: both(
      'Es la única que cubre todas las ramas; el fondo puede empezar mientras tanto.',
      'It is the only one that covers all branches; the fund can begin meanwhile.',
    ),
    outcome: both(
      'La Secretaría Ejemplo estudia un subsidio para 2,000 personas; las organizaciones siguen con el fondo.',
      'The Example Department is studying a subsidy for 2,000 people; the organisations go on with the fund.',
    ),
    outcomeDay: -30,
  },
  {
    title: both(
      '¿Quién afilia a una trabajadora con tres casas?',
      'Who registers a worker with three homes?',
    ),
    purpose: both('Preparar la propuesta al Instituto.', 'Prepare the proposal to the Institute.'),
    platform: 'seminar',
    place: '09',
    group: 'domestic',
    options: [
      {
        name: both('La trabajadora, por sus días', 'The worker, by her days'),
        pros: both('No depende de una sola patrona.', 'Does not depend on one employer.'),
        cons: both('Ella carga con el trámite.', 'She bears the procedure.'),
        cost: 3_200_000,
        period: 'once',
        payer: 'el Instituto, para cambiar su sistema',
        legal: both('Reglas del Instituto.', 'Rules of the Institute.'),
        decides: 'insurance_office',
      },
      {
        name: both('Quien la emplea más días', 'Whoever employs her most days'),
        pros: both('Una sola responsable.', 'One is responsible.'),
        cons: both('Castiga a quien da más trabajo.', 'Punishes whoever gives most work.'),
        payer: 'los hogares empleadores',
        legal: both('Reforma de la ley del seguro social.', 'Amendment of the social security act.'),
        decides: 'union_congress',
      },
    ],
  },
]
