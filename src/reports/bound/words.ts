/** Words of bound items: names, heads and notes that no source brings along. */
import type { Language } from '../../kernel/text.ts'

const es = {
  item: {
    cell: 'Estimación',
    gap: 'Diferencia entre mujeres y hombres',
    change: 'Cambio entre dos periodos',
    changes: 'Cambio entre dos periodos',
    table: 'Cuadro estadístico',
    chart: 'Gráfica',
    states: 'Entidades federativas',
    series: 'Serie en el tiempo',
  },
  lacks: (what: 'period' | 'columns'): string =>
    what === 'period'
      ? 'La encuesta de ese periodo ya no está en el espacio.'
      : 'El archivo de ese periodo no trae las columnas que se necesitan.',
  gap: (where: string) =>
    `Diferencia entre la tasa de informalidad laboral de las mujeres y la de los hombres en ${where}`,
  change: (subject: string, from: string, to: string) =>
    `Cambio de ${subject.replace(/^el /, 'el ')} de ${from} a ${to}`.replace(' de el ', ' del '),
  row: 'Concepto',
  sexes: { total: 'Total', women: 'Mujeres', men: 'Hombres' },
  base: (base: string) => `Base: ${base.charAt(0).toLocaleLowerCase('es')}${base.slice(1)}.`,
  interval: (level: number) =>
    `Bajo cada estimación, su intervalo de confianza al ${level} %. ◐ precisión moderada (CV de 15 a 30 %); ○ precisión baja (CV de 30 % o más): úsese con cautela.`,
  changes: (from: string, to: string) => `Qué cambió del ${from} al ${to}`,
  indicator: 'Indicador',
  difference: 'Cambio',
  missing: (rows: string, more: number) =>
    `Este archivo de la encuesta no alcanza para estimar: ${rows}${more > 0 ? `; ni otros ${more} renglones` : ''}.`,
  byState: 'por entidad federativa',
  byPeriod: 'por periodo',
  described: (count: number, top: string, bottom: string) =>
    `${count} renglones. El valor más alto es el de ${top}; el más bajo, el de ${bottom}.`,
}

const en: typeof es = {
  item: {
    cell: 'Estimate',
    gap: 'Difference between women and men',
    change: 'Change between two periods',
    changes: 'Change between two periods',
    table: 'Statistical table',
    chart: 'Chart',
    states: 'States',
    series: 'Series through time',
  },
  lacks: (what) =>
    what === 'period'
      ? 'The survey of that period is no longer in the workspace.'
      : 'The file of that period does not have the columns that are needed.',
  gap: (where) => `Difference between women’s and men’s rate of informal employment in ${where}`,
  change: (subject, from, to) => `Change in ${subject} from ${from} to ${to}`,
  row: 'Item',
  sexes: { total: 'Total', women: 'Women', men: 'Men' },
  base: (base) => `Base: ${base.charAt(0).toLocaleLowerCase('en')}${base.slice(1)}.`,
  interval: (level) =>
    `Under each estimate, its ${level} % confidence interval. ◐ moderate precision (CV from 15 to 30 %); ○ low precision (CV of 30 % or more): to be used with caution.`,
  changes: (from, to) => `What changed from the ${from} to the ${to}`,
  indicator: 'Indicator',
  difference: 'Change',
  missing: (rows, more) =>
    `This file of the survey is not enough to estimate: ${rows}${more > 0 ? `; nor ${more} other rows` : ''}.`,
  byState: 'by state',
  byPeriod: 'by period',
  described: (count, top, bottom) =>
    `${count} rows. The highest value is that of ${top}; the lowest, that of ${bottom}.`,
}

export const overviewWords = (lang: Language): typeof es => ({ es, en })[lang]
