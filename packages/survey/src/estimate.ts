/** Totals, means, proportions, ratios and quantiles, for any groups, with the error that the design gives them. */
import type { DuckDBConnection } from '@duckdb/node-api'
import { alone } from './alone.ts'
import { methodOfCalibration } from './calibration.ts'
import { KeptCells } from './cells.ts'
import { type Design, type Intervals, type Rules, rulesOf } from './design.ts'
import { factsOf, textsOf } from './facts.ts'
import { type Estimate, type Frameworks, figure, type Method, scoresFor } from './figure.ts'
import { isPlainDesign } from './grouped.ts'
import type { Crossing, Indicator } from './indicator.ts'
import { Measures } from './measures.ts'
import { conditionOf, confinedTo, crossedBy, type Only } from './only.ts'
import { type QuantileRecipe, quantileFigure, quantileScores } from './quantile.ts'
import { type Recipe, recipeOf } from './recipe.ts'
import { replicateShares } from './replicate-quantile.ts'
import {
  checkReplicates,
  describeReplicates,
  isSupplied,
  scannedBy,
  wantReplicates,
  withMade,
} from './replicated.ts'
import { type Frame, outermost, scan } from './scan.ts'
import { type Kind, kindsIn, kindsOf } from './sql.ts'
import { type Group, Table } from './table.ts'
import { covariance, lonelyError, lonelyNames, roomFor, type Scores, widened } from './variance.ts'

export interface Specification {
  indicators: readonly Indicator[]
  /** One crossing or several; `{}` is the whole and the default. All share one pass over the microdata. */
  crossings?: Crossing | readonly Crossing[]
  /** Condition that every indicator is confined to: a domain, so no PSU is lost. */
  where?: string
  /** The same by values of variables. With kept cells that carry them (`CellStore.by`), another domain costs no scan. */
  only?: Only
  ci?: Intervals
  /** Design effect: wor against simple random sampling without replacement (R: `deff=TRUE`), wr with (R: `deff="replace"`). */
  deff?: 'wor' | 'wr'
}

/**
 * Estimates every indicator for every group of every crossing, in one pass over the microdata.
 *
 * Estimates are in the indicator's unit, shares from 0 to 1 unless it has a `scale`, coefficients of variation in percent. Rows
 * whose number is missing are left out and counted; README.md has a table of odd data and what comes of it.
 *
 * @param connection runs nothing else meanwhile; estimates on one connection wait for each other
 * @returns estimates in the order indicator, crossing, group; groups sorted by value. A group without a row in the design is not listed.
 * @throws SurveyError for what the caller can mend: see `SurveyErrorCode`
 * @see Särndal, Swensson and Wretman, Model Assisted Survey Sampling (1992), ch. 5; agrees with R `survey` 4.5
 */
export async function estimate(
  connection: DuckDBConnection,
  design: Design,
  spec: Specification,
): Promise<Estimate[]> {
  return [...(await analyse(connection, design, spec)).estimates]
}

/** The estimates of one specification, kept with their scores, so that contrasts and covariances cost no further scan. */
export interface Analysis {
  readonly estimates: readonly Estimate[]
  /** What each estimate is made of; for pooling. */
  readonly items: readonly Item[]
  readonly rules: Rules
  readonly frame: Frame
  /** Scores of an estimate, by its place in `estimates`; null where it has no error. */
  scores(index: number): Scores | null
  /** Covariance of two estimates, by their places; null where one of them has no error. */
  covariance(a: number, b: number): number | null
}

export interface Item {
  recipe: Recipe | QuantileRecipe
  group: Group
}

/**
 * As `estimate`, but keeps the sums per PSU that covariances, contrasts and pooling need.
 * @returns `estimates`, in the order of `estimate`, and their covariances by place
 * @throws SurveyError as `estimate`
 */
export async function analyse(
  connection: DuckDBConnection,
  asked: Design,
  wanted: Specification,
): Promise<Analysis> {
  checkReplicates(asked)
  const rules = rulesOf(asked, wanted.ci)
  const design = scannedBy(asked)
  const { only, ...spec } = confined(wanted, asked)
  const crossings = crossingsOf(spec)
  const measures = new Measures()
  const {
    recipes,
    result: read,
    scanned,
  } = await alone(connection, async () => {
    const kept = await KeptCells.open(connection, design)
    const facts = kept === null ? await factsFor(connection, design, spec) : null
    const recipes = await recipesOf(
      connection,
      design,
      spec,
      measures,
      kept?.kinds ?? (facts && kindsIn(facts)),
    )
    const outer = outermost(crossings).map((crossing) => crossedBy(crossing, Object.keys(only)))
    if (isSupplied(asked.replicates)) wantReplicates(recipes, measures, rules)
    return kept === null
      ? { recipes, result: await scan(connection, design, outer, measures, facts), scanned: outer }
      : { recipes, ...(await kept.scan(outer, measures)) }
  })
  const cells = read.cells.map((each, at) => confinedTo(only, scanned[at] ?? {}, each))
  const result = withMade({ ...read, cells }, asked, rules)
  const { frame } = result
  const tables = crossings.map((crossing) => new Table(result, crossing, scanned))
  if (rules.lonely === 'fail' && frame.known) refuseLonely(frame, tables, recipes)
  const works: Frameworks = { frame, rules, method: methodOf(rules, frame, asked), deff: spec.deff }
  const quantiles = recipes.filter((recipe) => 'quantile' in recipe)
  if (isSupplied(asked.replicates) && quantiles.length > 0)
    works.shares = await alone(connection, () =>
      replicateShares(connection, design, measures, quantiles, pairs(tables, crossings), works),
    )
  const room = roomFor(frame.psus)
  const items: Item[] = recipes.flatMap((recipe) =>
    tables.flatMap(({ groups }) => groups.map((group) => ({ recipe, group }))),
  )
  const estimates: Estimate[] = []
  for (const { recipe, group } of items) {
    // Hundreds of figures take most of a second: a server answers others in between.
    if (estimates.length % 50 === 49) await new Promise((done) => setImmediate(done))
    estimates.push(
      'quantile' in recipe ? quantileFigure(recipe, group, works, room) : figure(recipe, group, works, room),
    )
  }
  const scores = (index: number): Scores | null => {
    const item = items[index] as Item
    if (!frame.known && frame.replicates === undefined) return null
    const own =
      'quantile' in item.recipe
        ? quantileScores(item.recipe, item.group, works)
        : scoresFor(item.recipe, item.group, frame)
    const { lonely } = rules
    // Residuals of a calibration lie everywhere already. What a lonely stratum is centred on depends on which strata are present: for covariances, those of all groups (R: svyby(covmat = TRUE)).
    return own === null ||
      frame.replicates !== undefined ||
      own.domain !== undefined ||
      (lonely !== 'adjust' && lonely !== 'average')
      ? own
      : widened(own, item.group.table, item.recipe.base, frame)
  }
  return {
    estimates,
    items,
    rules,
    frame,
    scores,
    covariance: (a, b) => {
      const left = scores(a)
      const right = a === b ? left : scores(b)
      return left === null || right === null ? null : covariance(frame, left, right, rules)
    },
  }
}

