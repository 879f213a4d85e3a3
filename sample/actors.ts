/**
 * Who is at the table in the made-up programme. The public bodies marked `real` exist, and nothing is said of them but what
 * their name says; every other organisation, every number of members, tie, post and position is invented, and the names say so.
 */
import type { Constituency } from '../src/actors/index.ts'

export interface SampleActor {
  /** The first six are those of `programme.ts`, for whom its members act. */
  code: string
  es: string
  en: string
  acronym?: string
  constituency: Constituency
  form: string
  /** Decided by its members. */
  base?: 'yes' | 'no' | 'unclear'
  /** INEGI's code of the seat, then of the territory. */
  places: string
  groups?: string
  /** Observations: `2024-03:1200/1100d` is 1,200 members, 1,100 of them women, documented. */
  members?: string
  /** Posts: `secretaria general w 2023`, the sex w or m, since when. */
  posts?: string
  real?: true
}

const line = (text: string): SampleActor => {
  const [
    code = '',
    es = '',
    en = '',
    acronym,
    who = '',
    form = '',
    base,
    places = '',
    groups,
    members,
    posts,
  ] = text.split('|').map((cell) => cell.trim())
  const [constituency, real] = who.split('*')
  return {
    code,
    es,
    en,
    constituency: constituency as Constituency,
    form,
    places,
    ...(acronym ? { acronym } : {}),
    ...(base ? { base: base as 'yes' } : {}),
    ...(groups ? { groups } : {}),
    ...(members ? { members } : {}),
    ...(posts ? { posts } : {}),
    ...(real === undefined ? {} : { real: true as const }),
  }
}

