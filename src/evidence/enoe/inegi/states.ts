/** INEGI's official names of the states, in the order of their codes. */
const names = [
  'Aguascalientes',
  'Baja California',
  'Baja California Sur',
  'Campeche',
  'Coahuila de Zaragoza',
  'Colima',
  'Chiapas',
  'Chihuahua',
  'Ciudad de México',
  'Durango',
  'Guanajuato',
  'Guerrero',
  'Hidalgo',
  'Jalisco',
  'México',
  'Michoacán de Ocampo',
  'Morelos',
  'Nayarit',
  'Nuevo León',
  'Oaxaca',
  'Puebla',
  'Querétaro',
  'Quintana Roo',
  'San Luis Potosí',
  'Sinaloa',
  'Sonora',
  'Tabasco',
  'Tamaulipas',
  'Tlaxcala',
  'Veracruz de Ignacio de la Llave',
  'Yucatán',
  'Zacatecas',
]

/** `Oaxaca` → `20`; `undefined` for what is no state's official name. `Distrito Federal` was Ciudad de México until 2016. */
export function stateCode(name: string): string | undefined {
  const at = names.indexOf(name.trim() === 'Distrito Federal' ? 'Ciudad de México' : name.trim())
  return at < 0 ? undefined : String(at + 1).padStart(2, '0')
}
