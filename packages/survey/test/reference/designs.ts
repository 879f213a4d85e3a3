/** Builds the data and the design of a reference set from its R calls. */
import { join } from 'node:path'
import type { DuckDBConnection } from '@duckdb/node-api'
import { type Design, EACH_ROW, type SuppliedReplicates } from '../../src/index.ts'
import { calibrationOf } from './calibrations.ts'
import { argument, type Node, parse, renamed, sql, terms } from './r.ts'

export interface DesignCase {
  data: string
  prep?: string | string[] | null
  call: string
  base_call?: string
  degf: number
  repweights?: string
  type?: SuppliedReplicates['type']
  scale?: number
  rscales?: number | number[]
  mse?: boolean
}

/** A feature that this package says it does not offer. */
export class NotOffered extends Error {}

/** Loads a design's rows as a table and returns the design over it. */
export async function designOf(
  connection: DuckDBConnection,
  folder: string,
  name: string,
  spec: DesignCase,
): Promise<{ design: Design; names: ReadonlyMap<string, string> }> {
  const table = `"${name}"`
  const file = join(folder, 'data', spec.data).replaceAll("'", "''")
  await connection.run(
    `CREATE TABLE ${table} AS SELECT *, row_number() OVER () AS ".row" FROM read_csv('${file}', header = true, nullstr = ['', 'NA'], sample_size = -1, auto_type_candidates = ['BIGINT', 'DOUBLE', 'VARCHAR']${await textColumns(connection, file)})`,
  )
  for (const line of [spec.prep ?? []].flat()) await prepare(connection, table, line)
  const names = await twins(connection, file)
  if (spec.repweights !== undefined)
    return { design: await withReplicates(connection, folder, table, spec, spec.repweights), names }
  const call = renamed(parse(spec.call), names)
  const calibration = calibrationOf(call)
  if (calibration !== undefined) {
    const base = renamed(parse(spec.base_call ?? ''), names)
    return { design: { ...fromSvydesign(base, table), calibration }, names }
  }
  if (call.t !== 'call' || call.name !== 'svydesign') throw new NotOffered('this design')
  return { design: fromSvydesign(call, table), names }
}

/** The file of replicate weights has a row for each row of the data, in their order. */
async function withReplicates(
  connection: DuckDBConnection,
  folder: string,
  table: string,
  { type = 'other', scale, rscales, mse }: DesignCase,
  repweights: string,
): Promise<Design> {
  const file = join(folder, 'data', repweights).replaceAll("'", "''")
  const read = `read_csv('${file}', header = true, auto_type_candidates = ['DOUBLE'], parallel = false)`
  const reader = await connection.runAndReadAll(`SELECT * FROM ${read} LIMIT 0`)
  const weights = reader.columnNames().filter((name) => name !== 'w0')
  const columns = ['w0', ...weights].map((name) => `w."${name}" AS "rep ${name}"`).join(', ')
  await connection.run(
    `CREATE OR REPLACE TABLE ${table} AS SELECT d.* EXCLUDE (place), ${columns}
     FROM (SELECT *, row_number() OVER (ORDER BY ".row") AS place FROM ${table}) AS d
     JOIN (SELECT *, row_number() OVER () AS place FROM ${read}) AS w USING (place) ORDER BY place`,
  )
  return {
    source: table,
    weight: '"rep w0"',
    replicates: {
      type,
      weights: weights.map((name) => `"rep ${name}"`),
      ...(scale === undefined ? {} : { scale }),
      ...(rscales === undefined ? {} : { rscales }),
      ...(mse === undefined ? {} : { mse }),
    },
  }
}

/** Identifiers with leading zeros are text, as the reference reads them. */
async function textColumns(connection: DuckDBConnection, file: string): Promise<string> {
  const reader = await connection.runAndReadAll(
    `SELECT * FROM read_csv('${file}', header = true, all_varchar = true) LIMIT 0`,
  )
  const text = reader.columnNames().filter((column) => column === 'upm' || column === 'cds')
  return text.length === 0 ? '' : `, types = {${text.map((column) => `'${column}': 'VARCHAR'`).join(', ')}}`
}

