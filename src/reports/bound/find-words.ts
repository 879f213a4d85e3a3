/** Words by which items of the overview are looked for and named in a list of what was found. */
import type { Language } from '../../kernel/text.ts'

const es = {
  table: 'Cuadro tabla',
  chart: 'Gráfica',
  map: 'mapa por entidad',
  byState: 'por entidad federativa',
  byPeriod: 'serie por periodo',
  count: 'Cuenta de registros',
  list: 'Lista',
  women: 'mujeres',
  men: 'hombres',
  changes: 'Qué cambió entre los dos periodos',
  changeIn: (subject: string): string => `Cambio de ${subject}`.replace(' de el ', ' del '),
  allTime: 'todo el tiempo registrado',
}

const en: typeof es = {
  table: 'Table',
  chart: 'Chart',
  map: 'map by state',
  byState: 'by state',
  byPeriod: 'series by period',
  count: 'Count of records',
  list: 'List',
  women: 'women',
  men: 'men',
  changes: 'What changed between the two periods',
  changeIn: (subject) => `Change in ${subject}`,
  allTime: 'all time on record',
}

export const findWords = (lang: Language): typeof es => ({ es, en })[lang]