/** A star after the constituency: a public body that exists. */
export const actors: readonly SampleActor[] = `
domestic_network | Red Ejemplo de Trabajadoras del Hogar | Example Network of Domestic Workers | RETH | workers | network | yes | 09 20 14 | domestic | 2024-03:1850/1820 2025-11:2140/2105d | coordinadora w 2023; tesorera w 2024
street_union | Unión Ejemplo de Comerciantes en Vía Pública | Example Union of Street Vendors | UECVP | workers | unregistered | yes | 09007 09 | street_vendors | 2024-06:3200/1750 2025-10:3450/1900 | dirigente m 2019; vocera w 2022
pickers_cooperative | Cooperativa Ejemplo de Recicladoras | Example Cooperative of Waste Pickers | CER | workers | cooperative | yes | 09007 | waste_pickers | 2025-02:86/61d | presidenta w 2024
labour_office | Secretaría Ejemplo del Trabajo | Example Department of Labour | SET | authority | office | no | 09 | | | directora w 2024
growers | Asociación Ejemplo de Productores | Example Association of Growers | AEP | employers | chamber | unclear | 14 | agricultural | 2025-01:140/22 | presidente m 2022
foundation | Fundación Ejemplo | Example Foundation | | donor | foundation | no | MX | | |
domestic_union | Sindicato de Muestra de Trabajadoras del Hogar | Sample Union of Domestic Workers | SMTH | workers | union | yes | 09 | domestic | 2023-09:620/612d 2025-09:790/778d | secretaria general w 2021; secretaria de actas w 2021; secretario de finanzas m 2024
domestic_oaxaca | Colectiva Ficticia de Empleadas del Hogar de Oaxaca | Fictitious Collective of Domestic Workers of Oaxaca | | workers | unregistered | yes | 20 | domestic | 2025-05:140/140 | enlace w 2022
domestic_jalisco | Grupo Inventado de Trabajadoras del Hogar de Jalisco | Invented Group of Domestic Workers of Jalisco | | workers | civil_association | unclear | 14 | domestic | 2025-04:210/205 | coordinadora w 2020
market_front | Frente Ficticio de Locatarias y Locatarios | Fictitious Front of Market Traders | FFL | workers | federation | yes | 09 | market_traders | 2024-10:5400/3300 | presidenta w 2023
market_iztapalapa | Mesa Directiva del Mercado Ejemplo | Board of the Example Market | | workers | civil_association | yes | 09007 | market_traders | 2025-03:410/255d | secretario m 2021
tianguis | Unión Inventada de Tianguistas del Oriente | Invented Union of Open-air Market Traders | UITO | workers | civil_association | unclear | 09007 | street_vendors | 2024-02:1900/870 | dirigente m 2008
vendors_women | Mujeres Comerciantes del Centro de Muestra | Sample Women Traders of the Centre | | workers | unregistered | yes | 09 | street_vendors | 2025-08:320/320 | vocera w 2024
shoe_shiners | Unión de Muestra de Aseadores de Calzado | Sample Union of Shoe Shiners | UMAC | workers | union | yes | 09 | shoe_shiners | 2024-11:640/48d | secretario general m 2018
musicians | Organilleras y Organilleros de Ejemplo | Example Organ Grinders | | workers | union | yes | 09 | street_musicians | 2025-06:170/52 | secretaria w 2023
porters | Cargadores Ficticios de la Central | Fictitious Porters of the Wholesale Market | | workers | unregistered | unclear | 09007 | porters | 2023-12:900/35 |
boats | Remeras y Remeros de Muestra | Sample Punters of Xochimilco | | workers | cooperative | yes | 09 | tour_boat | 2025-07:240/31d | presidente m 2022
pickers_network | Red Inventada de Recicladoras del Valle | Invented Network of Waste Pickers of the Valley | RIRV | workers | network | yes | 09 15 | waste_pickers | 2025-02:1300/690 | coordinadora w 2024
pickers_plant | Pepenadores de la Planta Ficticia | Waste Pickers of the Fictitious Plant | | workers | unregistered | no | 09007 | waste_pickers | 2024-08:420/190 | líder m 1999
home_based | Tejedoras a Domicilio de Ejemplo | Example Home-based Weavers | | workers | cooperative | yes | 20 | home_based | 2025-01:95/95d | presidenta w 2023
day_labourers | Jornaleras y Jornaleros de la Ruta de Muestra | Farm Workers of the Sample Route | JRM | workers | unregistered | yes | 20 14 | agricultural | 2024-12:780/340 | enlace w 2023; enlace m 2023
farm_union | Sindicato Ficticio de Jornaleros del Occidente | Fictitious Union of Farm Workers of the West | SFJO | workers | union | unclear | 14 | agricultural | 2025-02:1250/410 | secretario general m 2017
builders | Albañiles y Peones de Ejemplo | Example Builders | | workers | unregistered | no | 09 | construction | 2024-05:300/12 |
drivers | Unión de Muestra de Operadores de Transporte | Sample Union of Transport Workers | UMOT | workers | union | unclear | 09 15 | transport | 2024-09:2100/160 | secretario general m 2015
informal_front | Frente de Muestra por el Trabajo No Asalariado | Sample Front for Own-account Work | FMTNA | workers | network | yes | 09 | street_vendors shoe_shiners street_musicians porters | 2025-03:5200/2300 | coordinadora w 2024; coordinador m 2024
contractor_one | Cuadrillas Inventadas del Sur | Invented Crews of the South | | contractors | firm | no | 20 14 | agricultural | |
contractor_two | Enganches Ficticios del Pacífico | Fictitious Contractors of the Pacific | | contractors | unregistered | no | 14 | agricultural | |
households | Asociación de Muestra de Hogares Empleadores | Sample Association of Employing Households | AMHE | employers | civil_association | unclear | 09 | domestic | 2025-02:260/190 | presidenta w 2024
merchants | Cámara Inventada de Comercio Establecido | Invented Chamber of Established Trade | CICE | employers | chamber | no | 09 | | 2024-01:4100 | presidente m 2023
recyclers_firm | Recuperadora Ficticia, S.A. | Fictitious Recovery Ltd | | employers | firm | no | 15 | waste_pickers | |
packers | Empacadoras de Ejemplo | Example Packing Houses | | employers | firm | no | 14 | agricultural | |
rights_ngo | Centro Inventado de Derechos Laborales | Invented Centre for Labour Rights | CIDL | civil_society | civil_association | no | 09 | domestic agricultural | | directora w 2020
gender_ngo | Cuidados en Común de Muestra | Sample Care in Common | | civil_society | civil_association | no | 09 20 | domestic home_based | |
migrants_ngo | Ruta Digna Ficticia | Fictitious Decent Route | | civil_society | civil_association | no | 20 14 | agricultural | |
waste_ngo | Residuo Cero de Ejemplo | Example Zero Waste | | civil_society | civil_association | no | 09 | waste_pickers | |
university | Universidad Ficticia del Valle, Seminario de Trabajo | Fictitious University of the Valley, Labour Seminar | UFV | academia | university | no | 09 | | |
observatory | Observatorio Inventado de Salarios | Invented Observatory of Wages | OIS | academia | university | no | 14 20 | | |
stps | Secretaría del Trabajo y Previsión Social | Federal Ministry of Labour | STPS | authority* | office | no | MX | | |
imss | Instituto Mexicano del Seguro Social | Mexican Social Security Institute | IMSS | authority* | office | no | MX | | |
conasami | Comisión Nacional de los Salarios Mínimos | National Commission on Minimum Wages | CONASAMI | authority* | office | no | MX | | |
styfe | Secretaría de Trabajo y Fomento al Empleo de la Ciudad de México | Department of Labour of Mexico City | STyFE | authority* | office | no | 09 | | |
iztapalapa | Alcaldía Iztapalapa | Borough of Iztapalapa | | authority* | office | no | 09007 | | |
congress | Congreso de la Ciudad de México | Congress of Mexico City | | authority* | office | no | 09 | | |
borough_east | Alcaldía Ejemplo del Oriente | Example Borough of the East | | authority | office | no | 09007 | | | concejala w 2024
borough_centre | Alcaldía de Muestra del Centro | Sample Borough of the Centre | | authority | office | no | 09 | | | directora w 2024
city_assembly | Congreso Ficticio de la Ciudad | Fictitious City Congress | | authority | office | no | 09 | | |
works_office | Secretaría Inventada de Obras y Servicios | Invented Department of Works | SIOS | authority | office | no | 09 | waste_pickers | | director m 2024
insurance_office | Instituto de Muestra del Seguro Social | Sample Institute of Social Security | IMUSS | authority | office | no | MX | domestic | |
union_congress | Congreso Inventado de la Unión | Invented Federal Congress | | authority | office | no | MX | | |
ilo | Organización Internacional del Trabajo, oficina de país | International Labour Organization, country office | OIT | civil_society* | international | no | MX | | |
`
  .trim()
  .split('\n')
  .map(line)

