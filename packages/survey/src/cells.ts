/**
 * The sums of a scan, kept as Parquet beside the data: a second specification whose sums are all there costs no scan.
 *
 * A file holds the frame of one design and the sums per PSU and group of one crossing. Cells are in one order whatever
 * the scan, so sums of several files stand side by side; a crossing is served by a wider one. What lacks is scanned,
 * and nothing else, and kept in a file of its own.
 */
import { createHash } from 'node:crypto'
import { mkdir, readdir, rm, stat, utimes } from 'node:fs/promises'
import { join } from 'node:path'
import type { DuckDBConnection } from '@duckdb/node-api'
import {
  bytesOf,
  Damaged,
  doublesOf,
  integers,
  packed,
  readArrays,
  readIndex,
  unpacked,
  writeArrays,
} from './cells-file.ts'
import { canonical } from './cells-order.ts'
import type { Design } from './design.ts'
import { isPlain } from './grouped.ts'
import type { Crossing } from './indicator.ts'
import type { Measures } from './measures.ts'
import { crossedBy } from './only.ts'
import { type Cells, type Frame, type Kept, type Scan, scan } from './scan.ts'
import type { Kind, Label } from './sql.ts'

/** Where cells are kept. */
export interface CellStore {
  /** Created where it is not there. Processes may share it. */
  folder: string
  /** What the data are, e.g. the SHA-256 of the file: other data, other cells. Keep none for data that change under one name. */
  source: string
  /** What the cells call the relation in place of `Design.source`, for a file that may be moved. */
  relation?: string
  /**
   * SQL of variables that every scan is crossed by as well, so that a domain by their values (`Specification.only`) costs no
   * further scan. Take those in which no PSU differs, such as its state: then there are no more cells.
   */
  by?: readonly string[]
  /** Bytes that the folder may hold; files used longest ago go first. 512 MB. */
  maxBytes?: number
}

/** What a file holds, as its footer says. */
interface Index {
  /** Of the design: everything that the frame and the weights depend on. */
  design: string
  /** SQL of the crossing's variables, sorted. */
  variables: string[]
  /** Hashes of the frame and of the cells' order: files that agree in them can be read side by side. */
  frame: string
  cells: string
  count: number
  groups: Label[][]
  strata: Label[]
  rows: number
  known: boolean
  population: boolean
  /** Sums by name; kept rows are the names that say so. */
  sums: string[]
  kinds: Record<string, Kind>
}

interface File {
  path: string
  index: Index
}

/** A change of what is in the files, or of how DuckDB hashes, makes older ones another design's. */
const FORMAT = 1
const FRAME = ['stratum', 'key', 'size', 'population', 'psu', 'group'] as const

export class KeptCells {
  /** Types of expressions seen before. */
  readonly kinds = new Map<string, Kind>()

  private constructor(
    private readonly connection: DuckDBConnection,
    private readonly design: Design,
    private readonly store: CellStore,
    private readonly key: string,
    private files: File[],
  ) {
    for (const { index } of files) for (const entry of Object.entries(index.kinds)) this.kinds.set(...entry)
  }

  /** The cells of a design, or null where it asks to keep none. */
  static async open(connection: DuckDBConnection, design: Design): Promise<KeptCells | null> {
    if (design.cells === undefined) return null
    const { cells: store, name: _n, lonely: _l, lonelyInDomain: _d, df: _f, preset: _p, ...drawn } = design
    const said = { ...drawn, source: store.relation ?? drawn.source }
    const fields = Object.entries(said).filter(([, value]) => value !== undefined && value !== null)
    const version = await connection.runAndReadAll('SELECT version()')
    const key = digest(JSON.stringify([FORMAT, version.getRows()[0], store.source, fields.sort(byName)]))
    const names = await readdir(store.folder).catch(() => [])
    const files: File[] = []
    for (const name of names) {
      if (!name.startsWith(`${key}.`) || !name.endsWith('.parquet')) continue
      const path = join(store.folder, name)
      const index = await indexOf(connection, path)
      if (index?.design === key) files.push({ path, index })
    }
    return new KeptCells(connection, design, store, key, files)
  }

