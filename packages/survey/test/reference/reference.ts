/** Runs a folder of reference cases (`results.json` and `data/`) and reports agreement, case by case. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Design, SurveyError } from '../../src/index.ts'
import { open } from '../data.ts'
import { evaluate, type Options } from './cases.ts'
import { type Difference, differences, flat, sizeOf, type Value } from './compare.ts'
import { type DesignCase, designOf, NotOffered } from './designs.ts'
import { parse, renamed } from './r.ts'

interface Case {
  id: string
  feature: string
  design: string
  call: string
  options: Options | []
  optional: boolean
  result: { [name: string]: Value }
}

type Loaded = { design: Design; names: ReadonlyMap<string, string> }

export interface Outcome {
  id: string
  feature: string
  state: 'passed' | 'failed' | 'skipped'
  optional: boolean
  reason?: string
}

export async function runReference(folder: string): Promise<Outcome[]> {
  const set: { designs: Record<string, DesignCase>; cases: Case[] } = JSON.parse(
    readFileSync(join(folder, 'results.json'), 'utf8'),
  )
  const connection = await open()
  const designs = new Map<string, Loaded | NotOffered>()
  const outcomes: Outcome[] = []
  try {
    for (const item of set.cases) {
      const { id, feature, optional } = item
      const say = (state: Outcome['state'], reason?: string) =>
        outcomes.push({ id, feature, optional, state, ...(reason === undefined ? {} : { reason }) })
      if (optional && set.designs[item.design]?.repweights === undefined) {
        say('skipped', 'optional')
        continue
      }
      try {
        const { design, names } = await cached(designs, item.design, () => {
          const spec = set.designs[item.design]
          if (spec === undefined) throw new Error(`no design ${item.design}`)
          return designOf(connection, folder, item.design, spec)
        })
        const options: Options = Array.isArray(item.options) ? {} : item.options
        const got = await attempt(() =>
          evaluate({ connection, design, options }, renamed(parse(item.call), names)),
        )
        const found = compareCase(item, got)
        if (found.length === 0) say('passed')
        else say('failed', found.slice(0, 3).map(tell).join('; '))
      } catch (error) {
        if (error instanceof NotOffered) say('skipped', `not offered: ${error.message}`)
        else say('failed', error instanceof Error ? error.message.split('\n')[0] : String(error))
      }
    }
  } finally {
    connection.closeSync()
  }
  return outcomes
}

async function cached(
  designs: Map<string, Loaded | NotOffered>,
  name: string,
  make: () => Promise<Loaded>,
): Promise<Loaded> {
  let found = designs.get(name)
  if (found === undefined) {
    found = await make().catch((error: unknown) => {
      if (error instanceof NotOffered) return error
      throw error
    })
    designs.set(name, found)
  }
  if (found instanceof NotOffered) throw found
  return found
}

/** An error that the package raises on purpose is a result. */
async function attempt(work: () => Promise<{ [name: string]: Value }>): Promise<{ [name: string]: Value }> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof SurveyError)
      return { error: error.message, strata: [...((error.values.strata as string[]) ?? [])] }
    throw error
  }
}

function compareCase(item: Case, got: { [name: string]: Value }): Difference[] {
  const { result } = item
  if (result.class === 'error') {
    // R names the first stratum it meets; this package names them all.
    const stratum = /Stratum \((.*)\) has only one PSU/.exec(String(result.message))?.[1]
    const named = stratum !== undefined && flat(got.strata ?? []).includes(stratum)
    return named ? [] : [{ path: 'error', expected: result.message, got: got.error }]
  }
  if (got.error !== undefined) return [{ path: 'error', expected: null, got: got.error }]
  const tolerance = /method="(logit|likelihood)"/.test(item.call) ? 1e-8 : 1e-9
  if (result.class === 'svyquantile') return quantileDifferences(result, got, tolerance)
  if (result.class === 'svyby_table') return tableDifferences(result, got, tolerance)
  if (result.class === 'numeric') {
    const names = flat(result.names ?? []).map(String)
    const named = got.named as { [name: string]: Value } | undefined
    const values = named === undefined ? got.values : names.map((name) => named[name])
    return differences('values', result.values, values, sizeOf(result.values), tolerance)
  }
  const order = rowOrder(result, got)
  const scale = sizeOf(result.est)
  return ['est', 'se', 'cv', 'deff', 'lower', 'upper']
    .flatMap((name) => differences(name, result[name], reordered(got[name], order, scale), scale, tolerance))
    .concat(
      ['ci95_normal', 'ci95_t_degf', 'ci95_t_degf_full'].flatMap((name) => {
        const limits = result[name] as { lower: Value; upper: Value } | undefined
        const own = got[name] as { lower: Value; upper: Value } | undefined
        if (limits === undefined) return []
        return ['lower' as const, 'upper' as const].flatMap((side) =>
          differences(
            `${name}.${side}`,
            limits[side],
            reordered(own?.[side], order, scale),
            scale,
            tolerance,
          ),
        )
      }),
      matrixDifferences(result.vcov, got.vcov, order, scale, tolerance),
    )
}

