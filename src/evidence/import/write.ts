import { join } from 'node:path'
import type { DuckDBConnection } from '@duckdb/node-api'
import { identifier, literal } from '../../platform/microdata/sql.ts'
import { Problem } from '../../platform/problem.ts'
import { commonKey, type JoinedColumn, joinedColumns, joinSelect, keyOf, type Staged } from './join.ts'
import { joinLarge } from './join-large.ts'
import { shownName } from './look.ts'
import { fileProblem } from './problems.ts'
import type { Meter } from './progress.ts'
import { proveMatch, proveOnce } from './prove.ts'
import { numbersOf, runLong } from './query.ts'
import { readTable, type Unpacked, unpack } from './tables.ts'
import type { Found, FoundTable, Notice } from './types.ts'

export interface Writing {
  /** Folder for what is made on the way. */
  work: string
  /** The Parquet to be written. */
  to: string
  signal: AbortSignal | undefined
  meter: Meter
  limits: MemoryLimits
}

export interface Written {
  columns: JoinedColumn[]
  /** Rows of each COE; SDEM's are those of the Parquet. */
  rows: Map<FoundTable['table'], number>
  warnings: Notice[]
}

/** How much of COE1 and COE2 is in memory at a time, bytes. */
export interface MemoryLimits {
  /** Their files up to this size are held while SDEM passes by; INEGI's whole ones are larger and lie on the disk meanwhile. */
  held: number
  /** How much of those on the disk is joined at once, in a hash table. */
  joined: number
}
export const memoryLimits: MemoryLimits = { held: 24e6, joined: 128e6 }

/** Reads the tables and writes one row a person. Refuses values that are none, persons twice, answers of nobody. */
export async function writePersons(
  connection: DuckDBConnection,
  found: Found,
  { work, to, signal, meter, limits }: Writing,
): Promise<Written> {
  const [sdem, ...others] = found.tables
  if (!sdem) throw new Error('Nothing was found')
  const keys = new Map(others.map((coe) => [coe, commonKey(sdem, coe)]))
  const columns = joinedColumns(found.tables)
  const inMemory = others.reduce((sum, { source }) => sum + source.bytes, 0) <= limits.held
  const copy = (select: string, path: string, metadata = '') =>
    `copy (${select}) to ${literal(path)} (format parquet, row_group_size ${rowGroup(columns.length)}${metadata})`
  const metadata = `, kv_metadata {survey: ${literal(found.survey)}, period: ${literal(found.period)}, sha256: ${literal(found.sha256)}}`

  const coes: (Staged & { path: string })[] = []
  for await (const [table, unpacked] of unpackAhead([...others, sdem], work, signal, meter)) {
    signal?.throwIfAborted()
    const key = keys.get(table) ?? []
    const keep = new Set([...key, ...columns.flatMap((its) => (its.table === table.table ? [its.name] : []))])
    const path = join(work, `${table.table}.parquet`)
    const onShare = meter.share('read', table)
    const read = (write: (select: string) => string) =>
      readTable(connection, table, unpacked, keep, work, (select) =>
        runLong(connection, write(select), onShare),
      )

    if (table !== sdem) {
      await read((select) =>
        inMemory
          ? `create or replace temp table ${identifier(table.table)} as ${select}`
          : copy(select, path),
      )
      const relation = inMemory ? identifier(table.table) : `read_parquet(${literal(path)})`
      const { rows = 0 } = await numbersOf(connection, `select count(*) as rows from ${relation}`)
      if (rows === 0) throw new Problem('import.headerOnly', { file: shownName(table) })
      await proveOnce(connection, table, relation, key)
      coes.push({ found: table, relation, path, rows, key })
    } else if (inMemory) {
      await read((select) => copy(joinSelect(columns, `(${select})`, coes), to, metadata))
    } else {
      await read((select) => copy(select, path))
      await joinLarge(connection, {
        columns,
        sdem: `read_parquet(${literal(path)})`,
        coes,
        most: limits.joined,
        write: (select) => runLong(connection, copy(select, to, metadata), meter.share('join')),
        writePart: async (n, select) => {
          const part = join(work, `part-${n}.parquet`)
          await connection.run(copy(select, part))
          return part
        },
        signal,
        onShare: meter.share('join'),
      })
    }
  }

  signal?.throwIfAborted()
  meter.reach('check')
  const persons = `read_parquet(${literal(to)})`
  const key = keyOf(sdem)
  const warnings: Notice[] = []
  if (key) await proveOnce(connection, sdem, persons, key)
  else warnings.push({ code: 'import.noPersonKey', values: {} })
  for (const coe of coes) warnings.push(...(await proveMatch(connection, sdem, persons, coe)))
  return { columns, rows: new Map(coes.map(({ found: { table }, rows }) => [table, rows])), warnings }
}

/** Unpacks the tables in turn, the next one while the one before is read. */
async function* unpackAhead(
  tables: readonly FoundTable[],
  work: string,
  signal: AbortSignal | undefined,
  meter: Meter,
): AsyncGenerator<[FoundTable, Unpacked]> {
  const start = (at: number): Promise<Unpacked> | undefined => {
    const table = tables[at]
    if (!table) return undefined
    const onBytes = meter.bytes('unpack', table.table)
    const unpacked = unpack(table, work, { ...(signal ? { signal } : {}), onBytes }).catch(
      (error: unknown) => {
        throw fileProblem(error, shownName(table))
      },
    )
    unpacked.catch(() => undefined) // it is awaited below, perhaps after the table before it has failed
    return unpacked
  }
  let coming = start(0)
  try {
    for (const [at, table] of tables.entries()) {
      const unpacked = await coming
      coming = start(at + 1)
      if (unpacked) yield [table, unpacked]
    }
  } finally {
    await coming?.catch(() => undefined) // nothing may still be writing when the folder is removed
  }
}

/**
 * Fewer rows to a group where there are more columns: a writer holds a whole group for each thread. Not fewer than 12,288, for each
 * column of text takes a block of 256 kB for each group under way.
 */
const rowGroup = (columns: number): number =>
  Math.max(12_288, Math.min(61_440, Math.floor((61_440 * 60) / columns / 2048) * 2048))