/** R tells `nh` from `Nh`, DuckDB does not: it renames the second to `Nh_1`. */
async function twins(connection: DuckDBConnection, file: string): Promise<ReadonlyMap<string, string>> {
  const reader = await connection.runAndReadAll(
    `SELECT * FROM read_csv('${file}', header = true, all_varchar = true) LIMIT 0`,
  )
  const names = reader.columnNames()
  return new Map(
    names
      .filter(
        (name) =>
          name.endsWith('_1') &&
          names.some((other) => other.toLowerCase() === name.slice(0, -2).toLowerCase()),
      )
      .map((name) => [name.slice(0, -2), name]),
  )
}

function fromSvydesign(call: Node, table: string): Design {
  const ids = terms(argument(call, 'id') ?? argument(call, 'ids', 0))
  const fpc = terms(argument(call, 'fpc'))
  const [id, unit] = ids
  const [strata] = terms(argument(call, 'strata'))
  const [weights] = terms(argument(call, 'weights'))
  const [prob] = terms(argument(call, 'prob') ?? argument(call, 'probs'))
  const each = id === undefined || (id.t === 'number' && id.value <= 1)
  const weight = weights !== undefined ? sql(weights) : prob !== undefined ? `1 / ${sql(prob)}` : null
  return {
    source: table,
    weight,
    psu: each || id === undefined ? EACH_ROW : sql(id),
    strata: strata === undefined ? "'1'" : sql(strata),
    ...(fpc[0] === undefined ? {} : { fpc: sql(fpc[0]) }),
    ...(fpc[1] === undefined || unit === undefined ? {} : { second: { unit: sql(unit), fpc: sql(fpc[1]) } }),
  }
}

/** `dat$x <- …`, `dat <- dat[…, ]` and `name <- tapply(dat$x, dat$g, function(v) length(unique(v)))`. */
async function prepare(connection: DuckDBConnection, table: string, line: string): Promise<void> {
  const node = parse(line)
  if (node.t !== 'call' || node.name !== '<-') throw new Error(`cannot prepare: ${line}`)
  const [target, value] = node.args.map((arg) => arg.value)
  if (target === undefined || value === undefined) throw new Error(`cannot prepare: ${line}`)
  if (target.t === 'call' && target.name === '$') {
    const [, column] = target.args
    if (column === undefined) return
    const at = sql(column.value)
    await connection.run(
      `CREATE OR REPLACE TABLE ${table} AS SELECT * EXCLUDE (".row"), ${number(value)} AS ${at}, ".row" FROM ${table}`,
    )
    return
  }
  if (target.t === 'name' && target.value === 'dat' && value.t === 'call' && value.name === '[') {
    const condition = value.args[0]?.value
    if (condition === undefined) return
    await connection.run(
      `CREATE OR REPLACE TABLE ${table} AS SELECT * FROM ${table} AS dat WHERE ${counted(condition, table)}`,
    )
    return
  }
  if (target.t === 'name' && value.t === 'call' && value.name === 'tapply') {
    const [x, group] = value.args.map((arg) => arg.value)
    if (x !== undefined && group !== undefined) counts.set(target.value, { x: sql(x), group: sql(group) })
    return
  }
  throw new Error(`cannot prepare: ${line}`)
}

function number(node: Node): string {
  return sql(node)
}

const counts = new Map<string, { x: string; group: string }>()

/** A filter, in which `np[as.character(dat$g)]` stands for the distinct values counted by tapply. */
function counted(node: Node, table: string): string {
  if (node.t === 'call' && node.name === '[' && node.on?.t === 'name') {
    const found = counts.get(node.on.value)
    if (found === undefined) throw new Error(`unknown ${node.on.value}`)
    return `(SELECT count(DISTINCT c.${found.x}) FROM ${table} AS c WHERE c.${found.group} = dat.${found.group})`
  }
  if (node.t === 'call' && ['==', '>', '<', '>=', '<=', '!='].includes(node.name)) {
    const [a, b] = node.args.map((arg) => counted(arg.value, table))
    return `(${a} ${node.name === '==' ? '=' : node.name} ${b})`
  }
  return sql(node)
}
