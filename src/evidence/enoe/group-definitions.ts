/**
 * Worker groups as INEGI's codes see them: occupation of the main job (P3, SINCO), industry (P4A, SCIAN for households) and place of
 * work of the business (P4F), all in COE1. No institution has published one list for Mexico: these definitions are ours, versioned,
 * and say what is approximate. Codes are those of the kernel's vocabulary.
 */
import type { Words } from './measure.ts'

export interface GroupReading {
  /** Condition in columns and `{concepts}`, inside the universe; employed people only. */
  readonly is: string
  /** What the reading counts, exactly. */
  readonly definition: Words
  /** Where the reading differs from the group that people mean; absent where it does not. */
  readonly approximate?: Words
}

export interface Group {
  readonly code: string
  readonly label: Words
  /** Best first; the first whose columns the file has is used. */
  readonly readings: readonly GroupReading[]
  readonly source: string
  readonly version: number
}

const codes = 'INEGI, SINCO 2011 y 2019; SCIAN para encuestas en hogares; ENOE, COE1 (P3, P4A, P4F)'

const streetTrade =
  'p3 in (9511, 9512, 9521, 9599) or p4a in (4612, 4632, 4642, 4652, 4662, 4672, 4682, 7133, 7222)'
const retailInPremises = 'p4a between 4611 and 4699'

