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
    `Cambio de ${subject} de ${from} a ${to}`.replace(/ de el /, ' del '),
  row: 'Concepto',
  sexes: { total: 'Total', women: 'Mujeres', men: 'Hombres' },
  /** What the shares of some rows are of, where that is not the table's base. */
  baseFor: (base: string, others: readonly { rows: string; base: string }[]) =>
    `Base: ${[base.charAt(0).toLocaleLowerCase('es') + base.slice(1), ...others.map((one) => `para ${one.rows}, ${one.base}`)].join('; ')}.`,
  baseIn: (base: string, group: string) => `${base}, del grupo «${group}»`,
  fromTo: (first: string, last: string) => `los renglones de ${first} a ${last}`,
  ofRow: {
    informality: 'De las personas de cada renglón, el porcentaje que tiene un empleo informal (TIL1).',
    women: 'De las personas de cada renglón, el porcentaje que son mujeres.',
  },
  interval: (level: number) => `Bajo cada estimación, su intervalo de confianza al ${level}\u202f%.`,
  precision:
    '◐ precisión moderada (CV de 15\u202f% a menos de 30\u202f%); ○ precisión baja (CV de 30\u202f% o más): úsese con cautela.',
  few: (minimum: number) =>
    `Con menos de ${minimum} casos en la muestra no se publica la estimación, y se dice cuántos fueron; es una regla propia, no del INEGI.`,
  cases: (n: number) => (n === 0 ? 'sin casos' : n === 1 ? '1 caso' : `${n} casos`),
  held: 'Donde una mediana no lleva intervalo, tantas personas tienen ese mismo valor que el error de la muestra no la mueve.',
  changes: (from: string, to: string) => `Qué cambió entre ${from} y ${to}`,
  indicator: 'Indicador',
  difference: 'Cambio',
  missing: (rows: string, more: number) =>
    `No se pueden estimar con este archivo de la encuesta: ${rows}${more > 0 ? `, ni otros ${more} renglones` : ''}.`,
  byState: 'por entidad federativa',
  byPeriod: 'por periodo',
  described: (count: number, top: string, bottom: string) =>
    `${count} renglones. El valor más alto: «${top}»; el más bajo: «${bottom}».`,
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
  gap: (where) => `Difference between women’s and men’s informal employment rates in ${where}`,
  change: (subject, from, to) => `Change in ${subject} from ${from} to ${to}`,
  row: 'Item',
  sexes: { total: 'Total', women: 'Women', men: 'Men' },
  baseFor: (base, others) =>
    `Base: ${[base.charAt(0).toLocaleLowerCase('en') + base.slice(1), ...others.map((one) => `for ${one.rows}, ${one.base}`)].join('; ')}.`,
  baseIn: (base, group) => `${base}, in the group “${group}”`,
  fromTo: (first, last) => `the rows from ${first} to ${last}`,
  ofRow: {
    informality: 'Of the people of each row, the percentage in informal employment (TIL1).',
    women: 'Of the people of each row, the percentage who are women.',
  },
  interval: (level) => `Under each estimate, its ${level}\u202f% confidence interval.`,
  precision:
    '◐ moderate precision (CV from 15\u202f% to under 30\u202f%); ○ low precision (CV of 30\u202f% or more): to be used with caution.',
  few: (minimum) =>
    `With fewer than ${minimum} cases in the sample no estimate is published, and how many there were is said; the rule is our own, not INEGI’s.`,
  cases: (n) => (n === 0 ? 'no cases' : n === 1 ? '1 case' : `${n} cases`),
  held: 'Where a median has no interval, so many people share that value that the sampling error does not move it.',
  changes: (from, to) => `What changed between ${from} and ${to}`,
  indicator: 'Indicator',
  difference: 'Change',
  missing: (rows, more) =>
    `This survey file does not allow an estimate of: ${rows}${more > 0 ? `, nor of ${more} other rows` : ''}.`,
  byState: 'by state',
  byPeriod: 'by period',
  described: (count, top, bottom) => `${count} rows. Highest value: “${top}”; lowest: “${bottom}”.`,
}

export const overviewWords = (lang: Language): typeof es => ({ es, en })[lang]