/** Where each row of the reference's groups stands among ours; R's first variable varies fastest, ours slowest. */
function rowOrder(result: { [name: string]: Value }, got: { [name: string]: Value }): number[] | null {
  if (!Array.isArray(result.by) || !Array.isArray(got.by)) return null
  const key = (value: Value) => JSON.stringify(Object.values(value as object).map(String))
  const first = new Map<string, number>()
  got.by.forEach((value, i) => {
    if (!first.has(key(value))) first.set(key(value), i)
  })
  const groups = first.size
  const statistics = Math.max(1, Math.round(got.by.length / Math.max(1, groups)))
  return Array.from({ length: statistics }, (_, s) =>
    (result.by as Value[]).map((value) => (first.get(key(value)) ?? -1) + s * groups),
  ).flat()
}

function reordered(value: Value, order: number[] | null, _scale: number): Value {
  if (order === null || !Array.isArray(value)) return value
  return order.map((at) => value[at])
}

function matrixDifferences(
  expected: Value,
  got: Value,
  order: number[] | null,
  scale: number,
  tolerance: number,
): Difference[] {
  if (expected === undefined) return []
  const rows =
    order === null || !Array.isArray(got)
      ? got
      : order.map((i) => order.map((j) => (got[i] as Value[] | undefined)?.[j]))
  return differences('vcov', expected, rows, scale * scale, tolerance)
}

function quantileDifferences(
  result: { [name: string]: Value },
  got: { [name: string]: Value },
  tolerance: number,
): Difference[] {
  const expected = result.vars as { [name: string]: { [name: string]: Value } }
  const own = got.vars as { [name: string]: { [name: string]: Value } }
  return Object.entries(expected).flatMap(([name, values]) =>
    ['quantile', 'lower', 'upper', 'se'].flatMap((part) =>
      differences(`${name}.${part}`, values[part], own[name]?.[part], sizeOf(values.quantile), tolerance),
    ),
  )
}

/** R's data frame: columns in blocks (statistics, se, lower, upper), rows by group. */
function tableDifferences(
  result: { [name: string]: Value },
  got: { [name: string]: Value },
  tolerance: number,
): Difference[] {
  const rows = result.table as { [name: string]: Value }[]
  const groups = got.by as { [name: string]: Value }[]
  const variables = Object.keys(groups[0] ?? {})
  const blocks = (got.columns as Value[][]) ?? []
  const statistics = (blocks[0]?.length ?? 0) / Math.max(1, groups.length)
  return rows.flatMap((row, r) => {
    const at = groups.findIndex((group) =>
      variables.every((name) => String(group[name]) === String(row[name])),
    )
    if (at < 0) return [{ path: `row ${r}`, expected: JSON.stringify(row), got: 'no such group' }]
    const expected = Object.entries(row)
      .filter(([name]) => !variables.includes(name))
      .map(([, value]) => value)
    const own = blocks.flatMap((block) =>
      Array.from({ length: statistics }, (_, s) => block[s * groups.length + at]),
    )
    return differences(`row ${r}`, expected, own, sizeOf(expected.slice(0, statistics)), tolerance)
  })
}

function tell({ path, expected, got }: Difference): string {
  return `${path}: expected ${JSON.stringify(expected)}, got ${JSON.stringify(got)}`
}
