/** The catalogue of indicators that people ask for by name: `--indicator til1`, a figure cited in a report, a line of a chart. */
import { type Columns, requirements } from './expression.ts'
import type { Indicator } from './indicators/define.ts'
import { informalityIndicators } from './indicators/informality.ts'
import { jobIndicators } from './indicators/job.ts'
import { peopleIndicators } from './indicators/people.ts'
import { type Measure, type ResolvedMeasure, resolveMeasure } from './measure.ts'

export type { Indicator } from './indicators/define.ts'

const list: readonly Indicator[] = [...peopleIndicators, ...informalityIndicators, ...jobIndicators]

/** All indicators by name, in the order in which `--indicator list` prints them. */
export const indicators: ReadonlyMap<string, Indicator> = new Map(
  list.map((indicator) => [indicator.name, indicator]),
)

/** The indicator in the SQL of a file with these columns, or the lists of columns of which one would have to be whole. */
export const available = (indicator: Indicator, columns: Columns): ResolvedMeasure =>
  resolveMeasure(indicator, columns)

/** The lists of columns, best first, of which a file must have one whole. */
export const requires = (measure: Measure): readonly (readonly string[])[] =>
  requirements(measure.per === undefined ? measure.of : `${measure.of} and ${measure.per}`)
