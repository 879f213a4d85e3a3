/** Evaluates the R call of a reference case with this package. */
import type { DuckDBConnection } from '@duckdb/node-api'
import {
  type Analysis,
  analyse,
  type Contrast,
  type Crossing,
  calibratedWeights,
  change,
  contrast,
  type Design,
  type Indicator,
  type Intervals,
  quotient,
} from '../../src/index.ts'
import type { Value } from './compare.ts'
import { NotOffered } from './designs.ts'
import { argument, isTrue, type Node, numbers, sql, strings, terms } from './r.ts'

export interface Options {
  'survey.lonely.psu'?: Design['lonely']
  'survey.adjust.domain.lonely'?: boolean
  'survey.ultimate.cluster'?: boolean
}

/** What a case needs: a connection, its design, and R's options. */
export interface Bench {
  connection: DuckDBConnection
  design: Design
  options: Options
}

/** A statistic over groups: estimates run group by group within a statistic, as R's svyby lists them. */
interface Statistic {
  indicators: Indicator[]
  where: string[]
  by: Crossing
  deff: 'wor' | 'wr' | undefined
}

type Result = { [name: string]: Value }

export async function evaluate(bench: Bench, call: Node): Promise<Result> {
  if (call.t !== 'call') throw new NotOffered('not a call')
  switch (call.name) {
    case 'svytotal':
    case 'svymean':
    case 'svyratio':
    case 'svyvar':
      return plain(
        bench,
        await statistic(bench, call, argument(call, 'design', call.name === 'svyratio' ? 2 : 1)),
      )
    case 'svyby':
      return by(bench, call)
    case 'svyciprop':
      return proportion(bench, call)
    case 'svyquantile':
      return quantiles(bench, call)
    case 'svycontrast':
      return contrasted(bench, call)
    case 'as.numeric':
      return weights(bench, call)
    case 'c':
      return degrees(bench, call)
    case 'sapply':
      return degreesByGroup(bench, call)
    case 'matched_diff':
      return matched(bench, call, {})
    case 'local':
      return matchedInDomain(bench, call)
    default:
      throw new NotOffered(`${call.name}()`)
  }
}

function ruled({ design, options }: Bench, df: Design['df']): Design {
  return {
    ...design,
    lonely: options['survey.lonely.psu'] ?? 'fail',
    lonelyInDomain: options['survey.adjust.domain.lonely'] ?? false,
    ultimateCluster: options['survey.ultimate.cluster'] ?? false,
    df,
  }
}

/** The conditions of `subset(subset(des, a), b)`. */
function domainOf(node: Node | undefined): string[] {
  if (node?.t === 'call' && node.name === 'subset') {
    const condition = argument(node, 'subset', 1)
    return [...domainOf(argument(node, 'x', 0)), ...(condition === undefined ? [] : [sql(condition)])]
  }
  if (node?.t === 'name') return []
  throw new NotOffered('a design made by another call')
}

async function statistic(bench: Bench, call: Node, design: Node | undefined): Promise<Statistic> {
  if (call.t !== 'call') throw new NotOffered('statistic')
  const where = domainOf(design)
  const deff = deffOf(call)
  const kind = call.name
  const variables = terms(argument(call, kind === 'svyratio' ? 'numerator' : 'x', 0))
  if (kind === 'svyratio') {
    const below = terms(argument(call, 'denominator', 1))
    where.push(...[...variables, ...below].map(present))
    const indicators = below.flatMap((den) =>
      variables.map(
        (num): Indicator => ({
          name: `${sql(num)}/${sql(den)}`,
          kind: 'ratio',
          of: number(num),
          per: number(den),
        }),
      ),
    )
    return { indicators, where, by: {}, deff }
  }
  where.push(...variables.map(present))
  if (kind === 'svyvar') {
    const indicators = variables.map((of): Indicator => ({ name: sql(of), kind: 'variance', of: number(of) }))
    return { indicators, where, by: {}, deff }
  }
  const columns = (await Promise.all(variables.map((variable) => columnsOf(bench, variable, where)))).flat()
  const indicators = columns.map(
    (of): Indicator => ({ name: of, kind: kind === 'svytotal' ? 'total' : 'mean', of }),
  )
  return { indicators, where, by: {}, deff }
}

