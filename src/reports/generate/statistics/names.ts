/** Rows of the overview's tables as a sentence names them, with their article; by table and row. */
import type { Row, TableId } from '../../../evidence/index.ts'
import { both } from '../../bound/places.ts'
import type { Words } from '../../bound/value.ts'

const names: Readonly<Partial<Record<TableId, Readonly<Record<string, readonly [es: string, en: string]>>>>> =
  {
    // After «en».
    branch: {
      primary: ['las actividades agropecuarias', 'agriculture'],
      extractive: ['la industria extractiva y la electricidad', 'mining, quarrying and electricity'],
      manufacturing: ['la industria manufacturera', 'manufacturing'],
      construction: ['la construcción', 'construction'],
      trade: ['el comercio', 'trade'],
      services: ['los servicios', 'services'],
      restaurants: ['los restaurantes y el alojamiento', 'restaurants and lodging'],
      transport: [
        'los transportes, las comunicaciones, el correo y el almacenamiento',
        'transport, communications, post and storage',
      ],
      professional: [
        'los servicios profesionales, financieros y corporativos',
        'professional, financial and corporate services',
      ],
      social: ['los servicios sociales', 'social services'],
      otherservices: ['los servicios diversos', 'other services'],
      government: ['el gobierno y los organismos internacionales', 'government and international bodies'],
    },
    // After «entre».
    age: {
      from15to24: ['las personas de 15 a 24 años', 'people aged 15 to 24'],
      from25to44: ['las personas de 25 a 44 años', 'people aged 25 to 44'],
      from45to64: ['las personas de 45 a 64 años', 'people aged 45 to 64'],
      over65: ['las personas de 65 años y más', 'people aged 65 and over'],
    },
    education: {
      primaryincomplete: ['quienes no terminaron la primaria', 'those who did not finish primary school'],
      primary: ['quienes terminaron la primaria', 'those who finished primary school'],
      lowersecondary: ['quienes terminaron la secundaria', 'those who finished lower secondary school'],
      higher: [
        'quienes tienen estudios de nivel medio superior o superior',
        'those with upper secondary or higher education',
      ],
      none: ['quienes no pasaron del preescolar', 'those who went no further than pre-school'],
      attendedprimary: ['quienes llegaron a la primaria', 'those who went as far as primary school'],
      attendedlower: ['quienes llegaron a la secundaria', 'those who went as far as lower secondary school'],
      attendedupper: [
        'quienes llegaron a la preparatoria, la normal o una carrera técnica',
        'those who went as far as upper secondary school, teacher training or a technical course',
      ],
      attendedhigher: [
        'quienes llegaron a la universidad o al posgrado',
        'those who went as far as university',
      ],
    },
    workplace: {
      field: ['el campo', 'the fields'],
      street: ['la calle o de casa en casa', 'the street or from door to door'],
      improvised: ['puestos improvisados', 'improvised stalls'],
      semifixed: ['puestos semifijos', 'semi-fixed stalls'],
      fixed: ['puestos fijos', 'fixed stalls'],
      unpowered: ['vehículos sin motor', 'vehicles without a motor'],
      motor: ['vehículos motorizados', 'motor vehicles'],
      ownhome: ['el propio domicilio', 'the owner’s own home'],
      otherhome: [
        'el domicilio del patrón o donde lo piden los clientes',
        'the employer’s home or where clients ask',
      ],
    },
  }

/** «el comercio», «las personas de 15 a 24 años»; a row that has no name of its own, by its label. */
export function nameOf(table: TableId, row: Row): Words {
  const own = names[table]?.[row.key]
  return own ? { es: own[0], en: own[1] } : inSentence(row.label)
}

/** A row's name inside a sentence; acronyms and names keep their capital. */
const inSentence = (words: Words): Words =>
  both((lang) => {
    const text = words[lang]
    return /^\p{Lu}\p{Ll}/u.test(text) ? text.charAt(0).toLocaleLowerCase('es') + text.slice(1) : text
  })