  /** The sums of every crossing, read where they are kept and scanned where not; `scanned`: the crossings they are by. */
  async scan(
    crossings: readonly Crossing[],
    measures: Measures,
  ): Promise<{ result: Scan; scanned: Crossing[] }> {
    if (isPlain(this.design, measures) && crossings.every(isDistinct))
      for (;;) {
        try {
          const found = await this.gathered(crossings, measures)
          if (found !== null) return found
          break
        } catch (error) {
          if (!(error instanceof Damaged)) throw error
        }
      }
    return { result: await scan(this.connection, this.design, crossings, measures), scanned: [...crossings] }
  }

  /** null: what is kept and what was scanned do not go together. */
  private async gathered(crossings: readonly Crossing[], measures: Measures) {
    const names = measures.sums.map((_, at) => nameOf(measures, at))
    const plans = crossings.map((crossing) => this.planOf(crossing, names))
    const lacking = new Set(plans.flatMap((plan) => plan.lacks))
    const wanting = plans.filter((plan) => plan.lacks.length > 0)
    let fresh: Scan | null = null
    let order: number[] = []
    if (wanting.length > 0) {
      order = names.flatMap((name, at) => (lacking.has(name) ? [at] : []))
      const found = await scan(
        this.connection,
        this.design,
        wanting.map(({ crossing }) => crossing),
        measures.picked(order),
      )
      fresh = { frame: found.frame, cells: found.cells.map((cells) => canonical(cells, found.frame.psus)) }
      for (const [at, plan] of wanting.entries()) {
        const cells = fresh.cells[at] as Cells
        const file = await this.keep(
          fresh.frame,
          cells,
          order.map((sum) => names[sum] as string),
          plan.crossing,
        )
        if (plan.family !== null && plan.family !== file.index.cells) return null
      }
    }
    const frames = new Set([
      ...plans.flatMap(({ files }) => files.map(({ index }) => index.frame)),
      ...(fresh === null ? [] : [frameDigest(fresh.frame)]),
    ])
    if (frames.size !== 1) return null
    let frame = fresh?.frame ?? null
    const cells: Cells[] = []
    for (const plan of plans) {
      const scanned = wanting.indexOf(plan)
      const own = fresh !== null && scanned >= 0 ? (fresh.cells[scanned] as Cells) : null
      const read = await this.read(plan, names, own, order)
      frame ??= read.frame
      cells.push(read.cells)
    }
    return { result: { frame: frame as Frame, cells }, scanned: plans.map(({ crossing }) => crossing) }
  }

  /** The files that hold most of the sums by this crossing or a wider one. */
  private planOf(crossing: Crossing, names: readonly string[]): Plan {
    const wanted = Object.values(crossing)
    const families = new Map<string, File[]>()
    for (const file of this.files) {
      if (!wanted.every((sql) => file.index.variables.includes(sql))) continue
      families.set(file.index.cells, [...(families.get(file.index.cells) ?? []), file])
    }
    const variables = Object.values(crossedBy(crossing, this.store.by ?? [])).sort()
    let best: Plan = { crossing: named(variables, crossing), family: null, files: [], lacks: [...names] }
    let size = Infinity
    for (const [family, files] of families) {
      const index = (files[0] as File).index
      const there = new Set(files.flatMap((file) => file.index.sums))
      const lacks = names.filter((name) => !there.has(name))
      if (lacks.length === names.length && names.length > 0) continue
      if (lacks.length < best.lacks.length || (lacks.length === best.lacks.length && index.count < size)) {
        best = { crossing: named(index.variables, crossing), family, files, lacks }
        size = index.count
      }
    }
    return best
  }