export const groups: readonly Group[] = [
  {
    code: 'domestic',
    label: { es: 'Personas trabajadoras del hogar', en: 'Domestic workers' },
    readings: [
      {
        is: '{employed} and (p4a = 8140 or p3 in (9611, 5222, 5113, 9643))',
        definition: {
          es: 'Personas ocupadas que trabajan para un hogar (SCIAN 8140), o cuya ocupación es trabajo doméstico (SINCO 9611), cuidado de personas en casas particulares (5222), cocina doméstica (5113) o lavado y planchado domésticos (9643).',
          en: 'Employed people who work for a household (SCIAN 8140), or whose occupation is domestic work (SINCO 9611), care of people in private homes (5222), domestic cooking (5113) or domestic washing and ironing (9643).',
        },
      },
      {
        is: '{employed} and tue2 = 6',
        definition: {
          es: 'Personas ocupadas en el trabajo doméstico remunerado según el INEGI (TUE2 = 6): su unidad económica es un hogar.',
          en: 'People employed in paid domestic work as INEGI classifies it (TUE2 = 6): their economic unit is a household.',
        },
        approximate: {
          es: 'El archivo no trae la ocupación: incluye choferes y jardineros de casas particulares y deja fuera a quienes cuidan o limpian casas por medio de una empresa.',
          en: 'The file has no occupation: it includes drivers and gardeners of private homes and leaves out those who care for people or clean homes through a company.',
        },
      },
    ],
    source: codes,
    version: 1,
  },
  {
    code: 'street_vendors',
    label: { es: 'Comerciantes en vía pública', en: 'Street vendors' },
    readings: [
      {
        is: `{employed} and (${streetTrade})`,
        definition: {
          es: 'Personas ocupadas en la venta ambulante: vendedores ambulantes de periódicos y lotería, de artículos diversos o de alimentos (SINCO 9511, 9512, 9521, 9599), o que trabajan en el comercio ambulante, la venta ambulante de lotería o la preparación ambulante de alimentos (SCIAN 4612, 4632, 4642, 4652, 4662, 4672, 4682, 7133, 7222).',
          en: 'People employed in street vending: street sellers of newspapers and lottery tickets, of goods or of food (SINCO 9511, 9512, 9521, 9599), or who work in street trade, the street sale of lottery tickets or the preparation of food by mobile units (SCIAN 4612, 4632, 4642, 4652, 4662, 4672, 4682, 7133, 7222).',
        },
        approximate: {
          es: 'Por ocupación e industria; el lugar de trabajo (P4F) no se exige, porque sólo se pregunta de negocios sin local. Quedan fuera los servicios en la calle que no son venta, como bolear zapatos.',
          en: 'By occupation and industry; the place of work (P4F) is not required, since it is asked only of businesses without premises. Street services other than selling, such as shoe shining, are left out.',
        },
      },
    ],
    source: codes,
    version: 1,
  },
  {
    code: 'market_traders',
    label: { es: 'Locatarias y locatarios de mercados', en: 'Market traders' },
    readings: [
      {
        is: `{employed} and ${retailInPremises} and p4f in (9, 10) and not (${streetTrade})`,
        definition: {
          es: 'Personas ocupadas en el comercio al por menor (SCIAN 46) cuyo negocio trabaja en un puesto semifijo o fijo (P4F 9, 10) y que no son comerciantes en vía pública por su ocupación o industria.',
          en: 'People employed in retail trade (SCIAN 46) whose business works from a semi-fixed or fixed stall (P4F 9, 10) and who are not street vendors by occupation or industry.',
        },
        approximate: {
          es: 'La encuesta no distingue los locales dentro de mercados públicos de otros locales y puestos: faltan quienes tienen local en un mercado y sobran puestos fijos fuera de mercados.',
          en: 'The survey does not tell shops inside public markets from other shops and stalls: traders with a shop in a market are missing, and fixed stalls outside markets are included.',
        },
      },
    ],
    source: codes,
    version: 1,
  },
  {
    code: 'waste_pickers',
    label: { es: 'Recicladoras y pepenadores', en: 'Waste pickers' },
    readings: [
      {
        is: '{employed} and p3 in (9661, 9662)',
        definition: {
          es: 'Personas ocupadas como recolectoras de basura y material reciclable (SINCO 9661) o clasificadoras de desechos (9662).',
          en: 'People employed as collectors of rubbish and recyclable material (SINCO 9661) or sorters of waste (9662).',
        },
        approximate: {
          es: 'SINCO 9661 no separa a quienes pepenan por su cuenta de quienes recolectan basura como empleados del municipio o de una empresa.',
          en: 'SINCO 9661 does not separate those who pick waste on their own account from those who collect rubbish as employees of the municipality or a company.',
        },
      },
    ],
    source: codes,
    version: 1,
  },
  {
    code: 'home_based',
    label: { es: 'Trabajadoras a domicilio', en: 'Home-based workers' },
    readings: [
      {
        is: '{employed} and p4f in (6, 7) and p4a not between 1110 and 1199 and p4a <> 8140',
        definition: {
          es: 'Personas ocupadas cuyo negocio o actividad se realiza en el propio domicilio, con o sin instalación especial (P4F 6, 7), fuera de la agricultura y del trabajo doméstico.',
          en: 'Employed people whose business or activity is carried out in the owner’s home, with or without special facilities (P4F 6, 7), outside agriculture and domestic work.',
        },
        approximate: {
          es: 'El domicilio es el del dueño del negocio: incluye a quienes trabajan en la casa de otra persona, y deja fuera a quienes hacen en casa trabajo para una empresa con local y a quienes teletrabajan.',
          en: 'The home is that of the owner of the business: people who work in somebody else’s house are included, while those who do work at home for a company with premises, and teleworkers, are left out.',
        },
      },
    ],
    source: codes,
    version: 1,
  },
  {
    code: 'agricultural',
    label: { es: 'Jornaleras y jornaleros agrícolas', en: 'Temporary agricultural workers' },
    readings: [
      {
        is: '{employed} and p3 in (9111, 9112, 9113)',
        definition: {
          es: 'Personas ocupadas como trabajadores de apoyo en actividades agrícolas, ganaderas o ambas (SINCO 9111, 9112, 9113).',
          en: 'People employed as support workers in crop farming, livestock or both (SINCO 9111, 9112, 9113).',
        },
        approximate: {
          es: 'Incluye a quienes ayudan sin pago en la parcela de su familia y a peones de planta; la mayoría de los jornaleros no tiene contrato escrito, así que el contrato no sirve para distinguirlos.',
          en: 'It includes those who help unpaid on their family’s plot and permanent farm hands; most day labourers have no written contract, so the contract cannot tell them apart.',
        },
      },
    ],
    source: codes,
    version: 1,
  },
  {
    code: 'construction',
    label: { es: 'Personas trabajadoras de la construcción', en: 'Construction workers' },
    readings: [
      {
        is: '{construction}',
        definition: {
          es: 'Personas ocupadas en la rama de la construcción (RAMA = 1).',
          en: 'People employed in the construction branch (RAMA = 1).',
        },
        approximate: {
          es: 'Es la rama y no el oficio: incluye al personal administrativo de las constructoras y deja fuera a albañiles que trabajan para otras ramas.',
          en: 'It is the branch and not the trade: office staff of building companies are included, and bricklayers who work for other branches are left out.',
        },
      },
    ],
    source: 'INEGI, ENOE, RAMA y RAMA_EST2',
    version: 1,
  },
  {
    code: 'transport',
    label: { es: 'Personas trabajadoras del transporte', en: 'Transport workers' },
    readings: [
      {
        is: '{employed} and p4a between 4810 and 4899',
        definition: {
          es: 'Personas ocupadas en el transporte de carga y de pasajeros y sus servicios (SCIAN 48).',
          en: 'People employed in freight and passenger transport and its services (SCIAN 48).',
        },
        approximate: {
          es: 'Es la rama y no el oficio: deja fuera a choferes y repartidores de empresas de otras ramas.',
          en: 'It is the branch and not the trade: drivers and couriers of companies in other branches are left out.',
        },
      },
      {
        is: '{employed} and scian = 8',
        definition: {
          es: 'Personas ocupadas en transportes, correos y almacenamiento (SCIAN, sector 48-49).',
          en: 'People employed in transport, post and storage (SCIAN, sector 48-49).',
        },
        approximate: {
          es: 'El archivo no trae P4A: incluye correos, mensajería y almacenamiento.',
          en: 'The file has no P4A: post, courier services and storage are included.',
        },
      },
    ],
    source: codes,
    version: 1,
  },
]
