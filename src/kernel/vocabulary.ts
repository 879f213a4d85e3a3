import { type Text, text } from './text.ts'

/** What every workspace starts with: Mexico, its 32 states with INEGI's codes, Mexico City's 16 boroughs, eight worker groups. */

export interface PlaceSeed {
  code: string
  kind: 'country' | 'state' | 'municipality'
  parent: string | null
  name: Text
  iso: string | null
}

const states: ReadonlyArray<readonly [es: string, iso: string, en?: string]> = [
  ['Aguascalientes', 'AGU'],
  ['Baja California', 'BCN'],
  ['Baja California Sur', 'BCS'],
  ['Campeche', 'CAM'],
  ['Coahuila', 'COA'],
  ['Colima', 'COL'],
  ['Chiapas', 'CHP'],
  ['Chihuahua', 'CHH'],
  ['Ciudad de México', 'CMX', 'Mexico City'],
  ['Durango', 'DUR'],
  ['Guanajuato', 'GUA'],
  ['Guerrero', 'GRO'],
  ['Hidalgo', 'HID'],
  ['Jalisco', 'JAL'],
  ['Estado de México', 'MEX', 'State of Mexico'],
  ['Michoacán', 'MIC'],
  ['Morelos', 'MOR'],
  ['Nayarit', 'NAY'],
  ['Nuevo León', 'NLE'],
  ['Oaxaca', 'OAX'],
  ['Puebla', 'PUE'],
  ['Querétaro', 'QUE'],
  ['Quintana Roo', 'ROO'],
  ['San Luis Potosí', 'SLP'],
  ['Sinaloa', 'SIN'],
  ['Sonora', 'SON'],
  ['Tabasco', 'TAB'],
  ['Tamaulipas', 'TAM'],
  ['Tlaxcala', 'TLA'],
  ['Veracruz', 'VER'],
  ['Yucatán', 'YUC'],
  ['Zacatecas', 'ZAC'],
]

/** INEGI's municipal codes of Mexico City begin at 002. */
const boroughs = [
  'Azcapotzalco',
  'Coyoacán',
  'Cuajimalpa de Morelos',
  'Gustavo A. Madero',
  'Iztacalco',
  'Iztapalapa',
  'La Magdalena Contreras',
  'Milpa Alta',
  'Álvaro Obregón',
  'Tláhuac',
  'Tlalpan',
  'Xochimilco',
  'Benito Juárez',
  'Cuauhtémoc',
  'Miguel Hidalgo',
  'Venustiano Carranza',
]

const code = (position: number, width: number): string => String(position).padStart(width, '0')

export const places: readonly PlaceSeed[] = [
  { code: 'MX', kind: 'country', parent: null, name: text('México', 'Mexico'), iso: 'MX' },
  ...states.map(
    ([es, iso, en], at): PlaceSeed => ({
      code: code(at + 1, 2),
      kind: 'state',
      parent: 'MX',
      name: text(es, en ?? es),
      iso: `MX-${iso}`,
    }),
  ),
  ...boroughs.map(
    (name, at): PlaceSeed => ({
      code: `09${code(at + 2, 3)}`,
      kind: 'municipality',
      parent: '09',
      name: text(name, name),
      iso: null,
    }),
  ),
]

export const workerGroups: ReadonlyArray<{ code: string; name: Text }> = [
  { code: 'domestic', name: text('Personas trabajadoras del hogar', 'Domestic workers') },
  { code: 'street_vendors', name: text('Comerciantes en vía pública', 'Street vendors') },
  { code: 'market_traders', name: text('Locatarias y locatarios de mercados', 'Market traders') },
  { code: 'waste_pickers', name: text('Recicladoras y pepenadores', 'Waste pickers') },
  { code: 'home_based', name: text('Trabajadoras a domicilio', 'Home-based workers') },
  { code: 'agricultural', name: text('Jornaleras y jornaleros agrícolas', 'Temporary agricultural workers') },
  { code: 'construction', name: text('Personas trabajadoras de la construcción', 'Construction workers') },
  { code: 'transport', name: text('Personas trabajadoras del transporte', 'Transport workers') },
]
