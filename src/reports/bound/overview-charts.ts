/** Charts of the overview: the rows of a table, an indicator by state, an indicator through time. */
import {
  byState,
  chooseVintage,
  columnLabelIn,
  indicators,
  periodWithin,
  rowLabel,
} from '../../evidence/index.ts'
import { byTime } from '../../kernel/period.ts'
import { Problem } from '../../platform/problem.ts'
import { period as periodWords } from '../../web/format.ts'
import { measuredOf } from './measured.ts'
import { both } from './places.ts'
import { address, ofGroup, type Reading, sourceOf, sourceOfAll } from './reading.ts'
import type { SpecOf } from './spec.ts'
import type { BoundChart } from './value.ts'
import { overviewWords } from './words.ts'

export async function chartValue(reading: Reading, spec: SpecOf<'chart'>): Promise<BoundChart> {
  const { vintage, tables } = await reading.statistics(spec.period, spec.place, spec.group, spec.level)
  const shown = tables.find(({ table }) => table.id === spec.table)
  if (!shown) throw new Problem('evidence.noPeriod', {}, 404)
  const isPairs = spec.column !== 'women'
  const rows = shown.rows.flatMap(({ row, cells }) => {
    const trio = cells[spec.column]
    const unit = row.cells[spec.column]?.unit
    const isEmpty = trio?.total.shown === 'reason' && trio.total.withheld.reason === 'noCases'
    if (!trio || !unit || isEmpty || trio.total.shown === 'lacks') return []
    if (row.level === 0 && spec.column !== 'value') return []
    // Those who did not say are in the table; nobody compares them.
    if (/unspecified|unknown/.test(row.key)) return []
    const figures = (isPairs ? [trio.women, trio.men] : [trio.total]).map((cell) => measuredOf(cell, unit))
    const label = spec.column === 'value' ? rowLabel(shown.table, row) : row.label
    return figures.some(({ value }) => value !== null)
      ? [{ key: row.key, label, strong: false, figures }]
      : []
  })
  return {
    is: 'chart',
    draws: isPairs ? 'pairs' : 'dots',
    title: both(
      (lang) =>
        `${shown.table.title[lang]}: ${columnLabelIn(shown.table, spec.column)[lang].toLocaleLowerCase('es')}${ofGroup(reading, spec.group, lang)}. ${reading.names.place(spec.place)[lang]}, ${periodWithin(vintage.period, lang)}`,
    ),
    description: both((lang) => described(rows, lang)),
    rows,
    domain: spec.column === 'informality' ? [0, 100] : null,
    source: sourceOf(vintage),
    href: address(`/evidence/overview/${spec.table}`, {
      place: spec.place,
      period: spec.period,
      group: spec.group,
      level: spec.level,
      view: spec.column,
    }),
  }
}

/** The largest and the smallest, for who does not see the drawing. */
function described(rows: BoundChart['rows'], lang: 'es' | 'en'): string {
  const known = rows.flatMap(({ label, figures }) => {
    const values = figures.flatMap(({ value }) => (value === null ? [] : [value]))
    return values.length > 0 ? [{ label: label[lang], value: Math.max(...values) }] : []
  })
  const sorted = known.toSorted((a, b) => b.value - a.value)
  const [top, bottom] = [sorted[0], sorted.at(-1)]
  return top && bottom ? overviewWords(lang).described(rows.length, top.label, bottom.label) : ''
}

export async function statesValue(reading: Reading, spec: SpecOf<'states'>): Promise<BoundChart> {
  const { context, vintages, names } = reading
  const vintage = chooseVintage(vintages, spec.period, 'MX')
  const found = await byState(context.services, vintage, {
    indicator: spec.indicator,
    level: spec.level,
    minimumCases: context.minimumCases,
  })
  const indicator = indicators.get(spec.indicator)
  if (!indicator) throw new Problem('evidence.noPeriod', {}, 404)
  const isMap = spec.draws === 'states'
  const rows = found
    .filter(({ code }) => !(isMap && code === 'all'))
    .map(({ code, cell }) => ({
      key: code,
      label: names.place(code === 'all' ? 'MX' : code),
      strong: code === spec.place || (code === 'all' && !isMap),
      figures: [measuredOf(cell, indicator.unit)],
    }))
    .toSorted((a, b) => (b.figures[0]?.value ?? -1) - (a.figures[0]?.value ?? -1))
  return {
    is: 'chart',
    draws: isMap ? 'states' : 'dots',
    title: both(
      (lang) =>
        `${indicator.label[lang]}, ${overviewWords(lang).byState}. ${periodWords(vintage.period, lang)}`,
    ),
    description: both((lang) => described(rows, lang)),
    rows,
    domain: indicator.unit === 'percent' && !isMap ? [0, 100] : null,
    source: sourceOf(vintage),
    href: address('/evidence/overview', { period: spec.period, level: spec.level }),
  }
}

/** An indicator through the periods of the survey that were imported, the earliest first. */
export async function seriesValue(reading: Reading, spec: SpecOf<'series'>): Promise<BoundChart> {
  const { context, vintages, names } = reading
  const indicator = indicators.get(spec.indicator)
  const periods = [...new Set(vintages.map(({ period }) => period))].toSorted(byTime)
  const files = periods.map((period) => chooseVintage(vintages, period, spec.place))
  if (!indicator || files.length === 0) throw new Problem('evidence.noPeriod', {}, 404)
  const rows = await Promise.all(
    files.map(async (vintage) => {
      const found = await byState(context.services, vintage, {
        indicator: spec.indicator,
        level: spec.level,
        minimumCases: context.minimumCases,
      })
      const isNation = vintage.coverage.includes('MX')
      const code = spec.place === 'MX' ? (isNation ? 'all' : null) : spec.place
      const cell = found.find((one) => one.code === code)?.cell
      return {
        key: vintage.period,
        label: both((lang) => periodWords(vintage.period, lang, 'short')),
        strong: false,
        figures: cell ? [measuredOf(cell, indicator.unit)] : [],
      }
    }),
  )
  const known = rows.filter(({ figures }) => figures.length > 0)
  return {
    is: 'chart',
    draws: 'dots',
    title: both(
      (lang) => `${indicator.label[lang]}, ${overviewWords(lang).byPeriod}. ${names.place(spec.place)[lang]}`,
    ),
    description: both((lang) => described(known, lang)),
    rows: known,
    domain: indicator.unit === 'percent' ? [0, 100] : null,
    source: sourceOfAll(files),
    href: address('/evidence/overview', { place: spec.place, level: spec.level }),
  }
}