/** Conditions are 0/1 here, so that a missing one is missing, as in R. */
function number(node: Node): string {
  return `CAST(${sql(node)} AS DOUBLE)`
}

function present(node: Node): string {
  return `${sql(node)} IS NOT NULL`
}

/** A factor has a column for each level that the domain has, in R's order. */
async function columnsOf({ connection, design }: Bench, node: Node, where: string[]): Promise<string[]> {
  const factor = node.t === 'call' && (node.name === 'factor' || node.name === 'as.factor')
  if (!factor) return [number(node)]
  const reader = await connection.runAndReadAll(
    `SELECT DISTINCT ${sql(node)} AS v FROM ${design.source} WHERE ${[...where, 'true'].join(' AND ')} ORDER BY v`,
  )
  return reader.getRows().map(([value]) => {
    const text = typeof value === 'string' ? `'${value.replaceAll("'", "''")}'` : String(value)
    return `CAST(${sql(node)} = ${text} AS DOUBLE)`
  })
}

function deffOf(call: Node): 'wor' | 'wr' | undefined {
  const deff = argument(call, 'deff')
  if (deff?.t === 'string') return 'wr'
  return isTrue(deff) ? 'wor' : undefined
}

async function analysed(
  bench: Bench,
  { indicators, where, by, deff }: Statistic,
  df: Design['df'],
  ci: Intervals,
) {
  return analyse(bench.connection, ruled(bench, df), {
    indicators,
    crossings: by,
    ci,
    ...(where.length > 0 ? { where: where.map((condition) => `(${condition})`).join(' AND ') } : {}),
    ...(deff === undefined ? {} : { deff }),
  })
}

/** Both kinds of interval that the reference lists, normal and t with the degrees of freedom of the whole design. */
async function plain(bench: Bench, spec: Statistic): Promise<Result> {
  const normal = await analysed(bench, spec, 'infinite', { level: 0.95, quantile: 'z' })
  const t = await analysed(bench, spec, 'design', {
    level: 0.95,
    quantile: 't',
  })
  const limits = (analysis: Analysis) => ({
    lower: analysis.estimates.map((e) => e.low),
    upper: analysis.estimates.map((e) => e.high),
  })
  return {
    est: normal.estimates.map((e) => e.estimate),
    se: normal.estimates.map((e) => e.se),
    cv: normal.estimates.map(coefficient),
    vcov: normal.estimates.map((_, i) => normal.estimates.map((__, j) => normal.covariance(i, j))),
    ci95_normal: limits(normal),
    ci95_t_degf: limits(t),
    ci95_t_degf_full: limits(t),
    deff: normal.estimates.map((e) => e.deff ?? null),
    by: normal.estimates.map((e) => e.by as { [name: string]: Value }),
  }
}

/** R's coefficient of variation is a share, with the sign of the estimate. */
function coefficient({ estimate, se }: { estimate: number | null; se: number | null }): number | null {
  return estimate === null || se === null || estimate === 0 ? null : se / estimate
}

function crossingOf(call: Node): Crossing {
  const variables = terms(argument(call, 'by', 1))
  return Object.fromEntries(variables.map((node) => [node.t === 'name' ? node.value : sql(node), sql(node)]))
}

function inner(call: Node): { name: string; design: Node | undefined } {
  const named = argument(call, 'FUN')
  const unnamed =
    call.t === 'call' ? call.args.filter((arg) => arg.name === undefined).map((arg) => arg.value) : []
  const fun = named ?? unnamed[3]
  return { name: fun?.t === 'name' ? fun.value : '', design: argument(call, 'design', 2) }
}

