import type { DuckDBConnection } from '@duckdb/node-api'
import { identifier, literal } from '../../platform/microdata/sql.ts'
import { type JoinedColumn, joinSelect, type Staged } from './join.ts'
import { rowsOf } from './query.ts'

/**
 * Joining tables that lie on the disk because they are too large for memory: a quarter with all its columns is half a gigabyte as
 * numbers of four bytes. In the join each column is as narrow as its values allow, and states are joined in groups where even that is
 * too much.
 */
export interface LargeJoin {
  columns: readonly JoinedColumn[]
  /** SDEM as SQL, a Parquet. */
  sdem: string
  coes: readonly (Staged & { path: string })[]
  /** Bytes of COE to be held at once. */
  most: number
  /** Writes a query to the Parquet that is wanted. */
  write: (select: string) => Promise<unknown>
  /** Writes a query to the nth piece and gives its path. */
  writePart: (n: number, select: string) => Promise<string>
  signal: AbortSignal | undefined
  onShare: (share: number) => void
}

export async function joinLarge(connection: DuckDBConnection, order: LargeJoin): Promise<void> {
  const narrow = await Promise.all(order.coes.map((coe) => narrowed(connection, coe)))
  const coes = narrow.map(({ staged }) => staged)
  const bytes = narrow.reduce((sum, each) => sum + each.bytes, 0)
  for (let most = order.most; ; most /= 2) {
    const groups = await groupsOfStates(connection, order.sdem, bytes, most)
    try {
      await joinGroups(order, coes, groups)
      return
    } catch (error) {
      // How much fits depends on threads and on what else the engine does; a state by itself is the least there is.
      if (!isOutOfMemory(error) || groups.length >= 32) throw error
    }
  }
}

async function joinGroups(
  { columns, sdem, write, writePart, signal, onShare }: LargeJoin,
  coes: readonly Staged[],
  groups: readonly string[],
): Promise<void> {
  const [only] = groups
  if (groups.length === 1 && only) {
    await write(joinSelect(columns, sdem, coes, only))
    return
  }
  const parts: string[] = []
  for (const states of groups) {
    signal?.throwIfAborted()
    parts.push(await writePart(parts.length, joinSelect(columns, sdem, coes, states)))
    onShare((parts.length / groups.length) * 0.7)
  }
  await write(`from read_parquet([${parts.map(literal).join(', ')}])`)
}

/** The table with whole numbers in one or two bytes where all of them fit, and how large it is in memory. */
async function narrowed(
  connection: DuckDBConnection,
  coe: Staged & { path: string },
): Promise<{ staged: Staged; bytes: number }> {
  const statistics = await rowsOf(
    connection,
    `select path_in_schema as name, min(try_cast(stats_min_value as double)) as least, max(try_cast(stats_max_value as double)) as most
     from parquet_metadata(${literal(coe.path)}) group by 1`,
  )
  const integers = new Set(
    coe.found.columns.flatMap(({ name, type }) =>
      type === 'integer' && !coe.key.includes(name) ? [name] : [],
    ),
  )
  let width = 16
  const selected = statistics.map(({ name, least, most }) => {
    const column = identifier(String(name))
    const small = integers.has(String(name)) && least !== null && Number(least) >= 0
    if (small && Number(most) <= 255) {
      width += 1
      return `cast(${column} as utinyint) as ${column}`
    }
    if (small && Number(most) <= 65_535) {
      width += 2
      return `cast(${column} as usmallint) as ${column}`
    }
    width += integers.has(String(name)) || coe.key.includes(String(name)) ? 4 : 24
    return column
  })
  const relation = `(select ${selected.join(', ')} from ${coe.relation})`
  return { staged: { ...coe, relation }, bytes: width * coe.rows }
}

/** Conditions on `ent` that together take every row once, each with no more than `most` of `bytes`. */
async function groupsOfStates(
  connection: DuckDBConnection,
  sdem: string,
  bytes: number,
  most: number,
): Promise<string[]> {
  if (bytes <= most) return ['true']
  const states = await rowsOf(
    connection,
    `select ent, count(*) / sum(count(*)) over () as share from ${sdem} group by ent order by ent`,
  )
  const groups: { states: string[]; bytes: number }[] = []
  for (const { ent, share } of states) {
    const its = Number(share) * bytes
    const condition = ent === null ? 'ent is null' : `ent = ${Number(ent)}`
    const last = groups.at(-1)
    if (last && last.bytes + its <= most) {
      last.states.push(condition)
      last.bytes += its
    } else groups.push({ states: [condition], bytes: its })
  }
  return groups.map((group) => `(${group.states.join(' or ')})`)
}

const isOutOfMemory = (error: unknown): boolean =>
  error instanceof Error && /^Out of Memory Error/.test(error.message)