/** `from kind to since`, and until when where it ended. */
export const ties: readonly { from: string; kind: string; to: string; since: string; until?: string }[] = `
domestic_union member_of domestic_network 2018
domestic_oaxaca member_of domestic_network 2021
domestic_jalisco member_of domestic_network 2020
domestic_union allied_with rights_ngo 2017
domestic_network allied_with gender_ngo 2021
domestic_network allied_with households 2024
foundation funds domestic_network 2023
foundation funds rights_ngo 2022
foundation funds university 2022 2024
street_union member_of informal_front 2019
vendors_women member_of informal_front 2024
shoe_shiners member_of informal_front 2019
musicians member_of informal_front 2020
porters member_of informal_front 2022
boats allied_with informal_front 2023
tianguis allied_with street_union 2016
tianguis in_dispute vendors_women 2024
street_union in_dispute merchants 2018
market_iztapalapa member_of market_front 2012
market_front allied_with merchants 2020
market_front in_dispute street_union 2021
pickers_cooperative member_of pickers_network 2024
pickers_plant in_dispute pickers_cooperative 2024
pickers_network allied_with waste_ngo 2022
recyclers_firm in_dispute pickers_network 2023
waste_ngo allied_with university 2023
home_based allied_with gender_ngo 2022
day_labourers allied_with migrants_ngo 2020
day_labourers in_dispute contractor_one 2022
farm_union in_dispute day_labourers 2023
growers allied_with packers 2010
packers allied_with contractor_two 2015
growers allied_with contractor_one 2014
observatory allied_with migrants_ngo 2023
builders allied_with informal_front 2024
drivers allied_with market_front 2015 2022
domestic_network allied_with informal_front 2022
pickers_network allied_with informal_front 2023
university allied_with observatory 2021
labour_office reports_to congress 2018
rights_ngo allied_with ilo 2021
domestic_network allied_with ilo 2019
foundation funds pickers_network 2024
foundation funds migrants_ngo 2023
migrants_ngo allied_with rights_ngo 2022
`
  .trim()
  .split('\n')
  .map((text) => {
    const [from = '', kind = '', to = '', since = '', until] = text.split(' ')
    return { from, kind, to, since: `${since}-01-01`, ...(until ? { until: `${until}-12-31` } : {}) }
  })