async function by(bench: Bench, call: Node): Promise<Result> {
  if (call.t !== 'call') throw new NotOffered('svyby')
  const { name, design } = inner(call)
  const crossing = crossingOf(call)
  if (name === 'svyciprop')
    return tableOf(await proportion(bench, call, design, crossing), ['est', 'se', 'lower', 'upper'])
  if (name === 'svyquantile')
    return tableOf(await quantiles(bench, call, design, crossing), ['quantile', 'se', 'lower', 'upper'])
  const denominator = argument(call, 'denominator')
  const formula = argument(call, 'formula', 0)
  const parts = [
    { value: formula ?? { t: 'name' as const, value: '' } },
    ...(denominator === undefined ? [] : [{ value: denominator }]),
    ...call.args.filter((arg) => arg.name !== undefined && ['deff', 'na.rm'].includes(arg.name)),
  ]
  const spec = await statistic(bench, { t: 'call', name, args: parts }, design)
  const result = await plain(bench, { ...spec, by: crossing })
  return { ...result, ...misread(call, result) }
}

/**
 * R's deff() of a svyby object looks one column too early for each "ci" in vartype (limits are two columns), so with
 * vartype = c("se", "ci", "cv") it returns the CV. The reference records what R returned.
 */
function misread(call: Node, result: Result): Result {
  const types = strings(argument(call, 'vartype'))
  if (!types.includes('ci')) return {}
  const limits = result.ci95_normal as { lower: Value; upper: Value }
  const blocks: Value[] = [
    result.est,
    ...types.flatMap((type): Value[] => (type === 'ci' ? [limits.lower, limits.upper] : [result[type]])),
    result.deff,
  ]
  return { deff: blocks[1 + types.length] }
}

/** The columns of R's data frame without the grouping ones: all groups of the first, then of the second. */
function tableOf(result: Result, columns: string[]): Result {
  return { by: result.by, columns: columns.map((column) => result[column]) }
}

async function proportion(
  bench: Bench,
  call: Node,
  design = argument(call, 'design', 1),
  crossing: Crossing = {},
): Promise<Result> {
  const method = strings(argument(call, 'method'))[0] ?? 'logit'
  const scales: Record<string, Intervals['scale']> = {
    logit: 'logit',
    xlogit: 'logit',
    mean: 'linear',
    asin: 'asin',
    beta: 'beta',
  }
  const scale = scales[method]
  if (scale === undefined) throw new NotOffered(`svyciprop(method = "${method}")`)
  const [variable] = terms(argument(call, 'formula', 0))
  if (variable === undefined) throw new NotOffered('svyciprop without a variable')
  const infinite = numbers(argument(call, 'df'))[0] === Number.POSITIVE_INFINITY
  const where = domainOf(design)
  const spec: Statistic = {
    indicators: [{ name: 'p', kind: 'proportion', of: number(variable) }],
    where,
    by: crossing,
    deff: undefined,
  }
  const level = numbers(argument(call, 'level'))[0] ?? 0.95
  const { estimates } = await analysed(bench, spec, infinite ? 'infinite' : 'domain', {
    level,
    quantile: 't',
    scale,
  })
  return {
    est: estimates.map((e) => e.estimate),
    se: estimates.map((e) => e.se),
    lower: estimates.map((e) => e.low),
    upper: estimates.map((e) => e.high),
    by: estimates.map((e) => e.by as { [name: string]: Value }),
  }
}