  /** Sums of a plan from its files, and from what was scanned of it. */
  private async read(plan: Plan, names: readonly string[], own: Cells | null, order: readonly number[]) {
    const sums: Float64Array[] = []
    const kept = new Map<number, Kept>()
    own?.sums.forEach((sum, at) => {
      sums[order[at] as number] = sum
    })
    for (const [at, rows] of own?.kept ?? []) kept.set(order[at] as number, rows)
    let todo = names.flatMap((_, at) => (sums[at] === undefined ? [at] : []))
    let base = own === null ? null : { cells: own, frame: null as Frame | null }
    for (const file of plan.files) {
      const here = todo.filter((at) => file.index.sums.includes(names[at] as string))
      if (here.length === 0 && base !== null) continue
      const arrays = await this.arrays(file, [
        ...(base === null ? FRAME : []),
        ...here.flatMap((at) => partsOf(names[at] as string)),
      ])
      base ??= framed(file.index, arrays, plan.crossing)
      for (const at of here) {
        const name = names[at] as string
        const part = (of: string) => arrays.get(`${name}${of}`) as Uint8Array
        sums[at] = new Float64Array(0)
        if (!isKept(name)) sums[at] = unpacked(part(''), file.index.count)
        else {
          const cell = integers(part(' cell'))
          const rows = { cell, weight: doublesOf(part(' weight')), value: doublesOf(part(' value')) }
          kept.set(at, { ...rows, count: cell.length })
        }
      }
      todo = todo.filter((at) => !here.includes(at))
    }
    if (base === null || todo.length > 0) throw new Damaged('sums')
    return { frame: base.frame, cells: { ...base.cells, sums, kept } }
  }

  private async arrays(file: File, names: readonly string[]): Promise<Map<string, Uint8Array>> {
    const now = new Date()
    await utimes(file.path, now, now).catch(() => undefined)
    try {
      return await readArrays(this.connection, file.path, names)
    } catch (error) {
      this.files = this.files.filter((other) => other !== file)
      await discard(file.path)
      throw error
    }
  }

  private async keep(frame: Frame, cells: Cells, names: string[], crossing: Crossing): Promise<File> {
    const arrays = new Map<string, Uint8Array>([
      ['stratum', bytesOf(frame.stratum)],
      ['key', bytesOf(frame.key)],
      ['size', bytesOf(frame.size)],
      ['population', bytesOf(frame.population ?? new Float64Array(0))],
      ['psu', bytesOf(cells.psu.subarray(0, cells.count))],
      ['group', bytesOf(cells.group.subarray(0, cells.count))],
    ])
    names.forEach((name, at) => {
      const rows = cells.kept.get(at)
      if (!isKept(name)) arrays.set(name, packed((cells.sums[at] as Float64Array).subarray(0, cells.count)))
      else {
        arrays.set(`${name} cell`, bytesOf(rows?.cell.subarray(0, rows.count) ?? new Int32Array(0)))
        arrays.set(`${name} weight`, bytesOf(rows?.weight.subarray(0, rows.count) ?? new Float64Array(0)))
        arrays.set(`${name} value`, bytesOf(rows?.value.subarray(0, rows.count) ?? new Float64Array(0)))
      }
    })
    const variables = cells.variables.map((name) => crossing[name] as string)
    const frameHash = frameDigest(frame)
    const { psu, group } = cells
    const index: Index = {
      design: this.key,
      variables,
      frame: frameHash,
      cells: digest(frameHash, JSON.stringify([variables, cells.groups]), bytesOf(psu), bytesOf(group)),
      count: cells.count,
      groups: cells.groups,
      strata: frame.strata,
      rows: frame.rows,
      known: frame.known,
      population: frame.population !== null,
      sums: names,
      kinds: Object.fromEntries(this.kinds),
    }
    const path = join(this.store.folder, `${this.key}.${digest(index.cells, JSON.stringify(names))}.parquet`)
    try {
      await mkdir(this.store.folder, { recursive: true })
      await writeArrays(this.connection, path, { index, arrays })
      await evict(this.store, path)
    } catch {
      // A folder that cannot be written to, a full disk: that costs later scans and no figure.
    }
    return { path, index }
  }
}

/** How a crossing is to be served. `lacks`: the sums to scan, by `crossing`, which may be wider than the one asked. */
interface Plan {
  crossing: Crossing
  family: string | null
  files: File[]
  lacks: string[]
}

