import {
  chooseVintage,
  currentVintages,
  estimateByName,
  indicatorNamed,
  indicators,
  microdataOf,
  type NamedEstimate,
} from '../evidence/index.ts'
import { parsePeriod, periodCode } from '../kernel/period.ts'
import { withConnection } from '../platform/microdata/engine.ts'
import { Problem } from '../platform/problem.ts'
import { interval, number, percent } from '../web/format.ts'
import type { CommonOptions, Frame } from './frame.ts'
import { inWorkspace, withProgram, workspaceFor } from './open.ts'

export interface EstimateOptions extends CommonOptions {
  period?: string
  place?: string
  indicator?: string
  by?: string
  group?: string
  level?: string
}

/** Estimates of one or more indicators (`--indicator til1,employed`), or the list of their names. */
export async function estimate(frame: Frame, options: EstimateOptions): Promise<void> {
  if (options.indicator === 'list') return listIndicators(frame)
  const { place = 'MX', indicator = 'til1', by, group = null, level = '90' } = options
  if (by !== undefined && by !== 'sex')
    throw new Problem('cli.choice', { option: '--by', given: by, allowed: 'sex' })
  if (level !== '90' && level !== '95')
    throw new Problem('cli.choice', { option: '--level', given: level, allowed: '90, 95' })
  const names = indicator.split(',').map((name) => name.trim())
  names.forEach(indicatorNamed)

  const rows = await withProgram(frame, options, async (program) => {
    const workspace = await workspaceFor(program, options.workspace)
    const vintages = await inWorkspace(program, workspace.id, (tx, asker) => currentVintages(tx, asker))
    const latest = vintages.at(-1)
    if (!latest) throw new Problem('cli.noSurvey', { workspace: workspace.slug })
    const period = options.period ? periodCode(parsePeriod(options.period)) : latest.period
    const data = microdataOf(program.evidence, chooseVintage(vintages, period, place))
    return withConnection(
      (connection) =>
        estimateByName(connection, data, {
          period,
          place,
          indicators: names,
          by: by === 'sex' ? 'sex' : null,
          group,
          level: level === '95' ? 95 : 90,
          minimumCases: workspace.minimumCases,
        }),
      frame.signal,
    )
  })
  frame.answer(rows, lines(frame, rows))
}

function listIndicators(frame: Frame): void {
  const all = [...indicators.values()].map(({ name, unit, label, definition }) => ({
    name,
    unit,
    label: label[frame.lang],
    definition: definition[frame.lang],
  }))
  const width = Math.max(...all.map(({ name }) => name.length))
  frame.answer(
    all,
    all.map(({ name, label }) => `${name.padEnd(width)}  ${label}`),
  )
}

function lines({ lang, words }: Frame, rows: readonly NamedEstimate[]): string[] {
  const { estimated } = words
  return rows.map((row) => {
    const what = `${row.indicator} ${row.place} ${row.period} ${estimated.sexes[row.sex]}`
    if (row.estimate === null) return `${what}: ${estimated.withheld(row.withheld ?? '')}`
    const decimals = row.unit === 'persons' || row.unit === 'pesos' ? 0 : 2
    const value = row.unit === 'percent' ? percent(row.estimate, decimals) : number(row.estimate, decimals)
    const between =
      row.low === null
        ? estimated.noError
        : `${row.level} %: ${interval(row.low, row.high, decimals, lang)}, CV ${percent(row.cv, 2)}`
    return `${what}: ${value} (${between}), n = ${number(row.n)}`
  })
}