/** Where no cells are kept, a domain by values is a condition as any other. */
function confined(spec: Specification, design: Design): Specification & { only: Only } {
  const { only = {} } = spec
  const { cells, calibration, replicates, second, weight } = design
  const areKept = cells !== undefined && weight && !calibration && !replicates && !second
  if (areKept || Object.keys(only).length === 0) return { ...spec, only }
  const where = [...(spec.where?.trim() ? [`(${spec.where}\n)`] : []), conditionOf(only)].join(' and ')
  return { ...spec, where, only: {} }
}

function pairs(tables: readonly Table[], crossings: readonly Crossing[]) {
  return tables.map((table, i) => ({ table, crossing: crossings[i] ?? {} }))
}

export function crossingsOf(spec: Specification): Crossing[] {
  const crossings = spec.crossings ?? {}
  const list: Crossing[] = Array.isArray(crossings) ? [...crossings] : [crossings as Crossing]
  return list.length === 0 ? [{}] : list
}

/** Expressions that one query of facts may hold: of hundreds it would cost more than it spares. */
const SOME = 40

/** Facts of all that is asked for, in one query for the indicators' kinds and the scan. */
async function factsFor(connection: DuckDBConnection, design: Design, spec: Specification) {
  const texts = textsOf(design, crossingsOf(spec), [...rolesOf(spec).keys()])
  return texts.length <= SOME && isPlainDesign(design) ? factsOf(connection, design, texts) : null
}

/** The indicators' expressions, each with what it is for. */
function rolesOf(spec: Specification): Map<string, string> {
  const roles = new Map<string, string>()
  if (spec.where) roles.set(spec.where, 'where')
  for (const indicator of spec.indicators) {
    roles.set(indicator.of, `${indicator.name}, of`)
    if ('per' in indicator && indicator.per !== undefined) roles.set(indicator.per, `${indicator.name}, per`)
    if (indicator.where) roles.set(indicator.where, `${indicator.name}, where`)
  }
  return roles
}

async function recipesOf(
  connection: DuckDBConnection,
  design: Design,
  spec: Specification,
  measures: Measures,
  kindsBefore: Map<string, Kind> | null,
): Promise<(Recipe | QuantileRecipe)[]> {
  const wanted = [...rolesOf(spec)].map(([sql, role]) => ({ role, sql }))
  const kinds = await kindsOf(connection, design.source, wanted, kindsBefore ?? undefined)
  const texts = wanted.map(({ sql }) => sql)
  const kindOf = (sql: string) => kinds[texts.indexOf(sql)] ?? 'number'
  return spec.indicators.map((indicator) =>
    recipeOf(indicator, spec.where, kindOf, measures, spec.deff !== undefined),
  )
}

function methodOf(rules: Rules, frame: Frame, { calibration }: Design): Method {
  return {
    variance: frame.replicates ? 'replicates' : frame.known ? 'taylor' : 'none',
    ...(frame.replicates ? { replicates: describeReplicates(frame.replicates) } : {}),
    ...(calibration ? { calibration: methodOfCalibration(calibration) } : {}),
    lonely: rules.lonely,
    df: rules.df,
    quantile: rules.quantile,
    scale: rules.scale,
    ...(rules.z === undefined ? {} : { z: rules.z }),
  }
}

/** Under `fail`, one error names all the lonely strata that any estimate touches. */
function refuseLonely(
  frame: Frame,
  tables: readonly Table[],
  recipes: readonly (Recipe | QuantileRecipe)[],
): void {
  const stages = frame.within === undefined ? [frame] : [frame, frame.within.frame]
  stages.forEach((stage, at) => {
    if (lonelyNames(stage, stage.size.keys()).length === 0) return
    const touched = new Set<number>()
    for (const table of tables) {
      const places = at === 0 ? table.psu : (table.unit ?? table.psu)
      for (const recipe of new Set(recipes.map((r) => r.base))) {
        const base = table.sum(recipe)
        for (const cell of table.grouped)
          if ((base[cell] as number) > 0) touched.add(stage.stratum[places[cell] as number] as number)
      }
    }
    const names = lonelyNames(stage, touched)
    if (names.length > 0) throw lonelyError(names, at + 1)
  })
}