function framed(index: Index, arrays: Map<string, Uint8Array>, crossing: Crossing) {
  const part = (name: (typeof FRAME)[number]) => arrays.get(name) as Uint8Array
  const stratum = integers(part('stratum'))
  const frame: Frame = {
    psus: stratum.length,
    stratum,
    key: integers(part('key')),
    size: integers(part('size')),
    strata: index.strata,
    population: index.population ? doublesOf(part('population')) : null,
    rows: index.rows,
    known: index.known,
  }
  const cells: Cells = {
    variables: Object.keys(crossing),
    psu: integers(part('psu')),
    group: integers(part('group')),
    count: index.count,
    groups: index.groups,
    sums: [],
    kept: new Map(),
  }
  return { frame, cells }
}

/** A file's variables under the names of the crossing asked; those it does not name, under their SQL. */
function named(variables: readonly string[], crossing: Crossing): Crossing {
  const names = new Map(Object.entries(crossing).map(([name, sql]) => [sql, name]))
  return Object.fromEntries(variables.map((sql) => [names.get(sql) ?? `(${sql})`, sql]))
}

const isDistinct = (crossing: Crossing) =>
  new Set(Object.values(crossing)).size === Object.keys(crossing).length

/** What a sum is, whatever the specification that asks for it. */
function nameOf(measures: Measures, at: number): string {
  const { conditions, factors, weighted, kept } = measures.sums[at] as Measures['sums'][number]
  const where = conditions.map((c) =>
    c >= 0 ? measures.conditions[c] : `known: ${measures.numbers[-1 - c]}`,
  )
  const times = factors.map((column) => measures.numbers[column])
  const what = kept === undefined ? (weighted ? 'Σw' : 'Σ1') : `rows of ${measures.numbers[kept]}`
  return JSON.stringify([what, times.sort(), where.sort()])
}

const isKept = (name: string) => name.startsWith('["rows of ')
const partsOf = (name: string) =>
  isKept(name) ? [`${name} cell`, `${name} weight`, `${name} value`] : [name]

function frameDigest(frame: Frame): string {
  const { stratum, key, size, population, strata, rows, known } = frame
  return digest(
    JSON.stringify([strata, rows, known]),
    bytesOf(stratum),
    bytesOf(key),
    bytesOf(size),
    ...(population === null ? [] : [bytesOf(population)]),
  )
}

function digest(...parts: (string | Uint8Array)[]): string {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part).update('\0')
  return hash.digest('hex').slice(0, 32)
}

const byName = ([a]: [string, unknown], [b]: [string, unknown]) => (a < b ? -1 : 1)

/** Footers read before. A file that was written anew has another number and, cut short, another size. */
const indexes = new Map<string, { as: string; index: Index }>()

async function indexOf(connection: DuckDBConnection, path: string): Promise<Index | null> {
  try {
    const { ino, size } = await stat(path)
    const as = `${ino} ${size}`
    const known = indexes.get(path)
    if (known?.as === as) return known.index
    const index = await readIndex<Index>(connection, path)
    indexes.set(path, { as, index })
    return index
  } catch {
    await discard(path)
    return null
  }
}

async function discard(path: string): Promise<void> {
  indexes.delete(path)
  await rm(path, { force: true }).catch(() => undefined)
}

/** Takes away what was used longest ago, and what a process that died left half written. */
async function evict({ folder, maxBytes = 512 * 1024 * 1024 }: CellStore, newest: string): Promise<void> {
  const names = await readdir(folder)
  const files: { path: string; size: number; used: number }[] = []
  for (const name of names) {
    const path = join(folder, name)
    const found = await stat(path).catch(() => null)
    if (found === null) continue
    if (name.endsWith('.part') && Date.now() - found.mtimeMs > 3_600_000) await discard(path)
    else if (name.endsWith('.parquet'))
      files.push({ path, size: found.size, used: path === newest ? Infinity : found.mtimeMs })
  }
  let total = files.reduce((sum, { size }) => sum + size, 0)
  for (const { path, size } of files.sort((a, b) => a.used - b.used)) {
    if (total <= maxBytes) break
    await discard(path)
    total -= size
  }
}