/** Issues, and of each `organisation stance influence interest`; of public bodies that exist, no stance. */
export const issues: readonly { es: string; en: string; positions: string }[] = [
  {
    es: 'Seguridad social para trabajadoras del hogar',
    en: 'Social security for domestic workers',
    positions:
      'domestic_network 2 4 5; domestic_union 2 3 5; domestic_oaxaca 2 1 4; domestic_jalisco 1 1 4; households 0 3 4; imss - 5 3; stps - 5 3; congress - 4 2; rights_ngo 2 3 5; gender_ngo 2 2 4; labour_office 1 4 3; merchants -1 4 1; university 1 2 3; ilo - 3 5; foundation 1 2 4; observatory 1 2 3',
  },
  {
    es: 'Ley del trabajo en el espacio público',
    en: 'Law on work in public space',
    positions:
      'street_union 2 4 5; vendors_women 2 2 5; tianguis -1 4 4; market_front -1 4 4; market_iztapalapa -1 2 3; merchants -2 5 5; informal_front 2 4 5; shoe_shiners 2 2 5; musicians 2 2 5; congress - 5 4; iztapalapa - 4 4; styfe - 4 4; labour_office 1 3 4; porters 1 1 3; rights_ngo 1 3 3; university 1 2 3',
  },
  {
    es: 'Contrato escrito para jornaleras y jornaleros',
    en: 'Written contract for farm workers',
    positions:
      'day_labourers 2 2 5; farm_union 0 3 4; growers -1 5 4; packers -1 4 4; contractor_one -2 4 5; contractor_two -2 3 5; stps - 5 3; conasami - 3 2; migrants_ngo 2 2 5; observatory 1 2 4; rights_ngo 2 3 4; foundation 1 2 3',
  },
]

/** People with what would be protected of real ones: invented names, numbers that nobody has (55 0000 …). */
export const people: readonly {
  name: string
  organisation: string
  post?: string
  phone: string
  channel: 'phone' | 'whatsapp' | 'none'
  languages: string
}[] = [
  ['Felipa Ejemplo', 'domestic_network', 'coordinadora', '5500000001', 'whatsapp', 'español'],
  ['Graciela Inventada', 'domestic_network', 'tesorera', '5500000002', 'phone', 'español, náhuatl'],
  ['Herminia Muestra', 'domestic_union', 'secretaria general', '5500000003', 'whatsapp', 'español'],
  ['Isaura Ficticia', 'domestic_oaxaca', 'enlace', '5500000004', 'phone', 'mixteco de Tlaxiaco, español'],
  ['Jacinto Ejemplo', 'street_union', 'dirigente', '5500000005', 'whatsapp', 'español'],
  ['Karina Muestra', 'street_union', 'vocera', '5500000006', 'whatsapp', 'español'],
  ['Leonor Inventada', 'pickers_cooperative', 'presidenta', '5500000007', 'none', 'español'],
  ['Macario Ficticio', 'shoe_shiners', 'secretario general', '5500000008', 'phone', 'español'],
  ['Natividad Ensayo', 'informal_front', 'coordinadora', '5500000009', 'whatsapp', 'español'],
  ['Obdulia Muestra', 'day_labourers', 'enlace', '5500000010', 'phone', 'mixteco de San Juan Mixtepec'],
  ['Petronila Ejemplo', 'pickers_network', 'coordinadora', '5500000011', 'whatsapp', 'español, mazahua'],
  ['Quirino Ficticio', 'market_iztapalapa', 'secretario', '5500000012', 'phone', 'español'],
].map(([name = '', organisation = '', post = '', phone = '', channel = '', languages = '']) => ({
  name,
  organisation,
  post,
  phone,
  channel: channel as 'phone',
  languages,
}))
