/** Reads R's postStratify(), rake() and calibrate() calls as `Design.calibration`. */
import type { Calibration, KnownTotal, Margin } from '../../src/index.ts'
import { argument, type Node, numbers, parse, sql, strings, terms } from './r.ts'

/** The calibration that a call makes of a design; undefined where it makes none. */
export function calibrationOf(call: Node): Calibration | undefined {
  if (call.t !== 'call') return undefined
  if (call.name === 'postStratify') {
    const [, strata, population] = call.args.map(({ value }) => value)
    return { poststrata: marginOf(strata, population) }
  }
  if (call.name === 'rake') {
    const [, samples, populations] = call.args.map(({ value }) => value)
    const parts = (node: Node | undefined) => (node?.t === 'call' ? node.args.map(({ value }) => value) : [])
    const known = parts(populations)
    return { margins: parts(samples).map((sample, i) => marginOf(sample, known[i])) }
  }
  if (call.name !== 'calibrate') return undefined
  const population = argument(call, 'population', 2)
  const totals = population?.t === 'call' ? population.args.map(knownOf) : []
  const bounds = numbers(argument(call, 'bounds'))
  const [low, high] = bounds
  return {
    totals,
    method: (strings(argument(call, 'calfun'))[0] ?? 'linear') as 'linear' | 'raking' | 'logit',
    ...(low === undefined || high === undefined ? {} : { bounds: [low, high] }),
  }
}

/** `~a + b` and `data.frame(a = c(…), b = c(…), Freq = c(…))`. */
function marginOf(formula: Node | undefined, population: Node | undefined): Margin {
  const columns = population?.t === 'call' ? population.args : []
  const column = (name: string) => columns.find((arg) => arg.name === name)?.value
  const variables = terms(formula).map((node) => ({
    name: node.t === 'name' ? node.value : sql(node),
    sql: sql(node),
  }))
  const labels = variables.map(({ name }) => {
    const values = column(name)
    const texts = strings(values)
    return texts.length > 0 ? texts : numbers(values)
  })
  return {
    by: Object.fromEntries(variables.map((variable) => [variable.name, variable.sql])),
    totals: numbers(column('Freq')).map((total, i) => ({
      by: Object.fromEntries(variables.map(({ name }, v) => [name, labels[v]?.[i] ?? null])),
      total,
    })),
  }
}

/** A column of R's model matrix and its total: the intercept, a number, or a level of a factor. */
function knownOf({ name = '', value }: { name?: string; value: Node }): KnownTotal {
  const total = numbers(value)[0] ?? Number.NaN
  if (name === '(Intercept)') return { of: 'true', total }
  const level = /^(?:as\.)?factor\((.*)\)(.*)$/.exec(name)
  if (level === null) return { of: sql(parse(name)), total }
  const [, variable = '', text = ''] = level
  return { of: `CAST(${sql(parse(variable))} AS VARCHAR) = '${text.replaceAll("'", "''")}'`, total }
}