async function quantiles(
  bench: Bench,
  call: Node,
  design = argument(call, 'design', 1),
  crossing: Crossing = {},
): Promise<Result> {
  const rule = strings(argument(call, 'qrule'))[0] ?? 'math'
  if (rule !== 'math' && rule !== 'school') throw new NotOffered(`qrule = "${rule}"`)
  const type = strings(argument(call, 'interval.type'))[0] ?? 'mean'
  const scales: Record<string, Intervals['scale']> = {
    mean: 'linear',
    xlogit: 'logit',
    asin: 'asin',
    beta: 'beta',
  }
  const scale = scales[type]
  if (scale === undefined) throw new NotOffered(`interval.type = "${type}"`)
  const shares = numbers(argument(call, 'quantiles', crossingLength(crossing) > 0 ? undefined : 2))
  const variables = terms(argument(call, crossingLength(crossing) > 0 ? 'formula' : 'x', 0))
  const infinite = numbers(argument(call, 'df'))[0] === Number.POSITIVE_INFINITY
  const level = 1 - (numbers(argument(call, 'alpha'))[0] ?? 0.05)
  const vars: Result = {}
  let last: Result = {}
  for (const variable of variables) {
    const indicators = shares.map(
      (p): Indicator => ({ name: `q${p}`, kind: 'quantile', of: sql(variable), p, rule }),
    )
    const spec: Statistic = { indicators, where: domainOf(design), by: crossing, deff: undefined }
    const { estimates } = await analysed(bench, spec, infinite ? 'infinite' : 'domain', {
      level,
      quantile: 't',
      scale,
    })
    last = {
      p: shares,
      quantile: estimates.map((e) => e.estimate),
      lower: estimates.map((e) => e.low),
      upper: estimates.map((e) => e.high),
      se: estimates.map((e) => e.se),
      by: estimates
        .slice(0, estimates.length / Math.max(1, shares.length))
        .map((e) => e.by as { [name: string]: Value }),
    }
    vars[variable.t === 'name' ? variable.value : sql(variable)] = last
  }
  return { ...last, vars }
}

function crossingLength(crossing: Crossing): number {
  return Object.keys(crossing).length
}

async function contrasted(bench: Bench, call: Node): Promise<Result> {
  const inside = argument(call, 'stat', 0)
  const what = argument(call, 'contrasts', 1)
  if (inside?.t !== 'call' || inside.name !== 'svyby' || what?.t !== 'call')
    throw new NotOffered('svycontrast of this')
  const { name, design } = inner(inside)
  const parts = [{ value: argument(inside, 'formula', 0) ?? { t: 'name' as const, value: '' } }]
  const spec = {
    ...(await statistic(bench, { t: 'call', name, args: parts }, design)),
    by: crossingOf(inside),
  }
  const run = async (df: Design['df'], quantile: 'z' | 't') => {
    const analysis = await analysed(bench, spec, df, { level: 0.95, quantile })
    const place = (label: string) => {
      const at = analysis.estimates.findIndex((e) => Object.values(e.by).join('.') === label)
      if (at < 0) throw new Error(`no group ${label}`)
      return at
    }
    return asked(analysis, what, place)
  }
  const normal = await run('infinite', 'z')
  const t = await run('design', 't')
  return {
    est: normal.estimate,
    se: normal.se,
    cv: coefficient(normal),
    vcov: normal.se === null ? null : normal.se * normal.se,
    ci95_normal: { lower: normal.low, upper: normal.high },
    ci95_t_degf: { lower: t.low, upper: t.high },
  }
}

/** `quote(`a` - `b`)`, `quote(`a` / `b`)` and `list(name = c(`a` = 1, `b` = -1))`. */
function asked(analysis: Analysis, what: Node, place: (label: string) => number): Contrast {
  if (what.t === 'call' && what.name === 'quote') {
    const body = what.args[0]?.value
    const [a, b] =
      body?.t === 'call' ? body.args.map((arg) => (arg.value.t === 'name' ? place(arg.value.value) : -1)) : []
    if (body?.t !== 'call' || a === undefined || b === undefined) throw new NotOffered('this contrast')
    if (body.name === '/') return quotient(analysis, a, b)
    if (body.name === '-' || body.name === '+')
      return contrast(analysis, [
        { at: a, times: 1 },
        { at: b, times: body.name === '-' ? -1 : 1 },
      ])
    throw new NotOffered('this contrast')
  }
  const list = what.t === 'call' && what.name === 'list' ? what.args[0]?.value : what
  if (list?.t !== 'call') throw new NotOffered('this contrast')
  return contrast(
    analysis,
    list.args.map((arg) => ({ at: place(arg.name ?? ''), times: numbers(arg.value)[0] ?? 0 })),
  )
}

/** `as.numeric(weights(des))`: in the order of the file. */
async function weights({ connection, design }: Bench, call: Node): Promise<Result> {
  const asked = argument(call, 'x', 0)
  if (asked?.t !== 'call' || asked.name !== 'weights' || !design.calibration)
    throw new NotOffered('as.numeric() of something else')
  await calibratedWeights(connection, design, { into: 'calibrated weights', columns: '".row"' })
  const reader = await connection.runAndReadAll(
    'SELECT calibrated_weight FROM "calibrated weights" ORDER BY ".row"',
  )
  return { values: reader.getRows().map(([weight]) => Number(weight)) }
}

async function degrees(bench: Bench, call: Node): Promise<Result> {
  const asked = argument(call, 'degf')
  if (asked?.t !== 'call' || asked.name !== 'degf') throw new NotOffered('c() of something else')
  const spec: Statistic = {
    indicators: [{ name: 'n', kind: 'total', of: 'true' }],
    where: domainOf(argument(asked, 'design', 0)),
    by: {},
    deff: undefined,
  }
  const { estimates } = await analysed(
    { ...bench, options: { 'survey.lonely.psu': 'remove' } },
    spec,
    'domain',
    {},
  )
  return { values: estimates.map((e) => e.df) }
}

async function degreesByGroup(bench: Bench, call: Node): Promise<Result> {
  const split = argument(call, 'X', 0)
  const group = split?.t === 'call' ? split.args[1]?.value : undefined
  const by = group?.t === 'call' && group.name === 'with' ? group.args[1]?.value : undefined
  if (by === undefined) throw new NotOffered('sapply() of something else')
  const spec: Statistic = {
    indicators: [{ name: 'n', kind: 'total', of: 'true' }],
    where: [],
    by: { group: sql(by) },
    deff: undefined,
  }
  const { estimates } = await analysed(
    { ...bench, options: { 'survey.lonely.psu': 'remove' } },
    spec,
    'domain',
    {},
  )
  return { named: Object.fromEntries(estimates.map((e) => [String(e.by.group), e.df])) }
}

async function matched(bench: Bench, call: Node, columns: Record<string, string>): Promise<Result> {
  const [of, per] = [1, 2]
    .map((i) => strings(argument(call, '', i))[0] ?? '')
    .map((name) => columns[name] ?? `"${name}"`)
  const [early, late] = [3, 4].map((i) => numbers(argument(call, '', i))[0] ?? 0)
  const design = { ...ruled({ ...bench, options: { 'survey.lonely.psu': 'certainty' } }, 'design') }
  const at = (period: number | undefined): Design => ({ ...design, counted: `per = ${period}` })
  const spec = { indicators: [{ name: 'r', kind: 'ratio' as const, of: of ?? '', per: per ?? '' }] }
  const [found] = await change(bench.connection, at(early), at(late), spec)
  const [alone] = await change(bench.connection, at(early), at(late), spec, { method: 'independent' })
  if (found === undefined || alone === undefined) throw new Error('no change')
  return {
    values: [
      found.estimate,
      found.se,
      alone.se,
      found.before.se,
      found.after.se,
      found.covariance,
      found.before.psus,
      found.after.psus,
      found.commonPsus,
    ],
  }
}

/** `local({z <- des$variables; z$i1 <- …; matched_diff(z, "i1", "o1", …)})` */
async function matchedInDomain(bench: Bench, call: Node): Promise<Result> {
  const block = argument(call, '', 0)
  if (block?.t !== 'call' || block.name !== '{') throw new NotOffered('local()')
  const columns: Record<string, string> = {}
  let result: Result = {}
  for (const { value } of block.args) {
    if (value.t !== 'call') continue
    if (value.name === 'matched_diff') result = await matched(bench, value, columns)
    const target = value.args[0]?.value
    const to = value.args[1]?.value
    if (value.name === '<-' && target?.t === 'call' && target.name === '$' && to !== undefined) {
      const name = target.args[1]?.value
      if (name?.t === 'name') columns[name.value] = sql(to)
    }
  }
  return result
}
